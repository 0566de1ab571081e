"""Builds ``workbook_templates/recouvrement.xlsx``: python scripts/build_workbook_template.py.

Four sheets (Factures, Règlements, Clients, Paramètres), each list an Excel table with true dates and
numbers. The same script gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import template_data as data
import xlsxwriter

from xladdin.model.settings import DunningSettings, ListOverride, Sender, Settings
from xladdin.sheets.customers import RISKS
from xladdin.sheets.parameters import parameters_plan
from xladdin.sheets.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET: Final = Path(__file__).resolve().parent.parent / "workbook_templates" / "recouvrement.xlsx"
CREATED: Final = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed stamp keeps the bytes equal
SPARE_ROWS: Final = 2000
"""Validations reach this far below the headings, so that new rows get them too."""

INK, HEADING = "#1F2A37", "#243B53"
BASE: Final[dict[str, object]] = {
    "font_name": "Calibri",
    "font_size": 11,
    "font_color": INK,
    "valign": "vcenter",
}

STYLES: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": "@"},
    "plain": {},
    "centre": {"align": "center"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "amount": {"num_format": "#,##0.00", "align": "right", "indent": 1},
    "heading": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": HEADING, "text_wrap": True, "align": "center",
    },
}  # fmt: skip
"""Everything that a cell of the template may look like."""


@dataclass(frozen=True)
class Column:
    """One column of a list: its heading, width, format, and what may be entered."""

    heading: str
    width: float
    style: str = "plain"
    rule: dict[str, Any] = field(default_factory=dict)


def one_of(values: Sequence[str], note: str, *, strict: bool = True) -> dict[str, Any]:
    """A drop-down list with a note."""
    return {
        "validate": "list",
        "source": list(values),
        "error_type": "stop" if strict else "information",
        "error_title": "Valeur inattendue",
        "error_message": "Choisissez une valeur de la liste.",
        "input_message": note,
    }


def a_date(note: str) -> dict[str, Any]:
    """A true date with a note."""
    return {
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(2000, 1, 1),
        "error_title": "Date attendue",
        "error_message": "Saisissez une date, par exemple 30/06/2026.",
        "input_message": note,
    }


def an_amount(note: str) -> dict[str, Any]:
    """A true number with a note."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1e12,
        "maximum": 1e12,
        "error_title": "Montant attendu",
        "error_message": "Saisissez un nombre, sans texte ni symbole.",
        "input_message": note,
    }


def a_note(note: str) -> dict[str, Any]:
    """Anything, with a note."""
    return {"validate": "any", "input_message": note}


CUSTOMER_CODE: Final = {
    "validate": "list",
    "source": "=Clients!$A$2:$A$500",
    "error_type": "warning",
    "error_title": "Client inconnu",
    "error_message": "Ce code n’est pas dans la feuille Clients.",
    "input_message": "Un code de la feuille Clients.",
}
MODES: Final = ("Virement", "Prélèvement", "Chèque", "LCR", "Carte", "Espèces")

INVOICES: Final = (
    Column("Numéro de Pièce", 17, "text", a_note("Numéro de la facture, de l’avoir ou de l’effet.")),
    Column(
        "Type",
        11,
        "centre",
        one_of(("FACTURE", "AVOIR", "ACOMPTE", "EFFET"), "Avoirs et acomptes se saisissent en négatif."),
    ),
    Column("Date d’Écriture", 14, "date", a_date("Date de la pièce.")),
    Column("Échéance", 12, "date", a_date("Date d’échéance ; pour un effet, sa date d’échéance bancaire.")),
    Column("Code Client", 13, "text", CUSTOMER_CODE),
    Column("Nom Client", 25),
    Column("Montant", 13, "amount", an_amount("Montant TTC, négatif pour un avoir.")),
    Column("Pièce d’origine", 15, "text", a_note("Pour un avoir ou un effet : la facture qu’il solde.")),
    Column("Litige", 8, "centre", one_of(("Oui", "Non"), "Oui : la pièce n’est plus relancée.")),
    Column(
        "Cause du retard", 34, "plain", one_of(data.CAUSES, "Pourquoi la pièce est en retard.", strict=False)
    ),
    Column("Promesse", 12, "date", a_date("Date à laquelle le client a promis de payer.")),
    Column("Relance 1", 12, "date", a_date("Date d’envoi de la première relance.")),
    Column("Relance 2", 12, "date", a_date("Date d’envoi de la deuxième relance.")),
    Column("Relance 3", 12, "date", a_date("Date d’envoi de la troisième relance.")),
    Column("Relance 4", 12, "date", a_date("Date d’envoi de la mise en demeure.")),
    Column("Commentaire", 36),
)
PAYMENTS: Final = (
    Column("Date de règlement", 18, "date", a_date("Date d’encaissement.")),
    Column("Code Client", 13, "text", CUSTOMER_CODE),
    Column("Nom Client", 25),
    Column("Numéro de Pièce", 17, "text", a_note("La pièce réglée ; vide : règlement non affecté.")),
    Column("Montant", 13, "amount", an_amount("Positif ; négatif pour un rejet.")),
    Column("Mode de règlement", 19, "plain", one_of(MODES, "Mode de règlement.", strict=False)),
    Column("Date de lettrage", 16, "date", a_date("Date à laquelle le règlement a été affecté.")),
    Column("Commentaire", 36),
)
CUSTOMERS: Final = (
    Column("Code Client", 13, "text", a_note("Le même code que dans Factures et Règlements.")),
    Column("Nom Client", 25),
    Column("Adresse", 28),
    Column("Code postal", 12, "text", a_note("En texte, pour garder le zéro de tête.")),
    Column("Ville", 18),
    Column("Contact", 20),
    Column("E-mail", 40),
    Column("Téléphone", 16, "text"),
    Column("SIREN", 14, "text"),
    Column(
        "Conditions de règlement",
        24,
        "plain",
        a_note("Par exemple « 30 jours » ou « 45 jours fin de mois » : sert quand l’échéance manque."),
    ),
    Column("Mode de règlement", 19, "plain", one_of(MODES, "Un client en prélèvement n’est pas relancé.")),
    Column("Chargé de recouvrement", 24),
    Column(
        "Catégorie",
        15,
        "plain",
        one_of(("professionnel", "public", "consommateur"), "Décide des pénalités applicables."),
    ),
    Column(
        "Risque client",
        14,
        "plain",
        one_of(RISKS, "Peut décider du scénario de relance : voir la feuille Scénarios.", strict=False),
    ),
    Column(
        "Procédure collective",
        24,
        "plain",
        one_of(
            ("Sauvegarde", "Redressement judiciaire", "Liquidation judiciaire"),
            "Renseignée : ni relance ni pénalités, la créance se déclare.",
        ),
    ),
    Column("Encours autorisé", 17, "amount", an_amount("Limite de crédit, 0 si aucune.")),
)

