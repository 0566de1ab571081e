"""Documents are seen all at once or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xladdin.app.campaign_folder import discard, flush, show, stage
from xladdin.errors import WriteRefusedError

if TYPE_CHECKING:
    from pathlib import Path


def test_documents_move_to_where_the_user_looks(tmp_path: Path) -> None:
    staging = stage(tmp_path / "lettres", "x")
    (staging / "a.docx").write_bytes(b"a")
    (staging / "b.docx").write_bytes(b"b")
    flush(staging)
    assert not (tmp_path / "lettres" / "a.docx").exists()
    show(tmp_path / "lettres", "x")
    assert sorted(path.name for path in (tmp_path / "lettres").iterdir()) == ["a.docx", "b.docx"]


def test_showing_goes_on_where_it_stopped_and_may_be_done_again(tmp_path: Path) -> None:
    staging = stage(tmp_path, "x")
    (staging / "b.docx").write_bytes(b"b")
    (tmp_path / "a.docx").write_bytes(b"a")  # moved before
    show(tmp_path, "x")
    show(tmp_path, "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx"]


def test_what_was_never_shown_leaves_nothing_behind(tmp_path: Path) -> None:
    staging = stage(tmp_path / "lettres", "x")
    (staging / "a.docx").write_bytes(b"a")
    discard(tmp_path / "lettres", "x")
    discard(tmp_path / "lettres", "x")
    assert not (tmp_path / "lettres").exists()


def test_documents_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "avant.docx").touch()
    stage(tmp_path, "x")
    discard(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["avant.docx"]


def test_a_staging_folder_that_was_left_is_emptied_first(tmp_path: Path) -> None:
    (stage(tmp_path, "x") / "vieux.docx").touch()
    assert list(stage(tmp_path, "x").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lettres").touch()
    with pytest.raises(WriteRefusedError, match="lettres"):
        stage(tmp_path / "lettres", "x")


def test_a_file_in_the_place_of_the_folder_has_nothing_to_take_away(tmp_path: Path) -> None:
    (tmp_path / "lettres").write_text("à elle")
    discard(tmp_path / "lettres", "x")
    assert (tmp_path / "lettres").read_text() == "à elle"
