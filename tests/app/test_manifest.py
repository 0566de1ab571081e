"""The file of a campaign: what it says survives, and a damaged one is never passed over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from xladdin.app.manifest import (
    Manifest,
    Stage,
    about,
    manifest_path,
    read_manifest,
    read_manifests,
    write_manifest,
)
from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.scenario import Channel
from xladdin.errors import UnreadableFileError, WriteRefusedError
from xladdin.ledger.history import StepRef

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 6, 30)
SENT = JournalEntry(
    DAY, Origin.CAMPAIGN, "C1", "anne", State.SENT, "2026-06-30-a1b2", "F 001", dt.date(2026, 5, 31),
    StepRef(2), "2ème rappel", Channel.LETTER,
)  # fmt: skip
MANIFEST = Manifest(
    "2026-06-30-a1b2", "mes factures.xlsx", "2026-05-02-ffff", DAY, "lettres", journal=Journal((SENT,))
)


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_written_is_read(tmp_path: Path, stage: Stage) -> None:
    manifest = replace(MANIFEST, stage=stage)
    write_manifest(tmp_path / "lettres", manifest)
    assert read_manifest(tmp_path / "lettres", MANIFEST.campaign) == manifest
    assert list(read_manifests(tmp_path / "lettres", Journal())) == [manifest]


def test_a_closed_campaign_that_the_journal_holds_is_passed_over(tmp_path: Path) -> None:
    write_manifest(tmp_path, replace(MANIFEST, stage=Stage.CLOSED))
    assert list(read_manifests(tmp_path, MANIFEST.journal)) == []
    write_manifest(tmp_path, replace(MANIFEST, stage=Stage.READY))
    assert [one.campaign for one in read_manifests(tmp_path, MANIFEST.journal)] == [MANIFEST.campaign]


def test_no_folder_is_no_campaign(tmp_path: Path) -> None:
    assert list(read_manifests(tmp_path / "lettres", Journal())) == []
    assert read_manifest(tmp_path / "lettres", "2026-06-30-a1b2") is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"xladdin": 2}', b"\xff\xfe", b"null"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = manifest_path(tmp_path, "x")
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"campagne-x\.json"):
        list(read_manifests(tmp_path, Journal()))


def test_a_line_that_means_nothing_makes_the_file_damaged(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    path = manifest_path(tmp_path, MANIFEST.campaign)
    path.write_text(path.read_text().replace('"2026-06-30",\n   "C1"', '"hier",\n   "C1"'))
    with pytest.raises(UnreadableFileError, match="hier"):
        list(read_manifests(tmp_path, Journal()))


def test_a_campaign_belongs_to_its_workbook_and_to_copies_that_know_its_root() -> None:
    assert MANIFEST.is_about("mes factures.xlsx", Journal())
    assert not MANIFEST.is_about("autre.xlsx", Journal())
    assert not MANIFEST.is_about("autre.xlsx", Journal((SENT,)))
    root = replace(SENT, campaign="2026-05-02-ffff", id="")
    assert MANIFEST.is_about("mes factures - copie.xlsx", Journal((root, SENT)))


def test_only_lines_of_one_campaign_are_about_it() -> None:
    other = replace(SENT, campaign="autre", id="")
    assert about(Journal((SENT, other)), "autre").entries == (other,)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lettres").touch()
    with pytest.raises(WriteRefusedError, match="lettres"):
        write_manifest(tmp_path / "lettres", MANIFEST)
