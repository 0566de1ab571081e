"""=AGEING() with nothing: the workbook of the calling cell, its Paramètres, and Actualiser."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from com_samples import AS_OF, FOLLOW_UP, INVOICES
from excel_engine import open_workbook

import xladdin.surfaces.udf
from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.journal_lines import journal_lines
from xladdin.errors import LayoutError
from xladdin.hosts import refresh_stamp
from xladdin.hosts.file import apply_plans
from xladdin.ledger.history import StepRef
from xladdin.model import parameter_labels as labels
from xladdin.sheets.journal import journal_plan
from xladdin.surfaces import udf_edge, udf_workbook
from xladdin.surfaces.udf_workbook import Readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings

udf: Any = xladdin.surfaces.udf


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has readings and a sign of its own."""
    monkeypatch.setattr(refresh_stamp, "_file", lambda: tmp_path / "actualise")
    monkeypatch.setattr(udf_edge, "readings", Readings(udf_workbook._read_live))


def opened(
    path: Path,
    rows: Any = INVOICES,
    parameters: tuple[tuple[Any, ...], ...] = (),
    beside: xlwings.Book | None = None,
) -> xlwings.Book:
    """A workbook with a list and, if there are any, Paramètres; its second sheet is for formulas."""
    book = openpyxl.Workbook()
    factures = book.active
    assert factures is not None
    factures.title = "Factures"
    for row in rows:
        factures.append(
            [cell.replace(tzinfo=None) if isinstance(cell, dt.datetime) else cell for cell in row]
        )
    book.create_sheet("Notes")
    if parameters:
        sheet = book.create_sheet("Paramètres")
        for line in parameters:
            sheet.append(line)
    book.save(path)
    return beside.app.books.open(str(path)) if beside else open_workbook(path)


def doubled() -> list[tuple[Any, ...]]:
    return [INVOICES[0], *((*row[:4], float(row[4]) * 2) for row in INVOICES[1:])]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[xlwings.Book, xlwings.Book]]:
    """Two workbooks open in one Excel, the second one active."""
    first = opened(tmp_path / "un.xlsx")
    second = opened(tmp_path / "deux.xlsx", doubled(), beside=first)
    assert first.app.books.active.name == "deux.xlsx"
    yield first, second
    first.close()
    second.close()


def cell_of(book: xlwings.Book) -> Any:
    return book.sheets["Notes"]["A1"]


def test_the_calling_cell_says_which_workbook(two: tuple[xlwings.Book, xlwings.Book]) -> None:
    first, second = two
    assert udf.AGEING(None, AS_OF, caller=cell_of(first)) == udf.AGEING(INVOICES, AS_OF)
    assert udf.BALANCE_AGEE(None, AS_OF, None, "Dupont", "Total", caller=cell_of(second)) == 2600.0
    assert udf.AGEING(None, AS_OF, None, "Dupont", "Total", caller=cell_of(first)) == 1300.0


def test_every_function_that_may_reads_the_workbook(two: tuple[xlwings.Book, xlwings.Book]) -> None:
    cell = cell_of(two[0])
    assert udf.SCHEDULE(None, AS_OF, caller=cell) == udf.SCHEDULE(INVOICES, AS_OF)
    assert udf.TO_COLLECT(None, "06/2026", AS_OF, caller=cell) == 1250.5
    assert udf.RECOVERY_RATE(None, "06/2026", AS_OF, caller=cell) == 0.0
    assert udf.DSO(None, AS_OF, caller=cell) == udf.DSO(INVOICES, AS_OF)
    assert udf.REMINDER_LEVEL("F1", None, AS_OF, caller=cell) == 0
    assert udf.REMINDERS("F1", None, AS_OF, caller=cell) == "Aucune relance datée"