SETTINGS: Final = Settings(
    sender=Sender(**data.SENDER),
    as_of=data.AS_OF,
    invoices=ListOverride(sheet="Factures"),
    payments=ListOverride(sheet="Règlements"),
    dunning=DunningSettings(minimum_amount=15_00),
)


class Builder:
    """Writes the sheets into one XlsxWriter workbook."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(path)
        self.book.set_properties(
            {"title": "Recouvrement", "subject": "Suivi des créances clients", "created": CREATED}
        )
        self.book.set_size(2400, 1400)
        self.styles = {name: self.book.add_format(BASE | extra) for name, extra in STYLES.items()}

    def add_list(
        self, name: str, table: str, columns: Sequence[Column], rows: list[list[object]], *, across: int = 1
    ) -> None:
        """One list as an Excel table, headings in row 1; printed ``across`` so many pages side by side."""
        sheet = self.book.add_worksheet(name)
        sheet.add_table(
            0,
            0,
            len(rows),
            len(columns) - 1,
            {
                "name": table,
                "style": "Table Style Light 1",
                "columns": [
                    {"header": column.heading, "header_format": self.styles["heading"]} for column in columns
                ],
            },
        )
        sheet.set_row(0, 32)
        sheet.set_default_row(18)
        for place, column in enumerate(columns):
            style = self.styles[column.style]
            sheet.set_column(place, place, column.width, style)
            for line, row in enumerate(rows, start=1):
                self._write(sheet, line, place, row[place], style)
            if column.rule:
                rule = {"input_title": column.heading, "ignore_blank": True} | column.rule
                sheet.data_validation(1, place, SPARE_ROWS, place, rule)
        sheet.freeze_panes(1, 1)
        self._print_setup(sheet, name, across)
        sheet.repeat_rows(0)
        if across > 1:
            sheet.repeat_columns(0, 1)

    def add_settings(self) -> None:
        """Paramètres, as a refresh adds it to a workbook that has none."""
        plan = parameters_plan(SETTINGS, data.AS_OF)
        Renderer(self.book, date_1904=False).draw(plan, self.book.add_worksheet(plan.name))

    @staticmethod
    def _write(sheet: Any, line: int, place: int, value: object, style: Any) -> None:
        match value:
            case None | "":
                sheet.write_blank(line, place, None, style)
            case dt.date():
                sheet.write_datetime(line, place, value, style)
            case int() | float():
                sheet.write_number(line, place, value, style)
            case _:
                sheet.write_string(line, place, str(value), style)

    @staticmethod
    def _print_setup(sheet: Any, name: str, across: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(across, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L&8{name}&R&8Page &P / &N")


def invoice_rows() -> list[list[object]]:
    """The data set in the order of ``INVOICES``."""
    rows: list[list[object]] = []
    for piece in data.PIECES:
        reminders = [*piece.reminders, None, None, None, None][:4]
        rows.append(
            [
                piece.number, piece.kind, piece.issued, piece.due, piece.customer, data.NAMES[piece.customer],
                piece.amount, piece.origin, piece.dispute, piece.cause, piece.promise, *reminders,
                piece.comment,
            ]
        )  # fmt: skip
    return rows


def payment_rows() -> list[list[object]]:
    """The data set in the order of ``PAYMENTS``."""
    return [
        [p.date, p.customer, data.NAMES[p.customer], p.number, p.amount, p.mode, p.matched, p.comment]
        for p in data.PAYMENTS
    ]


def customer_rows() -> list[list[object]]:
    """The data set in the order of ``CUSTOMERS``."""
    return [list(customer) for customer in data.CUSTOMERS]


def build(path: Path = TARGET) -> None:
    """Writes the workbook."""
    builder = Builder(path)
    builder.add_list("Factures", "tFactures", INVOICES, invoice_rows())
    builder.add_list("Règlements", "tReglements", PAYMENTS, payment_rows())
    builder.add_list("Clients", "tClients", CUSTOMERS, customer_rows(), across=2)
    builder.add_settings()
    builder.book.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
