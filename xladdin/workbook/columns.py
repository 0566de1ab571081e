"""Which column holds what: by its heading, by its cells where that is ambiguous, by the user's word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xladdin.model.source_map import ColumnSource, Field
from xladdin.workbook.headings import heading_words, is_bucket, meanings
from xladdin.workbook.profile import AMOUNT_FIELDS, DATE_FIELDS, Profile, cell_text, fit, profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.workbook.regions import Region

_LEAST_SCORE: Final = 0.25
_BY_CONTENT: Final = 0.4
_COLUMN_LETTERS = re.compile(r"[A-Za-z]{1,3}")

_PROMOTIONS: Final = (
    (Field.NUMBER, Field.REFERENCE),
    (Field.CUSTOMER_NAME, Field.CONTACT),
    (Field.CUSTOMER_CODE, Field.ACCOUNT),
)
"""Essential fields that may take the column of a lesser one whose heading can mean both."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of one list.

    Attributes:
        fields: what was chosen, with its reason.
        twins: columns left aside because an earlier one has the same heading, as (column, heading).
        not_found: what the user's own mapping names and the list does not have, as (field, wanted).
    """

    fields: Mapping[Field, ColumnSource]
    twins: tuple[tuple[int, str], ...] = ()
    not_found: tuple[tuple[Field, str], ...] = ()


def map_columns(region: Region, override: Mapping[Field, str] | None = None) -> ColumnMap:
    """Gives each field the column that suits it best.

    Every heading names fields with a strength, every column's cells fit a field more or less; pairs are
    taken best first, and what stands to the left wins a tie.

    Args:
        override: the user's own choices, heading or column letter per field; they win.
    """
    chooser = _Chooser(region)
    not_found = chooser.take_override(override or {})
    chooser.take_by_heading()
    chooser.promote()
    chooser.read_accounts_of_customers()
    chooser.keep_one_account_of_money()
    chooser.read_second_date()
    chooser.take_by_content()
    return ColumnMap(dict(sorted(chooser.chosen.items())), chooser.twins(), tuple(not_found))


class _Chooser:
    def __init__(self, region: Region) -> None:
        self.region = region
        self.chosen: dict[Field, ColumnSource] = {}
        self._profiles: dict[int, Profile] = {}
        self._imposed: set[Field] = set()

    def take_override(self, override: Mapping[Field, str]) -> list[tuple[Field, str]]:
        not_found = []
        for field, wanted in override.items():
            column = self._named(wanted)
            if column is None:
                not_found.append((field, wanted))
            else:
                self._imposed.add(field)
                self._choose(field, column, "votre choix dans Paramètres", 1.0)
        return not_found

    def take_by_heading(self) -> None:
        pairs = []
        for column, heading in zip(self.region.columns, self.region.headings, strict=True):
            for rank, meaning in enumerate(meanings(heading)):
                if meaning.field is not None:
                    score = meaning.strength * fit(meaning.field, self._profile(column))
                    pairs.append((-round(score, 4), column, rank, meaning.field, meaning.exact))
        for negative, column, _, field, exact in sorted(pairs):
            if -negative >= _LEAST_SCORE and field not in self.chosen and column in self._free:
                self._choose(field, column, self._why(column, field, exact=exact), -negative)

    def promote(self) -> None:
        """« Référence » is the piece number when no other column is; « Contact » the name, and so on."""
        for essential, lesser in _PROMOTIONS:
            source = self.chosen.get(lesser)
            customers = {Field.CUSTOMER_NAME, Field.CUSTOMER_CODE}
            present = (
                customers & set(self.chosen) if essential in customers else {essential} & set(self.chosen)
            )
            if present or source is None or lesser in self._imposed:
                continue
            meant = {meaning.field: meaning.strength for meaning in meanings(source.heading)}
            score = meant.get(essential, 0.0) * fit(essential, self._profile(source.column))
            if score >= _LEAST_SCORE and self._profile(source.column).filled:
                del self.chosen[lesser]
                why = f"intitulé « {source.heading} », et aucune autre colonne ne convient"
                self._choose(essential, source.column, why, score)

    def read_accounts_of_customers(self) -> None:
        """« Compte » is the customer's when every account is one of theirs: 411DUPONT, 4110012."""
        source = self.chosen.get(Field.ACCOUNT)
        if source is None or Field.CUSTOMER_CODE in self.chosen or Field.ACCOUNT in self._imposed:
            return
        accounts = {cell_text(cell).strip() for cell in self.region.sample(source.column)} - {""}
        may_be_code = any(meaning.field is Field.CUSTOMER_CODE for meaning in meanings(source.heading))
        if may_be_code and len(accounts) > 1 and all(account.startswith("41") for account in accounts):
            del self.chosen[Field.ACCOUNT]
            why = f"intitulé « {source.heading} », et chaque compte est celui d’un client"
            self._choose(Field.CUSTOMER_CODE, source.column, why, source.confidence)

    def keep_one_account_of_money(self) -> None:
        """Debit and credit go together and win over « Montant »; « Solde » is then a running balance."""
        pair = {Field.DEBIT, Field.CREDIT} & set(self.chosen)
        if len(pair) == 1:
            del self.chosen[pair.pop()]
        elif pair:
            for field in (Field.AMOUNT, Field.REMAINING, Field.SIDE):
                if field in self.chosen and field not in self._imposed:
                    del self.chosen[field]

    def read_second_date(self) -> None:
        """Of two columns « Date », the second is the due date when it never comes before the first."""
        issued = self.chosen.get(Field.ISSUED)
        if issued is None or Field.DUE in self.chosen:
            return
        words = heading_words(issued.heading)
        twins = [
            column
            for column in self._free
            if heading_words(self.region.heading(column)) == words
            and fit(Field.DUE, self._profile(column)) == 1
        ]
        paid = self.chosen.get(Field.PAID)
        if paid is not None and twins and Field.PAID_ON not in self.chosen:
            nearest = min(twins, key=lambda column: abs(column - paid.column))
            if abs(nearest - paid.column) == 1:
                why = f"second intitulé « {issued.heading} », à côté du montant réglé"
                self._choose(Field.PAID_ON, nearest, why, 0.5)
                twins.remove(nearest)
        if twins and self._never_before(issued.column, twins[0]):
            why = f"second intitulé « {issued.heading} », jamais antérieur au premier"
            self._choose(Field.DUE, twins[0], why, 0.5)

    def take_by_content(self) -> None:
        """Columns without a telling heading, for essential fields that nothing else holds."""
        known = self.chosen
        wanted = [
            ("à des numéros de pièce", Field.NUMBER, known.keys() & {Field.NUMBER}),
            (
                "à des noms de clients",
                Field.CUSTOMER_NAME,
                known.keys() & {Field.CUSTOMER_NAME, Field.CUSTOMER_CODE},
            ),
            ("à des dates", Field.ISSUED, known.keys() & {Field.ISSUED, Field.DUE}),
            ("à des montants", Field.AMOUNT, known.keys() & AMOUNT_FIELDS),
        ]
        if sum(not present for _, _, present in wanted) > 2:  # noqa: PLR2004 - too little is sure to guess
            return
        for alike, field, present in wanted:
            if present:
                continue
            found = [
                column
                for column in self._free
                if not meanings(self.region.heading(column))
                and not is_bucket(self.region.heading(column))
                and _alike(field, self._profile(column), self.region.size)
            ]
            if len(found) == 1:
                why = f"pas d’intitulé connu, mais les cellules ressemblent {alike}"
                self._choose(field, found[0], why, _BY_CONTENT)

    def twins(self) -> tuple[tuple[int, str], ...]:
        used = {source.column: source for source in self.chosen.values()}
        headings = {
            " ".join(sorted(heading_words(source.heading))) for source in used.values() if source.heading
        }
        return tuple(
            (column, self.region.heading(column))
            for column in self._free
            if self.region.heading(column)
            and " ".join(sorted(heading_words(self.region.heading(column)))) in headings
            and self._profile(column).filled
        )

    @cached_property
    def _by_heading(self) -> dict[frozenset[str], int]:
        first: dict[frozenset[str], int] = {}
        for column, heading in zip(self.region.columns, self.region.headings, strict=True):
            if heading:
                first.setdefault(heading_words(heading), column)
        return first

    @property
    def _free(self) -> list[int]:
        used = {source.column for source in self.chosen.values()}
        return [column for column in self.region.columns if column not in used]

    def _named(self, wanted: str) -> int | None:
        """The column of a heading, else of a letter."""
        column = self._by_heading.get(heading_words(wanted))
        if column is None and _COLUMN_LETTERS.fullmatch(wanted.strip()):
            column = 0
            for letter in wanted.strip().upper():
                column = column * 26 + ord(letter) - 64
        return column if column in self.region.columns else None

    def _profile(self, column: int) -> Profile:
        if column not in self._profiles:
            self._profiles[column] = profile(self.region.sample(column))
        return self._profiles[column]

    def _choose(self, field: Field, column: int, why: str, confidence: float) -> None:
        heading = self.region.heading(column)
        self.chosen[field] = ColumnSource(column, heading, why, round(min(confidence, 1.0), 2))

    def _why(self, column: int, field: Field, *, exact: bool) -> str:
        heading = self.region.heading(column)
        if not exact:
            return f"l’intitulé « {heading} » contient un terme connu"
        fields = {meaning.field for meaning in meanings(heading)}
        if len(fields) == 1 or not self._profile(column).filled:
            return f"intitulé « {heading} »"
        return f"intitulé « {heading} », et les cellules sont {_nature(field)}"

    def _never_before(self, first: int, second: int) -> bool:
        pairs = zip(self.region.cells(first), self.region.cells(second), strict=True)
        days = [
            (first.toordinal(), second.toordinal())
            for first, second in pairs
            if isinstance(first, dt.date) and isinstance(second, dt.date)
        ]
        return bool(days) and all(first <= second for first, second in days)


