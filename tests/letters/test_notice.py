"""What a letter asks: sums that tie, charges apart, what is withheld named."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import SENDER, WRITTEN_ON, full_notice, interest, line, notice

from xladdin.dunning.scenario import Channel
from xladdin.ledger.standing import Category
from xladdin.letters.charges import NO_CHARGES, Charges
from xladdin.letters.context import letter_context
from xladdin.letters.french import heading
from xladdin.letters.notice import EarlierReminder, Notice, NoticeLine

Row = dict[str, object]

LINES = st.lists(
    st.builds(
        lambda cents, late: replace(line("F1", cents), days_late=late),
        st.integers(-(10**9), 10**9).filter(bool),
        st.integers(-400, 400),
    ),
    min_size=1,
)


def context(of: Notice) -> Row:
    return letter_context(of, SENDER, written_on=WRITTEN_ON)


def block(of: Notice, name: str) -> Row:
    return cast("Row", context(of)[name])


def rows(block: Row, name: str) -> list[Row]:
    return cast("list[Row]", block[name])


def plain(value: object) -> str:
    return re.sub("[\u00a0\u202f]", " ", str(value))


def cents(shown: object) -> int:
    return int(re.sub(r"[^0-9-]", "", str(shown)))


@given(LINES)
def test_the_total_is_its_lines_and_its_parts(lines: list[NoticeLine]) -> None:
    one = replace(notice(), lines=tuple(lines), charges=full_notice().charges)
    assert one.total == sum(part.outstanding for part in one.lines)
    assert one.overdue + one.not_due + one.credits == one.total
    shown = context(one)
    assert cents(shown["total_du"]) == sum(cents(piece["total_echu"]) for piece in rows(shown, "pieces"))


@given(LINES, st.integers(0, 10**6))
def test_charges_stand_apart_from_the_total(lines: list[NoticeLine], fee: int) -> None:
    bare = replace(notice(), lines=tuple(lines))
    charged = replace(bare, charges=Charges((interest(),), fee))
    assert charged.total == bare.total
    assert charged.grand_total == charged.total + 14113 + 4000 + fee
    asked = rows(block(charged, "charges"), "lignes")
    assert sum(cents(charge["montant"]) for charge in asked) == cents(block(charged, "charges")["total"])


@pytest.mark.parametrize(("late", "overdue", "not_due"), [(-1, 0, 100), (0, 0, 100), (1, 100, 0)])
def test_due_today_is_not_late(late: int, overdue: int, not_due: int) -> None:
    one = replace(notice(), lines=(replace(line("F1", 100), days_late=late),))
    assert (one.overdue, one.not_due) == (overdue, not_due)


def test_each_charge_has_its_line() -> None:
    charges = block(full_notice(), "charges")
    assert [(plain(one["libelle"]), plain(one["montant"])) for one in rows(charges, "lignes")] == [
        ("Pénalités de retard au 30/06/2026", "141,13 €"),
        ("Indemnité forfaitaire de recouvrement (2 × 40,00 €)", "80,00 €"),
        ("Frais de recouvrement", "30,00 €"),
    ]
    assert plain(charges["total_general"]) == "5 474,73 €"


def test_nothing_charged_leaves_no_line() -> None:
    charges = block(notice(), "charges")
    assert (charges["lignes"], charges["calcul"], charges["retenues"]) == ([], [], [])


def test_a_missing_rate_is_named_and_withholds_that_piece_only() -> None:
    notices = replace(
        full_notice(),
        charges=Charges((interest("A"), interest("B", known=False), interest("C", known=False))),
    )
    charges = block(notices, "charges")
    assert notices.charges.penalties == 14113
    assert [plain(one) for one in cast("list[str]", charges["retenues"])] == [
        "Pénalités non calculées : taux BCE du 2e semestre 2026 inconnu (pièces B, C)."
    ]
    assert [one["interets"] for one in rows(charges, "calcul")][1:] == ["—", "—"]
    periods = [rows(one, "periodes") for one in rows(charges, "calcul")]
    assert [[one["interets"] == "—" for one in of] for of in periods] == [
        [False, False],
        [False, True],
        [False, True],
    ]


def test_the_computation_shows_days_rate_and_source() -> None:
    first = rows(rows(block(full_notice(), "charges"), "calcul")[0], "periodes")[0]
    assert {name: plain(value) for name, value in first.items()} == {
        "du": "01/05/2026",
        "au": "30/06/2026",
        "jours": "61",
        "reste_du": "4 875,60 €",
        "taux": "12,15 %",
        "source": "taux BCE 2,15 % + 10 points",
        "interets": "99,00 €",
    }


@pytest.mark.parametrize(
    ("category", "named"),
    [
        (Category.PROFESSIONAL, "L441-10"),
        (Category.PUBLIC, "commande publique"),
        (Category.CONSUMER, ""),
    ],
)
def test_the_law_that_holds_is_named(category: Category, named: str) -> None:
    one = full_notice()
    basis = str(
        block(replace(one, recipient=replace(one.recipient, category=category)), "charges")["base_legale"]
    )
    assert named in basis
    assert bool(basis) == bool(named)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("2ème rappel", "2ème RAPPEL"),
        ("1er rappel", "1er RAPPEL"),
        ("Mise en demeure", "MISE EN DEMEURE"),
        ("Relevé de compte", "RELEVÉ DE COMPTE"),
        ("", ""),
    ],
)
def test_headings_are_in_capitals_but_for_the_ordinal(title: str, shown: str) -> None:
    assert heading(title) == shown


def test_the_letter_says_its_level_and_the_title_wins() -> None:
    assert block(replace(notice(), step="Envoi 2nde relance"), "lettre")["titre"] == "2ème RAPPEL"
    assert block(replace(notice(), title="Appel"), "lettre")["titre"] == "APPEL"


@pytest.mark.parametrize(
    ("channel", "registered"), [(Channel.REGISTERED, True), (Channel.EMAIL, False), (None, False)]
)
def test_only_the_lrar_is_registered(channel: Channel | None, registered: bool) -> None:
    assert block(replace(notice(), channel=channel), "lettre")["recommandee"] is registered


def test_the_time_to_pay_runs_from_the_letter() -> None:
    assert block(notice(), "lettre")["date_limite"] == "9 juillet 2026"


def test_a_piece_without_number_is_called_by_its_kind() -> None:
    paid = replace(line("", -500, "RÈGLEMENT"), days_late=12)
    shown = rows(context(replace(notice(), lines=(paid,))), "pieces")[0]
    assert (shown["designation"], shown["numero"], shown["jours_retard"]) == ("Règlement", "", 0)


def test_earlier_reminders_are_called_by_their_level() -> None:
    one = replace(notice(), reminders=(EarlierReminder(3, dt.date(2026, 5, 1), ("A", "B")),))
    assert rows(context(one), "relances") == [{"nom": "3ème rappel", "date": "01/05/2026", "pieces": "A, B"}]


def test_nothing_to_pay_is_known() -> None:
    assert context(replace(notice(), lines=(line("A", -1),)))["a_regler"] is False
    assert context(replace(notice(), lines=(line("A", 1),)))["a_regler"] is True


def test_no_charges_are_nothing() -> None:
    assert (NO_CHARGES.total, NO_CHARGES.reasons) == (0, ())
