"""The sheet Paramètres: settings, and the user's own mapping which wins."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from grids import HEADINGS, MAY_1, MAY_31, grid, invoice, owed, read, told

from xladdin.model.scale import AgeingScale
from xladdin.model.settings import CreditsRule, DunningSettings, EndOfMonth
from xladdin.model.source_map import Field
from xladdin.workbook.book import read_book
from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.parameters import read_settings

if TYPE_CHECKING:
    from pathlib import Path


def parameters(*rows: list[object]) -> Grid:
    return grid("Paramètres", [["Paramètres"], [], *rows])


def test_defaults_without_the_sheet() -> None:
    settings, problems = read_settings(Book("x", ()))
    assert settings.scale == AgeingScale(30, 60, 90)
    assert settings.currency == "EUR"
    assert problems == []


def test_every_label_is_read_however_it_is_spelt() -> None:
    settings, problems = read_settings(
        Book("x", (parameters(
            ["SOCIETE", "Papiers du Canal"], ["Code postal", 1000.0], ["siret :", "999 000 011 00018"],
            ["Signataire", "H. Marchand"], ["Arrêté au", dt.date(2026, 6, 30)],
            ["Tranches (jours)", "15 ; 45"], ["Crédits non affectés", "Par ancienneté"],
            ["Fin de mois", "fin de mois puis jours"],
            ["Devise", "€"], ["Taux contractuel (%)", "12,5 %"], ["Feuille des factures", "Ventes"],
            ["Ligne d'en-tête", 5.0], ["Ordre des dates", "Mois/jour"], ["Feuille des règlements", "Banque"],
        ),))
    )  # fmt: skip
    assert problems == []
    assert (settings.sender.company, settings.sender.postcode) == ("Papiers du Canal", "01000")
    assert settings.as_of == dt.date(2026, 6, 30)
    assert settings.scale == AgeingScale(15, 45)
    assert settings.credits is CreditsRule.BUCKET
    assert settings.end_of_month is EndOfMonth.MONTH_END_THEN_DAYS
    assert (settings.currency, settings.contractual_rate_percent) == ("EUR", 12.5)
    assert (settings.invoices.sheet, settings.invoices.header_row) == ("Ventes", 5)
    assert settings.invoices.day_first is False
    assert settings.payments.sheet == "Banque"


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Arrêté au", "bientôt"),
        ("Tranches (jours)", "90;60"),
        ("Tranches (jours)", "trente"),
        ("Crédits non affectés", "au hasard"),
        ("Fin de mois", "peut-être"),
        ("Devise", "zloty"),
        ("Ligne d’en-tête", 0.0),
        ("Ordre des dates", "année"),
        ("Taux contractuel (%)", "beaucoup"),
        ("Minimum de relance", -1.0),
        ("Minimum de relance", "peu"),
        ("Minimum de relance", "nan"),
        ("Jours entre deux lettres", -1.0),
        ("Jours entre deux lettres", 2.5),
        ("Jours entre deux lettres", 3651.0),
        ("Jours entre deux lettres", "une semaine"),
        ("Considérer comme envoyées à la génération", "peut-être"),
        ("Une lettre par pièce", "par client"),
        ("Ordre de la balance âgée", "au hasard"),
    ],
)
def test_bad_value_is_told_with_its_cell_and_the_default_holds(label: str, value: object) -> None:
    settings, problems = read_settings(Book("x", (parameters([label, value]),)))
    assert settings == read_settings(Book("x", ()))[0]
    assert [(problem.code, problem.cell) for problem in problems] == [("parametre-invalide", "B3")]


def test_reminder_settings_are_read_as_people_write_them() -> None:
    settings, problems = read_settings(
        Book("x", (parameters(
            ["Minimum de relance", "1 500,50 €"], ["jours entre deux lettres :", "10 jours"],
            ["Considérer comme envoyées à la génération", "non"], ["Une lettre par pièce", True],
            ["Scénario par défaut", " Sage 100 "], ["Dossier des lettres", "Lettres/2026"],
            ["Ordre de la balance âgée", "CODE CLIENT"],
        ),))
    )  # fmt: skip
    assert problems == []
    assert settings.dunning == DunningSettings(
        minimum_amount=1_500_50,
        minimum_days=10,
        sent_when_generated=False,
        per_invoice=True,
        default_scenario="Sage 100",
    )
    assert (settings.letters_folder, settings.balance_order) == ("Lettres/2026", "code")


def test_a_sheet_made_before_reminders_keeps_their_defaults() -> None:
    settings, problems = read_settings(Book("x", (parameters(["Société", "Papiers du Canal"]),)))
    assert problems == []
    assert settings.dunning == DunningSettings()
    assert (settings.letters_folder, settings.balance_order) == ("", "total")


def test_as_of_formula_without_value_is_told() -> None:
    sheet = grid("Paramètres", [["Arrêté au", ""]], uncached=frozenset({(1, 2)}))
    settings, problems = read_settings(Book("x", (sheet,)))
    assert settings.as_of is None
    assert [problem.cell for problem in problems] == ["B1"]


def test_columns_block_ends_at_a_blank_row() -> None:
    sheet = parameters(
        ["Colonnes des factures"],
        ["Montant TTC", "Corrigé"],
        ["Échéance", "E"],
        ["Machin", "F"],
        [],
        ["Devise", "USD"],
    )
    settings, problems = read_settings(Book("x", (sheet,)))
    assert settings.invoices.columns == {Field.AMOUNT: "Corrigé", Field.DUE: "E"}
    assert settings.currency == "USD"
    assert [(problem.code, problem.cell) for problem in problems] == [("champ-inconnu", "A6")]


def test_own_mapping_wins_over_detection() -> None:
    workbook = read(
        grid("Factures", [[*HEADINGS, "Corrigé"], invoice("F1", 10.0, 12.0)]),
        parameters(["Colonnes des factures"], ["Montant TTC", "corrige"]),
    )
    assert owed(workbook) == {"F1": 1_200}


def test_own_sheet_wins_over_detection() -> None:
    workbook = read(
        grid("Factures", [HEADINGS, *[invoice(f"F{nth}", 1.0) for nth in range(9)]]),
        grid("Archive", [HEADINGS, invoice("A1", 2.0)]),
        parameters(["Feuille des factures", "archive"]),
    )
    assert owed(workbook) == {"A1": 200}
    assert "Archive" in workbook.source_map.other_sheets["Factures"]


def test_list_without_headings_is_read_by_column_letters() -> None:
    workbook = read(
        grid("Conso", [["F1", "Dupont SA", MAY_1, MAY_31, 10.0], ["F2", "Dupont SA", MAY_1, MAY_31, 5.0]]),
        parameters(
            ["Feuille des factures", "Conso"], ["Colonnes des factures"], ["Numéro de pièce", "A"],
            ["Client", "B"], ["Date de facture", "C"], ["Échéance", "D"], ["Montant TTC", "E"],
        ),
    )  # fmt: skip
    assert owed(workbook) == {"F1": 1_000, "F2": 500}
    assert workbook.source_map.lists[0].header_row == 0


def test_own_header_row_wins() -> None:
    rows = [
        HEADINGS,
        invoice("X1", 99.0),
        ["Pièce", "Nom", "Émise le", "À payer avant le", "Valeur"],
        invoice("F1", 1.0),
    ]
    assert owed(read(grid("Feuil1", rows), parameters(["Ligne d’en-tête", 3.0]))) == {"F1": 100}


def test_sheet_or_column_that_is_not_there_is_told() -> None:
    workbook = read(
        grid("Factures", [HEADINGS, invoice("F1", 10.0)]),
        parameters(
            ["Feuille des factures", "Ventes 2031"], ["Colonnes des factures"], ["Reste dû", "Solde net"]
        ),
    )
    assert owed(workbook) == {"F1": 1_000}
    assert "feuille-introuvable" in told(workbook)


def test_a_date_that_follows_the_calendar_is_left_to_the_calendar(tmp_path: Path) -> None:
    path = tmp_path / "suivi.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Paramètres")
        sheet.write_string(0, 0, "Arrêté au")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_formula(0, 1, "=TODAY()", date, 46_000)
    settings, problems = read_settings(read_book(path))
    assert settings.as_of is None, "46 000 is only the day of the last calculation"
    assert problems == []
