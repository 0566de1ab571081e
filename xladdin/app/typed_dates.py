"""Dates that the user typed in Suivi, put into the journal before the sheet is written anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xladdin.dunning.by_hand import note, typed_date
from xladdin.ledger.history import StepRef
from xladdin.ledger.steps_by_item import steps_by_item
from xladdin.reports.follow_up import piece_ids

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xladdin.dunning.journal import Journal
    from xladdin.dunning.typed_dates import TypedDate
    from xladdin.ledger.history import PastStep
    from xladdin.ledger.ledger import Ledger
    from xladdin.ledger.row_traces import PieceId
    from xladdin.workbook.workbook import Workbook


def with_typed_dates(
    workbook: Workbook, on: dt.date, author: str, *, listed: Ledger | None = None
) -> Journal:
    """The workbook's journal, and one line more for every date that she typed, corrected or cleared.

    A text that is no date stays in its cell; where its row is not listed any more, it becomes a note.

    Args:
        workbook: with all its pieces.
        on: day of the change.
        listed: the pieces that the new Suivi may list; None for all.
    """
    typed = workbook.dunning.typed
    journal = workbook.dunning.journal
    pieces = _Pieces(workbook, {one.piece.number for one in typed.changes})
    for one in typed.changes:
        journal = pieces.noted(journal, one, on, author)
    shown = set(
        _pieces_of(workbook.ledger if listed is None else listed, {key.number for key, _ in typed.unread})
    )
    for (piece, rank), text in typed.unread.items():
        if piece not in shown:
            said = f"Suivi des relances, pièce {piece.number or '(sans numéro)'}, Relance {rank} : {text}"
            journal = note(journal, customer=piece.customer, text=said, on=on, author=author)
    return journal


class _Pieces:
    """The pieces of which dates were typed, as the ledger and the journal know them."""

    def __init__(self, workbook: Workbook, numbers: set[str]) -> None:
        self._history = workbook.history
        rows = [row for row, number in enumerate(workbook.ledger.items.number) if number in numbers]
        ids = piece_ids(workbook.ledger, rows)
        self._steps: Mapping[int, Iterable[PastStep]] = steps_by_item(workbook.ledger, workbook.history, rows)
        self._row_of = dict(zip(ids, rows, strict=True))
        self._of_number: dict[str, list[PieceId]] = defaultdict(list)
        for piece in ids:
            self._of_number[piece.number].append(piece)

    def noted(self, journal: Journal, one: TypedDate, on: dt.date, author: str) -> Journal:
        """The journal with one change."""
        piece = one.piece if one.known else self._meant(one)
        steps = [
            step for step in self._steps.get(self._row_of.get(piece, -1), ()) if step.ref == StepRef(one.rank)
        ]
        if not one.known and any(step.done and step.date == one.date for step in steps):
            return journal  # a Suivi of an earlier version, which has no traces: this is what it showed
        return typed_date(
            journal,
            customer=piece.customer,
            number=piece.number,
            due=piece.due,
            rank=one.rank,
            date=one.date,
            on=on,
            author=author,
            before=one.before,
            also=[step.entry for step in steps if step.entry],
        )

    def _meant(self, one: TypedDate) -> PieceId:
        """The piece of a row that she wrote: that of the number and, of instalments, of the due date."""
        same = self._of_number.get(one.piece.number, [])
        instalment = [piece for piece in same if piece.due == one.piece.due]
        found = instalment or same
        return found[0] if len(found) == 1 else one.piece._replace(customer=one.customer_name)


def _pieces_of(ledger: Ledger, numbers: set[str]) -> list[PieceId]:
    return piece_ids(ledger, [row for row, number in enumerate(ledger.items.number) if number in numbers])
