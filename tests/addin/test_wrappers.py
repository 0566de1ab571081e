"""The wrappers are xlwings' own, with the help of the table baked in."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

import pytest
from xlwings_on_windows import generated_wrappers, xlwings_on_windows

from xladdin.addin.wrappers import PYTHON_MODULE, help_source, wrappers_source
from xladdin.errors import XladdinError
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS, Argument

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = sorted(name for function in WORKSHEET_FUNCTIONS for name in function.names)


@pytest.fixture(scope="module")
def on_windows() -> Iterator[tuple[Any, Any]]:
    """The generator of xlwings, and our functions as it knows them on Windows."""
    with xlwings_on_windows(PYTHON_MODULE) as loaded:
        yield loaded


def test_wrappers_are_those_that_xlwings_generates(on_windows: tuple[Any, Any]) -> None:
    lines = wrappers_source(WORKSHEET_FUNCTIONS).splitlines(keepends=True)
    ours = "".join(line for line in lines if not line.startswith(("Attribute ", "#Const ")))
    assert ours == generated_wrappers(*on_windows)


def test_every_wrapper_calls_a_function_that_is_there(on_windows: tuple[Any, Any]) -> None:
    _, module = on_windows
    called = re.findall(r'XLPy\.CallUDF\("([^"]+)", "([^"]+)"', wrappers_source(WORKSHEET_FUNCTIONS))
    assert {place for place, _ in called} == {module.__name__}
    assert sorted({name for _, name in called}) == NAMES
    for name in NAMES:
        assert callable(getattr(module, name))


def test_xlwings_learns_the_help_and_converts_nothing(on_windows: tuple[Any, Any]) -> None:
    """The information that xlwings keeps about a function on Windows."""
    _, module = on_windows
    for function in WORKSHEET_FUNCTIONS:
        for name in function.names:
            known = getattr(module, name).__xlfunc__
            arguments = [one for one in known["args"] if one["name"] != "caller"]
            assert [one["doc"] for one in arguments] == [argument.help for argument in function.arguments]
            assert {one["options"]["convert"].__name__ for one in arguments} == {"AsItComes"}
            assert known["ret"] == {"doc": function.help, "options": {}}
            assert known["category"] == "Recouvrement"


def test_help_is_in_the_source() -> None:
    source = wrappers_source(WORKSHEET_FUNCTIONS)
    for function in WORKSHEET_FUNCTIONS:
        for name in function.names:
            declared = source.index(f"Function {name}(")
            described = source.index(f"Attribute {name}.VB_Description = ")
            assert source[declared:described].count("\n") == 1
    assert 'Attribute DSO.VB_ProcData.VB_Invoke_Func = " \\n14"' in source


def test_quotes_in_help_are_doubled() -> None:
    assert '""1-30 j""' in help_source(WORKSHEET_FUNCTIONS)


def test_vba_takes_no_line_over_1023_characters_and_no_more_than_24_continuations() -> None:
    for source in (wrappers_source(WORKSHEET_FUNCTIONS), help_source(WORKSHEET_FUNCTIONS)):
        lines = source.splitlines()
        assert max(map(len, lines)) <= 1023
        continued = "".join("_" if line.endswith(" _") else "." for line in lines)
        assert max(map(len, continued.split("."))) <= 24


@pytest.mark.parametrize(
    "text", [help_text for f in WORKSHEET_FUNCTIONS for help_text in [f.help, *(a.help for a in f.arguments)]]
)
def test_help_fits_the_function_wizard(text: str) -> None:
    assert 0 < len(text) <= 255
    text.encode("cp1252")


def test_a_name_that_looks_like_a_cell_stops_the_build() -> None:
    function = dataclasses.replace(WORKSHEET_FUNCTIONS[0], alias="DSO30")
    with pytest.raises(XladdinError, match="DSO30"):
        wrappers_source([function])


def test_an_argument_that_is_a_word_of_vba_stops_the_build() -> None:
    function = dataclasses.replace(WORKSHEET_FUNCTIONS[0], arguments=(Argument("date", "Date"),))
    with pytest.raises(XladdinError, match="« date »"):
        wrappers_source([function])
