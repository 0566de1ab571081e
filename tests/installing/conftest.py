"""The add-in is built once for these tests: building takes a while, and is tested elsewhere."""

from __future__ import annotations

import pytest

from xladdin.addin.builder import addin_bytes
from xladdin.installing import diagnosis, install


@pytest.fixture(scope="session")
def addin_content() -> bytes:
    """The add-in, as it is built."""
    return addin_bytes()


@pytest.fixture(autouse=True)
def _built_once(monkeypatch: pytest.MonkeyPatch, addin_content: bytes) -> None:
    for module in (install, diagnosis):
        monkeypatch.setattr(module, "addin_bytes", lambda: addin_content)
