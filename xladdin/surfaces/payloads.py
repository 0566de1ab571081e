"""Reports as plain JSON values: amounts in currency units, dates as ISO texts, rates between 0 and 1."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from xladdin.model.cells import column_letter
from xladdin.model.wording import TOTAL
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.schedule import bills_schedule, schedule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pandas as pd

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.problem import Problem
    from xladdin.model.settings import Settings
    from xladdin.model.source_map import ListSource, SourceMap
    from xladdin.reports.collection import CollectionRate, Progress
    from xladdin.reports.customer_file import CustomerFile
    from xladdin.reports.dso import Dso
    from xladdin.reports.unallocated import UnallocatedRate

Json = dict[str, object]


def money(cents: int) -> float:
    """Cents in currency units; exact to the cent for any amount below 90 000 billion."""
    return int(cents) / 100


def problems_json(problems: Sequence[Problem]) -> list[Json]:
    """Severity, code, sheet, cell, message and remedy of each."""
    return [{**asdict(problem), "severity": problem.severity.value} for problem in problems]


def table_json(frame: pd.DataFrame, ledger: Ledger) -> Json:
    """Customers, totals and grand total of a report whose last column is « Total »."""
    names = dict(zip(ledger.customers.code, ledger.customers.name, strict=True))
    columns = frame.columns.drop(TOTAL)
    return {
        "customers": [
            {
                "code": code,
                "name": names[code],
                "amounts": [money(cents) for cents in row[:-1]],
                "total": money(row[-1]),
            }
            for code, row in zip(frame.index, frame.to_numpy(), strict=True)
        ],
        "totals": [money(cents) for cents in frame[columns].to_numpy().sum(axis=0)],
        "total": money(frame[TOTAL].to_numpy().sum()),
    }


def balance_frame(ledger: Ledger, as_of: dt.date, settings: Settings, currency: str) -> pd.DataFrame:
    """Balance âgée as Paramètres asks for it."""
    return aged_balance(ledger, as_of, scale=settings.scale, credits=settings.credits, currency=currency)


def schedule_frames(
    ledger: Ledger, as_of: dt.date, settings: Settings, months: int, currency: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Échéancier of the receivables, and of the bills in circulation."""
    return (
        schedule(ledger, as_of, months=months, credits=settings.credits, currency=currency),
        bills_schedule(ledger, as_of, months=months, currency=currency),
    )


def balance_json(
    ledger: Ledger,
    as_of: dt.date,
    settings: Settings,
    currencies: Sequence[str],
    *,
    problems: Sequence[Problem],
) -> Json:
    """Balance âgée in the first of ``currencies``, the further ones under ``others``."""

    def one(currency: str) -> Json:
        frame = balance_frame(ledger, as_of, settings, currency)
        return {
            "as_of": as_of.isoformat(),
            "currency": currency,
            "buckets": list(frame.columns.drop(TOTAL)),
            **table_json(frame, ledger),
        }

    return with_others([one(currency) for currency in currencies], problems)


def schedule_json(
    ledger: Ledger,
    as_of: dt.date,
    settings: Settings,
    currencies: Sequence[str],
    *,
    months: int,
    problems: Sequence[Problem],
) -> Json:
    """Échéancier and bills in circulation, currencies as in ``balance_json``."""

    def one(currency: str) -> Json:
        receivables, bills = schedule_frames(ledger, as_of, settings, months, currency)
        return {
            "as_of": as_of.isoformat(),
            "currency": currency,
            "columns": list(receivables.columns.drop(TOTAL)),
            **table_json(receivables, ledger),
            "bills": {"columns": list(bills.columns.drop(TOTAL)), **table_json(bills, ledger)},
        }

    return with_others([one(currency) for currency in currencies], problems)


def collection_json(rate: CollectionRate, unallocated: UnallocatedRate) -> Json:
    """Taux de recouvrement of a month and its day-by-day progress."""

    def progress(day: Progress) -> Json:
        return {
            "to_collect": money(day.to_collect),
            "collected": money(day.collected),
            "remaining": money(day.remaining),
            "rate": day.rate,
        }

    return {
        "month": f"{rate.month:%Y-%m}",
        "as_of": rate.day.isoformat(),
        "currency": rate.currency,
        **progress(rate),
        "credit_notes": money(rate.credit_notes),
        "undated": rate.undated_count,
        "undated_amount": money(rate.undated_cents),
        "unallocated": {
            "base": money(unallocated.base),
            "matched": money(unallocated.matched),
            "remaining": money(unallocated.remaining),
            "rate": unallocated.rate,
        },
        "days": [{"day": day.day.isoformat(), **progress(day)} for day in rate.days],
    }


def dso_json(measures: Dso) -> Json:
    """DSO by every method: values in days (``cei``: percent), null where there is none, and why."""
    return {
        "as_of": measures.as_of.isoformat(),
        "currency": measures.currency,
        "days": measures.days,
        "sales": money(measures.sales),
        "receivables": money(measures.receivables),
        "current": money(measures.current),
        **{
            name: asdict(getattr(measures, name))
            for name in ("accounting", "count_back", "best_possible", "average_days_delinquent", "cei")
        },
    }


def customer_json(card: CustomerFile) -> Json:
    """Fiche client."""
    return {
        "as_of": card.as_of.isoformat(),
        "code": card.code,
        "name": card.name,
        "contacts": dict(card.contacts),
        "ageing": {
            currency: {label: money(cents) for label, cents in columns.items()}
            for currency, columns in card.ageing.items()
        },
        "open_items": [
            {
                "number": item.number,
                "kind": item.kind.name,
                "issued": _iso(item.issued),
                "due": _iso(item.due),
                "amount": money(item.amount),
                "outstanding": money(item.outstanding),
                "currency": item.currency,
                "days_late": item.days_late,
                "promise": _iso(item.promise),
                "comment": item.comment,
            }
            for item in card.open_items
        ],
        "reminders": [
            {"number": sent.number, "rank": sent.rank, "date": _iso(sent.date)} for sent in card.reminders
        ],
        "notes": [asdict(note) for note in card.notes],
        "promises": [
            {
                "number": promise.number,
                "date": _iso(promise.date),
                "outstanding": money(promise.outstanding),
                "currency": promise.currency,
                "broken": promise.broken,
            }
            for promise in card.promises
        ],
    }


def verification_json(source_map: SourceMap, problems: Sequence[Problem]) -> Json:
    """What was understood of a workbook: the invoice list first, further lists under ``lists``."""
    main, *others = [_list_json(source) for source in source_map.lists] or [{}]
    return {
        **main,
        "lists": others,
        "other_sheets": dict(source_map.other_sheets),
        "problems": problems_json(problems),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _list_json(source: ListSource) -> Json:
    return {
        "role": source.role.value,
        "sheet": source.sheet,
        "header_row": source.header_row,
        "columns": {
            field.value: {
                "column": column_letter(column.column),
                "heading": column.heading,
                "why": column.why,
                "confidence": column.confidence,
            }
            for field, column in source.columns.items()
        },
        "rows": source.rows,
        "kept": source.kept,
        "why": source.why,
        "unread": [
            {"column": column_letter(column), "heading": heading} for column, heading in source.unread
        ],
    }


def with_others(reports: Sequence[Json], problems: Sequence[Problem]) -> Json:
    """The report of the first currency, those of the further ones under ``others``."""
    first, *others = reports
    return {**first, "problems": problems_json(problems), "others": others}
