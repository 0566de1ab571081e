"""The journal: campaigns from proposal to cancellation, what is typed and noted, copies merged back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from dunning_samples import DEFAULTS, Office, day, invoice, ledger_of, taken
from hypothesis import given
from hypothesis import strategies as st

from xladdin.dunning.by_hand import note, typed_date
from xladdin.dunning.campaign import cancel, close_paid, mark_sent, mark_to_send, record
from xladdin.dunning.journal import Journal, JournalEntry, Origin, State, merge
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.scenario import Channel
from xladdin.dunning.shipped import SAGE_100
from xladdin.errors import ArgumentError
from xladdin.ledger.history import History, StepRef

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = ledger_of(invoice())
TWO = ledger_of(invoice(), invoice("F2", customer="C2"))
TO_CONFIRM = replace(DEFAULTS, sent_when_generated=False)


def states(journal: Journal) -> list[State | None]:
    return [entry.state for entry in journal.entries]


def generated(*, sent: bool = True) -> Office:
    """The first reminder of F1 and F2, five days late, as campaign K1."""
    office = Office(TWO, settings=replace(DEFAULTS, sent_when_generated=sent))
    assert set(office.generate(day(5), "K1").values()) == {"1er rappel"}
    return office


def test_a_line_says_what_left() -> None:
    entry = generated().journal.entries[0]
    assert entry == JournalEntry(
        date=day(5),
        origin=Origin.CAMPAIGN,
        customer="C1",
        state=State.SENT,
        campaign="K1",
        number="F1",
        due=day(0),
        ref=StepRef(1),
        step="1er rappel",
        channel=Channel.LETTER,
    )


def test_recording_twice_is_recording_once() -> None:
    office = Office(TWO)
    run = office.propose(day(5))
    once = record(Journal(), run, campaign="K1", state=State.SENT)
    assert record(once, run, campaign="K1", state=State.SENT) == once


def test_a_proposal_holds_nothing_back_until_it_is_generated() -> None:
    office = Office(ONE)
    office.journal = record(office.journal, office.propose(day(5)), campaign="K1", state=State.PROPOSED)
    assert taken(office.propose(day(4))) == {}, "no campaign took place yet"
    assert taken(office.propose(day(5))) == {"F1": "1er rappel"}
    office.journal = mark_to_send(office.journal, "K1", day(5))
    assert taken(office.propose(day(5))) == {}
    office.journal = mark_sent(office.journal, "K1", day(6))
    assert states(office.journal) == [State.PROPOSED, State.TO_SEND, State.SENT]
    assert office.dates() == {("F1", 1): day(6)}


def test_making_a_list_of_calls_calls_nobody() -> None:
    office = Office(ONE, SAGE_100)
    office.generate(day(1), "K1")
    assert states(office.journal) == [State.TO_SEND]


def test_letters_are_confirmed_with_the_date_they_left() -> None:
    office = generated(sent=False)
    assert office.dates() == {}
    office.journal = mark_sent(office.journal, "K1", day(6), customers={"C1"}, author="Anne")
    assert office.dates() == {("F1", 1): day(6)}
    office.journal = mark_sent(office.journal, "K1", day(8))
    assert office.dates() == {("F1", 1): day(6), ("F2", 1): day(8)}
    assert office.journal.entries[2].author == "Anne"
    assert mark_sent(office.journal, "K1", day(9)) == office.journal


@pytest.mark.parametrize("sent", [True, False])
def test_an_undone_campaign_leaves_levels_as_they_were_and_a_trace(sent: bool) -> None:
    office = Office(ONE, settings=replace(DEFAULTS, sent_when_generated=sent))
    before = office.history
    office.generate(day(5), "K1")
    office.journal = cancel(office.journal, "K1", day(5))
    assert office.history == before
    assert len(office.journal.entries) == 2
    assert office.journal.entries[1].state is State.CANCELLED
    assert cancel(office.journal, "K1", day(7)) == office.journal
    assert office.generate(day(5), "K2") == {"F1": "1er rappel"}


def test_a_campaign_at_a_wrong_date_can_be_undone_and_run_again_earlier() -> None:
    office = generated()
    office.journal = cancel(office.journal, "K1", day(5), customers={"C1"})
    with pytest.raises(ArgumentError, match="dernière campagne"):
        office.propose(day(4))
    office.journal = cancel(office.journal, "K1", day(5))
    assert office.generate(day(5) - dt.timedelta(days=10)) == {
        "F1": "Rappel préventif",
        "F2": "Rappel préventif",
    }


@pytest.mark.parametrize("follow", [mark_sent, cancel, mark_to_send])
def test_an_unknown_campaign_or_a_date_before_it_is_refused(
    follow: Callable[[Journal, str, dt.date], Journal],
) -> None:
    journal = generated().journal
    with pytest.raises(ArgumentError, match="K2") as caught:
        follow(journal, "K2", day(9))
    assert "K1" in caught.value.remedy
    with pytest.raises(ArgumentError, match="05/02/2026"):
        follow(journal, "K1", day(4))
    with pytest.raises(ArgumentError, match="pas au journal"):
        follow(note(journal, customer="C1", text="appelé", on=day(5)), "", day(9))


def test_what_was_paid_before_it_was_confirmed_is_settled() -> None:
    office = generated(sent=False)
    paid = [{"number": "F1", "customer": "C1", "date": day(6), "amount": 100}]
    office.ledger = ledger_of(invoice(), invoice("F2", customer="C2"), settlements=paid)
    office.journal = close_paid(office.journal, office.propose(day(7)))
    assert [(head.number, head.state) for head in office.journal.heads] == [
        ("F2", State.TO_SEND), ("F1", State.PAID),
    ]  # fmt: skip
    assert not any(step.number == "F1" for step in office.history.steps)
    office.journal = mark_sent(office.journal, "K1", day(8))
    assert office.dates() == {("F2", 1): day(8)}


@pytest.mark.parametrize(
    ("dues", "amount", "state"),
    [
        ((0, 60), 100, State.PAID),
        ((2, 60), 100, State.TO_SEND),
        ((2, 60), 200, State.PAID),
    ],
    ids=["the instalment reminded of", "an instalment, dates corrected since", "all, dates corrected since"],
)
def test_what_is_paid_is_settled_by_its_due_date_or_as_a_whole(
    dues: tuple[int, int], amount: int, state: State
) -> None:
    office = Office(ONE, settings=TO_CONFIRM)
    office.generate(day(5), "K1")
    instalments = [invoice(due=day(due)) for due in dues]
    paid = [{"number": "F1", "customer": "C1", "date": day(6), "amount": amount}]
    office.ledger = ledger_of(*instalments, settlements=paid)
    office.journal = close_paid(office.journal, office.propose(day(7)))
    assert [head.state for head in office.journal.heads] == [state]


def test_the_journal_wins_and_a_date_found_elsewhere_fills_a_missing_rank() -> None:
    found = History(sent={("F1", 1): day(1), ("F1", 2): day(12), ("F9", 1): day(3)}, levels={"F2": 2})
    history = history_from_journal(generated().journal, found)
    assert history.sent == {
        ("F1", 1): day(5), ("F1", 2): day(12), ("F2", 1): day(5), ("F9", 1): day(3),
    }  # fmt: skip
    assert history.levels == {"F2": 2}
    assert history.last_run == day(5)


def test_a_cancelled_letter_does_not_come_back_from_a_column() -> None:
    office = generated()
    office.journal = cancel(office.journal, "K1", day(5))
    office.found_elsewhere = History(sent={("F1", 1): day(5), ("F2", 1): day(2)})
    assert office.dates() == {("F2", 1): day(2)}


def typed(journal: Journal, date: dt.date | None, rank: int = 1, number: str = "F1") -> Journal:
    return typed_date(journal, customer="C1", number=number, due=day(0), rank=rank, date=date, on=day(20))


def test_a_typed_date_becomes_a_line() -> None:
    journal = typed(Journal(), day(3))
    (entry,) = journal.entries
    assert (entry.origin, entry.state, entry.date, entry.step) == (
        Origin.TYPED,
        State.SENT,
        day(3),
        "Relance 1",
    )
    assert history_from_journal(journal).sent == {("F1", 1): day(3)}
    assert history_from_journal(journal).last_run is None
    assert typed(journal, day(3)) == journal


def test_a_typed_date_corrects_the_one_known() -> None:
    journal = typed(generated().journal, day(6))
    assert history_from_journal(journal).sent[("F1", 1)] == day(6)
    assert journal.entries[-1].about == journal.entries[0].id


def test_a_typed_date_confirms_a_letter_that_waited() -> None:
    office = generated(sent=False)
    office.journal = typed(office.journal, day(6))
    assert office.dates() == {("F1", 1): day(6)}
    assert not any(step.number == "F1" and not step.done for step in office.history.steps)


def test_an_emptied_date_cancels_and_can_be_typed_again() -> None:
    emptied = typed(generated().journal, None)
    assert ("F1", 1) not in history_from_journal(emptied).sent
    assert typed(emptied, None) == emptied
    again = typed(emptied, day(5))
    assert history_from_journal(again).sent[("F1", 1)] == day(5)


def test_there_is_no_fifth_reminder() -> None:
    with pytest.raises(ArgumentError, match="relance 5"):
        typed(Journal(), day(3), rank=5)


def test_a_note_is_a_line_and_no_reminder() -> None:
    journal = note(Journal(), customer="C1", text=" rappellera ", on=day(3), author="Anne", by_phone=True)
    (entry,) = journal.entries
    assert (entry.origin, entry.text, entry.channel, entry.state) == (
        Origin.NOTE, "rappellera", Channel.PHONE, None,
    )  # fmt: skip
    assert history_from_journal(journal) == History()


def test_the_last_promise_holds() -> None:
    journal = Journal()
    for said, promised in ((2, 20), (4, 9), (3, 30)):
        journal = note(journal, customer="C1", text="", on=day(said), promise=day(promised))
    assert history_from_journal(journal).promises == {"C1": day(9)}


@pytest.mark.parametrize(("text", "promise"), [(" ", None), ("paiera", day(2))])
def test_an_empty_note_and_a_promise_of_the_past_are_refused(text: str, promise: dt.date | None) -> None:
    with pytest.raises(ArgumentError):
        note(Journal(), customer="C1", text=text, on=day(3), promise=promise)


def test_a_letter_that_left_in_one_copy_is_not_forgotten_for_being_cancelled_in_the_other() -> None:
    office = generated(sent=False)
    left = mark_sent(office.journal, "K1", day(6))
    undone = cancel(office.journal, "K1", day(6))
    for merged in (merge(left, undone), merge(undone, left)):
        assert history_from_journal(merged).sent == {("F1", 1): day(6), ("F2", 1): day(6)}


def test_a_letter_cancelled_after_it_was_sent_stays_cancelled_when_the_older_copy_comes_back() -> None:
    older = generated().journal
    undone = cancel(older, "K1", day(6))
    assert history_from_journal(merge(older, undone)).sent == {}


def test_a_line_edited_by_hand_cannot_unsend_a_letter() -> None:
    journal = generated().journal
    edited = Journal(tuple(replace(entry, state=State.CANCELLED) for entry in journal.entries))
    assert merge(edited, journal).entries == merge(journal, edited).entries == journal.entries


ENTRY_FACTS = st.tuples(
    st.sampled_from([State.PROPOSED, State.TO_SEND, State.SENT, State.CANCELLED, State.PAID]),
    st.sampled_from(["F1", "F2"]),
    st.integers(0, 3),
    st.integers(1, 2),
)


@st.composite
def journals(draw: st.DrawFn) -> Journal:
    """Entries that follow others at random, with now and then one edited by hand."""
    entries: list[JournalEntry] = []
    for state, number, late, rank in draw(st.lists(ENTRY_FACTS, max_size=6)):
        about = draw(st.sampled_from([""] + [entry.id for entry in entries]))
        entry = JournalEntry(
            day(late),
            Origin.CAMPAIGN,
            "C1",
            state=state,
            campaign="K",
            number=number,
            ref=StepRef(rank),
            about=about,
        )
        entries.append(replace(entry, author="modifié") if draw(st.integers(0, 5)) == 0 else entry)
    return merge(Journal(), Journal(tuple(entries)))


def known(journal: Journal) -> set[JournalEntry]:
    return set(journal.entries)


@given(journals(), journals(), journals())
def test_merging_is_a_union(one: Journal, two: Journal, three: Journal) -> None:
    assert merge(one, one) == one
    assert known(merge(one, two)) == known(merge(two, one))
    assert known(merge(merge(one, two), three)) == known(merge(one, merge(two, three)))
    assert {entry.id for entry in merge(one, two).entries} == {
        entry.id for journal in (one, two) for entry in journal.entries
    }


@given(journals(), journals())
def test_what_left_and_was_not_undone_is_never_forgotten(mine: Journal, theirs: Journal) -> None:
    """Only an entry that names a letter takes it back; one about anything else does not."""
    followed = {entry.about for journal in (mine, theirs) for entry in journal.entries}
    left = {
        (entry.number, entry.ref.rank)
        for journal in (mine, theirs)
        for entry in journal.entries
        if entry.state is State.SENT and entry.id not in followed and entry.ref
    }
    assert left <= history_from_journal(merge(mine, theirs)).sent.keys()
