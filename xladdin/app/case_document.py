"""Dossier de recouvrement on demand: find a case or open one, keep its number, write its Word document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import french_refusal
from xladdin.app.cases import recovery_of
from xladdin.app.journal_now import journal_now, tracking_day
from xladdin.app.propose import proposed_run
from xladdin.dunning.case_record import CaseRecord, CaseRecords
from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.letters.case_context import TEMPLATE, case_context
from xladdin.letters.compiled import compile_template
from xladdin.letters.file_names import safe_file_name
from xladdin.letters.templates import Templates
from xladdin.model.marks import CASES
from xladdin.model.text import fold
from xladdin.opc.atomic import write_atomically
from xladdin.resources import OWN_TEMPLATES
from xladdin.sheets.cases import NAME, cases_plan

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from xladdin.app.ports import Applied, BookHost
    from xladdin.dunning.case import Case
    from xladdin.dunning.cases import Recovery
    from xladdin.ledger.schema import Customers
    from xladdin.workbook.workbook import Workbook

_WORD: Final = ".docx"


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """What was written.

    Attributes:
        case: what the document says.
        path: the document.
        applied: what became of the sheet Dossiers, where it had to learn the case's number; else None.
    """

    case: Case
    path: Path
    applied: Applied | None


def cases_of_workbook(host: BookHost, *, today: dt.date, as_of: dt.date | None = None) -> Recovery:
    """Every case of a workbook, and everything to do; nothing is written.

    Args:
        today: the as-of date when neither the argument nor Paramètres gives one.
        as_of: date d’arrêté, inclusive; wins over Paramètres.

    Raises:
        ArgumentError: a date before the last campaign, or a scenario with a fault.
    """
    workbook = journal_now(host, host.read(), on=today).workbook
    return _recovery(workbook, as_of or tracking_day(workbook, today))


def write_case_document(
    host: BookHost,
    wanted: str,
    *,
    today: dt.date,
    as_of: dt.date | None = None,
    reason: str = "",
    out: Path | None = None,
) -> CaseDocument:
    """Writes the document of one case, after the sheet Dossiers has learnt of it.

    A number that stands on paper must stay that case's: one that the sheet does not know yet is written
    there first.

    Args:
        wanted: number of a case, or code or name of a customer.
        today: the as-of date when neither the argument nor Paramètres gives one.
        as_of: date d’arrêté, inclusive; wins over Paramètres.
        reason: motif of a case to open by hand for the customer ``wanted``; empty to open none.
        out: the document; None for a new file beside the workbook.

    Raises:
        ArgumentError: no such case or customer, or one that has an open case already.
        WriteRefusedError: the workbook or the document cannot be written.
        TemplateError: the user's own template is faulty.
    """
    if out is not None and out.suffix.lower() != _WORD:
        raise ArgumentError(f"« {out.name} » n’est pas un nom de document Word.", "Terminez-le par .docx.")
    workbook = journal_now(host, host.read(), on=today).workbook
    day = as_of or tracking_day(workbook, today)
    if reason:
        workbook = _with_new_case(workbook, wanted, reason, day)
    work = _recovery(workbook, day)
    case = find_case(work, wanted, workbook.ledger.customers)
    applied = None
    if case.record.number not in {record.number for record in workbook.dunning.cases.records}:
        host.check_writable()
        applied = host.apply([cases_plan(work)], (CASES,))
        host.secure()
    template = compile_template(Templates(host.folder / OWN_TEMPLATES).path(TEMPLATE))
    content = template.render(case_context(case, workbook.settings.sender))
    folder = out.parent if out else host.folder
    with french_refusal(folder):
        taken = {path.name for path in folder.iterdir()}
        stem = f"Dossier {case.record.number} - {case.name} - {day}"
        path = out or folder / safe_file_name(stem, _WORD, taken)
        write_atomically(path, content)
    return CaseDocument(case, path, applied)


def find_case(work: Recovery, wanted: str, customers: Customers) -> Case:
    """The case of that number, else the open one of that customer, else its latest.

    Raises:
        ArgumentError: none, or several open ones in several currencies.
    """
    by_number = [case for case in work.cases if fold(case.record.number) == fold(wanted)]
    if by_number:
        return by_number[0]
    code = customers.code[find_customer(customers, wanted)]
    own = [case for case in work.cases if case.record.customer == code]
    standing = [case for case in own if case.is_open]
    if len(standing) > 1:
        numbers = ", ".join(case.record.number for case in standing)
        raise ArgumentError(f"« {wanted} » a plusieurs dossiers ouverts.", f"Donnez un numéro : {numbers}.")
    if not own:
        raise ArgumentError(
            f"« {wanted} » n’a pas de dossier de recouvrement.",
            'Ouvrez-en un avec --ouvrir et le motif, par exemple --ouvrir "Litige sur le prix".',
        )
    return standing[0] if standing else own[-1]


def _recovery(workbook: Workbook, day: dt.date) -> Recovery:
    return recovery_of(workbook, proposed_run(workbook, day))


def _with_new_case(workbook: Workbook, customer: str, reason: str, day: dt.date) -> Workbook:
    """The workbook with one more row in Dossiers.

    Raises:
        ArgumentError: no such customer, or it has an open case.
    """
    customers = workbook.ledger.customers
    code = customers.code[find_customer(customers, customer)]
    standing = [one for one in _recovery(workbook, day).cases if one.is_open and one.record.customer == code]
    if standing:
        raise ArgumentError(
            f"« {customer} » a déjà un dossier ouvert, {standing[0].record.number}.",
            f"Demandez-le par son numéro, ou changez son motif dans la feuille « {NAME} ».",
        )
    known = workbook.dunning.cases
    records = (*known.records, CaseRecord(customer=code, opened=day, reason=reason))
    cases = CaseRecords(records, known.last_numbers)
    return replace(workbook, dunning=replace(workbook.dunning, cases=cases))
