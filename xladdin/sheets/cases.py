"""Sheet « Dossiers »: one row per case; the light cells are hers, the rest is computed anew each time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from xladdin.dunning import case_rows as rows
from xladdin.dunning.case import CaseState
from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.case_rows import CASE_HEADINGS
from xladdin.model.cells import address
from xladdin.model.marks import CASES
from xladdin.model.sheet_plan import Area, Block, Cell, Condition, Page, SheetPlan, Style, Validation
from xladdin.model.wording import french_amount, french_date
from xladdin.sheets import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xladdin.dunning.case import Case
    from xladdin.dunning.case_opening import PassedOver
    from xladdin.dunning.cases import Recovery
    from xladdin.model.sheet_plan import Value

MARK: Final = CASES
NAME: Final = "Dossiers"
TO_CHECK: Final = "à vérifier"
"""State of a row that is no case; why stands under « Prochaine intervention »."""
LAST_NUMBERS: Final = "Derniers numéros attribués"

_SPARE_ROWS: Final = 5
_WIDTHS: Final[dict[str, float]] = {
    rows.NUMBER: 11, rows.CUSTOMER: 12, rows.NAME: 24, rows.STATE: 16, rows.OPENED: 11, rows.REASON: 24,
    rows.STEP: 22, rows.NEXT: 26, rows.NEXT_ON: 11, rows.CURRENCY: 7, rows.OUTSTANDING: 13,
    rows.CHARGES: 12, rows.LOSS: 8, rows.PROVISION: 12, rows.COLLECTOR: 18, rows.SCENARIO: 14,
    rows.STEP_ON: 12, rows.RISK: 14, rows.CONTACT: 22, rows.PHONE: 16, rows.OTHER_CONTACTS: 24,
    rows.CLOSED: 12, rows.NOTES: 36,
}  # fmt: skip
_INPUTS: Final[dict[str, Style]] = {
    rows.OPENED: Style.INPUT_DATE, rows.REASON: Style.INPUT, rows.COLLECTOR: Style.INPUT,
    rows.CONTACT: Style.INPUT, rows.OTHER_CONTACTS: Style.INPUT, rows.CLOSED: Style.INPUT_DATE,
    rows.NOTES: Style.INPUT,
}  # fmt: skip
_STYLES: Final[dict[str, Style]] = {
    rows.NAME: Style.NAME,
    rows.STATE: Style.CENTRE, rows.STEP_ON: Style.DATE, rows.NEXT_ON: Style.DATE,
    rows.CURRENCY: Style.CENTRE, rows.OUTSTANDING: Style.AMOUNT, rows.CHARGES: Style.AMOUNT,
    rows.LOSS: Style.PERCENT, rows.PROVISION: Style.AMOUNT,
}  # fmt: skip
_HOW: Final = (
    "Les cases claires sont à vous. Pour ouvrir un dossier, écrivez le code du client sur la première ligne "
    "libre ; pour le clore vous-même, une date dans « Clôture »."
)


def cases_plan(work: Recovery) -> SheetPlan:
    """Open cases first, then those that are over, then rows that are no case, then room for new ones."""
    cases = sorted(work.cases, key=lambda case: (not case.is_open, case.record.number))
    lines = [
        *map(_case, cases),
        *map(_passed_over, work.passed_over),
        *(_row({}, CaseRecord(), is_new=True) for _ in range(_SPARE_ROWS)),
    ]
    block = Block(
        layout.HEADER_ROW,
        layout.HEADER_ROW + len(lines),
        len(CASE_HEADINGS),
        key_columns=tuple(CASE_HEADINGS.index(heading) + 1 for heading in (rows.NUMBER, rows.CUSTOMER)),
        grows=True,
    )
    cells = {
        (1, 1): Cell(NAME, Style.TITLE),
        (2, 1): Cell(f"Arrêté au {french_date(work.as_of)}. {_summary(cases)}", Style.LABEL),
        (3, 1): Cell(_note(work), Style.NOTE),
    } | layout.headings(CASE_HEADINGS)
    for row, line in enumerate(lines, block.first_row):
        cells |= layout.line(row, line)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=tuple(_WIDTHS[heading] for heading in CASE_HEADINGS),
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, 3),
        block=block,
        filter=block.area(),
        validations=_validations(block),
        conditions=_conditions(block, work),
        page=Page(
            repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
            area=Area(1, 1, block.last_row, CASE_HEADINGS.index(rows.PROVISION) + 1),
        ),
    )


def _case(case: Case) -> list[Cell]:
    upcoming = case.next_intervention
    computed: dict[str, Value] = {
        rows.NAME: case.name,
        rows.STATE: case.state_in_words,
        rows.SCENARIO: case.scenario,
        rows.STEP: case.step,
        rows.STEP_ON: case.step_on,
        rows.NEXT: upcoming.what if upcoming else None,
        rows.NEXT_ON: upcoming.on if upcoming else None,
        rows.CURRENCY: case.record.currency,
        rows.OUTSTANDING: layout.units(case.outstanding),
        rows.CHARGES: layout.units(case.charges),
        rows.RISK: case.risk,
        rows.LOSS: None if case.loss_percent is None else float(case.loss_percent / 100),
        rows.PROVISION: layout.units(case.provision),
        rows.PHONE: case.phone,
    }
    return _row(computed, case.record)


def _passed_over(one: PassedOver) -> list[Cell]:
    told = {rows.STATE: TO_CHECK, rows.NEXT: one.reason, rows.CURRENCY: one.record.currency}
    return _row(told, one.record, is_new=True)


def _row(computed: Mapping[str, Value], record: CaseRecord, *, is_new: bool = False) -> list[Cell]:
    """The cells of one row.

    Args:
        is_new: its customer is hers to write.
    """
    hers: dict[str, Value] = {
        rows.OPENED: record.opened, rows.REASON: record.reason, rows.COLLECTOR: record.collector,
        rows.CONTACT: record.contact, rows.OTHER_CONTACTS: record.other_contacts,
        rows.CLOSED: record.closed, rows.NOTES: record.notes,
    }  # fmt: skip
    known = {rows.NUMBER: record.number, rows.CUSTOMER: record.customer, **computed, **hers, **record.unread}
    styles = {**_STYLES, **_INPUTS} | ({rows.CUSTOMER: Style.INPUT} if is_new else {})
    return [
        Cell(known.get(heading) or _zero(known.get(heading)), styles.get(heading, Style.TEXT))
        for heading in CASE_HEADINGS
    ]


def _zero(value: Value) -> Value:
    """0 stays 0; an empty text is an empty cell."""
    return None if value == "" else value


def _summary(cases: Iterable[Case]) -> str:
    """How many cases are open, and what they are about, per currency."""
    standing = [case for case in cases if case.is_open]
    by_currency: dict[str, list[Case]] = defaultdict(list)
    for case in standing:
        by_currency[case.record.currency].append(case)
    sums = [
        f"{french_amount(sum(case.outstanding for case in own))} {currency} de reste dû, "
        f"{french_amount(sum(case.provision for case in own))} {currency} à provisionner"
        for currency, own in sorted(by_currency.items())
    ]
    count = f"{len(standing)} dossier{'s' if len(standing) > 1 else ''} en cours"
    return " ; ".join([count, *sums]) + "."


def _note(work: Recovery) -> str:
    numbers = f" {LAST_NUMBERS} : {', '.join(work.last_numbers)}." if work.last_numbers else ""
    return f"{_HOW} Provision calculée sur le reste dû TTC.{numbers}"


def _validations(block: Block) -> tuple[Validation, ...]:
    def column(heading: str) -> Area:
        place = CASE_HEADINGS.index(heading) + 1
        return Area(block.first_row, place, block.last_row, place)

    return (
        Validation(
            column(rows.OPENED),
            "date",
            title=rows.OPENED,
            note="Vide : le jour de la prochaine actualisation.",
        ),
        Validation(
            column(rows.CLOSED),
            "date",
            title=rows.CLOSED,
            note="À remplir pour clore le dossier vous-même ; il se clôt seul quand tout est payé.",
        ),
    )


def _conditions(block: Block, work: Recovery) -> tuple[Condition, ...]:
    """Cases that are over in grey; an intervention whose day is over in bold."""
    number, state = (
        f"${address(block.first_row, CASE_HEADINGS.index(heading) + 1)}"
        for heading in (rows.NUMBER, rows.STATE)
    )
    place = CASE_HEADINGS.index(rows.NEXT_ON) + 1
    planned = f"${address(block.first_row, place)}"
    as_of = work.as_of
    day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    return (
        Condition(
            Area(block.first_row, 1, block.last_row, block.last_column),
            f'=AND({number}<>"",{state}<>"{CaseState.OPEN}")',
            "done",
        ),
        Condition(
            Area(block.first_row, place, block.last_row, place),
            f'=AND({planned}<>"",{planned}<{day})',
            "late",
        ),
    )
