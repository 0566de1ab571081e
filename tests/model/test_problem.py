"""Problems: one for a run of cells, one for a column of many."""

from __future__ import annotations

import pytest

from xladdin.model.problem import MOST_RUNS, Severity, Spot, problem, problems_at


def spots(rows: list[int], column: int = 5) -> list[Spot]:
    return [Spot("Factures", row, column, {"text": f"v{row}"}) for row in rows]


def test_message_is_filled_from_the_catalogue() -> None:
    found = problem("montant-illisible", sheet="Factures", cell="E2", text="abc")
    assert found.severity is Severity.ERROR
    assert "« abc »" in found.message
    with pytest.raises(KeyError):
        problem("montant-illisible")


def test_message_may_name_the_place_itself() -> None:
    found = problem("cellules-isolees", sheet="Factures", cell="XFD9", count=1)
    assert (found.cell, "XFD9" in found.message) == ("XFD9", True)


@pytest.mark.parametrize(
    ("rows", "cells", "ending"),
    [
        ([2], ["E2"], "lisible."),
        ([2, 3], ["E2:E3"], "de même pour la ligne suivante."),
        ([2, 3, 4], ["E2:E4"], "de même pour les 2 lignes suivantes."),
        ([2, 4], ["E2", "E4"], "lisible."),
    ],
)
def test_neighbouring_cells_are_one_problem(rows: list[int], cells: list[str], ending: str) -> None:
    found = problems_at("montant-illisible", spots(rows))
    assert [one.cell for one in found] == cells
    assert found[-1].message.endswith(ending)


def test_two_columns_are_not_mixed() -> None:
    found = problems_at("montant-illisible", [*spots([2, 3]), *spots([4], column=6)])
    assert [one.cell for one in found] == ["E2:E3", "F4"]


@pytest.mark.parametrize(("runs", "problems"), [(MOST_RUNS, MOST_RUNS), (MOST_RUNS + 1, 1)])
def test_a_column_of_many_is_one_problem(runs: int, problems: int) -> None:
    found = problems_at("montant-illisible", spots([2 * nth for nth in range(1, runs + 1)]))
    assert len(found) == problems
    if problems == 1:
        assert found[0].cell == f"E2:E{2 * runs}"
        assert f"{runs} lignes" in found[0].message
        assert "E2, E4, E6" in found[0].message


def test_nothing_wrong_is_no_problem() -> None:
    assert problems_at("montant-illisible", []) == []
