"""Scénarios and Taux: what is written into a workbook is read back, and what is wrong names its cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from grids import HEADINGS, grid, invoice, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xladdin.dunning.assignment import AssignmentRule, Scenarios
from xladdin.dunning.assignment_rows import ASSIGNMENT_HEADINGS
from xladdin.dunning.scenario import Base, Channel, Scenario, Step
from xladdin.dunning.scenario_rows import SCENARIO_HEADINGS, scenario_table
from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.hosts.file import apply_plans
from xladdin.ledger.rates import FRENCH_RATES, HalfYear, RateTable
from xladdin.model.marks import RATES, SCENARIOS
from xladdin.model.settings import DunningSettings, Settings
from xladdin.resources import OWN_TEMPLATES
from xladdin.sheets.parameters import parameters_plan
from xladdin.sheets.rates import rates_plan
from xladdin.sheets.scenarios import scenarios_plan
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.grid import Grid
    from xladdin.workbook.workbook import Workbook

TEMPLATES = (
    "preventif",
    "rappel_1",
    "rappel_2",
    "rappel_3",
    "mise_en_demeure",
    "fiche_appel",
    "à moi, et à toi",
)
AS_OF = dt.date(2026, 6, 30)

NAMES = (
    st.text("abcÉé &<>'\"=%{}", min_size=1, max_size=12).map(str.strip).filter(lambda text: text.strip("'"))
)
WRITTEN = st.sampled_from([channel for channel in Channel if channel.is_written])
ACTIONS = st.sampled_from([channel for channel in Channel if not channel.is_written])


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """Letters by ascending level, calls between them."""
    levels = draw(st.lists(st.integers(1, 4), unique=True, min_size=1).map(sorted))
    made = []
    if draw(st.booleans()):
        made.append(
            Step("Préventif", -draw(st.integers(0, 30)), Base.DUE_DATE, draw(WRITTEN), 0, "preventif.docx")
        )
    for level in levels:
        if draw(st.booleans()):
            made.append(Step(draw(NAMES), draw(st.integers(0, 90)), Base.PREVIOUS_STEP, draw(ACTIONS)))
        made.append(
            Step(
                draw(NAMES),
                draw(st.integers(0, 90)),
                draw(st.sampled_from(Base)),
                draw(WRITTEN),
                level,
                f"{draw(st.sampled_from(TEMPLATES))}.docx",
                draw(st.sampled_from(["", "Insolvable", "à surveiller"])),
                draw(st.none() | st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)),
                penalties=draw(st.booleans()),
                fee=draw(st.integers(0, 10**6)),
            )
        )
    return tuple(made)


@st.composite
def all_scenarios(draw: st.DrawFn) -> Scenarios:
    """Scenarios of different names, and rules about them."""
    names = draw(
        st.lists(st.sampled_from(["Un", "Deux", "=TROIS()", "Éts & <fils>"]), min_size=1, unique=True)
    )
    rules = st.builds(
        AssignmentRule,
        st.sampled_from(names),
        st.sampled_from(["", "C1", "Éts <Nord> & fils"]),
        st.sampled_from(["", "Sud"]),
        st.sampled_from(["", "Élevé"]),
        st.none() | st.integers(0, 10**9),
    )
    return Scenarios(
        tuple(Scenario(name, draw(steps())) for name in names),
        tuple(draw(st.lists(rules, max_size=4))),
        draw(st.sampled_from(["", *names])),
    )


def percents(highest: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, highest).map(lambda hundredths: Decimal(hundredths) / 100)


HALF_YEARS = st.builds(HalfYear, st.integers(2000, 2035), st.sampled_from([1, 2]))
RATE_TABLES = st.builds(
    RateTable,
    st.dictionaries(HALF_YEARS, percents(3000), min_size=1),
    st.dictionaries(HALF_YEARS, percents(3000)),
)
SETTINGS = st.builds(
    Settings,
    as_of=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    dunning=st.builds(
        DunningSettings,
        minimum_amount=st.integers(0, 10**7),
        minimum_days=st.integers(0, 400),
        sent_when_generated=st.booleans(),
        per_invoice=st.booleans(),
    ),
    letters_folder=st.sampled_from(["", "Lettres", "C:\\Relances\\2026", "../courrier & co"]),
    balance_order=st.sampled_from(["total", "code"]),
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of one invoice, with letter templates of its own."""
    folder = tmp_path_factory.mktemp("classeur")
    (folder / OWN_TEMPLATES).mkdir()
    for name in TEMPLATES:
        (folder / OWN_TEMPLATES / f"{name}.docx").touch()
    path = folder / "factures.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("Factures")
    sheet.write_row(0, 0, ["N° facture", "Client", "Montant TTC", "Reste dû"])
    sheet.write_row(1, 0, ["F1", "C1", 120.0, 120.0])
    made.close()
    return path