def test_parameters_hold_unless_an_argument_says_otherwise(tmp_path: Path) -> None:
    book = opened(
        tmp_path / "réglé.xlsx",
        parameters=(
            (labels.AS_OF, AS_OF.replace(tzinfo=None)),
            (labels.SCALE, "10;20"),
            (labels.CREDITS, "Par ancienneté"),
        ),
    )
    try:
        table = udf.AGEING(caller=cell_of(book))
        assert table[0][1:5] == ("Non échu", "1-10 j", "11-20 j", "> 20 j")
        assert table[2] == ("Martin", 0.0, 0.0, 250.5, -50.0, 200.5)  # the credit in its own bucket
        assert udf.AGEING(None, AS_OF, "30;60", caller=cell_of(book))[0][1:5] == (
            "Non échu", "1-30 j", "31-60 j", "> 60 j",
        )  # fmt: skip
        late = dt.datetime(2026, 8, 1)  # noqa: DTZ001 - a date in a cell has no time zone
        assert udf.AGEING(None, late, None, "Dupont", "> 20 j", caller=cell_of(book)) == 1300.0
    finally:
        book.close()


def test_a_range_without_reminders_leaves_them_to_the_workbook(tmp_path: Path) -> None:
    book = opened(tmp_path / "suivi.xlsx", FOLLOW_UP)
    bare = tuple((row[0], *row[5:]) for row in FOLLOW_UP)
    try:
        assert udf.NIVEAU_RELANCE("F1", None, AS_OF, caller=cell_of(book)) == 2
        assert udf.NIVEAU_RELANCE("F1", bare, AS_OF, caller=cell_of(book)) == 2
        assert udf.RELANCES("F1", bare, AS_OF, caller=cell_of(book)) == udf.RELANCES("F1", FOLLOW_UP, AS_OF)
        assert udf.NIVEAU_RELANCE("F1", bare, AS_OF) == 0
    finally:
        book.close()


def test_an_error_cell_of_the_workbook_is_named(tmp_path: Path) -> None:
    spoilt = [list(row) for row in INVOICES]
    spoilt[2][4] = "#N/A"
    book = opened(tmp_path / "erreur.xlsx", spoilt)
    try:
        assert udf.AGEING(None, AS_OF, caller=cell_of(book)).startswith("Factures!E3 : ")
    finally:
        book.close()


def test_a_workbook_without_a_list_says_so(tmp_path: Path) -> None:
    book = opened(tmp_path / "vide.xlsx", (("rien",),))
    try:
        assert "Aucune liste de factures" in udf.AGEING(caller=cell_of(book))
    finally:
        book.close()


def test_an_empty_range_is_not_an_absent_one(two: tuple[xlwings.Book, xlwings.Book]) -> None:
    assert "Il manque la plage" in udf.AGEING(((None,),), AS_OF, caller=cell_of(two[0]))
    assert "Il manque la plage" in udf.AGEING(None, AS_OF)


def test_payments_alone_are_refused(two: tuple[xlwings.Book, xlwings.Book]) -> None:
    assert "sans les factures" in udf.AGEING(None, AS_OF, None, None, None, INVOICES, caller=cell_of(two[0]))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def named(address: str) -> Any:
    """What readings ask of a workbook; in the cloud, xlwings may not find its ``fullname``."""
    return SimpleNamespace(api=SimpleNamespace(FullName=f"https://contoso/{address}"), name=address)


class Stamp:
    value = 0

    def __call__(self) -> int:
        return self.value


def test_cells_computed_together_share_one_reading() -> None:
    clock, stamp, read = Clock(), Stamp(), list[str]()

    def reads(book: Any) -> Any:
        read.append(book.name)
        return len(read)

    readings: Any = Readings(reads, stamp, clock)
    one, other = named("un"), named("deux")
    found = [readings.of(book) for book in (one, one, other, one)]
    assert (found, read) == ([1, 1, 2, 1], ["un", "deux"])
    stamp.value = 1
    assert readings.of(one) == 3
    clock.now = 9.9
    assert readings.of(one) == 3
    clock.now = 10.0
    assert readings.of(one) == 4
    assert set(readings._kept) == {"https://contoso/un"}


