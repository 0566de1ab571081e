"""The journal as lines of its sheet: nothing that she wrote there is lost when the sheet is written anew.

Most lines are ours and say what their entry says. Those she wrote or edited keep the cells as she wrote
them; those that cannot be read stay where they are, word for word.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.dunning.journal import Journal, JournalEntry, Origin, merge
from xladdin.dunning.journal_rows import (
    ABOUT,
    ACTION,
    AUTHOR,
    CAMPAIGN,
    CHANNEL,
    CUSTOMER,
    DATE,
    DUE,
    ID,
    JOURNAL_HEADINGS,
    NAME,
    NUMBER,
    ORIGIN,
    PROMISE,
    RANK,
    STATE,
    STEP,
    TEXT,
    journal_table,
    read_entry,
)
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.ledger.schema import Customers
    from xladdin.model.problem import Problem
    from xladdin.model.sheet_plan import Value

SHEET_HEADINGS: Final = (
    DATE,
    CUSTOMER,
    NAME,
    NUMBER,
    DUE,
    STEP,
    RANK,
    CHANNEL,
    STATE,
    TEXT,
    PROMISE,
    AUTHOR,
    ORIGIN,
    CAMPAIGN,
    ACTION,
    ABOUT,
    ID,
)
"""As they stand in the sheet; the last three mean nothing to people."""
KEPT: Final = (DATE, NUMBER, DUE, STEP, RANK, CHANNEL, TEXT, PROMISE, AUTHOR, ACTION)
"""What stays as she wrote it; the other cells are filled in."""


@dataclass(frozen=True, slots=True)
class HerLine:
    """A line that does not look as we would write it.

    Attributes:
        entry: id of what it says; ``""`` for a line that cannot be read.
        after: for such a line, id of the entry that stands above it; ``""`` for none.
        cells: as they stand, by heading; blank ones are absent.
    """

    entry: str
    after: str
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class JournalSheet:
    """The sheet as it was read.

    Attributes:
        journal: what it says.
        hers: her lines, top to bottom.
        problems: cells that mean nothing.
    """

    journal: Journal
    hers: tuple[HerLine, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_journal_sheet(rows: Iterable[SheetRow]) -> JournalSheet:
    """Reads the sheet line by line; see ``read_journal`` for what a line without an origin means.

    A line that she made from a copy of another is a line of its own, although its hidden id is the other's.

    Args:
        rows: keyed by ``SHEET_HEADINGS``.
    """
    read = [(row, *read_entry(row)) for row in rows if not row.is_blank()]
    entries = _told_apart([entry for _, entry, _ in read if entry is not None])
    problems = [one for _, _, faults in read for one in faults]
    hers = []
    above, following = "", iter(entries)
    for row, readable, _ in read:
        cells = {
            heading: value
            for heading in SHEET_HEADINGS
            if (value := _storable(row.values.get(heading))) not in {None, ""}
        }
        if readable is None:
            hers.append(HerLine("", above, cells))
            continue
        entry = next(following)
        above = entry.id
        ours = _our_cells(entry)
        if any(cells.get(heading) != ours[heading] for heading in KEPT):
            hers.append(HerLine(entry.id, "", cells))
    return JournalSheet(merge(Journal(), Journal(tuple(entries))), tuple(hers), tuple(problems))


def with_codes(journal: Journal, customers: Customers) -> Journal:
    """The same where customers that she gave by name, in lines of hers, are given by their codes."""
    codes = set(customers.code)
    if all(entry.customer in codes for entry in journal.entries):
        return journal
    names = [fold(name) for name in customers.name]
    met = Counter(names)
    code_of = {name: code for name, code in zip(names, customers.code, strict=True) if met[name] == 1}
    coded = (
        entry
        if entry.customer in codes
        else replace(entry, customer=code_of.get(fold(entry.customer), entry.customer))
        for entry in journal.entries
    )
    return Journal(tuple(coded))


def journal_lines(
    journal: Journal, hers: Sequence[HerLine] = (), names: Mapping[str, str] | None = None
) -> Iterator[dict[str, Value]]:
    """The lines to write, cells by heading, in the order of the journal; lines gone from it are not.

    Args:
        journal: at least what was read.
        hers: of ``read_journal_sheet``.
        names: display name per customer code.
    """
    names = names or {}
    edited = {line.entry: line for line in hers if line.entry}
    unread: dict[str, list[HerLine]] = defaultdict(list)
    written = {entry.id for entry in journal.entries}
    for line in hers:
        if not line.entry:
            unread[line.after if line.after in written else ""].append(line)
    yield from (dict(line.cells) for line in unread[""])
    for entry in journal.entries:
        cells = _our_cells(entry) | {NAME: names.get(entry.customer)}
        if entry.id in edited:
            cells |= {heading: edited[entry.id].cells.get(heading) for heading in KEPT}
        yield cells
        yield from (dict(line.cells) for line in unread.get(entry.id, ()))


def _our_cells(entry: JournalEntry) -> dict[str, Value]:
    (cells,) = journal_table(Journal((entry,)))
    return dict(zip(JOURNAL_HEADINGS, cells, strict=True))


def _told_apart(entries: Sequence[JournalEntry]) -> list[JournalEntry]:
    """The same entries; of those that share an id and speak of different things, one keeps it."""
    by_id: dict[str, list[JournalEntry]] = defaultdict(list)
    for entry in entries:
        by_id[entry.id].append(entry)
    owners = {id_: _owner(same) for id_, same in by_id.items() if len(same) > 1}
    return [
        entry
        if entry.id not in owners or _subject(entry) == _subject(owners[entry.id])
        else _of_its_own(entry)
        for entry in entries
    ]


def _owner(same: Sequence[JournalEntry]) -> JournalEntry:
    """The one that the id was made from, else the first."""
    return next((entry for entry in same if replace(entry, id="").id == entry.id), same[0])


def _subject(entry: JournalEntry) -> JournalEntry:
    """All but the state: « envoyée » and « annulée » of one id are two states of one line."""
    return replace(entry, state=None, origin=Origin.NOTE, about="")


def _of_its_own(entry: JournalEntry) -> JournalEntry:
    origin = Origin.TYPED if entry.ref else Origin.NOTE
    return replace(entry, origin=origin, campaign="", about="", id="")


def _storable(value: object) -> Value:
    """What a cell held, as it can be written again."""
    match value:
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case float() if value.is_integer():
            return int(value)
        case None | str() | bool() | int() | float():
            return value
        case dt.date() if not isinstance(value, dt.datetime):
            return value
        case _:
            return str(value)
