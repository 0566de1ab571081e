"""The reading commands on the shipped workbook and on lists written here."""

from __future__ import annotations

import datetime as dt
import io
import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from xladdin.reports.aged_balance import aged_balance
from xladdin.resources import workbook_template
from xladdin.surfaces.cli import run
from xladdin.surfaces.screen import Screen
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = str(workbook_template("recouvrement.xlsx"))
LIST = (
    "Pièce;Client;Date facture;Échéance;Montant;Devise\n"
    "F1;Dupont;15/04/2026;15/05/2026;3 000,00;EUR\n"
    "F2;Dupont;01/06/2026;15/07/2026;1 000,50;EUR\n"
    "F3;Martin;01/06/2026;30/06/2026;200,00;USD\n"
)


@pytest.fixture
def invoices(tmp_path: Path) -> str:
    path = tmp_path / "factures.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def json_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_balance_gives_one_report_per_currency(invoices: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = json_of(["balance", invoices, "--au", "30/06/2026"], capsys)
    assert report["buckets"] == ["Non échu", "1-30 j", "31-60 j", "61-90 j", "> 90 j", "Crédits non affectés"]
    assert report["as_of"] == "2026-06-30"
    assert report["currency"] == "EUR"
    assert report["customers"] == [
        {"code": "Dupont", "name": "Dupont", "amounts": [1000.5, 0, 3000, 0, 0, 0], "total": 4000.5}
    ]
    assert (report["totals"], report["total"]) == ([1000.5, 0, 3000, 0, 0, 0], 4000.5)
    assert report["problems"] == []
    (dollars,) = report["others"]
    assert (dollars["currency"], dollars["total"]) == ("USD", 200)


def test_balance_of_one_currency(invoices: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = json_of(["balance", invoices, "--au", "2026-06-30", "--devise", "USD"], capsys)
    assert (report["currency"], report["total"], report["others"]) == ("USD", 200, [])
    assert run(["balance", invoices, "--devise", "GBP"]) == 2
    assert "Aucune pièce en GBP" in capsys.readouterr().err


def test_the_date_of_parametres_holds_where_none_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert json_of(["balance", SHIPPED], capsys)["as_of"] == "2026-06-30"
    assert json_of(["balance", SHIPPED, "--au", "2026-01-31"], capsys)["as_of"] == "2026-01-31"


def test_reports_of_one_day_tie(capsys: pytest.CaptureFixture[str]) -> None:
    balance = json_of(["balance", SHIPPED], capsys)
    schedule = json_of(["echeancier", SHIPPED], capsys)
    assert balance["total"] == schedule["total"] == pytest.approx(sum(balance["totals"]))
    assert schedule["columns"][:3] == ["En retard", "Mois en cours", "M+1"]
    assert schedule["bills"]["total"] > 0
    assert all(amount != 0 for amount in balance["totals"]), "the example shows every bucket"


def test_efficiency_of_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    report = json_of(["efficacite", SHIPPED, "--mois", "2026-06"], capsys)
    assert (report["month"], report["as_of"]) == ("2026-06", "2026-06-30")
    assert report["remaining"] == pytest.approx(report["to_collect"] - report["collected"])
    assert 0 < report["rate"] < 1
    assert [day["day"] for day in report["days"]] == [f"2026-06-{day:02}" for day in range(1, 31)]
    assert set(report["unallocated"]) == {"base", "matched", "remaining", "rate"}
    assert isinstance(report["undated"], int)


def test_efficiency_of_a_past_month_ends_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert json_of(["efficacite", SHIPPED, "--mois", "05/2026"], capsys)["as_of"] == "2026-05-31"
    assert run(["efficacite", SHIPPED, "--mois", "2026-07"]) == 2


def test_dso_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    report = json_of(["dso", SHIPPED], capsys)
    assert report["accounting"]["value"] > report["best_possible"]["value"] > 0
    assert "ventes TTC" in report["accounting"]["explanation"]


def test_a_customer_is_found_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    by_code = json_of(["fiche", SHIPPED, "dupont"], capsys)
    assert by_code == json_of(["fiche", SHIPPED, "Dupont et fils"], capsys)
    assert by_code["open_items"]
    assert run(["fiche", SHIPPED, "Dupond"]) == 2
    assert "DUPONT" in capsys.readouterr().err.upper()


def test_a_filter_narrows_every_report(capsys: pytest.CaptureFixture[str]) -> None:
    everyone = json_of(["balance", SHIPPED], capsys)["total"]
    names = ["Julie Moreau", "Karim Benali"]
    totals = [json_of(["balance", SHIPPED, "--charge", name], capsys)["total"] for name in names]
    assert all(0 < total < everyone for total in totals)
    assert run(["balance", SHIPPED, "--charge", "Personne"]) == 2
    assert names[0] in capsys.readouterr().err


def test_verification_shows_the_list_and_why(invoices: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = json_of(["verifier", invoices], capsys)
    assert (report["header_row"], report["rows"], report["kept"]) == (1, 3, 3)
    assert report["columns"]["due"]["column"] == "D"
    assert report["columns"]["due"]["heading"] == "Échéance"
    assert report["columns"]["due"]["why"]


@pytest.mark.parametrize("command", ["verifier", "balance", "echeancier", "efficacite", "dso"])
def test_every_report_reads_well_on_screen(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, SHIPPED]) == 0
    shown = capsys.readouterr().out
    assert "None" not in shown
    assert "nan" not in shown.lower().split()


def test_what_cannot_be_read_is_refused_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["balance", str(tmp_path / "absent.xlsx")]) == 1
    assert "Refusé" in capsys.readouterr().err
    (tmp_path / "vide.csv").write_text("bonjour;tout;le;monde\n", encoding="utf-8")
    assert run(["balance", str(tmp_path / "vide.csv")]) == 1
    assert "→" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of a POSIX shell")
