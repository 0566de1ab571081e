"""Cases as plain JSON values: amounts in currency units, dates as ISO texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.surfaces.payloads import money

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.case import Case
    from xladdin.surfaces.payloads import Json


def case_json(case: Case) -> Json:
    """One case with its entries and interventions."""
    record = case.record
    return {
        "number": record.number,
        "customer": record.customer,
        "name": case.name,
        "currency": record.currency,
        "as_of": case.as_of.isoformat(),
        "state": case.state.value,
        "opened": _iso(record.opened),
        "over": _iso(case.over),
        "reason": record.reason,
        "collector": record.collector,
        "contact": record.contact,
        "other_contacts": record.other_contacts,
        "scenario": case.scenario,
        "step": case.step,
        "step_on": _iso(case.step_on),
        "risk": case.risk,
        "loss_percent": None if case.loss_percent is None else float(case.loss_percent),
        "outstanding": money(case.outstanding),
        "charges": money(case.charges),
        "provision": money(case.provision),
        "entries": [
            {
                "label": entry.label,
                "number": entry.number,
                "date": _iso(entry.date),
                "due": _iso(entry.due),
                "amount": money(entry.amount),
                "charge": entry.is_charge,
                "remark": entry.remark,
            }
            for entry in case.entries
        ],
        "done": [
            {
                "date": _iso(done.date),
                "what": done.what,
                "how": done.how,
                "numbers": list(done.numbers),
                "reason": done.reason,
                "author": done.author,
            }
            for done in case.done
        ],
        "to_do": [
            {
                "kind": action.kind.value,
                "date": _iso(action.on),
                "what": action.what,
                "why": action.why,
                "how": action.how,
                "numbers": list(action.numbers),
                "amount": money(action.amount),
            }
            for action in case.to_do
        ],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
