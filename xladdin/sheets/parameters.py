"""Sheet « Paramètres », added to a workbook that has none: labels, cells to fill in, explanations.

It is written once; from then on its cells are hers.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from xladdin.model import parameter_labels as labels
from xladdin.model.cells import address
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.sheet_plan import Area, Cell, Page, SheetPlan, Style, Validation
from xladdin.model.source_map import Field
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xladdin.model.settings import ListOverride, Settings
    from xladdin.model.sheet_plan import Value

MARK: Final = "parametres"
NAME: Final = labels.SHEET_NAME
_WIDTHS: Final = (28.0, 42.0, 78.0)
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
        for label, value, explanation, choices in lines:
            row += 1
            entered = Style.INPUT_DATE if label == labels.AS_OF else Style.INPUT
            formula = "=TODAY()" if value is None else None
            explained = (
                Cell(label),
                Cell(today if formula else value, entered, formula),
                Cell(explanation, Style.NOTE),
            )
            cells |= layout.line(row, explained)
            place = Area(row, 2, row, 2)
            if label == labels.AS_OF:
                validations.append(Validation(place, "date", title=label, note="Une date, ou =AUJOURDHUI()."))
            elif choices:
                validations.append(
                    Validation(place, "list", tuple(choices), label, "Choisissez dans la liste.")
                )
        row += 1
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=_WIDTHS,
        heights={1: 26},
        validations=tuple(validations),
        page=Page(one_page=True),
    )


def as_of_cell(plan: SheetPlan) -> str:
    """A1 address of « Arrêté au » in the plan."""
    return next(address(*place) for place, cell in plan.cells.items() if cell.style is Style.INPUT_DATE)


_Line = tuple[str, "Value", str, "Mapping[str, object] | tuple[()]"]
"""Label, value, explanation, choices."""


def _sections(settings: Settings) -> list[tuple[str, list[_Line]]]:
    sender: list[_Line] = [
        (label, str(getattr(settings.sender, field)), "", ()) for field, label in labels.SENDER_LABELS.items()
    ]
    rate = settings.contractual_rate_percent
    rules: list[_Line] = [
        (
            labels.AS_OF,
            settings.as_of,
            "Date des états, à la clôture du jour. =AUJOURDHUI() pour suivre le calendrier.",
            (),
        ),
        (
            labels.SCALE,
            " ; ".join(map(str, settings.scale.limits)),
            "Limites des tranches de retard, bornes incluses.",
            (),
        ),
        (
            labels.CREDITS,
            _name_of(labels.CREDITS_CHOICES, settings.credits),
            "À part : dans leur propre colonne. Par ancienneté : dans la tranche de leur date.",
            labels.CREDITS_CHOICES,
        ),
        (
            labels.END_OF_MONTH,
            _name_of(labels.END_OF_MONTH_CHOICES, settings.end_of_month),
            "Lecture de « 45 jours fin de mois » quand l’échéance manque.",
            labels.END_OF_MONTH_CHOICES,
        ),
        (labels.CURRENCY, settings.currency, "Devise des montants qui n’en portent pas.", ()),
        (
            labels.CONTRACTUAL_RATE,
            "" if rate is None else f"{rate:g}",
            "Vide : taux légal (BCE + 10 points).",
            (),
        ),
    ]
    reading: list[_Line] = [
        (labels.INVOICE_SHEET, settings.invoices.sheet, "Vide : xladdin la cherche.", ()),
        (
            labels.HEADER_ROW,
            settings.invoices.header_row or "",
            "Numéro de la ligne des intitulés. Vide : xladdin la cherche.",
            (),
        ),
        (labels.PAYMENT_SHEET, settings.payments.sheet, "Vide : xladdin la cherche.", ()),
        (
            labels.DATE_ORDER,
            "",
            "Pour des dates saisies en texte. Vide : décidé colonne par colonne.",
            labels.DATE_ORDER_CHOICES,
        ),
    ]
    return [
        ("Émetteur des lettres", sender),
        ("Calculs", rules),
        ("Lecture du classeur", reading),
        (labels.INVOICE_COLUMNS, _columns(_INVOICE_FIELDS, settings.invoices)),
        (labels.PAYMENT_COLUMNS, _columns(_PAYMENT_FIELDS, settings.payments)),
    ]


def _columns(fields: Iterable[Field], override: ListOverride) -> list[_Line]:
    """One line per field that is worth naming; the first says how."""
    notes = chain(("L’intitulé de votre colonne, ou sa lettre. Vide : xladdin la reconnaît.",), repeat(""))
    return [
        (FIELD_LABELS[field], override.columns.get(field, ""), note, ())
        for field, note in zip(fields, notes, strict=False)
    ]


def _name_of(choices: Mapping[str, object], value: object) -> str:
    """The first name that stands for a value."""
    return next(name for name, choice in choices.items() if choice == value)
