"""Sheet « Paramètres », added to a workbook that has none: labels, cells to fill in, explanations.

It is written once; from then on its cells are hers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.model import parameter_labels as labels
from xladdin.model.cells import address
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.sheet_plan import Area, Cell, Page, SheetPlan, Style, Validation
from xladdin.model.source_map import Field
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xladdin.model.settings import ListOverride, Sender, Settings
    from xladdin.model.sheet_plan import Value

MARK: Final = "parametres"
NAME: Final = labels.SHEET_NAME
_LONGEST_TITLE: Final = 32
"""Characters that Excel allows above an input message."""
_WIDTHS: Final = (40.0, 38.0, 66.0)
_INVOICE_FIELDS: Final = (
    Field.NUMBER, Field.KIND, Field.CUSTOMER_CODE, Field.CUSTOMER_NAME, Field.ISSUED, Field.DUE, Field.AMOUNT,
    Field.PAID, Field.PAID_ON, Field.REMAINING, Field.STATUS, Field.LETTER, Field.CURRENCY,
)  # fmt: skip
_PAYMENT_FIELDS: Final = (Field.NUMBER, Field.CUSTOMER_CODE, Field.PAID_ON, Field.PAID)
"""The columns that are offered; any other field label may be typed below them."""


def parameters_plan(settings: Settings, today: dt.date) -> SheetPlan:
    """The sheet with the settings that hold now.

    Args:
        settings: without an as-of date « Arrêté au » follows the calendar.
        today: what ``=TODAY()`` shows until Excel computes it.
    """
    cells = {
        (1, 1): Cell(NAME, Style.TITLE),
        (2, 1): Cell("Saisissez dans les cases claires ; le reste se lit.", Style.NOTE),
    }
    validations = []
    row = 2
    for title, lines in _sections(settings):
        row += 1
        cells |= {(row, 1): Cell(title, Style.LABEL)}
        for line in lines:
            row += 1
            formula = "=TODAY()" if line.value is None else None
            explained = (
                Cell(line.label),
                Cell(today if formula else line.value, line.style, formula),
                Cell(line.explanation, Style.NOTE),
            )
            cells |= layout.line(row, explained)
            place = Area(row, 2, row, 2)
            if line.label == labels.AS_OF:
                note = "Une date, ou =AUJOURDHUI()."
                validations.append(Validation(place, "date", title=line.label, note=note))
            elif line.choices:
                note = "Choisissez dans la liste."
                shown = line.label if len(line.label) <= _LONGEST_TITLE else ""
                validations.append(Validation(place, "list", tuple(line.choices), shown, note))
        row += 1
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=_WIDTHS,
        heights={1: 26},
        validations=tuple(validations),
        page=Page(landscape=False, one_page=True),
    )


def as_of_cell(plan: SheetPlan) -> str:
    """A1 address of « Arrêté au » in the plan."""
    return next(address(*place) for place, cell in plan.cells.items() if cell.style is Style.INPUT_DATE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the sheet; a value of None follows the calendar."""

    label: str
    value: Value
    explanation: str = ""
    choices: Iterable[str] = ()
    style: Style = Style.INPUT


def _sections(settings: Settings) -> list[tuple[str, list[_Line]]]:
    return [
        ("Émetteur des lettres", _sender(settings.sender)),
        ("Calculs", _rules(settings)),
        ("Relances", _reminders(settings)),
        ("Lecture du classeur", _reading(settings)),
        (labels.INVOICE_COLUMNS, _columns(_INVOICE_FIELDS, settings.invoices)),
        (labels.PAYMENT_COLUMNS, _columns(_PAYMENT_FIELDS, settings.payments)),
    ]


def _sender(sender: Sender) -> list[_Line]:
    return [_Line(label, str(getattr(sender, field))) for field, label in labels.SENDER_LABELS.items()]


