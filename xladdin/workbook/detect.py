"""Which lists of a workbook are the invoices, the payments and the customers, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.errors import LayoutError
from xladdin.model.cells import address
from xladdin.model.marks import CUSTOMERS
from xladdin.model.problem import Problem, problem
from xladdin.model.source_map import Field, ListRole
from xladdin.model.text import fold
from xladdin.workbook.classify import (
    MONEY,
    FoundList,
    classify,
    invoice_score,
    payments_of,
    repeats,
    without_headings,
)
from xladdin.workbook.columns import as_payments, map_columns
from xladdin.workbook.headings import heading_words
from xladdin.workbook.parameters import is_parameters
from xladdin.workbook.profile import REMINDER_RANKS
from xladdin.workbook.regions import Region, find_regions, region_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model.settings import ListOverride, Settings
    from xladdin.workbook.grid import Book, Grid


@dataclass(frozen=True)
class Layout:
    """What will be read.

    Attributes:
        reminders: lists that are not read for their invoices, only for their columns « Relance ».
        other_sheets: sheets that feed nothing, with the reason in French.
    """

    invoices: Sequence[FoundList]
    payments: Sequence[FoundList]
    customers: Sequence[FoundList]
    reminders: Sequence[FoundList]
    other_sheets: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


def find_layout(book: Book, settings: Settings) -> Layout:
    """Finds the lists of a workbook.

    Raises:
        LayoutError: no invoice list; the message says of each sheet what it lacks.
    """
    survey = _Survey()
    problems: list[Problem] = []
    grids = [grid for grid in book.grids if _is_users(grid, survey)]
    imposed = _imposed(grids, settings.invoices, ListRole.INVOICES, problems)
    imposed_payments = _imposed(grids, settings.payments, ListRole.PAYMENTS, problems)
    for grid in grids:
        survey.examine(grid)
    survey.tell_payments_from_invoices(imposed)
    invoices, reminders = _choose_invoices(imposed or survey.of(ListRole.INVOICES), problems)
    if not invoices:
        raise _no_list(survey, book)
    used = [found.region for found in invoices]
    payments = imposed_payments or survey.of(ListRole.PAYMENTS)
    payments = [found for found in payments if not _shares_cells(found.region, used)]
    customers = [found for found in survey.of(ListRole.CUSTOMERS) if not _shares_cells(found.region, used)]
    if imposed:
        reminders = [found for found in survey.of(ListRole.INVOICES) if not _shares_cells(found.region, used)]
    read = {found.sheet for found in (*invoices, *payments, *customers)}
    passed = {found.sheet: f"liste écartée : « {invoices[0].sheet} » convient mieux" for found in reminders}
    other = {grid.sheet: passed.get(grid.sheet) or survey.reasons.get(grid.sheet, "") for grid in book.grids}
    return Layout(
        invoices=invoices,
        payments=payments,
        customers=customers,
        reminders=[found for found in reminders if set(REMINDER_RANKS) & set(found.columns.fields)],
        other_sheets={sheet: why for sheet, why in other.items() if sheet not in read and why},
        problems=problems,
    )


class _Survey:
    """What every sheet turned out to be."""

    def __init__(self) -> None:
        self.found: list[FoundList] = []
        self.reasons: dict[str, str] = {}

    def of(self, role: ListRole) -> list[FoundList]:
        return [found for found in self.found if found.role is role]

    def tell_payments_from_invoices(self, imposed: Sequence[FoundList]) -> None:
        """Turns lists that pay the pieces of the best one into payments."""
        candidates = imposed or self.of(ListRole.INVOICES)
        if candidates:
            best = max(candidates, key=lambda found: found.score)
            self.found = [
                (found.role is ListRole.INVOICES and payments_of(found, best)) or found
                for found in self.found
            ]

    def examine(self, grid: Grid) -> None:
        if not any(any(cell != "" for cell in line) for line in grid.rows):
            self.reasons[grid.sheet] = "feuille vide"
            return
        reasons = []
        regions = find_regions(grid)
        for region in regions:
            found = classify(region)
            if isinstance(found, FoundList):
                self.found.append(found)
            else:
                reasons.append(found)
        if reasons:
            self.reasons[grid.sheet] = max(reasons, key=lambda reason: reason[1])[0]
        elif not regions:
            self.reasons[grid.sheet] = without_headings(grid)


def _is_users(grid: Grid, survey: _Survey) -> bool:
    if is_parameters(grid):
        survey.reasons[grid.sheet] = "paramètres"
    elif grid.is_leftover or (grid.mark is not None and fold(grid.mark) != CUSTOMERS):
        survey.reasons[grid.sheet] = "feuille produite par xladdin"
    else:
        return True
    return False


def _choose_invoices(
    candidates: Sequence[FoundList], problems: list[Problem]
) -> tuple[list[FoundList], list[FoundList]]:
    """The best list and those laid out like it; the others, which are passed over."""
    if not candidates:
        return [], []
    best = max(candidates, key=lambda found: (not found.holds_credit_notes, found.score))
    chosen = [best]
    passed = []
    for found in candidates:
        if found is best:
            continue
        if found.is_aside or not (_laid_out_alike(found, best) or _completes(found, best)):
            passed.append(found)
            if not set(REMINDER_RANKS) & set(found.columns.fields):
                problems.append(_passed_over(found, best))
        elif repeats(found, chosen):
            problems.append(problem("liste-copie", sheet=found.sheet, other=best.sheet))
            passed.append(found)
        else:
            chosen.append(found)
    chosen.sort(key=candidates.index)
    credit_notes = [found for found in chosen if _completes(found, best)]
    problems += [problem("avoirs-reunis", sheet=found.sheet, other=best.sheet) for found in credit_notes]
    alike = [found.sheet for found in chosen if found not in credit_notes]
    if len(alike) > 1:
        names = " », « ".join(dict.fromkeys(alike))
        problems.append(problem("listes-reunies", sheet=best.sheet, names=names))
    return chosen, passed


def _passed_over(found: FoundList, best: FoundList) -> Problem:
    region, rows = found.region, found.region.size
    if found.sheet != best.sheet:
        return problem("liste-ecartee", sheet=found.sheet, other=best.sheet, rows=rows)
    where = f"{address(region.header_row or region.first_row, region.columns[0])}:" + address(
        region.last_row, region.columns[-1]
    )
    return problem("bloc-ecarte", sheet=found.sheet, cell=where, row=best.region.header_row, rows=rows)


def _completes(found: FoundList, best: FoundList) -> bool:
    """Credit notes in a list of their own, with what tells them apart and whose they are."""
    fields = found.columns.fields
    customer = Field.CUSTOMER_CODE in fields or Field.CUSTOMER_NAME in fields
    return found.holds_credit_notes and not best.holds_credit_notes and customer and Field.NUMBER in fields


def _laid_out_alike(left: FoundList, right: FoundList) -> bool:
    def headings(found: FoundList) -> dict[Field, frozenset[str]]:
        return {one: heading_words(source.heading) for one, source in found.columns.fields.items()}

    return headings(left) == headings(right)


def _imposed(
    grids: Sequence[Grid], override: ListOverride, role: ListRole, problems: list[Problem]
) -> list[FoundList]:
    """The list that the user names in Paramètres; empty when she names none that is there."""
    if not (override.sheet or override.header_row or override.columns):
        return []
    named = (
        [grid for grid in grids if fold(grid.sheet) == fold(override.sheet)]
        if override.sheet
        else list(grids)
    )
    if not named:
        problems.append(problem("feuille-introuvable", name=override.sheet))
        return []
    candidates = []
    for grid in named:
        row = override.header_row
        if row and not grid.first_row <= row <= grid.last_row:
            continue
        regions = [region_at(grid, row)] if row else find_regions(grid)
        if not regions and override.columns:
            regions = [region_at(grid, 0)]
        for region in regions:
            columns = map_columns(region, override.columns)
            if role is ListRole.PAYMENTS:
                columns = as_payments(columns)
            if set(columns.fields) & {*MONEY, Field.PAID} and len(columns.fields) > 1:
                score = invoice_score(region, "", columns) - 10.0 * len(columns.not_found)
                candidates.append(FoundList(role, region, columns, "votre choix dans Paramètres", score))
    if not candidates:
        problems.append(problem("parametres-sans-liste"))
        return []
    best = max(candidates, key=lambda found: found.score)
    problems += [
        problem("colonne-introuvable", sheet=best.sheet, wanted=wanted)
        for _, wanted in best.columns.not_found
    ]
    return [best]


def _shares_cells(region: Region, others: Iterable[Region]) -> bool:
    return any(
        region.grid is other.grid
        and set(region.columns) & set(other.columns)
        and region.first_row <= other.last_row
        and other.first_row <= region.last_row
        for other in others
    )


def _no_list(survey: _Survey, book: Book) -> LayoutError:
    lines = [f"« {grid.sheet} » : {_role_or_reason(grid.sheet, survey)}" for grid in book.grids]
    return LayoutError(
        "Aucune liste de factures clients n’a été trouvée. " + " ; ".join(lines) + ".",
        "Placez au-dessus de la première facture une ligne d’intitulés, par exemple N° facture, Client, "
        "Date facture, Échéance, Montant TTC ; ou indiquez la feuille, la ligne d’en-tête et les colonnes "
        "dans la feuille Paramètres.",
    )


def _role_or_reason(sheet: str, survey: _Survey) -> str:
    roles = {found.role for found in survey.found if found.sheet == sheet}
    if ListRole.PAYMENTS in roles:
        return "liste de règlements seulement"
    if ListRole.CUSTOMERS in roles:
        return "liste de clients seulement"
    return survey.reasons.get(sheet, "aucune ligne d’intitulés reconnue")