def _nature(field: Field) -> str:
    if field in AMOUNT_FIELDS:
        return "des montants"
    return "des dates" if field in DATE_FIELDS else "du texte"


def _alike(field: Field, seen: Profile, rows: int) -> bool:
    """The cells themselves say what they are; half of the rows at least must be filled."""
    if seen.filled * 2 < min(rows, _ENOUGH):
        return False
    if field is Field.NUMBER:
        return seen.distinct > 0.9 and seen.code > 0.7 and seen.true_date == 0 and seen.decimal < 0.1  # noqa: PLR2004
    if field is Field.CUSTOMER_NAME:
        return seen.words > 0.8 and seen.code < 0.5 and seen.status < 0.5 and seen.kind < 0.5  # noqa: PLR2004
    if field is Field.ISSUED:
        return seen.true_date > 0.6  # noqa: PLR2004
    return seen.amount > 0.8 and seen.decimal > 0.1 and seen.true_date == 0  # noqa: PLR2004


_ENOUGH: Final = 20


def as_payments(columns: ColumnMap) -> ColumnMap:
    """The same columns read as a list of payments: its date is the payment's, its amount what was paid.

    The number is that of the piece paid; a number of the payment itself gives way to it.
    """
    fields = dict(columns.fields)
    for lesser, own in (
        (Field.ISSUED, Field.PAID_ON),
        (Field.AMOUNT, Field.PAID),
        (Field.AMOUNT_NET, Field.PAID),
        (Field.REMAINING, Field.PAID),
    ):
        source = fields.pop(lesser, None)
        if source is not None and own not in fields:
            fields[own] = replace(source, why=f"{source.why} (liste de règlements)")
    applied = fields.pop(Field.APPLIED_TO, None)
    if applied is not None:
        fields[Field.NUMBER] = applied
    return replace(columns, fields=dict(sorted(fields.items())))
