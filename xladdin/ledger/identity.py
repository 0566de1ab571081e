"""Who is who: the code where there is one, else the name, spelt as people spell it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.schema import Customers
from xladdin.model.problem import Problem, problem
from xladdin.model.text import fold_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.ledger.draft import DraftCustomers
    from xladdin.model.arrays import Codes, Texts

UNKNOWN_CUSTOMER = "(client non renseigné)"

Key = tuple[str, str]
"""``("code", folded code)`` or ``("name", folded name)``."""


@dataclass
class CustomerRegister:
    """Gives each (code, name) pair its row among the customers.

    Two rows are the same customer when their codes agree (without case), or, where one has no code,
    when their names agree without case, accents and punctuation. Names never join two codes.
    """

    _rows: dict[Key, int] = field(default_factory=dict)
    _codes: list[str] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _coded_by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _spellings: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def rows(self, codes: Texts, names: Texts) -> Codes:
        """Customer row per pair; unknown pairs are added. A pair of two blanks is « non renseigné »."""
        pairs = list(zip(codes, names, strict=True))
        known = self._resolve(dict.fromkeys(pairs))
        return np.fromiter(map(known.__getitem__, pairs), np.int32, len(pairs))

    def _resolve(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Rows of distinct pairs; those with a code go first, so that names can be looked up in them."""
        ordered = sorted(pairs, key=lambda pair: not pair[0])
        folded = fold_all([name for _, name in ordered])
        return {pair: self._row(*pair, words) for pair, words in zip(ordered, folded, strict=True)}

    def _row(self, code: str, name: str, folded: str) -> int:
        if code:
            row = self._add(("code", code.strip().casefold()), code.strip(), name)
            if folded:
                self._coded_by_name[folded].add(row)
        elif len(self._coded_by_name.get(folded, ())) == 1:
            row = next(iter(self._coded_by_name[folded]))
        else:
            label = name.strip() or UNKNOWN_CUSTOMER
            row = self._add(("name", folded or name.strip()), label, label)
        if name.strip():
            self._spellings[row].setdefault(" ".join(name.split()), folded)
        return row

    def _add(self, key: Key, code: str, name: str) -> int:
        row = self._rows.setdefault(key, len(self._codes))
        if row == len(self._codes):
            self._codes.append(code)
            self._names.append(" ".join(name.split()))
        elif not self._names[row]:
            self._names[row] = " ".join(name.split())
        return row

    def customers(self, drafts: DraftCustomers, draft_rows: Codes) -> Customers:
        """The finished table; where the list names a customer twice, its first filled cell holds."""
        size = len(self._codes)
        extra = {}
        for column, values in drafts.extra.items():
            filled = np.full(size, "", dtype=object)
            for row, value in zip(draft_rows, values, strict=True):
                if filled[row] == "":
                    filled[row] = value
            extra[column] = filled
        return Customers(
            code=np.array(self._unique_codes(), dtype=object),
            name=np.array(
                [name or code for code, name in zip(self._codes, self._names, strict=True)], dtype=object
            ),
            extra=extra,
        )

    def problems(self) -> list[Problem]:
        """Customers met under several spellings, for her to confirm."""
        found = []
        for row, spellings in self._spellings.items():
            if len(spellings) > 1:
                names = " », « ".join(spellings)
                same = len(set(spellings.values())) == 1
                code = "client-orthographes" if same else "code-plusieurs-noms"
                found.append(problem(code, code=self._codes[row], names=names))
        return found

    def _unique_codes(self) -> list[str]:
        """Codes as shown; a name that reads like another customer's code is told apart."""
        seen: set[str] = set()
        codes = []
        for code in self._codes:
            unique = code
            while unique in seen:
                unique += " (nom)"
            seen.add(unique)
            codes.append(unique)
        return codes
