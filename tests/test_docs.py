"""The README and the guides speak of what there is, of all of it, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xladdin.addin.buttons import GROUPS, Button, Group
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS, WorksheetFunction
from xladdin.surfaces.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = {page.name: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
BUTTONS = [(group, button) for group in GROUPS for button in group.buttons if button.is_ready]


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


@pytest.mark.parametrize(("group", "button"), BUTTONS, ids=[button.id for _, button in BUTTONS])
def test_every_button_is_in_the_readme(group: Group, button: Button) -> None:
    assert f"| {group.label} | **{button.label}** | {button.supertip} |" in README


def test_the_readme_names_no_button_and_no_function_that_is_not_there() -> None:
    listed = re.findall(r"^\| [^|]+ \| \*\*([^|]+)\*\* \|", README, flags=re.MULTILINE)
    assert sorted(listed) == sorted(button.label for _, button in BUTTONS)
    functions = re.findall(r"^\| `([A-Z_]+)` / `([A-Z_]+)` \|", README, flags=re.MULTILINE)
    assert functions == [function.names for function in WORKSHEET_FUNCTIONS]


def test_the_readme_says_what_was_not_tried_in_excel() -> None:
    assert "Rien ici n’a été essayé dans Excel lui-même." in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_and_picture_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("page", GUIDES)
def test_every_link_of_a_guide_leads_somewhere(page: str) -> None:
    for path in re.findall(r"\]\((?!http)([^)#]+)[^)]*\)", GUIDES[page]):
        assert (ROOT / "docs" / path).exists(), path


@pytest.mark.parametrize("page", GUIDES)
def test_a_guide_names_commands_that_are_there(page: str) -> None:
    known = {tuple(command.split()) for command in commands()}
    named = re.findall(r'xladdin"? ([a-z]+)(?: ([a-z]+))?', " ".join(command_lines(GUIDES[page])))
    assert all({(first,), (first, second)} & known for first, second in named), named


def command_lines(page: str) -> list[str]:
    """Lines of code, in blocks of their own and within sentences."""
    blocks = re.findall(r"^```\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    return [*blocks, *re.findall(r"`([^`\n]*xladdin [^`\n]*)`", page)]


def test_the_checklist_knows_which_buttons_need_no_workbook() -> None:
    named = re.search(r"boutons gris, sauf (.*?) \|", GUIDES["verification-excel.md"])
    assert named is not None
    without = [button.label for _, button in BUTTONS if button.without_workbook]
    assert sorted(re.split(", | et ", named[1])) == sorted(without)


def test_the_guides_to_excel_cover_their_matter() -> None:
    installing, checking = GUIDES["installer-excel.md"], GUIDES["verification-excel.md"]
    for command in ("installer", "diagnostic", "desinstaller"):
        assert f'xladdin" complement {command}' in installing
    for words in ("Emplacements approuvés", "Microsoft Store", "OneDrive", "32 bits", "Autotest"):
        assert words in installing
    steps = re.findall(r"^\| (\d+) \| [^|]+ \| [^|]+ \|$", checking, flags=re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert len(steps) >= 20


def test_the_two_commands_of_a_newcomer() -> None:
    lines = README.splitlines()
    assert [line for line in lines if line.startswith("python3 -m venv")] == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/xladdin demo",
        'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest',
    ]
