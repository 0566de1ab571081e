"""Journals, at random."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from xladdin.dunning.journal import Journal, JournalEntry, Origin, State, merge
from xladdin.dunning.scenario import Channel
from xladdin.ledger.history import StepRef

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=8).map(
    str.strip
) | st.sampled_from(
    ["=1+1", "a\nb", "a\r\nb", "_x0041_", "00123", "12/05/2026", "1e5", "VRAI", "#N/A", "a\x07b"]
)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
ENTRIES = st.builds(
    JournalEntry,
    date=DAYS,
    origin=st.sampled_from(Origin),
    customer=TEXTS,
    author=TEXTS,
    state=st.none() | st.sampled_from(State),
    campaign=TEXTS,
    number=TEXTS,
    due=st.none() | DAYS,
    ref=st.none() | st.builds(StepRef, st.integers(0, 4), st.integers(0, 12)),
    step=TEXTS,
    channel=st.none() | st.sampled_from(Channel),
    about=TEXTS,
    text=TEXTS,
    promise=st.none() | DAYS,
)
JOURNALS = st.lists(ENTRIES, max_size=5).map(lambda entries: merge(Journal(), Journal(tuple(entries))))
