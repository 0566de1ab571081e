"""Shared set-up: how hard property tests try, and golden texts."""

from __future__ import annotations

import os

import pytest
from golden import Golden
from hypothesis import settings

from xladdin.errors import MissingDependencyError

# Time limits per example make a busy machine fail; the number of examples bounds the time instead.
settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden texts instead of comparing")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process per processor for the whole suite; a part of it is sooner done by one alone."""
    return os.cpu_count() or 1 if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.fixture(autouse=True)
def _no_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice for the e-mails of a campaign, unless a test is marked as being about that."""

    def absent() -> None:
        raise MissingDependencyError("Ni Word ni LibreOffice.", "Installez LibreOffice.")

    if "office" not in request.keywords:
        monkeypatch.setattr("xladdin.letters.pdf.find_office", absent)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.path.parent / "golden", update=bool(request.config.getoption("--update-golden")))
