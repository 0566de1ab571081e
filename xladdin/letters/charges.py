"""What a letter asks beyond the debt: pénalités de retard, indemnité forfaitaire, frais."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.ledger.standing import Category

if TYPE_CHECKING:
    from xladdin.reports.late_interest import ItemInterest

LEGAL_BASIS: Final = {
    Category.PROFESSIONAL: "articles L441-10 et D441-5 du code de commerce",
    Category.PUBLIC: "articles L2192-13, R2192-31 et D2192-35 du code de la commande publique",
    Category.CONSUMER: "",
}
"""On what the charges rest; consumers owe none, so nothing is named to them."""


@dataclass(frozen=True, slots=True)
class Charges:
    """Charges of one letter, lines of their own: they never enter TOTAL DÛ nor the balance âgée. Cents.

    Args:
        interest: of the pieces whose step asks for it; the letter explains it on an annex page.
        fee: of the step, once per letter.
        withheld: French, what is not asked and why, besides the interest that ``interest`` withholds.
    """

    interest: tuple[ItemInterest, ...] = ()
    fee: int = 0
    withheld: tuple[str, ...] = ()

    @property
    def penalties(self) -> int:
        """Pénalités de retard, without those withheld."""
        return sum(item.interest or 0 for item in self.interest)

    @property
    def indemnity(self) -> int:
        """Indemnités forfaitaires pour frais de recouvrement."""
        return sum(item.indemnity for item in self.interest)

    @property
    def total(self) -> int:
        """Everything that is asked."""
        return self.penalties + self.indemnity + self.fee

    @property
    def reasons(self) -> tuple[str, ...]:
        """French, one sentence per reason for which something is withheld, with its pieces."""
        pieces: dict[str, list[str]] = {}
        for item in self.interest:
            if item.interest is None:
                pieces.setdefault(item.reason.rstrip("."), []).append(item.number)
        named = (
            f"{reason} (pièce{'s' if len(numbers) > 1 else ''} {', '.join(dict.fromkeys(numbers))})."
            for reason, numbers in pieces.items()
        )
        return (*named, *self.withheld)


NO_CHARGES: Final = Charges()
