"""What every host promises, tried on a file and on an open Excel."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hosts_benches import Bench, ExcelBench, FileBench

from xladdin.app.refresh import refresh
from xladdin.errors import WriteRefusedError
from xladdin.model.sheet_plan import Block, Cell, SheetPlan, Style
from xladdin.resources import workbook_template
from xladdin.workbook.row_following import VANISHED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xladdin.model.sheet_plan import Value

OWN_SHEETS = ["Factures", "Règlements", "Clients", "Paramètres"]
NAMES = ("Dupont & Fils", "=1+1", "00123", "Éts <Nord>")


@pytest.fixture(params=[FileBench, ExcelBench], ids=["file", "excel"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    made: Bench = request.param(
        shutil.copyfile(workbook_template("recouvrement.xlsx"), tmp_path / "classeur.xlsx")
    )
    return made


def plan(
    names: Sequence[str] = NAMES, *, name: str = "Ma liste", amount: float = 10.0, wide: bool = False
) -> SheetPlan:
    """Headings on row 2 under a title, a row per name, a total with a formula."""
    headings = ["Nom", *(["Tranche"] if wide else []), "Montant"]
    last = len(headings)
    cells = {(1, 1): Cell("Titre", Style.TITLE)}
    cells |= {(2, column): Cell(text, Style.HEADING) for column, text in enumerate(headings, 1)}
    for row, text in enumerate(names, 3):
        cells[row, 1] = Cell(text)
        cells[row, last] = Cell(amount * row, Style.AMOUNT)
        if wide:
            cells[row, 2] = Cell("1-30 j")
    end = 2 + len(names)
    letter = "C" if wide else "B"
    total = sum(amount * row for row in range(3, end + 1))
    cells[end + 1, 1] = Cell("Total", Style.TOTAL_TEXT)
    cells[end + 1, last] = Cell(total, Style.TOTAL_AMOUNT, f"=SUM({letter}3:{letter}{end})")
    block = Block(2, end, last, key_columns=(1,), footer_rows=1)
    return SheetPlan(name, "ma_liste_essai", cells, widths=(20.0,) * last, block=block, filter=block.area())


def ours(bench: Bench, width: int = 2, title: str = "Ma liste") -> list[tuple[object, ...]]:
    """Rows of our block."""
    cells = bench.cells(title)
    last = max(row for row, column in cells if column <= width)
    return [tuple(cells.get((row, column)) for column in range(1, width + 1)) for row in range(1, last + 1)]


def expected(names: Sequence[str] = NAMES, amount: float = 10.0) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [("Titre", None), ("Nom", "Montant")]
    rows += [(name, amount * row) for row, name in enumerate(names, 3)]
    return [*rows, ("Total", f"=SUM(B3:B{2 + len(names)})")]


def test_a_sheet_is_added_at_the_end_and_texts_stay_texts(bench: Bench) -> None:
    applied = bench.host.apply([plan()])
    assert applied.titles == ("Ma liste",)
    assert bench.titles() == [*OWN_SHEETS, "Ma liste"]
    assert ours(bench) == expected()


def test_the_same_plans_again_change_nothing(bench: Bench) -> None:
    bench.host.apply([plan()])
    before = bench.everything()
    assert bench.host.apply([plan()]).titles == ("Ma liste",)
    assert bench.everything() == before


@pytest.mark.parametrize(
    "names", [("Un",), (), ("Éts <Nord>", "=1+1", "Neuf", "Dix", "Onze", "Douze"), NAMES[::-1], NAMES[:2]]
)
def test_a_refresh_replaces_the_rows(bench: Bench, names: tuple[str, ...]) -> None:
    bench.host.apply([plan()])
    bench.host.apply([plan(names, amount=3.0)])
    assert ours(bench) == expected(names, 3.0)
    bench.host.apply([plan()])
    assert ours(bench) == expected()


def test_a_renamed_sheet_is_found_and_keeps_its_name(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.rename("Ma liste", "L'encours")
    assert bench.host.apply([plan(("Un",))]).titles == ("L'encours",)
    assert bench.titles() == [*OWN_SHEETS, "L'encours"]
    assert ours(bench, title="L'encours") == expected(("Un",))


def test_a_copy_that_she_made_of_ours_is_hers(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.copy("Ma liste")
    copied = bench.titles()[-1]
    before = bench.cells(copied)
    assert bench.host.apply([plan(("Un",))]).titles == ("Ma liste",)
    assert ours(bench) == expected(("Un",))
    assert bench.cells(copied) == before


def test_a_sheet_of_hers_with_that_name_is_left_alone(bench: Bench) -> None:
    bench.add("Ma liste")
    bench.write("Ma liste", {(1, 1): "à moi"})
    applied = bench.host.apply([plan()])
    assert applied.titles == ("Ma liste (2)",)
    assert applied.retitled == (("Ma liste", "Ma liste (2)"),)
    assert bench.cells("Ma liste") == {(1, 1): "à moi"}
    assert ours(bench, title="Ma liste (2)") == expected()


def test_a_deleted_sheet_stays_deleted_until_it_is_asked_for(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.delete("Ma liste")
    assert bench.host.apply([plan()]).titles == ()
    assert bench.titles() == OWN_SHEETS
    assert bench.host.apply([plan()], ["ma_liste_essai"]).titles == ("Ma liste",)
    assert bench.host.apply([plan(("Un",))]).titles == ("Ma liste",)
    assert ours(bench) == expected(("Un",))


def test_her_columns_follow_their_rows(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.write("Ma liste", {(2, 3): "Note", (2, 4): "Double"})
    bench.write("Ma liste", {(3, 3): "dupont", (6, 3): "nord", (6, 4): "=B6*2+Factures!$A$1"})
    bench.host.apply([plan(("Neuf", "Éts <Nord>", "00123", "Dupont & Fils", "=1+1"))])
    hers = {place: text for place, text in bench.cells("Ma liste").items() if place[1] > 2}
    assert hers == {
        (2, 3): "Note", (2, 4): "Double", (4, 3): "nord", (4, 4): "=B4*2+Factures!$A$1", (6, 3): "dupont",
    }  # fmt: skip


def test_her_columns_move_when_ours_grow(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.write("Ma liste", {(2, 3): "Note", (4, 3): "=B4*2", (7, 3): "en bas"})
    bench.host.apply([plan(wide=True)])
    hers = {place: text for place, text in bench.cells("Ma liste").items() if place[1] > 3}
    assert hers == {(2, 4): "Note", (4, 4): "=C4*2", (7, 4): "en bas"}
    bench.host.apply([plan()])
    hers = {place: text for place, text in bench.cells("Ma liste").items() if place[1] > 2}
    assert hers == {(2, 3): "Note", (4, 3): "=B4*2", (7, 3): "en bas"}


def test_what_she_wrote_below_moves_with_the_end_of_the_block(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.write("Ma liste", {(9, 1): "à suivre"})
    bench.host.apply([plan(("Un", "Deux"))])
    assert {place for place, text in bench.cells("Ma liste").items() if text == "à suivre"} == {(7, 1)}
    assert ours(bench)[:5] == expected(("Un", "Deux"))


def test_what_she_wrote_right_of_a_title_stays_there(bench: Bench) -> None:
    refresh(bench.host, today=dt.date(2026, 6, 30))
    hers = {(1, 4): "À présenter lundi", (2, 5): "=SUM(C5:C6)"}
    bench.write("Balance âgée", hers)
    bench.write("Factures", {(5, 7): 12_345.0})
    refresh(bench.host, today=dt.date(2026, 6, 30))
    cells = bench.cells("Balance âgée")
    assert {place: cells.get(place) for place in hers} == hers
    assert cells[4, 1] == "Code Client"


def test_notes_of_rows_that_vanished_are_kept_under_the_block(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.write("Ma liste", {(4, 3): "rappeler", (5, 3): "=B5*2"})
    bench.host.apply([plan(("Dupont & Fils",))])
    cells = bench.cells("Ma liste")
    assert [cells.get((row, 1)) for row in (6, 7, 8)] == [VANISHED, "=1+1", "00123"]
    assert cells[7, 3] == "rappeler"
    assert str(cells.get((8, 3), "")).startswith("=") is False
    bench.host.apply([plan(("Dupont & Fils",))])
    assert bench.cells("Ma liste") == cells


def test_rows_that_she_wrote_under_a_growing_list_are_in_it(bench: Bench) -> None:
    def growing(names: Sequence[str]) -> SheetPlan:
        made = plan(names)
        cells = {place: cell for place, cell in made.cells.items() if place[0] <= 2 + len(names)}
        return replace(made, cells=cells, block=Block(2, 2 + len(names), 2, key_columns=(1,), grows=True))

    bench.host.apply([growing(("Un", "Deux"))])
    bench.write("Ma liste", {(5, 1): "Trois", (5, 2): 7.0, (5, 3): "à moi"})
    bench.host.apply([growing(("Trois", "Un", "Deux"))])
    assert bench.cells("Ma liste") == {
        (1, 1): "Titre", (2, 1): "Nom", (2, 2): "Montant", (3, 1): "Trois", (3, 2): 30, (3, 3): "à moi",
        (4, 1): "Un", (4, 2): 40, (5, 1): "Deux", (5, 2): 50,
    }  # fmt: skip


def test_heights_and_links_of_hers_follow_their_rows(bench: Bench) -> None:
    bench.host.apply([plan()])
    dupont, nord = "https://dupont.example/", "https://nord.example/"
    bench.tune(
        "Ma liste", {1: 40, 3: 30, 6: 50}, {(3, 1): dupont, (4, 1): "https://x.example/", (6, 2): nord}
    )
    bench.host.apply([plan(("Neuf", "Éts <Nord>", "00123", "Dix", "Onze", "Dupont & Fils"))])
    assert bench.tuned("Ma liste") == ({1: 40, 4: 50, 8: 30}, {(8, 1): dupont, (4, 2): nord})
    bench.host.apply([plan(("Dupont & Fils",))])
    assert bench.tuned("Ma liste") == ({1: 40, 3: 30}, {(3, 1): dupont})


def test_a_formula_that_cannot_follow_sets_the_old_sheet_aside(bench: Bench) -> None:
    bench.host.apply([plan(wide=True)])
    bench.write("Ma liste", {(3, 4): "=B3&C3"})
    applied = bench.host.apply([plan()])
    assert applied.set_aside == (("Ma liste", "Ma liste (ancienne)", "une formule ou une colonne"),)
    assert applied.titles == ("Ma liste",)
    assert bench.cells("Ma liste (ancienne)")[3, 4] == "=B3&C3"
    assert ours(bench) == expected()
    bench.host.apply([plan(("Un",))])
    assert ours(bench) == expected(("Un",))


def test_formulas_of_ours_follow_the_titles_that_sheets_have(bench: Bench) -> None:
    first = plan()
    bench.host.apply([first])
    bench.rename("Ma liste", "Encours")
    cells = {(1, 1): Cell(250.0, Style.AMOUNT, "='Ma liste'!B7")}
    second = SheetPlan("Vue", "vue_essai", cells, hidden=True)
    applied = bench.host.apply([first, second])
    assert applied.titles == ("Encours",)
    assert bench.cells("Vue") == {(1, 1): "='Encours'!B7"}


def test_removing_gives_her_sheets_back(bench: Bench) -> None:
    bench.host.apply([plan(), replace(plan(name="Autre"), mark="autre_essai")])
    assert bench.host.remove({"autre_essai"}) == ("Autre",)
    assert bench.host.remove() == ("Ma liste",)
    assert bench.titles() == OWN_SHEETS
    assert bench.host.remove() == ()
    assert bench.host.apply([plan()]).titles == ("Ma liste",)


def test_a_sheet_that_her_formulas_use_is_not_removed(bench: Bench) -> None:
    bench.host.apply([plan()])
    bench.write("Clients", {(30, 1): "='Ma liste'!B7"})
    with pytest.raises(WriteRefusedError, match="« Ma liste » est utilisé"):
        bench.host.remove()
    assert "Ma liste" in bench.titles()


def test_no_plans_write_nothing(bench: Bench) -> None:
    assert bench.host.apply([]).titles == ()
    assert bench.titles() == OWN_SHEETS


def test_two_plans_of_one_mark_are_a_mistake(bench: Bench) -> None:
    with pytest.raises(ValueError, match="same mark"):
        bench.host.apply([plan(), plan(name="Autre")])


def test_a_whole_refresh_twice_gives_the_same_sheets(bench: Bench) -> None:
    today = dt.date(2026, 6, 30)
    first = refresh(bench.host, today=today)
    assert first.applied.titles
    before = bench.everything()
    second = refresh(bench.host, today=today)
    assert bench.everything() == before
    assert list(second.workbook.ledger.customers.name) == list(first.workbook.ledger.customers.name)
    assert bench.titles()[:4] == OWN_SHEETS


def test_copies_of_our_sheets_and_sheets_set_aside_are_not_read_as_hers(bench: Bench) -> None:
    today = dt.date(2026, 6, 30)
    refresh(bench.host, today=today)
    before = bench.host.read()
    for title in [one for one in bench.titles() if one not in OWN_SHEETS]:
        bench.copy(title)
    found = bench.host.read()
    assert found.source_map.lists == before.source_map.lists
    assert found.problems == before.problems


def test_a_sheet_that_was_set_aside_is_not_read_as_hers(bench: Bench) -> None:
    paid: dict[tuple[int, int], Value] = {
        (1, 1): "Date de règlement",
        (1, 2): "Client",
        (1, 3): "Montant réglé",
    }
    first = {**paid, (2, 1): dt.date(2026, 6, 1), (2, 2): "Dupont", (2, 3): 12.0}
    cells = {place: Cell(value) for place, value in first.items()}
    payments = SheetPlan("Encaissé", "encaisse_essai", cells, block=Block(1, 2, 3, key_columns=(2,)))
    before = bench.host.read()
    bench.host.apply([payments])
    bench.write("Encaissé", {(2, 4): "=C2"})
    changed = replace(payments, cells=cells | {(1, 3): Cell("Somme")})
    assert bench.host.apply([changed]).set_aside[0][1] == "Encaissé (ancienne)"
    found = bench.host.read()
    assert found.source_map.lists == before.source_map.lists
    assert found.source_map.other_sheets["Encaissé (ancienne)"] == "feuille produite par xladdin"


def test_it_says_where_it_is(bench: Bench, tmp_path: Path) -> None:
    assert (bench.host.label, bench.host.folder) == ("classeur.xlsx", tmp_path)
    bench.host.check_writable()
    bench.host.secure()


def test_both_places_hold_the_same_after_the_same_steps(tmp_path: Path) -> None:
    """Sheets added, then refreshed as of other days: cell for cell."""
    template = workbook_template("recouvrement.xlsx")
    benches: list[Bench] = [
        FileBench(shutil.copyfile(template, tmp_path / "un.xlsx")),
        ExcelBench(shutil.copyfile(template, tmp_path / "deux.xlsx")),
    ]
    for as_of in (dt.date(2026, 2, 28), dt.date(2026, 8, 31), dt.date(2025, 11, 30)):
        for bench in benches:
            refresh(bench.host, today=as_of, as_of=as_of)
        one, other = (bench.everything() for bench in benches)
        assert list(one) == list(other)
        for title, cells in one.items():
            assert other[title] == cells, (title, as_of)
