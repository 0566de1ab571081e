"""What the user answered in the column « À relancer » of Relances à faire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.ledger.history import StepRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.dunning.struck_out import StruckOut
    from xladdin.ledger.row_traces import PieceId, RowTrace

TICK: Final = "À relancer"
NUMBER: Final = "Numéro de Pièce"
YES: Final = "Oui"
NO: Final = "Non"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Her answers.

    Attributes:
        struck_out: « Non » on a piece that was proposed.
        on_held: anything she wrote on a piece that is held back, where it changes nothing.
    """

    struck_out: frozenset[StruckOut] = frozenset()
    on_held: Mapping[PieceId, str] = field(default_factory=dict)


def written_step(ref: StepRef | None) -> tuple[str, ...]:
    """A step as the trace of a row holds it; nothing for a piece held back."""
    return () if ref is None else (str(ref.rank), str(ref.action))


def read_step(trace: RowTrace) -> StepRef | None:
    """The reverse."""
    if len(trace.written) == len(StepRef._fields) and all(map(str.isdecimal, trace.written)):
        return StepRef(*map(int, trace.written))
    return None
