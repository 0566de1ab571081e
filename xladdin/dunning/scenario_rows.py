"""The sheet Scénarios: its rows to scenarios, faults with the address of their cell, and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from xladdin.dunning.scenario import LEVELS, PREVENTIVE, Base, Channel, Scenario, Step
from xladdin.dunning.sheet_row import EMPTY, RowReader
from xladdin.errors import ArgumentError
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.model.problem import Problem
    from xladdin.model.sheet_plan import Value

SCENARIO: Final = "Scénario"
STEP: Final = "Étape"
DELAY: Final = "Délai"
BASE: Final = "Base"
CHANNEL: Final = "Canal"
LEVEL: Final = "Niveau"
TEMPLATE: Final = "Modèle"
RISK: Final = "Risque client"
LOSS: Final = "% Perte"
PENALTIES: Final = "Pénalités"
FEE: Final = "Frais"

SCENARIO_HEADINGS: Final = (
    SCENARIO, STEP, DELAY, BASE, CHANNEL, LEVEL, TEMPLATE, RISK, LOSS, PENALTIES, FEE,
)  # fmt: skip

CHANNEL_WORDS: Final = {
    "lettre": Channel.LETTER, "courrier": Channel.LETTER, "courrier simple": Channel.LETTER,
    "lrar": Channel.REGISTERED, "recommande": Channel.REGISTERED, "lettre recommandee": Channel.REGISTERED,
    "e mail": Channel.EMAIL, "email": Channel.EMAIL, "mail": Channel.EMAIL, "courriel": Channel.EMAIL,
    "telephone": Channel.PHONE, "tel": Channel.PHONE, "appel": Channel.PHONE,
    "interne": Channel.INTERNAL,
}  # fmt: skip
_BASES: Final = {
    "echeance": Base.DUE_DATE, "date d echeance": Base.DUE_DATE,
    "etape precedente": Base.PREVIOUS_STEP, "precedente": Base.PREVIOUS_STEP,
}  # fmt: skip
NO_RISK_CHANGE: Final = "Aucune modification"
_WORD: Final = ".docx"


def read_scenarios(
    rows: Iterable[SheetRow], *, templates: Collection[str]
) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """Scenarios in the order of the sheet, and the faults; a scenario with a fault is left out.

    The name of the scenario may stand on its first step only; the steps of one scenario stand together.

    Args:
        rows: one per step, keyed by ``SCENARIO_HEADINGS``; blank ones are passed over.
        templates: file names of the letter templates there are.
    """
    drafts: dict[str, _Draft] = {}
    nameless: list[Problem] = []
    name = ""
    for row in rows:
        if row.is_blank():
            continue
        before, name = name, row.text(SCENARIO) or name
        if not name:
            nameless.append(row.problem("scenario-nom-absent", SCENARIO, heading=SCENARIO))
            continue
        draft = drafts.setdefault(fold(name), _Draft(name))
        if draft.anything and fold(name) != fold(before):
            draft.problems.append(row.problem("scenario-nom-double", SCENARIO, text=name))
        draft.add(row, templates)
    problems = [*nameless, *(one for draft in drafts.values() for one in draft.problems)]
    sound = tuple(Scenario(draft.name, tuple(draft.steps)) for draft in drafts.values() if not draft.problems)
    return sound, tuple(problems)


def refuse_faults(problems: Sequence[Problem]) -> None:
    """No reminder leaves by a scenario that is not what its author meant.

    Raises:
        ArgumentError: there is a fault; every cell is named.
    """
    if problems:
        by_sheet = [
            f"Feuille « {sheet} » — " + " ; ".join(f"{one.cell} : {one.message.rstrip('.')}" for one in found)
            for sheet, found in groupby(problems, key=lambda one: one.sheet)
        ]
        raise ArgumentError(f"{' ; '.join(by_sheet)}.", problems[0].remedy)


def scenario_table(scenarios: Iterable[Scenario]) -> list[list[Value]]:
    """Rows of the sheet Scénarios without the headings; ``read_scenarios`` gives the same scenarios back.

    The loss is a fraction, to be shown as a percentage; the fee is in currency units.
    """
    return [
        [
            scenario.name,
            step.name,
            step.delay,
            step.base.value,
            step.channel.value,
            step.level,
            step.template or None,
            step.risk or NO_RISK_CHANGE,
            None if step.loss_percent is None else float(step.loss_percent / 100),
            "Oui" if step.penalties else "Non",
            step.fee / 100 if step.fee else None,
        ]
        for scenario in scenarios
        for step in scenario.steps
    ]


@dataclass(slots=True)
class _Draft:
    """A scenario as far as it was read."""

    name: str
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    levels: dict[int, str] = field(default_factory=dict)
    anything: bool = False

    def add(self, row: SheetRow, templates: Collection[str]) -> None:
        """Reads one step."""
        cells = RowReader(row)
        name = cells.text(STEP)
        if not name:
            cells.complain("scenario-nom-absent", STEP, heading=STEP)
        channel = cells.choice(CHANNEL, CHANNEL_WORDS, "scenario-canal-inconnu")
        base = cells.choice(BASE, _BASES, "scenario-base-inconnue")
        level = self._level(cells, name, channel)
        delay = _delay(cells, name, level)
        template = _template(cells, name, channel, templates)
        risk = cells.text(RISK)
        loss, penalties, fee = cells.percent(LOSS), cells.yes(PENALTIES), cells.cents(FEE) or 0
        if channel is not None and base is not None and delay is not None and not cells.problems:
            risk = "" if fold(risk) == fold(NO_RISK_CHANGE) else risk
            self.steps.append(
                Step(name, delay, base, channel, level, template, risk, loss, penalties=penalties, fee=fee)
            )
        self.problems += cells.problems
        self.anything = True

    def _level(self, cells: RowReader, name: str, channel: Channel | None) -> int | None:
        """The level of a letter; None for an action, or when something is wrong."""
        text = cells.text(LEVEL)
        if channel is None or (not text and not channel.is_written):
            return None
        if not channel.is_written:
            cells.complain("scenario-niveau-inattendu", LEVEL, step=name)
            return None
        if text not in {str(level) for level in LEVELS}:
            cells.complain("scenario-niveau-illisible", LEVEL, text=text or EMPTY)
            return None
        level = int(text)
        if level in self.levels:
            cells.complain("scenario-niveau-double", LEVEL, level=level, step=self.levels[level])
        elif self.levels and level < max(self.levels):
            cells.complain("scenario-niveau-ordre", LEVEL, level=level, before=max(self.levels))
        elif level == PREVENTIVE and self.anything:
            cells.complain("scenario-preventif-premier", LEVEL, step=name)
        self.levels.setdefault(level, name)
        return level


def _delay(cells: RowReader, name: str, level: int | None) -> int | None:
    delay = cells.days(DELAY, "scenario-delai-illisible")
    if delay is not None and delay < 0 and level != PREVENTIVE:
        cells.complain("scenario-delai-negatif", DELAY, step=name)
    if delay is not None and delay > 0 and level == PREVENTIVE:
        cells.complain("scenario-delai-preventif", DELAY, step=name)
    return delay


def _template(cells: RowReader, name: str, channel: Channel | None, templates: Collection[str]) -> str:
    """The file name as it is spelt among the templates; the ending may be left out in the sheet."""
    text = cells.text(TEMPLATE)
    known = {one.casefold().removesuffix(_WORD): one for one in templates}
    found = known.get(text.casefold().removesuffix(_WORD), "")
    if not text and channel is not None and channel.is_written:
        cells.complain("scenario-modele-absent", TEMPLATE, step=name, known=_listed(templates))
    if text and not found:
        cells.complain("scenario-modele-inconnu", TEMPLATE, text=text, known=_listed(templates))
    return found


def _listed(templates: Collection[str]) -> str:
    return ", ".join(sorted(templates)) or "aucun"
