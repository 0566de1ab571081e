"""Campaigns as plain JSON values: amounts in currency units, dates as ISO texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model.wording import KIND_LABELS
from xladdin.surfaces.payloads import Json, money, problems_json

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from xladdin.app.generate_reminders import Campaign, Preparation
    from xladdin.dunning.run import DunningAction, DunningLine, DunningNotice


def preview_json(preparation: Preparation) -> Json:
    """What a campaign would send."""
    count = len(preparation.run.notices), len(preparation.run.actions)
    return _campaign_json(None, preparation, [None] * count[0], [None] * count[1])


def campaign_json(campaign: Campaign) -> Json:
    """What a campaign made; documents with their full path."""

    def paths(names: Iterable[str]) -> list[str | None]:
        return [str(campaign.folder / name) if name else None for name in names]

    documents = campaign.documents
    payload = _campaign_json(
        campaign.id or None, campaign.preparation, paths(documents.letters), paths(documents.calls)
    )
    return payload | {
        "folder": str(campaign.folder) if campaign.id else None,
        "other_documents": paths(documents.others),
        "remarks": list(documents.remarks),
        "sheets": list(campaign.titles),
    }


def _campaign_json(
    campaign: str | None,
    preparation: Preparation,
    letters: Sequence[str | None],
    calls: Sequence[str | None],
) -> Json:
    run = preparation.run
    return {
        "campaign": campaign,
        "as_of": run.as_of.isoformat(),
        "notices": [
            _proposal_json(proposal, document)
            | {
                "level": proposal.level,
                "channel": proposal.channel.value,
                "channel_reason": proposal.channel_reason or None,
                "penalties": money(notice.charges.penalties),
                "indemnity": money(notice.charges.indemnity),
                "fee": money(notice.charges.fee),
                "withheld": list(notice.charges.reasons),
            }
            for proposal, notice, document in zip(run.notices, preparation.notices, letters, strict=True)
        ],
        "actions": [
            _proposal_json(action, document) | {"channel": action.step.channel.value}
            for action, document in zip(run.actions, calls, strict=True)
        ],
        "excluded": [
            {
                "item": one.line.number,
                "customer": one.customer,
                "due": _iso(one.line.due),
                "outstanding": money(one.line.outstanding),
                "code": one.hold.reason.value,
                "reason": one.hold.text,
            }
            for one in run.excluded
        ],
        "problems": problems_json(preparation.problems),
    }


def _proposal_json(proposal: DunningNotice | DunningAction, document: str | None) -> Json:
    return {
        "customer": proposal.customer,
        "currency": proposal.currency,
        "step": proposal.step.name,
        "items": [line.number for line in proposal.lines],
        "lines": [_line_json(line) for line in proposal.lines],
        "total": money(proposal.total),
        "document": document,
    }


def _line_json(line: DunningLine) -> Json:
    return {
        "number": line.number,
        "kind": KIND_LABELS[line.kind],
        "due": _iso(line.due),
        "days_late": line.days_late,
        "outstanding": money(line.outstanding),
        "advances": line.step is not None,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
