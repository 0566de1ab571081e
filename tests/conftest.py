"""Shared set-up: being here puts ``tests/`` on the path, so that tests can import ``strategies``."""

from __future__ import annotations

import pytest
from golden import Golden
from hypothesis import settings

# Time limits per example make a busy machine fail; the number of examples bounds the time instead.
settings.register_profile("xladdin", deadline=None, max_examples=60)
settings.load_profile("xladdin")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden texts instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.path.parent / "golden", update=bool(request.config.getoption("--update-golden")))