def with_sheets(plain: Path, *plans: SheetPlan) -> Workbook:
    """The workbook with these sheets in it, read again."""
    target = plain.with_name("avec.xlsx")
    apply_plans(plain, plans, out=target)
    return read_workbook(target)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scenarios=all_scenarios(), rates=RATE_TABLES, entered=SETTINGS)
def test_what_is_written_is_read_back(
    plain: Path, scenarios: Scenarios, rates: RateTable, entered: Settings
) -> None:
    entered = replace(entered, dunning=replace(entered.dunning, default_scenario=scenarios.default))
    workbook = with_sheets(
        plain, scenarios_plan(scenarios, TEMPLATES), rates_plan(rates), parameters_plan(entered, AS_OF)
    )
    assert workbook.dunning.scenario_faults == ()
    assert workbook.dunning.scenarios == scenarios
    assert workbook.dunning.rates == rates
    assert workbook.settings == entered
    assert workbook.dunning.filled_in == {SCENARIOS, RATES}


def test_without_the_sheets_what_is_shipped_holds(plain: Path) -> None:
    records = read_workbook(plain).dunning
    assert records.scenarios == Scenarios()
    assert records.rates == FRENCH_RATES
    assert (records.scenario_faults, records.filled_in) == ((), frozenset())


def test_the_shipped_sheets_hold_no_fault(plain: Path) -> None:
    workbook = with_sheets(plain, scenarios_plan(Scenarios(), TEMPLATES), rates_plan(FRENCH_RATES))
    assert workbook.dunning.scenarios == Scenarios()
    assert workbook.dunning.rates == FRENCH_RATES
    assert workbook.dunning.scenario_faults == ()


FACTURES = grid("Factures", [HEADINGS, invoice("F1", 10.0)])
SIMPLE = ("Doux", "Appel", 3, "Échéance", "Téléphone")


def scenario_sheet(
    rows: Sequence[Sequence[Any]], rules: Sequence[Sequence[Any]] = (), name: str = "Mes étapes"
) -> Grid:
    """The sheet as she edited it, renamed; the assignment begins in column M."""
    width = len(SCENARIO_HEADINGS)
    lines = [[*SCENARIO_HEADINGS, "", *ASSIGNMENT_HEADINGS]]
    for place in range(max(len(rows), len(rules))):
        left = list(rows[place]) if place < len(rows) else []
        right = list(rules[place]) if place < len(rules) else []
        lines.append([*left, *[""] * (width + 1 - len(left)), *right])
    return grid(name, [["Scénarios"], [], [], *lines], mark=SCENARIOS)


def found_in(workbook: Workbook) -> list[tuple[str, str, str]]:
    return [(one.code, one.sheet, one.cell) for one in workbook.dunning.scenario_faults]


def test_a_fault_names_the_cell_and_is_among_the_problems() -> None:
    workbook = read(FACTURES, scenario_sheet([SIMPLE, ("Dur", "Appel", 3, "Échéance", "pigeon")]))
    assert found_in(workbook) == [("scenario-canal-inconnu", "Mes étapes", "E6")]
    assert set(workbook.dunning.scenario_faults) <= set(workbook.problems)
    assert [one.name for one in workbook.dunning.scenarios.scenarios] == ["Doux"]


def test_an_unknown_scenario_to_follow_names_the_cell() -> None:
    workbook = read(
        FACTURES, scenario_sheet([SIMPLE], [("C1", "", "", "", "Dur"), ("", "", "", 5000, "doux")])
    )
    assert found_in(workbook) == [("scenario-inconnu", "Mes étapes", "Q5")]
    assert workbook.dunning.scenarios.rules == (AssignmentRule("Doux", amount_from=500_000),)


def test_a_rule_about_nobody_is_told_and_generation_goes_on() -> None:
    rules = [("dupont sa", "", "", "", "Doux"), ("Dupond", "", "", "", "Doux")]
    workbook = read(FACTURES, scenario_sheet([SIMPLE], rules))
    assert found_in(workbook) == []
    assert [(one.code, one.cell) for one in workbook.problems if one.sheet == "Mes étapes"] == [
        ("affectation-sans-client", "M6")
    ]


