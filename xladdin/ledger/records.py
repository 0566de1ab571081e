"""A ledger from plain mappings, for code and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xladdin.ledger.ledger import Ledger


def ledger_from_records(
    invoices: Iterable[Mapping[str, object]],
    settlements: Iterable[Mapping[str, object]] = (),
    customers: Iterable[Mapping[str, object]] = (),
) -> Ledger:
    """Placeholder until the builder lands in the next commit."""
    raise NotImplementedError