def test_a_refusal_is_kept_as_well() -> None:
    calls = list[int]()

    def refuses(_: Any) -> Any:
        calls.append(1)
        raise LayoutError("Aucune liste.")

    readings = Readings(refuses, Stamp(), Clock())
    for _ in range(3):
        with pytest.raises(LayoutError):
            readings.of(named("un"))
    assert calls == [1]


def test_actualiser_makes_functions_read_again(two: tuple[xlwings.Book, xlwings.Book]) -> None:
    first, _ = two
    arguments: tuple[Any, ...] = (None, AS_OF, None, "Dupont", "Total")
    assert udf.AGEING(*arguments, caller=cell_of(first)) == 1300.0
    first.sheets["Factures"]["E2"].value = 5000.0
    assert udf.AGEING(*arguments, caller=cell_of(first)) == 1300.0
    refresh_stamp.renew_refresh_stamp()
    assert udf.AGEING(*arguments, caller=cell_of(first)) == 5300.0


def entry(step: str, date: dt.date, ref: StepRef, state: State = State.SENT) -> JournalEntry:
    due = INVOICES[1][3].date()
    return JournalEntry(
        date, Origin.CAMPAIGN, "Dupont", state=state, campaign="C1", number="F1", due=due, ref=ref, step=step
    )


def test_the_journal_knows_calls_and_letters_that_no_column_has(tmp_path: Path) -> None:
    path = tmp_path / "suivi.xlsx"
    opened(path).close()
    journal = Journal(
        (
            entry("Préventif", dt.date(2026, 4, 20), StepRef(0)),
            entry("1er rappel", dt.date(2026, 5, 10), StepRef(1)),
            entry("Appel", dt.date(2026, 5, 20), StepRef(1, 1)),
            entry("2ème rappel", dt.date(2026, 6, 10), StepRef(2)),
            entry("3ème rappel", dt.date(2026, 6, 29), StepRef(3), State.TO_SEND),
        )
    )
    apply_plans(path, [journal_plan(list(journal_lines(journal)))])
    book = open_workbook(path)
    try:
        assert udf.RELANCES("F1", None, AS_OF, caller=cell_of(book)) == (
            ("Préventif", dt.datetime(2026, 4, 20)),  # noqa: DTZ001 - a date in a cell has no time zone
            ("Relance 1", dt.datetime(2026, 5, 10)),  # noqa: DTZ001
            ("Appel", dt.datetime(2026, 5, 20)),  # noqa: DTZ001
            ("Relance 2", dt.datetime(2026, 6, 10)),  # noqa: DTZ001
        )
        assert udf.NIVEAU_RELANCE("F1", None, AS_OF, caller=cell_of(book)) == 2
        assert udf.NIVEAU_RELANCE("F1", INVOICES, AS_OF, caller=cell_of(book)) == 2
        assert udf.NIVEAU_RELANCE("F1", INVOICES, "01/06/2026", caller=cell_of(book)) == 1
        assert udf.NIVEAU_RELANCE("F2", INVOICES, AS_OF, caller=cell_of(book)) == 0
    finally:
        book.close()


@pytest.mark.parametrize(("order", "first"), [("Montant décroissant", "Martin"), ("Code client", "Dupont")])
def test_customers_come_in_the_order_of_the_sheet(tmp_path: Path, order: str, first: str) -> None:
    rows = [*INVOICES, ("F9", "Martin", *INVOICES[1][2:4], 9000.0)]
    book = opened(tmp_path / "ordre.xlsx", rows, ((labels.BALANCE_ORDER, order),))
    try:
        assert udf.AGEING(None, AS_OF, caller=cell_of(book))[1][0] == first
        assert udf.AGEING(tuple(rows), AS_OF, caller=cell_of(book))[1][0] == "Dupont"
    finally:
        book.close()