def test_a_rule_about_a_faulty_scenario_is_no_further_fault() -> None:
    rows = [SIMPLE, ("Dur", "Appel", -3, "Échéance", "Interne")]
    workbook = read(FACTURES, scenario_sheet(rows, [("C1", "", "", "", "Dur")]))
    assert found_in(workbook) == [("scenario-delai-negatif", "Mes étapes", "C6")]
    assert workbook.dunning.scenarios.rules == ()


@pytest.mark.parametrize(
    ("default", "faults"), [("doux", []), ("", []), ("Dur", [("scenario-inconnu", "Paramètres", "B1")])]
)
def test_the_default_of_parametres(default: str, faults: list[tuple[str, str, str]]) -> None:
    entered = grid("Paramètres", [["Scénario par défaut", default]])
    workbook = read(FACTURES, scenario_sheet([SIMPLE]), entered)
    assert found_in(workbook) == faults
    assert workbook.dunning.scenarios.everybody_else().name == "Doux"


def test_the_default_may_be_a_shipped_scenario_without_the_sheet() -> None:
    workbook = read(FACTURES, grid("Paramètres", [["Scénario par défaut", "sage 100"]]))
    assert workbook.dunning.scenarios.everybody_else() == SHIPPED_SCENARIOS[1]
    unknown = read(FACTURES, grid("Paramètres", [["Scénario par défaut", "Doux"]]))
    assert found_in(unknown) == [("scenario-inconnu", "Paramètres", "B1")]


@pytest.mark.parametrize("rows", [[], [["Scénarios"], ["Un", "deux"]]])
def test_a_sheet_without_its_headings_is_a_fault_and_not_the_shipped_scenarios(rows: list[list[str]]) -> None:
    workbook = read(FACTURES, grid("Scénarios", rows, mark=SCENARIOS))
    assert found_in(workbook) == [("scenario-aucun", "Scénarios", "A1")]


def test_scenarios_alone_are_read_where_she_deleted_the_assignment() -> None:
    rows = [list(row) for row in scenario_table(SHIPPED_SCENARIOS[:1])]
    sheet = grid("Scénarios", [list(SCENARIO_HEADINGS), *rows], mark=SCENARIOS)
    workbook = read(FACTURES, sheet)
    assert workbook.dunning.scenarios.rules == ()


def rate_sheet(*rows: Sequence[Any]) -> Grid:
    return grid("Taux", [["Semestre", "Taux BCE", "Taux d’intérêt légal"], *rows], mark=RATES)


def test_rates_are_read_as_people_write_them() -> None:
    workbook = read(
        FACTURES,
        rate_sheet(
            ["2026-S1", 0.0215, "2,62 %"],
            ["2e semestre 2026", "2,4", ""],
            ["S1 2027", "", 0.0],
            ["2027-S2", "", ""],
        ),
    )
    assert workbook.dunning.rates == RateTable(
        {HalfYear(2026, 1): Decimal("2.15"), HalfYear(2026, 2): Decimal("2.4")},
        {HalfYear(2026, 1): Decimal("2.62"), HalfYear(2027, 1): Decimal(0)},
    )
    assert workbook.problems == read(FACTURES).problems


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("2026", 0.02, 0.02), "taux-semestre-illisible", "A3"),
        (("", 0.02, 0.02), "taux-semestre-illisible", "A3"),
        (("2026-S3", 0.02, 0.02), "taux-semestre-illisible", "A3"),
        (("2025-S2", 0.02, 0.02), "taux-semestre-double", "A3"),
        (("2026-S1", 2.15, 0.02), "valeur-illisible", "B3"),
        (("2026-S1", "beaucoup", 0.02), "valeur-illisible", "B3"),
        (("2026-S1", 0.02, "nan"), "valeur-illisible", "C3"),
        (("2026-S1", 0.02, -0.01), "valeur-illisible", "C3"),
    ],
)
def test_a_faulty_rate_names_its_cell_and_is_unknown(row: tuple[Any, ...], code: str, cell: str) -> None:
    workbook = read(FACTURES, rate_sheet(["2025-S2", 0.0215, 0.0276], row))
    assert [(one.code, one.cell) for one in workbook.problems if one.sheet == "Taux"] == [(code, cell)]
    rates = workbook.dunning.rates
    sound = 0.02 in row and row[0] == "2026-S1"
    assert len(rates.ecb) + len(rates.legal) == (3 if sound else 2)
    assert rates.ecb[HalfYear(2025, 2)] == Decimal("2.15")


def test_a_rate_sheet_without_rates_is_told_and_knows_none() -> None:
    workbook = read(FACTURES, grid("Taux", [["rien"]], mark=RATES))
    assert workbook.dunning.rates == RateTable()
    assert "taux-feuille-illisible" in {one.code for one in workbook.problems}