def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{shlex.quote(sys.executable)} -m xladdin.surfaces.cli balance {shlex.quote(SHIPPED)} --json"
    result = subprocess.run(
        ["sh", "-c", f"{command} | head -c 1"], capture_output=True, text=True, check=True
    )
    assert (result.stdout, result.stderr) == ("{", "")


@pytest.mark.parametrize("command", ["balance", "echeancier", "efficacite", "dso"])
def test_every_report_gives_each_currency(
    command: str, invoices: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json_of([command, invoices, "--au", "2026-06-30"], capsys)
    assert [report["currency"], *(other["currency"] for other in report["others"])] == ["EUR", "USD"]
    assert json_of([command, invoices, "--devise", "usd"], capsys)["currency"] == "USD"


def test_errors_that_touch_the_figures_stand_under_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("Pièce;Client;Échéance;Montant\nF1;Dupont;31/05/2026;12,00\nF2;Dupont;31/05/2026;douze\n")
    assert run(["balance", str(path)]) == 0
    assert "D3" in capsys.readouterr().out


def test_verification_names_the_columns_that_were_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "essai.csv"
    path.write_text(
        "N° facture;Client;Date;Échéance;Montant TTC;Truc\nF1;Dupont SA;01/05/2026;31/05/2026;10,00;rond\n",
        encoding="utf-8",
    )
    assert json_of(["verifier", str(path)], capsys)["unread"] == [{"column": "F", "heading": "Truc"}]
    run(["verifier", str(path)])
    assert "Colonnes non lues : F « Truc »" in capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 80, 100, 130])
def test_a_narrow_terminal_cuts_neither_names_nor_totals(width: int) -> None:
    workbook = read_workbook(SHIPPED)
    frame = aged_balance(workbook.ledger, dt.date(2026, 6, 30))
    shown = io.StringIO()
    screen = Screen(Console(file=shown, width=width, force_terminal=True, color_system=None, highlight=False))
    screen.customers_table(frame, workbook.ledger)
    text = shown.getvalue()
    assert "…" not in text
    for word in ("Imprimerie", "Kervella", "Fontaine", "78\u202f08"):
        assert word in text
