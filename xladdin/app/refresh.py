"""Actualiser: read the workbook, make its report sheets, put them in; Paramètres and Clients if absent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.app.dunning_sheets import tracking_plans
from xladdin.app.journal_now import journal_now
from xladdin.app.progress import silent
from xladdin.app.reminder_inputs import reminder_input_plans
from xladdin.app.report_sheets import INPUT_NAMES, SHEET_NAMES, input_plans, report_plans
from xladdin.errors import ArgumentError
from xladdin.model.cells import absolute
from xladdin.model.marks import ACTIONS, CASES, FOLLOW_UP, JOURNAL, TO_REMIND
from xladdin.model.parameter_labels import AS_OF
from xladdin.model.text import fold
from xladdin.sheets import customers, parameters, problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from xladdin.app.ports import Applied, BookHost
    from xladdin.app.progress import Progress
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook

_TRACKING: Final = frozenset({FOLLOW_UP, TO_REMIND, JOURNAL, CASES, ACTIONS})
"""Sheets that read or show the journal."""
_READ: Final = 0.4
_COMPUTED: Final = 0.6
"""Shares of the work, as a refresh of 100 000 invoices takes its time."""


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What was done.

    Attributes:
        applied: what became of the sheets.
        workbook: as it was read, problems included.
        as_of: date d’arrêté of the sheets.
        untouched: names of the sheets to fill in that were asked for and are there already.
    """

    applied: Applied
    workbook: Workbook
    as_of: dt.date
    untouched: tuple[str, ...] = ()


def refresh(
    host: BookHost,
    *,
    today: dt.date,
    as_of: dt.date | None = None,
    sheets: Iterable[str] = (),
    where: Mapping[str, str] | None = None,
    author: str = "",
    progress: Progress = silent,
) -> RefreshResult:
    """Brings the report sheets of a workbook up to date, or adds them.

    Args:
        today: the as-of date when neither the argument nor Paramètres gives one.
        as_of: date d’arrêté, inclusive; wins over Paramètres.
        sheets: names of the sheets wanted, which also brings back one that the user had deleted; none for
            all but those deleted. A sheet to fill in is written where it is absent only.
        where: filters of ``Ledger.where``, such as ``{"collector": "Anne"}``.
        author: who is at work, for the journal; ``""`` when unknown.
        progress: told of each step.

    Raises:
        ArgumentError: an unknown sheet or filter.
        UnreadableFileError: the workbook cannot be opened safely.
        LayoutError: no invoice list in it.
        WriteRefusedError: nothing was written.
    """
    asked = marks_of(sheets)
    progress("lecture", 0.0)
    whole = host.read()
    listed = whole.ledger.where(**where) if where else whole.ledger
    tracks = not asked or not _TRACKING.isdisjoint(asked)
    known = whole.dunning.journal
    if tracks:
        whole = journal_now(host, whole, on=today, author=author, listed=listed).workbook
    learnt = (JOURNAL,) if whole.dunning.journal != known else ()
    workbook = replace(whole, ledger=listed)
    day = as_of or workbook.settings.as_of or today
    progress("calcul", _READ)
    inputs = input_plans(workbook, as_of, today)
    workbook = _with_customer_list(workbook, inputs, asked)
    cell, because = _as_of_cell(workbook, inputs, day, today)
    if where:
        cell, because = "", "une partie des pièces seulement"
    reports = report_plans(workbook, day, asked or None, as_of_cell=cell, frozen_because=because)
    # What live sheets look at comes back even if she deleted it: without it they show errors.
    needed = [plan.mark for plan in reports if plan.hidden]
    if needed:
        needed += [plan.mark for plan in inputs if plan.mark == parameters.MARK]
    needed += (*asked, *learnt)
    # Of all pieces, whatever the filter: what she answers there is what the next campaign obeys.
    wanted = {*asked, *learnt} - {FOLLOW_UP}  # that one is a report
    tracking = tracking_plans(whole, day, asked) if wanted & _TRACKING or not asked else []
    tracking = [plan for plan in tracking if not asked or plan.mark in wanted]
    added = [plan for plan in inputs if not asked or plan.mark in needed]
    plans = [*_before_problems(reports, tracking), *added]
    plans += [plan for plan in reminder_input_plans(workbook) if plan.mark in asked]
    progress("écriture", _COMPUTED)
    applied = host.apply(plans, needed)
    made = {plan.mark for plan in plans}
    untouched = tuple(INPUT_NAMES[mark] for mark in asked if mark in INPUT_NAMES and mark not in made)
    return RefreshResult(applied, workbook, day, untouched)


def _before_problems(reports: Sequence[SheetPlan], tracking: Iterable[SheetPlan]) -> list[SheetPlan]:
    """Anomalies comes last of what she reads."""
    marks = [plan.mark for plan in reports]
    place = marks.index(problems.MARK) if problems.MARK in marks else len(marks)
    return [*reports[:place], *tracking, *reports[place:]]


def _with_customer_list(workbook: Workbook, inputs: Iterable[SheetPlan], asked: Collection[str]) -> Workbook:
    """The workbook as it will be read once Clients is in it, so that the next refresh writes the same."""
    source_map = workbook.source_map
    written = customers.MARK in asked or not (asked or customers.MARK in source_map.deleted)
    for plan in inputs:
        if plan.mark == customers.MARK and written:
            lists = (*source_map.lists, customers.list_of(plan))
            return replace(workbook, source_map=replace(source_map, lists=lists))
    return workbook


def _as_of_cell(
    workbook: Workbook, inputs: Iterable[SheetPlan], day: dt.date, today: dt.date
) -> tuple[str, str]:
    """Reference of the « Arrêté au » cell, or ``""`` and why sheets cannot follow it."""
    added = next((plan for plan in inputs if plan.mark == parameters.MARK), None)
    if added is not None:
        return absolute(added.name, parameters.as_of_cell(added)), ""
    place = workbook.source_map
    if not place.as_of_cell:
        return "", f"« {place.parameters_sheet} » n’a pas de ligne « {AS_OF} »"
    if not place.as_of_clean:
        return "", f"« {AS_OF} » n’est pas une vraie date dans « {place.parameters_sheet} »"
    if (workbook.settings.as_of or today) != day:
        return "", f"la date demandée n’est pas celle de « {place.parameters_sheet} »"
    return absolute(place.parameters_sheet, place.as_of_cell), ""


def marks_of(names: Iterable[str]) -> tuple[str, ...]:
    """The marks of the sheets so called, compared without case and accents.

    Raises:
        ArgumentError: one is unknown; the message lists those there are.
    """
    names_of = {**SHEET_NAMES, **INPUT_NAMES}
    by_name = {fold(name): mark for mark, name in names_of.items()} | {fold(mark): mark for mark in names_of}
    wanted = list(names)
    unknown = [name for name in wanted if fold(name) not in by_name]
    if unknown:
        raise ArgumentError(
            f"Feuille inconnue : « {unknown[0]} ».",
            f"Feuilles possibles : {', '.join(names_of.values())}.",
        )
    return tuple(by_name[fold(name)] for name in wanted)
