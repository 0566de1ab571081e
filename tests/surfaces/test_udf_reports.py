"""Functions over an invoice list, reached as COM reaches them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from com_samples import AS_OF, FOLLOW_UP, INVOICES, NOT_AVAILABLE, PAYMENTS, day, with_cell

import xladdin.surfaces.udf

udf: Any = xladdin.surfaces.udf

BALANCE = (
    ("Client", "Non échu", "1-30 j", "31-60 j", "61-90 j", "> 90 j", "Crédits non affectés", "Total"),
    ("Dupont", 300.0, 0.0, 1000.0, 0.0, 0.0, 0.0, 1300.0),
    ("Martin", 0.0, 250.5, 0.0, 0.0, 0.0, -50.0, 200.5),
    ("Total", 300.0, 250.5, 1000.0, 0.0, 0.0, -50.0, 1500.5),
)


def test_balance_is_a_table_that_spills() -> None:
    assert udf.AGEING(INVOICES, AS_OF) == BALANCE
    assert udf.BALANCE_AGEE(INVOICES, AS_OF) == BALANCE


@pytest.mark.parametrize("as_of", [AS_OF, 46203.0, 46203.75, "30/06/2026", "2026-06-30", ((AS_OF,),)])
def test_a_date_in_any_of_its_forms(as_of: object) -> None:
    assert udf.AGEING(INVOICES, as_of) == BALANCE


def test_whole_columns() -> None:
    empty = ((None,) * 5,) * 5_000
    assert udf.AGEING((*INVOICES, *empty), AS_OF) == BALANCE


def test_a_title_above_the_headings() -> None:
    title = (("Factures de juin", None, None, None, None), (None,) * 5)
    assert udf.AGEING((*title, *INVOICES), AS_OF) == BALANCE


def test_dates_as_serials_and_as_texts() -> None:
    serials = with_cell(INVOICES, 1, 3, 46143.0)
    assert udf.AGEING(serials, AS_OF) == BALANCE
    assert udf.AGEING(with_cell(INVOICES, 1, 3, "01/05/2026"), AS_OF) == BALANCE


@pytest.mark.parametrize("scale", [((30.0, 60.0),), "30;60", "30, 60"])
def test_limits_of_the_buckets(scale: object) -> None:
    assert udf.AGEING(INVOICES, AS_OF, scale)[0][1:5] == ("Non échu", "1-30 j", "31-60 j", "> 60 j")


@pytest.mark.parametrize(
    ("customer", "bucket", "figure"),
    [("Dupont", "31-60 j", 1000.0), ("DUPONT", "31 – 60 J", 1000.0), ("Martin", "total", 200.5)],
)
def test_customer_and_bucket_give_one_number(customer: str, bucket: str, figure: float) -> None:
    assert udf.AGEING(INVOICES, AS_OF, None, customer, bucket) == figure


def test_customers_in_a_range_give_a_column() -> None:
    customers = (("Martin",), (None,), ("Dupon",))
    martin, blank, unknown = udf.AGEING(INVOICES, AS_OF, None, customers, "Total")
    assert (martin, blank) == ((200.5,), ("",))
    assert "« Dupon » introuvable" in unknown[0]
    assert "Dupont" in unknown[0]


def test_one_customer_or_one_bucket_gives_part_of_the_table() -> None:
    assert udf.AGEING(INVOICES, AS_OF, None, "Martin") == (BALANCE[0], BALANCE[2])
    assert udf.AGEING(INVOICES, AS_OF, None, None, "Total") == tuple((row[0], row[-1]) for row in BALANCE)


def test_codes_and_names_have_a_column_each() -> None:
    rows = (("Code client", "Nom", "N° facture", "Échéance", "Montant"), ("C1", "Dupont", "F1", AS_OF, 5.0))
    assert udf.AGEING(rows, AS_OF, None, None, "Total") == (
        ("Code", "Client", "Total"),
        ("C1", "Dupont", 5.0),
        ("Total", "", 5.0),
    )


def test_payments_from_their_own_list() -> None:
    assert udf.AGEING(INVOICES, AS_OF, None, "Dupont", "31-60 j", PAYMENTS) == 600.0


@pytest.mark.parametrize(
    ("payments", "why"),
    [
        ((("a", "b"), (1.0, 2.0)), "aucune ligne d’intitulés"),
        (INVOICES, "convient mieux"),
        ((INVOICES[0], ("F9", "Zed", AS_OF, AS_OF, 5.0)), "ressemble à une liste de factures"),
    ],
)
def test_payments_that_are_not_understood_are_not_passed_over(payments: object, why: str) -> None:
    said = udf.AGEING(INVOICES, AS_OF, None, None, None, payments)
    assert said.startswith("La plage des règlements n’est pas reconnue")
    assert why in said


def test_a_range_without_its_headings() -> None:
    said = udf.AGEING(INVOICES[1:], AS_OF)
    assert "pas de ligne d’intitulés" in said
    assert said.endswith("par exemple TFactures[#Tout].")


def test_several_currencies_want_one_named() -> None:
    rows = [
        (*row, currency)
        for row, currency in zip(INVOICES, ["Devise", "EUR", "USD", "EUR", "EUR"], strict=True)
    ]
    assert "plusieurs devises" in udf.AGEING(rows, AS_OF)
    assert udf.AGEING(rows, AS_OF, None, "Martin", "Total", None, "usd") == 250.5


def test_schedule() -> None:
    table = udf.ECHEANCIER(INVOICES, AS_OF, 1.0)
    assert table[0] == (
        "Client", "En retard", "Mois en cours", "M+1", "Au-delà", "Crédits non affectés", "Total",
    )  # fmt: skip
    assert table[1] == ("Dupont", 1000.0, 0.0, 300.0, 0.0, 0.0, 1300.0)
    assert udf.SCHEDULE(INVOICES, AS_OF, 1.0, "Dupont", "M+1") == 300.0


def test_recovery_rate_and_what_is_left() -> None:
    assert udf.RECOVERY_RATE(INVOICES, "06/2026", AS_OF, PAYMENTS) == 400 / 1250.5
    assert udf.TAUX_RECOUVREMENT(INVOICES, None, AS_OF, PAYMENTS) == 400 / 1250.5
    assert udf.TO_COLLECT(INVOICES, day("12/06/2026"), AS_OF, PAYMENTS) == 850.5
    assert "Rien n’était à recouvrer" in udf.RECOVERY_RATE(INVOICES, "01/2026", AS_OF)


def test_dso_by_each_method() -> None:
    assert udf.DSO(INVOICES, AS_OF) == pytest.approx(1500.5 / 500.5 * 90)
    assert udf.DSO(INVOICES, AS_OF, 180.0) == pytest.approx(1500.5 / 1500.5 * 180)
    assert udf.DELAI_MOYEN_PAIEMENT(INVOICES, AS_OF, None, "Épuisement") == 91.0
    assert "Choisissez comptable" in udf.DSO(INVOICES, AS_OF, None, "au hasard")
    assert "entier" in udf.DSO(INVOICES, AS_OF, 1.5)


def test_reminder_level_of_one_piece_and_of_many() -> None:
    assert udf.REMINDER_LEVEL("f1", FOLLOW_UP, AS_OF) == 2
    assert udf.NIVEAU_RELANCE("F1", FOLLOW_UP, day("01/06/2026")) == 1
    first, second, blank, unknown = udf.REMINDER_LEVEL((("F1",), ("F2",), (None,), ("F9",)), FOLLOW_UP, AS_OF)
    assert (first, second, blank) == ((2,), (0,), ("",))
    assert "« F9 » introuvable" in unknown[0]


def test_reminders_of_no_piece() -> None:
    assert udf.REMINDERS(None, FOLLOW_UP, AS_OF).startswith("Il manque le numéro de la pièce.")
    assert udf.REMINDER_LEVEL(None, FOLLOW_UP, AS_OF) == ""


def test_reminders_of_a_piece_are_true_dates() -> None:
    assert udf.RELANCES("F1", FOLLOW_UP, AS_OF) == (
        ("Relance 1", dt.datetime(2026, 5, 10)),  # noqa: DTZ001 - a date in a cell has no time zone
        ("Relance 2", dt.datetime(2026, 6, 10)),  # noqa: DTZ001
    )
    assert udf.REMINDERS("F2", FOLLOW_UP, AS_OF) == "Aucune relance datée"


@pytest.mark.parametrize("column", [3, 4])
def test_an_error_cell_is_named_and_not_read_as_empty(column: int) -> None:
    said = udf.AGEING(with_cell(INVOICES, 2, column, NOT_AVAILABLE), AS_OF)
    assert "#N/A" in said
    assert f"{'DE'[column - 3]}3" in said


def test_an_error_in_the_headings_is_named_since_it_may_hide_the_due_dates() -> None:
    said = udf.AGEING(with_cell(INVOICES, 0, 3, NOT_AVAILABLE), AS_OF)
    assert said.startswith("Plage des factures, D1 (A1 étant son premier coin) : La cellule contient")


def test_an_amount_that_is_none_is_named() -> None:
    said = udf.AGEING(with_cell(INVOICES, 1, 4, "mille"), AS_OF)
    assert (
        said
        == "Plage des factures, E2 (A1 étant son premier coin) : « mille » n’est pas un montant lisible. "
        "Saisissez un nombre, sans texte autour."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((None,), "Il manque la plage des factures."),
        ((((None, None),),), "Il manque la plage des factures."),
        ((INVOICES, "hier"), "« hier » n’est pas une date."),
        ((INVOICES, True), "n’est pas une date"),
        ((INVOICES, -1.0), "n’est pas une date"),
        ((INVOICES, NOT_AVAILABLE), "contient l’erreur #N/A"),
        ((INVOICES, INVOICES), "attend une seule cellule"),
        ((INVOICES, AS_OF, "60;30"), "Tranches d’âge invalides"),
        ((INVOICES, AS_OF, "30;x"), 'Donnez des jours, par exemple "30;60;90".'),
        ((INVOICES, AS_OF, None, "Zédé"), "introuvable"),
        ((INVOICES, AS_OF, None, None, "12 j"), "Colonnes : Non échu"),
        ((((1.0, 2.0), (3.0, 4.0)), AS_OF), "Aucune liste de factures"),
    ],
)
def test_a_wrong_argument_gives_one_short_french_line(arguments: tuple[object, ...], said: str) -> None:
    line = udf.AGEING(*arguments)
    assert said in line
    assert "\n" not in line
    assert len(line) <= 250
