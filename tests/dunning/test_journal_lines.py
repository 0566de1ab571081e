"""Lines of the journal's sheet: hers stay as she wrote them, unreadable ones where they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dunning_samples import day
from hypothesis import given
from hypothesis import strategies as st
from strategies_of_journals import JOURNALS

from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.journal_lines import (
    KEPT,
    SHEET_HEADINGS,
    JournalSheet,
    journal_lines,
    read_journal_sheet,
    with_codes,
)
from xladdin.dunning.sheet_row import SheetRow
from xladdin.ledger.history import StepRef
from xladdin.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from xladdin.model.sheet_plan import Value

COLUMNS = {heading: place for place, heading in enumerate(SHEET_HEADINGS, 1)}
Lines = list[dict[str, "Value"]]
CELLS = st.one_of(
    st.none(), st.sampled_from(["", "x", "F1", "2", "envoyée", "campagne", "Lettre", "05/02/2026"]),
    st.integers(0, 5), st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 1)), st.floats(0, 9),
)  # fmt: skip
ANY_LINE = st.dictionaries(st.sampled_from(SHEET_HEADINGS), CELLS, max_size=6)


def read(lines: Iterable[Mapping[str, Value]]) -> JournalSheet:
    return read_journal_sheet(SheetRow("Journal", row, line, COLUMNS) for row, line in enumerate(lines, 4))


def rewritten(lines: Iterable[Mapping[str, Value]]) -> Lines:
    sheet = read(lines)
    return list(journal_lines(sheet.journal, sheet.hers))


def filled(line: Mapping[str, Value]) -> dict[str, Value]:
    return {heading: value for heading, value in line.items() if value not in {None, ""}}


def kept(line: Mapping[str, Value]) -> dict[str, Value]:
    """What she herself writes in a line."""
    return {heading: value for heading, value in filled(line).items() if heading in KEPT}


@given(JOURNALS)
def test_a_journal_is_read_as_it_was_written(journal: Journal) -> None:
    sheet = read(journal_lines(journal))
    assert sheet == JournalSheet(journal)


@given(JOURNALS, st.lists(ANY_LINE, max_size=4), st.randoms())
def test_whatever_she_writes_is_still_there(journal: Journal, hers: Lines, random: Random) -> None:
    lines = [*journal_lines(journal), *hers]
    random.shuffle(lines)
    once = rewritten(lines)
    assert rewritten(once) == once
    for line in lines:
        hers_there = kept(line).items()
        assert not hers_there or any(hers_there <= filled(there).items() for there in once)


def test_what_cannot_be_read_stays_where_it_is_word_for_word() -> None:
    first = JournalEntry(day(1), Origin.NOTE, "C1", text="appelé")
    second = JournalEntry(day(2), Origin.NOTE, "C1", text="rappelé")
    odd: dict[str, Value] = {"Date": "hier", "Client": "C1", "Niveau": 2}
    lines = [*journal_lines(Journal((first,))), odd, *journal_lines(Journal((second,)))]
    sheet = read(lines)
    assert sheet.journal.entries == (first, second)
    assert [one.cell for one in sheet.problems] == ["A5"]
    third = JournalEntry(day(3), Origin.NOTE, "C1", text="encore")
    written = list(journal_lines(sheet.journal.with_entries([third]), sheet.hers))
    assert [filled(line)["Date"] for line in written] == [day(1), "hier", day(2), day(3)]
    assert filled(written[1]) == odd


def test_a_line_of_hers_keeps_its_cells_and_gets_what_is_missing() -> None:
    line: dict[str, Value] = {"Date": "05/02/2026", "Client": "C1", "Numéro de pièce": 1001, "Niveau": 1}
    (written,) = rewritten([line])
    assert {heading: written[heading] for heading in line} == line
    assert (written["État"], written["Origine"]) == ("envoyée", "saisie manuelle")
    assert written["Identifiant"]
    assert read([written]).journal.heads[0].number == "1001"


def test_a_copied_line_is_a_line_of_its_own() -> None:
    sent = JournalEntry(
        day(5),
        Origin.CAMPAIGN,
        "C1",
        state=State.SENT,
        campaign="K1",
        number="F1",
        ref=StepRef(1),
        step="1er",
    )
    (line,) = journal_lines(Journal((sent,)))
    copy = line | {"Numéro de pièce": "F2", "Date": day(6)}
    for lines in ([line, copy], [copy, line]):
        journal = read(lines).journal
        hers = next(entry for entry in journal.entries if entry.number == "F2")
        assert sent in journal.entries
        assert (hers.origin, hers.campaign, hers.date) == (Origin.TYPED, "", day(6))
        assert hers.id != sent.id
    twice = read([line, line])
    assert twice.journal.entries == (sent,), "an equal line says nothing new"


def test_a_customer_named_in_words_is_known_by_its_code() -> None:
    customers = Ledger.from_records(
        [], customers=[{"code": "C1", "name": "Éts Lefèvre"}, {"code": "C2", "name": "Nord"}]
    ).customers
    sheet = read([
        {"Date": day(1), "Client": "ets lefevre", "Promesse": day(20)},
        {"Date": day(2), "Nom": "Nord", "Texte": "appelé"},
        {"Date": day(3), "Client": "Inconnu", "Texte": "?"},
    ])  # fmt: skip
    assert [one.customer for one in with_codes(sheet.journal, customers).entries] == ["C1", "C2", "Inconnu"]
    coded = with_codes(sheet.journal, customers)
    once = list(journal_lines(coded, sheet.hers, {"C1": "Éts Lefèvre", "C2": "Nord"}))
    assert [line["Nom"] for line in once] == ["Éts Lefèvre", "Nord", None]
    assert with_codes(read(once).journal, customers) == coded
