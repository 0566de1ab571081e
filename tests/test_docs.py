"""The README speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xladdin.surfaces.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return [command.name for command in app.registered_commands if command.name]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`xladdin {command} " in README or f"`xladdin {command}`" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`xladdin ([a-z]+)", README))
    assert named <= set(commands())


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_and_picture_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_two_commands_of_a_newcomer() -> None:
    lines = README.splitlines()
    assert [line for line in lines if line.startswith("python3 -m venv")] == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/xladdin demo",
        'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest',
    ]
