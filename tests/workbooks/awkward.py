"""Ten awkward workbooks, each with what a careful accountant would read in it.

Each builder writes a file into a folder and returns its path; ``EXPECTED`` says what it owes at
``AS_OF`` in cents, and which problems must be told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

AS_OF = dt.date(2026, 6, 30)
NBSP, THIN = "\u00a0", "\u202f"


@dataclass(frozen=True)
class Case:
    """A workbook and its right answers.

    Attributes:
        owed: outstanding at ``AS_OF`` in cents, per customer name.
        items: number of pieces, unallocated payments included.
        told: problem codes that must be there.
        silent: problem codes that must not be there.
    """

    build: Callable[[Path], Path]
    sheet: str
    header_row: int
    owed: dict[str, int]
    items: int
    told: frozenset[str] = frozenset()
    silent: frozenset[str] = field(
        default=frozenset({"montant-illisible", "date-illisible", "client-non-renseigne"})
    )


def day(text: str) -> dt.date:
    """``"24/03/2026"``."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


class Book:
    """A thin layer over XlsxWriter: dates are dates, ``=`` starts a formula only when asked."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self._book = xlsxwriter.Workbook(self.path)
        self._date = self._book.add_format({"num_format": "dd/mm/yyyy"})

    def sheet(self, name: str) -> Any:
        return self._book.add_worksheet(name)

    def rows(self, sheet: Any, first_row: int, rows: Iterable[Sequence[object]], column: int = 0) -> int:
        """Writes rows from a 1-based row on; returns the next row."""
        row = first_row
        for cells in rows:
            for place, cell in enumerate(cells):
                self.cell(sheet, row, column + place, cell)
            row += 1
        return row

    def cell(self, sheet: Any, row: int, place: int, cell: object) -> None:
        match cell:
            case None | "":
                return
            case dt.date():
                sheet.write_datetime(row - 1, place, cell, self._date)
            case (str() as formula, value):
                sheet.write_formula(row - 1, place, formula, None, value)
            case str():
                sheet.write_string(row - 1, place, cell)
            case _:
                sheet.write_number(row - 1, place, cell)

    def close(self) -> Path:
        self._book.close()
        return self.path


def address_block_and_prefilled_rows(folder: Path) -> Path:
    """Header on row 16 under an address block; a 40 € formula prepared on fifty rows; a hidden row."""
    book = Book(folder, "plomberie.xlsx")
    sheet = book.sheet("Suivi factures")
    book.rows(
        sheet, 1, [["Plomberie Martin SARL"], ["12 rue des Lilas"], ["69003 Lyon"], ["Tél. 04 00 00 00 00"]]
    )
    sheet.merge_range("A8:G8", "SUIVI DES FACTURES CLIENTS ", None)
    headings = [
        "N° facture ",
        "Client",
        "Date  facture",
        "Échéance",
        "Nb factures",
        "Indemnité",
        "Montant TTC (€)",
    ]
    book.rows(sheet, 16, [headings])
    pieces = [
        ["2026-001", "Boulangerie Petit", day("05/01/2026"), day("04/02/2026"), 1, ("=E17*40", 40), 1200.0],
        [
            "2026-002",
            "Garage Vidal",
            day("12/02/2026"),
            day("14/03/2026"),
            1,
            ("=E18*40", 40),
            f"1{NBSP}234,56{NBSP}€",
        ],
        [
            "2026-003",
            "Boulangerie Petit",
            day("20/06/2026"),
            day("20/07/2026"),
            1,
            ("=E19*40", 40),
            f"2{THIN}000,00 €",
        ],
    ]
    row = book.rows(sheet, 17, pieces)
    book.rows(
        sheet, row, [["", "", "", (f"=C{n}+30", 30), "", (f"=E{n}*40", 0), ""] for n in range(row, row + 50)]
    )
    sheet.set_row(17, None, None, {"hidden": True})
    return book.close()


def two_line_headings_and_subtotals(folder: Path) -> Path:
    """Headings on two lines under merged titles; a total per customer, a grand total and a footnote."""
    book = Book(folder, "menuiserie.xlsx")
    sheet = book.sheet("Encours")
    book.cell(sheet, 1, 0, "Encours clients au 30 juin 2026")
    sheet.merge_range("A3:B3", "Client", None)
    sheet.merge_range("C3:F3", "Facture", None)
    sheet.merge_range("G3:H3", "Règlement", None)
    book.rows(sheet, 4, [["Code", "Nom", "N°", "Date", "Échéance", "Montant", "Date", "Montant"]])
    book.rows(
        sheet,
        5,
        [
            ["C01", "DUPONT", "F101", day("01/03/2026"), day("31/03/2026"), 500.0, "", ""],
            ["C01", "DUPONT", "F102", day("01/04/2026"), day("01/05/2026"), 700.0, day("10/05/2026"), 200.0],
            [
                "",
                "Total DUPONT",
                "",
                "",
                "",
                ("=SUBTOTAL(9,F5:F6)", 1200.0),
                "",
                ("=SUBTOTAL(9,H5:H6)", 200.0),
            ],
            [
                "C02",
                "Éts Moreau",
                "F103",
                day("15/05/2026"),
                day("14/06/2026"),
                300.0,
                day("12/06/2026"),
                300.0,
            ],
            ["C02", "Éts Moreau", "F104", day("16/06/2026"), day("16/07/2026"), 90.5, "", ""],
            [
                "",
                "Total Éts Moreau",
                "",
                "",
                "",
                ("=SUBTOTAL(9,F8:F9)", 390.5),
                "",
                ("=SUBTOTAL(9,H8:H9)", 300.0),
            ],
            [
                "Total général",
                "",
                "",
                "",
                "",
                ("=SUBTOTAL(9,F5:F10)", 1590.5),
                "",
                ("=SUBTOTAL(9,H5:H10)", 500.0),
            ],
            [],
            ["Les montants s’entendent TTC. Source : logiciel de facturation."],
        ],
    )
    return book.close()


def customer_names_as_titles(folder: Path) -> Path:
    """No customer column: the name stands alone above its rows; a typed subtotal without a label."""
    book = Book(folder, "consolidation.xlsx")
    sheet = book.sheet("Feuil1")
    book.rows(sheet, 2, [["N° pièce", "Date pièce", "Date d'échéance", "Libellé", "Montant"]])
    book.rows(
        sheet,
        3,
        [
            ["Client : AUBERGE DU LAC"],
            ["A-1", "05/01/26", "04/02/26", "Livraison", "9 999,99 €"],
            ["A-2", "06/02/26", "08/03/26", "Livraison", "(12,00)"],
            ["", "", "", "", "9 987,99 €"],
            [],
            ["CAFÉ CENTRAL"],
            ["A-3", "17/03/26", "16/04/26", "Livraison", "€ - 0"],
            ["A-4", "18/03/26", "17/04/26", "Livraison", "250,00"],
        ],
    )
    return book.close()


def ledger_extract(folder: Path) -> Path:
    """FAC, RGL, AVO, OD and EFFET lines with debit, credit and lettering; days as JJMMAA texts."""
    book = Book(folder, "extrait.xlsx")
    sheet = book.sheet("Grand livre auxiliaire")
    book.rows(
        sheet,
        1,
        [["Code journal", "Date", "N° pièce", "Type", "Code tiers", "Intitulé du compte", "Libellé écriture",
          "Date échéance", "Débit", "Crédit", "Solde", "Lettrage"]],
    )  # fmt: skip
    book.rows(
        sheet,
        2,
        [
            [
                "VTE",
                "010126",
                "F1",
                "FAC",
                "411DUP",
                "DUPONT",
                "Facture F1",
                "310126",
                1000.0,
                "",
                1000.0,
                "A",
            ],
            ["BQ", "100226", "B7", "RGL", "411DUP", "DUPONT", "Virement", "", "", 1000.0, 0.0, "A"],
            ["VTE", "010326", "F2", "FAC", "411DUP", "DUPONT", "Facture F2", "310326", 600.0, "", 600.0, "B"],
            ["VTE", "050326", "AV1", "AVO", "411DUP", "DUPONT", "Avoir sur F2", "", "", 100.0, 500.0, "B"],
            ["BQ", "200426", "B9", "RGL", "411DUP", "DUPONT", "Chèque", "", "", 300.0, 200.0, "B"],
            ["VTE", "010526", "F3", "FAC", "411MOR", "MOREAU", "Facture F3", "310526", 800.0, "", 800.0, ""],
            [
                "BQ",
                "150526",
                "B12",
                "RGL",
                "411MOR",
                "MOREAU",
                "Virement sans référence",
                "",
                "",
                50.0,
                750.0,
                "",
            ],
            [
                "OD",
                "160526",
                "OD1",
                "OD",
                "411MOR",
                "MOREAU",
                "Frais d’huissier refacturés",
                "160526",
                30.0,
                "",
                780.0,
                "",
            ],
            ["VTE", "010626", "F4", "FAC", "411ROY", "ROY", "Facture F4", "300626", 400.0, "", 400.0, ""],
            ["EF", "050626", "F4", "EFFET", "411ROY", "ROY", "LCR", "310726", "", 400.0, 0.0, ""],
        ],
    )
    return book.close()


def accounting_entries_file(folder: Path) -> Path:
    """A fichier des écritures comptables: tab-separated, every account, amounts with a comma."""
    headings = (
        "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef"
        "|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
    )
    rows = [
        "VE|Ventes|1|20260105|411000|Clients|CDUP|Dupont|F001|20260105|Facture|1200,00|0,00|A|20260210|20260131||",
        "VE|Ventes|1|20260105|707000|Ventes|||F001|20260105|Facture|0,00|1000,00||||||",
        "VE|Ventes|1|20260105|445710|TVA|||F001|20260105|Facture|0,00|200,00||||||",
        "BQ|Banque|2|20260210|512000|Banque|||R001|20260210|Virement|1200,00|0,00||||||",
        "BQ|Banque|2|20260210|411000|Clients|CDUP|Dupont|R001|20260210|Virement|0,00|1200,00|A|20260210|20260228||",
        "VE|Ventes|3|20260301|411000|Clients|CMOR|Moreau|F002|20260301|Facture|360,00|0,00|||20260331||",
        "AC|Achats|4|20260302|401000|Fournisseurs|FEDF|EDF|E9|20260302|Électricité|0,00|90,00||||||",
    ]
    path = folder / "999000011FEC20261231.txt"
    lines = [line.replace("|", "\t") for line in (headings, *rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    return path


def payments_and_purchases_beside(folder: Path) -> Path:
    """Sales, purchases with the same headings, payments apart, customers, a calendar, a report."""
    book = Book(folder, "gestion.xlsx")
    headings = ["N° facture", "Client", "Date facture", "Date échéance", "Montant TTC"]
    purchases = ["N° facture", "Fournisseur", "Date facture", "Date échéance", "Montant TTC"]
    book.rows(
        book.sheet("Achats"),
        1,
        [purchases, *[[f"A{n}", "EDF", day("01/01/2026"), day("31/01/2026"), 9999.0] for n in range(30)]],
    )
    book.rows(
        book.sheet("Calendrier"),
        1,
        [["Lundi", "Mardi", "Mercredi"], [day("01/06/2026"), day("02/06/2026"), day("03/06/2026")]],
    )
    sales = book.sheet("Ventes")
    book.rows(
        sales,
        3,
        [
            headings,
            ["00012", "Lambert", day("02/01/2026"), day("01/02/2026"), 1000.0],
            ["00013", "Lambert", day("02/02/2026"), day("04/03/2026"), 500.0],
            ["00014", "Petit", day("02/03/2026"), day("01/04/2026"), 250.0],
        ],
    )
    book.rows(
        book.sheet("Encaissements"),
        1,
        [
            ["Date", "N° facture", "Client", "Montant", "Mode de règlement"],
            [day("10/02/2026"), "00012", "Lambert", 400.0, "Virement"],
            [day("10/03/2026"), "00012", "Lambert", 600.0, "Chèque"],
            [day("20/03/2026"), "00012", "Lambert", -600.0, "Chèque"],
            [day("12/03/2026"), "00099", "Petit", 75.0, "Virement"],
            [day("15/03/2026"), "", "Petit", 20.0, "Virement"],
        ],
    )
    book.rows(
        book.sheet("Clients"),
        1,
        [
            ["Nom", "Adresse", "CP", "Ville", "E-mail", "Conditions de règlement"],
            ["Lambert", "3 rue Haute", 1000.0, "Bourg-en-Bresse", "compta@lambert.example", "30 jours"],
            ["Petit", "8 quai Bas", 69002.0, "Lyon", "petit@petit.example", 45.0],
        ],
    )
    book.rows(
        book.sheet("Synthèse"),
        1,
        [["Client", "Non échu", "1-30 j", "31-60 j", "+60 j", "Total"], ["Lambert", 0, 0, 0, 1100.0, 1100.0]],
    )
    return book.close()


def invoicing_software_export(folder: Path) -> Path:
    """A cp1252 CSV, newest first: no due date, a heading with a trailing blank, a customer spelt two ways."""
    path = folder / "export_factures.csv"
    lines = [
        "Numéro;Client;Date;montant TTC ;Payée ?",
        "FA-0004;société lenoir;15/06/2026;1 500,00;Non",
        "FA-0003;Société Lenoir;28/05/2026;250,10;Oui",
        "FA-0002;O'Brien & Cie;13/04/2026;80,00;Non",
        "FA-0001;Société Lenoir;02/03/2026;10,00;Oui",
    ]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def typed_follow_up_only(folder: Path) -> Path:
    """Nothing but a « Suivi » that she types: four reminder columns and « Réglé » as a status."""
    book = Book(folder, "relances.xlsx")
    sheet = book.sheet("Suivi")
    book.rows(
        sheet,
        1,
        [
            ["Numéro de Pièce", "Relance 1", "Relance 2", "Relance 3", "Relance 4", "Échéance", "Nom Client",
             "Montant", "Type", "Réglé"],
            ["FC21", day("18/05/2026"), day("02/06/2026"), "", "", day("15/05/2026"), "Arcade", 1010.0,
             "FACTURE", "En Cours"],
            ["FC22", "", "", "", "", day("31/05/2026"), "Arcade", 200.0, "FACTURE", "Réglé"],
            ["FC23", "x", "", "", "", day("15/06/2026"), "Bistrot 9", 75.0, "FACTURE", "En Cours"],
            ["AV3", "", "", "", "", day("15/06/2026"), "Bistrot 9", 25.0, "AVOIR", "En Cours"],
        ],
    )  # fmt: skip
    return book.close()


def a_sheet_per_year(folder: Path) -> Path:
    """2025 and 2026 laid out alike, and a copy of 2026 that must not count twice."""
    book = Book(folder, "annees.xlsx")
    headings = ["Facture", "Client", "Date", "Échéance", "Montant", "Reste dû"]
    year = {
        "2025": [["25-1", "Nord", day("01/12/2025"), day("31/12/2025"), 100.0, 40.0]],
        "2026": [
            ["26-1", "Nord", day("01/02/2026"), day("03/03/2026"), 300.0, 300.0],
            ["26-2", "Sud", day("01/03/2026"), day("31/03/2026"), 50.0, 0.0],
        ],
    }
    for name, sheet_name in (("2025", "2025"), ("2026", "2026"), ("2026", "2026 (2)")):
        book.rows(book.sheet(sheet_name), 1, [headings, *year[name]])
    return book.close()


def twin_headings_and_errors(folder: Path) -> Path:
    """« Nom » twice, a first column without heading, errors, an uncached formula, another currency."""
    book = Book(folder, "erreurs.xlsx")
    sheet = book.sheet("Créances")
    book.rows(
        sheet,
        5,
        [
            ["", "Nom", "Nom", "Date facture", "Échéance", "Montant", "Devise", "Soldé le"],
            ["K-01", "Delta", "Mme Roux", day("01/05/2026"), day("31/05/2026"), 100.0, "EUR", ""],
            ["K-02", "Delta", "Mme Roux", day("02/05/2026"), ("=NA()", "#N/A"), 200.0, "€", ""],
            ["K-03", "Écho", "M. Blin", day("03/05/2026"), day("02/06/2026"), ("=1/0", "#DIV/0!"), "EUR", ""],
            ["K-04", "Écho", "M. Blin", day("04/05/2026"), day("03/06/2026"), 400.0, "USD", ""],
            ["K-05", "Écho", "M. Blin", day("05/05/2026"), day("04/06/2026"), 60.0, "EUR", day("10/06/2026")],
            ["K-06", "Écho", "M. Blin", day("05/05/2026"), day("01/04/2026"), 7.0, "EUR", ""],
        ],
    )
    return book.close()


def tables_side_by_side(folder: Path) -> Path:
    """Two Excel tables on one sheet: invoices on the left, their payments on the right."""
    book = Book(folder, "tableaux.xlsx")
    sheet = book.sheet("Tout")
    invoices = [
        ["V1", "Iris", day("01/04/2026"), day("01/05/2026"), 120.0],
        ["V2", "Iris", day("11/04/2026"), day("11/05/2026"), 80.0],
    ]
    payments = [["V1", day("05/05/2026"), 20.0]]
    for name, first, headings, rows in (
        ("tVentes", 0, ["Pièce", "Client", "Émise le", "Échéance", "Montant"], invoices),
        ("tReglements", 6, ["Pièce", "Date", "Montant"], payments),
    ):
        sheet.add_table(
            2, first, 2 + len(rows), first + len(headings) - 1,
            {"name": name, "columns": [{"header": heading} for heading in headings]},
        )  # fmt: skip
        book.rows(sheet, 4, rows, first)
    return book.close()


CASES = (
    Case(
        address_block_and_prefilled_rows, "Suivi factures", 16,
        {"Boulangerie Petit": 320000, "Garage Vidal": 123456}, 3,
        silent=frozenset({"montant-absent", "montant-isole", "montant-illisible", "client-non-renseigne"}),
    ),
    Case(
        two_line_headings_and_subtotals, "Encours", 4, {"DUPONT": 100000, "Éts Moreau": 9050}, 4,
        silent=frozenset({"montant-absent", "montant-isole", "reglement-contradictoire", "regle-sans-date"}),
    ),
    Case(
        customer_names_as_titles, "Feuil1", 2, {"AUBERGE DU LAC": 998799, "CAFÉ CENTRAL": 25000}, 4,
        frozenset({"facture-negative"}),
    ),
    Case(
        ledger_extract, "Grand livre auxiliaire", 1, {"DUPONT": 20000, "MOREAU": 78000, "ROY": 0}, 8,
        frozenset({"lettrage-desequilibre"}),
        frozenset({"effet-sans-piece", "piece-introuvable", "avoir-positif"}),
    ),
    Case(
        accounting_entries_file, "999000011FEC20261231.txt", 1, {"Dupont": 0, "Moreau": 36000}, 2,
        frozenset({"autres-comptes", "echeance-absente"}),
    ),
    Case(
        payments_and_purchases_beside, "Ventes", 3, {"Lambert": 110000, "Petit": 15500}, 5,
        frozenset({"piece-introuvable"}),
    ),
    Case(
        invoicing_software_export, "export_factures.csv", 1,
        {"société lenoir": 150000, "O'Brien & Cie": 8000}, 4,
        frozenset({"echeance-absente", "regle-sans-date", "client-orthographes"}),
    ),
    Case(
        typed_follow_up_only, "Suivi", 1, {"Arcade": 101000, "Bistrot 9": 5000}, 4,
        frozenset({"avoir-positif", "regle-sans-date"}),
    ),
    Case(
        a_sheet_per_year, "2025", 1, {"Nord": 34000, "Sud": 0}, 3,
        frozenset({"listes-reunies", "liste-copie", "regle-sans-date"}),
        frozenset({"doublon", "liste-ecartee"}),
    ),
    Case(
        twin_headings_and_errors, "Créances", 5, {"Delta": 30000, "Écho": 40700}, 5,
        frozenset({"cellule-en-erreur", "intitule-double", "echeance-avant-emission"}),
        frozenset({"montant-absent", "devise-inconnue"}),
    ),
    Case(
        tables_side_by_side, "Tout", 3, {"Iris": 18000}, 2,
        silent=frozenset({"numero-absent", "liste-ecartee"}),
    ),
)  # fmt: skip
