"""Which scenario a customer follows: its own, else that of its kind of customer, else the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.errors import ArgumentError
from xladdin.model.text import fold

if TYPE_CHECKING:
    from xladdin.dunning.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CustomerProfile:
    """What decides between scenarios.

    Args:
        code: of the customer.
        name: as shown.
        group: empty when unknown.
        risk: empty when unknown.
        balance: what the customer owes in all, cents; credits taken off.
    """

    code: str
    name: str = ""
    group: str = ""
    risk: str = ""
    balance: int = 0


@dataclass(frozen=True, slots=True)
class AssignmentRule:
    """Customers that follow ``scenario``: all that is filled in must agree, compared without case.

    Args:
        scenario: its name.
        customer: code or name of one customer; such a rule goes before all others.
        amount_from: cents owed in all, inclusive; None for any amount.
    """

    scenario: str
    customer: str = ""
    group: str = ""
    risk: str = ""
    amount_from: int | None = None

    def covers(self, profile: CustomerProfile) -> bool:
        """Every condition that is filled in holds."""
        return (
            (not self.customer or fold(self.customer) in (fold(profile.code), fold(profile.name)))
            and (not self.group or fold(self.group) == fold(profile.group))
            and (not self.risk or fold(self.risk) == fold(profile.risk))
            and (self.amount_from is None or profile.balance >= self.amount_from)
        )


@dataclass(frozen=True, slots=True)
class Scenarios:
    """All scenarios and who follows which.

    Args:
        scenarios: names are unique, compared without case.
        rules: the first that covers a customer holds, rules about one customer before the others.
        default: name of the scenario of everybody else; ``""`` for the first.

    Raises:
        ArgumentError: no scenario, two of one name, or a name that is none.
    """

    scenarios: tuple[Scenario, ...] = SHIPPED_SCENARIOS
    rules: tuple[AssignmentRule, ...] = ()
    default: str = ""

    def __post_init__(self) -> None:
        if not self.scenarios:
            raise ArgumentError("Il n’y a aucun scénario.", "Ajoutez-en un à la feuille Scénarios.")
        names = [fold(scenario.name) for scenario in self.scenarios]
        if len(set(names)) < len(names):
            raise ArgumentError("Deux scénarios portent le même nom.", "Renommez l’un des deux.")
        for rule in self.rules:
            self.named(rule.scenario)
        self.everybody_else()

    def named(self, name: str) -> Scenario:
        """The scenario of that name.

        Raises:
            ArgumentError: there is none; the message lists those there are.
        """
        found = next((one for one in self.scenarios if fold(one.name) == fold(name)), None)
        if found is None:
            known = ", ".join(scenario.name for scenario in self.scenarios)
            raise ArgumentError(f"Le scénario « {name} » n’existe pas.", f"Scénarios connus : {known}.")
        return found

    def everybody_else(self) -> Scenario:
        """The scenario of the customers that no rule covers."""
        return self.named(self.default) if self.default else self.scenarios[0]

    def followed_by(self, profile: CustomerProfile) -> Scenario:
        """The scenario of one customer."""
        about_one_first = sorted(self.rules, key=lambda rule: not rule.customer)
        rule = next((rule for rule in about_one_first if rule.covers(profile)), None)
        return self.named(rule.scenario) if rule else self.everybody_else()
