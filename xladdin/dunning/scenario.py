"""A dunning scenario (scénario de relance): its steps, in the order in which they are taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.ledger.history import RANKS, StepRef

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

PREVENTIVE = 0
"""Level of the letter that leaves before the due date."""
LEVELS = (PREVENTIVE, *RANKS)
FIRST = StepRef(PREVENTIVE)


class Channel(StrEnum):
    """How a step reaches the customer (canal); the value is the word the user reads."""

    LETTER = "Lettre"
    REGISTERED = "LRAR"
    EMAIL = "E-mail"
    PHONE = "Téléphone"
    INTERNAL = "Interne"

    @property
    def is_written(self) -> bool:
        """Something leaves for the customer; a call or an internal check is an action to do."""
        return self in (Channel.LETTER, Channel.REGISTERED, Channel.EMAIL)


class Base(StrEnum):
    """What the delay of a step counts from."""

    DUE_DATE = "Échéance"
    PREVIOUS_STEP = "Étape précédente"


@dataclass(frozen=True, slots=True)
class Step:
    """One step (étape) of a scenario.

    Args:
        name: « 2ème rappel ».
        delay: days after ``base``, inclusive: the step may be taken from that day on. Negative for the
            preventive letter only.
        base: the due date, or the day the step before was taken (the due date for the first step).
        channel: see ``Channel``.
        level: 0 preventive, 1-3 reminders, 4 mise en demeure; None for calls and checks.
        template: file name of the letter's template; required for what is written.
        risk: customer risk from this step on (« Insolvable »); empty for no change.
        loss_percent: share of the outstanding to provide for from this step on, 0-100; None for no change.
        penalties: the letter asks for the pénalités de retard and the recovery indemnity.
        fee: cents that the letter adds, once per letter.
        ref: given by the scenario.
    """

    name: str
    delay: int
    base: Base
    channel: Channel
    level: int | None = None
    template: str = ""
    risk: str = ""
    loss_percent: Decimal | None = None
    penalties: bool = False
    fee: int = 0
    ref: StepRef = FIRST

    @property
    def is_preventive(self) -> bool:
        """It leaves before the due date or not at all."""
        return self.level == PREVENTIVE


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps in the order in which they are taken; their levels ascend, a preventive one comes first.

    Raises:
        ArgumentError: no step, a call with a level or a letter without, levels that do not ascend.
    """

    name: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self._numbered()))

    def _numbered(self) -> Iterator[Step]:
        if not self.steps:
            raise ArgumentError(
                f"Le scénario « {self.name} » n’a pas d’étape.", "Donnez-lui au moins une étape."
            )
        ref: StepRef | None = None
        for step in self.steps:
            if step.channel.is_written != (step.level is not None):
                raise ArgumentError(
                    f"Scénario « {self.name} », étape « {step.name} » : le canal ne va pas avec le niveau.",
                    "Un envoi a un niveau, de 0 à 4 ; un appel ou un contrôle n’en a pas.",
                )
            if step.level is None:
                ref = StepRef(ref.rank, ref.action + 1) if ref else StepRef(PREVENTIVE, 1)
            elif step.level not in LEVELS or (ref and step.level <= ref.rank):
                raise ArgumentError(
                    f"Scénario « {self.name} », étape « {step.name} » : niveau {step.level} hors d’ordre.",
                    "Numérotez les envois dans l’ordre, de 0 (préventif) à 4 (mise en demeure).",
                )
            else:
                ref = StepRef(step.level)
            yield replace(step, ref=ref)

    def after(self, reached: StepRef | None, *, late: bool) -> Step | None:
        """The step that follows; None after the last. A preventive letter lapses once the piece is late.

        Args:
            reached: the furthest step taken; None when there is none.
            late: the due date is past.
        """
        for step in self.steps:
            lapsed = late and step.is_preventive
            if not lapsed and (reached is None or step.ref > reached):
                return step
        return None
