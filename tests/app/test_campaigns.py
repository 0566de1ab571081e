"""What becomes of campaigns: three in a row, sent, undone, noted, and what the workbook says of it."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from reminder_samples import AS_OF, generate, sent_in

from xladdin.app.campaigns import LATEST, cancel, mark_sent
from xladdin.app.generate_reminders import prepare_reminders
from xladdin.app.new_workbook import create_workbook
from xladdin.app.noting import add_note
from xladdin.dunning.journal import State
from xladdin.dunning.reasons import Reason
from xladdin.dunning.selection import Selection
from xladdin.errors import ArgumentError, WriteRefusedError
from xladdin.hosts.file import FileHost
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

JULY, AUGUST = dt.date(2026, 7, 20), dt.date(2026, 8, 12)


@pytest.fixture(scope="module")
def after_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped workbook after the campaign of 30 June."""
    path = tmp_path_factory.mktemp("campagne") / "r.xlsx"
    create_workbook(path)
    generate(FileHost(path))
    return path


@pytest.fixture
def book(after_one: Path, tmp_path: Path) -> Path:
    shutil.copytree(after_one.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "r.xlsx"


def heads(path: Path, state: State) -> set[tuple[str, str]]:
    journal = read_workbook(path).dunning.journal
    return {(head.campaign, head.number) for head in journal.heads if head.state is state}


def test_three_runs_take_a_piece_from_rank_to_rank(book: Path) -> None:
    generate(FileHost(book), as_of=JULY)
    generate(FileHost(book), as_of=AUGUST)
    ranks: dict[str, list[tuple[dt.date, int]]] = {}
    for (_, _, number, key), date in sent_in(book).items():
        ranks.setdefault(number, []).append((date, key[1].rank))  # type: ignore[index]
    taken = [sorted(steps) for steps in ranks.values()]
    assert [(AS_OF, 1), (JULY, 2), (AUGUST, 3)] in taken
    for steps in taken:
        assert [rank for _, rank in steps] == sorted({rank for _, rank in steps})
    history = read_workbook(book).history
    for number, steps in ranks.items():
        for date, rank in steps:
            if rank:
                assert history.date(number, rank) == date


def test_the_same_day_again_adds_nothing(book: Path) -> None:
    before = book.read_bytes()
    assert generate(FileHost(book)).id == ""
    assert book.read_bytes() == before


def test_a_date_before_the_last_campaign_is_refused(book: Path) -> None:
    with pytest.raises(ArgumentError, match="reviendrait en arrière"):
        generate(FileHost(book), as_of=AS_OF - dt.timedelta(days=1))


def test_an_undone_campaign_leaves_a_trace_in_the_journal_only(book: Path) -> None:
    before = read_workbook(book)
    later = generate(FileHost(book), as_of=JULY)
    undone = cancel(FileHost(book), LATEST, today=JULY, author="anne")
    assert undone.campaign == later.id
    after = read_workbook(book)
    assert after.history.sent == before.history.sent
    assert after.history.last_run == before.history.last_run
    assert len(heads(book, State.CANCELLED)) == undone.pieces > 0
    again = generate(FileHost(book), as_of=JULY)
    assert again.id != later.id
    assert [n.step for n in again.preparation.run.notices] == [n.step for n in later.preparation.run.notices]


@pytest.mark.slow
def test_undoing_twice_adds_nothing(book: Path) -> None:
    (campaign,) = {campaign for campaign, *_ in sent_in(book)}
    assert cancel(FileHost(book), campaign, today=JULY, author="anne").pieces
    assert cancel(FileHost(book), campaign, today=JULY, author="anne").pieces == 0


@pytest.mark.slow
def test_one_customer_alone_may_be_undone(book: Path) -> None:
    cancel(FileHost(book), LATEST, today=JULY, author="anne", customers=["Dupont & Fils"])
    assert {customer for _, customer, *_ in sent_in(book)}.isdisjoint({"DUPONT"})
    assert sent_in(book)


@pytest.mark.slow
def test_letters_that_wait_hold_back_the_next_until_they_are_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    create_workbook(path)
    set_parameter(path, "Considérer comme envoyées à la génération", "Non")
    made = generate(FileHost(path))
    assert sent_in(path) == {}
    held = prepare_reminders(FileHost(path), today=JULY, author="", as_of=JULY).run
    waiting = {one.line.number for one in held.excluded if one.hold.reason is Reason.NOT_CONFIRMED}
    assert waiting == {number for campaign, number in heads(path, State.TO_SEND) if campaign == made.id}
    on = AS_OF + dt.timedelta(days=2)
    mark_sent(FileHost(path), made.id, on=on, today=JULY, author="anne")
    assert set(sent_in(path).values()) == {on}
    assert generate(FileHost(path), as_of=JULY).id


def test_an_unknown_campaign_is_refused_and_nothing_changes(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(ArgumentError, match="n’est pas au journal"):
        cancel(FileHost(book), "2020-01-01-0000", today=JULY, author="anne")
    with pytest.raises(ArgumentError, match="date antérieure"):
        mark_sent(FileHost(book), LATEST, on=dt.date(2026, 1, 1), today=JULY, author="anne")
    assert book.read_bytes() == before


def test_a_promise_suspends_reminders_until_its_day(book: Path) -> None:
    name, _ = add_note(
        FileHost(book), "dupont", "paiera", today=AS_OF, author="anne", promise=JULY, by_phone=True
    )
    assert name == "Dupont & Fils"
    run = prepare_reminders(FileHost(book), today=JULY, author="", as_of=JULY).run
    assert "DUPONT" not in {notice.customer for notice in run.notices}
    reasons = {one.hold.reason for one in run.excluded if one.customer == "DUPONT"}
    assert Reason.PROMISE in reasons
    later = JULY + dt.timedelta(days=1)
    run = prepare_reminders(FileHost(book), today=later, author="", as_of=later).run
    assert "DUPONT" in {notice.customer for notice in run.notices}


def test_a_selection_reminds_only_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    create_workbook(path)
    selection = Selection(customers=frozenset({"Dupont & Fils"}))
    run = prepare_reminders(FileHost(path), today=AS_OF, author="", selection=selection).run
    assert [notice.customer for notice in run.notices] == ["DUPONT"]


def test_every_total_is_what_its_items_owe(after_one: Path) -> None:
    workbook = read_workbook(after_one)
    left = workbook.ledger.outstanding(JULY)
    run = prepare_reminders(FileHost(after_one), today=JULY, author="", as_of=JULY).run
    assert run.notices
    for notice in run.notices:
        assert notice.total == sum(int(left[line.row]) for line in notice.lines)


def test_without_a_sender_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    create_workbook(path)
    set_parameter(path, "IBAN", None)
    before = path.read_bytes()
    with pytest.raises(ArgumentError, match=r"« IBAN » \(B9\)"):
        generate(FileHost(path))
    assert path.read_bytes() == before
    assert not (tmp_path / "lettres").exists()


def test_a_faulty_template_stops_everything_before_the_first_letter(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    create_workbook(path)
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles" / "rappel_2.docx").write_bytes(b"no Word file")
    before = path.read_bytes()
    with pytest.raises(Exception, match=r"rappel_2\.docx"):
        generate(FileHost(path))
    assert path.read_bytes() == before
    assert not list(tmp_path.rglob("*.docx"))[1:]
    assert not list(tmp_path.rglob("campagne-*"))


def test_a_workbook_that_is_open_is_refused_before_anything_is_made(book: Path) -> None:
    book.with_name("~$r.xlsx").write_bytes(b"\x04anne")
    letters = sorted(book.parent.rglob("*.docx"))
    with pytest.raises(WriteRefusedError, match="ouvert dans Excel"):
        generate(FileHost(book), as_of=JULY)
    assert sorted(book.parent.rglob("*.docx")) == letters


def set_parameter(path: Path, label: str, value: str | None) -> None:
    """Types a value into Paramètres, as a user would."""
    import openpyxl  # noqa: PLC0415

    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Paramètres"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == label)
    sheet.cell(row, 2).value = value
    workbook.save(path)


def test_one_letter_per_piece_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    create_workbook(path)
    set_parameter(path, "Une lettre par pièce", "Oui")
    made = generate(FileHost(path))
    dupont = [name for name in made.documents.letters if name.startswith("Dupont")]
    assert dupont == [
        f"Dupont & Fils - 2ème rappel - {number} - 2026-06-30.docx"
        for number in ("F26-0024", "F26-0067", "F26-0107")
    ]
    assert "Maison Lavigne - 1er rappel - 2026-06-30.docx" in made.documents.letters
