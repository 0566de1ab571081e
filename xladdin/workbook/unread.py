"""Columns of a list that nothing was read from, and those among them that may change what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.cells import vertical_range
from xladdin.model.problem import Problem, problem
from xladdin.model.source_map import Field, ListRole
from xladdin.workbook.headings import heading_words, is_bucket, meanings
from xladdin.workbook.profile import Profile, profile

if TYPE_CHECKING:
    from xladdin.workbook.classify import FoundList

_MONEY_WORDS: Final = frozenset((
    "montant", "solde", "reste", "somme", "regle", "reglement", "paye", "paiement", "encaisse",
    "encaissement", "recu", "verse", "versement", "acompte", "avoir", "impaye", "creance",
))  # fmt: skip
_MOSTLY: Final = 0.6
_SOME: Final = 0.1


def unread_columns(found: FoundList) -> tuple[tuple[int, str], ...]:
    """Filled columns with a heading that no field holds, as (column, heading).

    Left out are those known to say nothing of a debt (TVA, days late, age bands) and second columns of one
    heading, which are told apart.
    """
    region = found.region
    used = {source.column for source in found.columns.fields.values()}
    used |= {column for column, _ in found.columns.twins}
    return tuple(
        (column, heading)
        for column, heading in zip(region.columns, region.headings, strict=True)
        if heading
        and column not in used
        and not is_bucket(heading)
        and all(meaning.field is not None for meaning in meanings(heading))
        and profile(region.sample(column)).filled
    )


def unread_amounts(found: FoundList, last_row: int) -> list[Problem]:
    """One Problem per unread column of an invoice list that holds amounts: a part payment may hide there."""
    region = found.region
    if found.role is not ListRole.INVOICES or last_row < region.first_row:
        return []
    return [
        problem(
            "colonne-non-lue",
            sheet=found.sheet,
            cell=vertical_range(column, region.first_row, last_row),
            heading=heading,
        )
        for column, heading in unread_columns(found)
        if _may_be_money(heading, found) and _holds_amounts(heading, profile(region.sample(column)))
    ]


def _may_be_money(heading: str, found: FoundList) -> bool:
    """Nothing is known of the heading, or it says paid and another column was taken for that."""
    meant = {meaning.field for meaning in meanings(heading)}
    return not meant or (Field.PAID in meant and Field.PAID in found.columns.fields)


def _holds_amounts(heading: str, seen: Profile) -> bool:
    if seen.amount < _MOSTLY or seen.date >= _MOSTLY or seen.true_date:
        return False
    return seen.decimal >= _SOME or bool(heading_words(heading) & _MONEY_WORDS)
