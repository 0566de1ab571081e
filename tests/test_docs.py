"""The README speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS, WorksheetFunction
from xladdin.surfaces.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    own = [command.name for command in app.registered_commands if command.name]
    grouped = [
        f"{group.name} {command.name}"
        for group in app.registered_groups
        if group.typer_instance
        for command in group.typer_instance.registered_commands
    ]
    return own + grouped


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`xladdin {command} " in README or f"`xladdin {command}`" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    known = {command.split()[0] for command in commands()}
    assert set(re.findall(r"`xladdin ([a-z]+)", README)) <= known


@pytest.mark.parametrize("function", WORKSHEET_FUNCTIONS, ids=lambda function: function.name)
def test_every_worksheet_function_is_in_the_readme(function: WorksheetFunction) -> None:
    names = " / ".join(f"`{name}`" for name in function.names)
    assert f"| {names} | {function.help} |" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_and_picture_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_two_commands_of_a_newcomer() -> None:
    lines = README.splitlines()
    assert [line for line in lines if line.startswith("python3 -m venv")] == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/xladdin demo",
        'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest',
    ]