def _rules(settings: Settings) -> list[_Line]:
    rate = settings.contractual_rate_percent
    return [
        _Line(
            labels.AS_OF,
            settings.as_of,
            "Date des états, à la clôture du jour. =AUJOURDHUI() pour suivre le calendrier.",
            style=Style.INPUT_DATE,
        ),
        _Line(
            labels.SCALE,
            " ; ".join(map(str, settings.scale.limits)),
            "Limites des tranches de retard, bornes incluses.",
        ),
        _Line(
            labels.CREDITS,
            _name_of(labels.CREDITS_CHOICES, settings.credits),
            "À part : dans leur propre colonne. Par ancienneté : dans la tranche de leur date.",
            labels.CREDITS_CHOICES,
        ),
        _Line(
            labels.BALANCE_ORDER,
            _name_of(labels.BALANCE_ORDER_CHOICES, settings.balance_order),
            "Les plus gros montants d’abord, ou l’ordre des codes.",
            labels.BALANCE_ORDER_CHOICES,
        ),
        _Line(
            labels.END_OF_MONTH,
            _name_of(labels.END_OF_MONTH_CHOICES, settings.end_of_month),
            "Lecture de « 45 jours fin de mois » quand l’échéance manque.",
            labels.END_OF_MONTH_CHOICES,
        ),
        _Line(labels.CURRENCY, settings.currency, "Devise des montants qui n’en portent pas."),
        _Line(
            labels.CONTRACTUAL_RATE,
            "" if rate is None else f"{rate:g}",
            "Pénalités de retard. Vide : taux légal (BCE + 10 points).",
        ),
    ]


def _reminders(settings: Settings) -> list[_Line]:
    dunning = settings.dunning
    return [
        _Line(
            labels.MINIMUM_AMOUNT,
            layout.units(dunning.minimum_amount),
            "Un client dont le retard est inférieur à ce montant n’est pas relancé.",
            style=Style.INPUT_NUMBER,
        ),
        _Line(
            labels.MINIMUM_DAYS,
            dunning.minimum_days,
            "Au moins, pour une même pièce, quel que soit son scénario.",
            style=Style.INPUT_NUMBER,
        ),
        _Line(
            labels.SENT_WHEN_GENERATED,
            _name_of(labels.YES_NO, dunning.sent_when_generated),
            "Non : chaque lettre attend que vous confirmiez son envoi, et retient la suivante.",
            labels.YES_NO,
        ),
        _Line(
            labels.PER_INVOICE,
            _name_of(labels.YES_NO, dunning.per_invoice),
            "Non : une lettre par client, avec toutes ses pièces en retard.",
            labels.YES_NO,
        ),
        _Line(
            labels.DEFAULT_SCENARIO,
            dunning.default_scenario,
            f"Un nom de la feuille Scénarios. Vide : le premier, « {SHIPPED_SCENARIOS[0].name} » au départ.",
            [scenario.name for scenario in SHIPPED_SCENARIOS],
        ),
        _Line(labels.LETTERS_FOLDER, settings.letters_folder, "Vide : « lettres », à côté du classeur."),
    ]


def _reading(settings: Settings) -> list[_Line]:
    return [
        _Line(labels.INVOICE_SHEET, settings.invoices.sheet, "Vide : xladdin la cherche."),
        _Line(
            labels.HEADER_ROW,
            settings.invoices.header_row or "",
            "Numéro de la ligne des intitulés. Vide : xladdin la cherche.",
        ),
        _Line(labels.PAYMENT_SHEET, settings.payments.sheet, "Vide : xladdin la cherche."),
        _Line(
            labels.DATE_ORDER,
            "",
            "Pour des dates saisies en texte. Vide : décidé colonne par colonne.",
            labels.DATE_ORDER_CHOICES,
        ),
    ]


def _columns(fields: Iterable[Field], override: ListOverride) -> list[_Line]:
    """One line per field that is worth naming; the first says how."""
    notes = chain(("L’intitulé de votre colonne, ou sa lettre. Vide : xladdin la reconnaît.",), repeat(""))
    return [
        _Line(FIELD_LABELS[field], override.columns.get(field, ""), note)
        for field, note in zip(fields, notes, strict=False)
    ]


def _name_of(choices: Mapping[str, object], value: object) -> str:
    """The first name that stands for a value."""
    return next(name for name, choice in choices.items() if choice == value)
