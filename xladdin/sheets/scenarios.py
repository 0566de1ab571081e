"""Sheet « Scénarios », added for the first reminders: the steps of each scenario, and who follows which.

It is written once; from then on its cells are hers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from xladdin.dunning import assignment_rows as rules
from xladdin.dunning import scenario_rows as steps
from xladdin.dunning.scenario import LEVELS, Base, Channel
from xladdin.model.marks import SCENARIOS
from xladdin.model.sheet_plan import Area, Cell, Page, SheetPlan, Style, Validation
from xladdin.sheets import layout
from xladdin.sheets.customers import RISKS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xladdin.dunning.assignment import Scenarios
    from xladdin.model.sheet_plan import Value

MARK: Final = SCENARIOS
NAME: Final = "Scénarios"
_YES_NO: Final = ("Oui", "Non")
_HOW_MADE: Final = (
    "Les cases claires sont à vous : changez, ajoutez ou supprimez des lignes. "
    "Un scénario est fait des lignes qui se suivent sous son nom."
)
_HOW_ASSIGNED: Final = (
    "La première ligne qui convient l’emporte. Par défaut : celui de Paramètres, sinon le premier."
)
_SPARE_ROWS: Final = 10
_RULE_ROWS: Final = 12
_LAST_VALIDATED_ROW: Final = 500
_LONGEST_CHOICES: Final = 255
"""Characters that Excel allows in a drop-down list, commas included."""


class _Column(NamedTuple):
    """One column of a list: its width, look, what may be chosen, and what to know of it."""

    heading: str
    width: float
    style: Style
    note: str
    choices: tuple[str, ...] = ()


def scenarios_plan(scenarios: Scenarios, templates: Collection[str]) -> SheetPlan:
    """Steps on the left, the assignment of customers on the right.

    Args:
        templates: file names of the letter templates that are offered.
    """
    names = tuple(one.name for one in scenarios.scenarios)
    left, right = _step_columns(tuple(templates)), _rule_columns(names)
    cells = {
        (1, 1): Cell(NAME, Style.TITLE),
        (2, 1): Cell(_HOW_MADE, Style.NOTE),
        (3, 1): Cell("Étapes de chaque scénario, dans l’ordre", Style.LABEL),
    }
    cells |= _list(1, left, steps.scenario_table(scenarios.scenarios), _SPARE_ROWS)
    start = len(left) + 2
    cells |= {
        (2, start): Cell(_HOW_ASSIGNED, Style.NOTE),
        (3, start): Cell("Clients qui suivent un autre scénario que celui par défaut", Style.LABEL),
    }
    cells |= _list(start, right, rules.assignment_table(scenarios.rules), _RULE_ROWS)
    last = max(row for row, _ in cells)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=(*(column.width for column in left), 4.0, *(column.width for column in right)),
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, 2),
        validations=(*_validations(1, left), *_validations(start, right)),
        page=Page(
            repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
            area=Area(1, 1, last, start + len(right) - 1),
        ),
    )


def _step_columns(templates: tuple[str, ...]) -> tuple[_Column, ...]:
    return (
        _Column(steps.SCENARIO, 18, Style.INPUT, "Son nom ; ses étapes se suivent."),
        _Column(steps.STEP, 36, Style.INPUT, "Ce que vous lirez dans le Journal et le Suivi."),
        _Column(
            steps.DELAY, 8, Style.INPUT_INTEGER,
            "Jours après la base : l’étape est faite à partir de là. Négatif pour le rappel préventif.",
        ),
        _Column(
            steps.BASE, 17, Style.INPUT, "D’où compte le délai.", tuple(base.value for base in Base)
        ),
        _Column(
            steps.CHANNEL, 12, Style.INPUT,
            "Lettre, LRAR et E-mail partent ; Téléphone et Interne sont des actions à mener.",
            tuple(channel.value for channel in Channel),
        ),
        _Column(
            steps.LEVEL, 8, Style.INPUT_INTEGER,
            "0 préventif, 1 à 3 rappels, 4 mise en demeure ; vide pour une action.",
            tuple(map(str, LEVELS)),
        ),
        _Column(
            steps.TEMPLATE, 22, Style.INPUT,
            "Fichier Word de la lettre. Le vôtre se range dans le dossier « modeles » à côté du classeur.",
            templates,
        ),
        _Column(
            steps.RISK, 20, Style.INPUT, "Ce que devient le risque du client.", (steps.NO_RISK_CHANGE, *RISKS)
        ),
        _Column(steps.LOSS, 9, Style.INPUT_PERCENT, "Part du dû à provisionner à partir de cette étape."),
        _Column(
            steps.PENALTIES, 10, Style.INPUT,
            "Oui : la lettre réclame les pénalités de retard et l’indemnité de 40 €.",
            _YES_NO,
        ),
        _Column(steps.FEE, 10, Style.INPUT_AMOUNT, "Ajoutés une fois par lettre ; jamais à un particulier."),
    )  # fmt: skip


def _rule_columns(names: tuple[str, ...]) -> tuple[_Column, ...]:
    return (
        _Column(rules.CUSTOMER, 24, Style.INPUT, "Code ou nom d’un client : passe avant les autres lignes."),
        _Column(rules.GROUP, 16, Style.INPUT, "Le groupe, tel qu’il est dans Clients."),
        _Column(rules.RISK, 16, Style.INPUT, "Le risque, tel qu’il est dans Clients.", RISKS),
        _Column(rules.AMOUNT_FROM, 16, Style.INPUT_AMOUNT, "Ce que le client doit en tout, au moins."),
        _Column(rules.FOLLOWS, 20, Style.INPUT, "Un nom de la colonne Scénario.", names),
    )


def _list(
    start: int, columns: Sequence[_Column], table: Sequence[Sequence[Value]], spare: int
) -> dict[tuple[int, int], Cell]:
    """Headings, rows and spare rows of one list, from column ``start`` on."""
    blank: Sequence[Value] = [None] * len(columns)
    cells = {
        (layout.HEADER_ROW, start + place): Cell(column.heading, Style.HEADING)
        for place, column in enumerate(columns)
    }
    for row, values in enumerate([*table, *[blank] * spare], layout.HEADER_ROW + 1):
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            cells[row, start + place] = Cell(value, column.style)
    return cells


def _validations(start: int, columns: Sequence[_Column]) -> list[Validation]:
    """What each column takes; what a drop-down list cannot hold is left to the note."""
    found = []
    for place, column in enumerate(columns, start):
        area = Area(layout.HEADER_ROW + 1, place, _LAST_VALIDATED_ROW, place)
        choices = tuple(choice for choice in column.choices if "," not in choice)
        if len(",".join(choices)) > _LONGEST_CHOICES:
            choices = ()
        found.append(Validation(area, "list" if choices else "any", choices, column.heading, column.note))
    return found
