"""The old file or the new, never a mix: whatever fails, wherever it fails."""

from __future__ import annotations

import datetime as dt
import os
import signal
import stat
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from zip_samples import minimal

from xladdin.errors import WriteRefusedError
from xladdin.opc.backups import FOLDER, LATEST_KEPT, backups_of
from xladdin.opc.package import open_package
from xladdin.opc.saving import restore_backup, save_package

if TYPE_CHECKING:
    from pathlib import Path

OLD = minimal(xl__a=b"old" * 100_000)
NEW = minimal(xl__a=b"new" * 200_000)

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Suivi [été].xlsx"
    path.write_bytes(OLD)
    return path


def stamp(path: Path, moment: str) -> None:
    when = dt.datetime.fromisoformat(moment).timestamp()
    os.utime(path, (when, when))


def leftovers(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.name.startswith(".xladdin"))


def test_the_new_content_is_there_with_the_old_rights_and_a_dated_copy(book: Path) -> None:
    book.chmod(0o640)
    stamp(book, "2026-06-30T14:05:07")
    assert save_package(book, NEW, base=open_package(book))
    assert book.read_bytes() == NEW
    assert stat.S_IMODE(book.stat().st_mode) == 0o640
    (copy,) = backups_of(book)
    assert copy.name == "Suivi [été] 2026-06-30 14h05m07.xlsx"
    assert copy.read_bytes() == OLD
    assert leftovers(book) == []


def test_the_same_content_is_not_written_again(book: Path) -> None:
    stamp(book, "2020-01-01T00:00:00")
    before = book.stat()
    assert not save_package(book, OLD, base=open_package(book))
    assert book.stat().st_mtime == before.st_mtime
    assert not (book.parent / FOLDER).exists()


def test_a_new_output_file_needs_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "sortie.xlsx"
    assert save_package(path, NEW)
    assert path.read_bytes() == NEW
    assert backups_of(path) == ()


def test_an_output_file_that_exists_is_copied_first(book: Path) -> None:
    save_package(book, NEW)
    assert [one.read_bytes() for one in backups_of(book)] == [OLD]


@POSIX
def test_a_link_stays_a_link(book: Path) -> None:
    link = book.with_name("lien.xlsx")
    link.symlink_to(book)
    save_package(link, NEW, base=open_package(link))
    assert link.is_symlink()
    assert book.read_bytes() == NEW


def excel_lock(who: str) -> bytes:
    ansi = who.encode("cp1252")
    return bytes([len(ansi)]) + ansi.ljust(54) + bytes([len(who), 0]) + who.encode("utf-16-le").ljust(108)


@pytest.mark.parametrize(
    ("lock", "content", "said"),
    [
        ("~${}", excel_lock("Zoé Lefèvre"), "ouvert dans Excel par Zoé Lefèvre"),
        ("~${}", b"\x03Zo\xe9" + b" " * 40, "ouvert dans Excel par Zoé"),
        ("~${}", b"", "ouvert dans Excel."),
        (".~lock.{}#", b",zoe,poste,01.01.2026 10:00,file:///x;", "ouvert dans LibreOffice par zoe"),
        (".~lock.{}#", "Zoé L.,zoe,poste,…".encode(), "ouvert dans LibreOffice par Zoé L."),
        (".~lock.{}#", b"", "ouvert dans LibreOffice."),
    ],
)
def test_an_open_workbook_is_refused_and_who_has_it_is_named(
    book: Path, lock: str, content: bytes, said: str
) -> None:
    name = lock.format(book.name)
    book.with_name(name).write_bytes(content)
    with pytest.raises(WriteRefusedError) as refusal:
        save_package(book, NEW, base=open_package(book))
    assert said in refusal.value.message
    assert name in refusal.value.remedy
    assert book.read_bytes() == OLD
    with pytest.raises(WriteRefusedError):
        restore_backup(book, book)


def test_a_read_only_workbook_is_refused(book: Path) -> None:
    book.chmod(0o444)
    with pytest.raises(WriteRefusedError, match="lecture seule"):
        save_package(book, NEW, base=open_package(book))
    assert book.read_bytes() == OLD


@pytest.mark.parametrize("change", ["rewritten", "removed"])
def test_a_workbook_changed_meanwhile_is_refused(book: Path, change: str) -> None:
    base = open_package(book)
    if change == "removed":
        book.unlink()
    else:
        book.write_bytes(NEW)
    with pytest.raises(WriteRefusedError, match="modifié ou déplacé"):
        save_package(book, NEW[:-1] + b"x", base=base)


def test_it_is_looked_at_again_just_before_it_is_replaced(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone opens the workbook while the new file is being flushed."""
    base, flush = open_package(book), os.fsync

    def opened_meanwhile(descriptor: int) -> None:
        flush(descriptor)
        book.with_name(f"~${book.name}").write_bytes(b"")

    monkeypatch.setattr(os, "fsync", opened_meanwhile)
    with pytest.raises(WriteRefusedError, match="ouvert dans Excel"):
        save_package(book, NEW, base=base)
    assert book.read_bytes() == OLD
    assert leftovers(book) == []


def test_an_unsound_new_file_is_refused(book: Path) -> None:
    base = open_package(book)
    spoilt = bytearray(NEW)
    spoilt[NEW.index(b"xl/a") + 40] ^= 0xFF
    with pytest.raises(WriteRefusedError, match="n’est pas sain"):
        save_package(book, bytes(spoilt), base=base)
    assert book.read_bytes() == OLD


def test_another_output_file_checks_what_is_new_in_it_alone(book: Path, tmp_path: Path) -> None:
    spoilt = bytearray(NEW)
    spoilt[NEW.index(b"xl/a") + 40] ^= 0xFF
    other = tmp_path / "autre.xlsx"
    with pytest.raises(WriteRefusedError, match="n’est pas sain"):
        save_package(other, bytes(spoilt), copied_from=open_package(book))
    assert save_package(other, bytes(spoilt), copied_from=open_package(bytes(spoilt)))
    assert other.read_bytes() == bytes(spoilt)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="n’a pas pu être écrit"):
        save_package(tmp_path / "absent" / "a.xlsx", NEW)


@pytest.mark.parametrize(
    ("step", "number"),
    [("mkdir", 1), ("fsync", 1), ("fsync", 3), ("chmod", 1), ("chmod", 2), ("replace", 1), ("replace", 2)],
)
@pytest.mark.parametrize("failure", [(28, "disque est plein"), (5, "n’a pas pu être écrit")])
def test_a_failure_at_any_step_leaves_the_old_file(
    book: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, failure: tuple[int, str]
) -> None:
    """The first of each step belongs to the dated copy, the last to the workbook."""
    code, said = failure
    base, real, calls = open_package(book), getattr(os, step), 0

    def failing(*args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(code, os.strerror(code))
        return real(*args, **named)

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(WriteRefusedError, match=said):
        save_package(book, NEW, base=base)
    assert book.read_bytes() == OLD
    assert leftovers(book) == []
    assert list(book.parent.rglob("*.tmp")) == []


def test_a_folder_that_cannot_be_flushed_does_not_undo_the_rename(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, os.strerror(22))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    assert save_package(book, NEW, base=open_package(book))
    assert book.read_bytes() == NEW


KILLED_AT = textwrap.dedent(
    """
    import os, resource, signal, sys
    from pathlib import Path
    from xladdin.opc.package import open_package
    from xladdin.opc.saving import save_package

    path, content, place = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
    base, seen = open_package(path), 0

    def dying(*_):
        global seen
        seen += 1
        if seen == place:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event, args):
        if event.startswith("os.") or event in ("open", "tempfile.mkstemp"):
            dying()

    flush = os.fsync
    def dying_flush(descriptor):
        dying()
        flush(descriptor)
        dying()

    os.fsync = dying_flush
    sys.addaudithook(watch)
    if place < 0:  # killed in the middle of a write
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (-place, -place))
    save_package(path, content, base=base)
    """
)


def killed_run(book: Path, content: Path, place: int) -> int:
    command = [sys.executable, "-c", KILLED_AT, str(book), str(content), str(place)]
    return subprocess.run(command, check=False, capture_output=True).returncode


@POSIX
@pytest.mark.slow
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    new = tmp_path / "new.bin"
    new.write_bytes(NEW)
    seen: set[bytes] = set()
    for place in range(1, 80):
        folder = tmp_path / str(place)
        folder.mkdir()
        book = folder / "suivi.xlsx"
        book.write_bytes(OLD)
        code = killed_run(book, new, place)
        seen.add(book.read_bytes())
        assert seen <= {OLD, NEW}, place
        for copy in backups_of(book):
            assert copy.read_bytes() == OLD
        if code == 0:
            break
        assert code == -signal.SIGKILL
    else:
        pytest.fail("the run never came to its end")
    assert seen == {OLD, NEW}


@POSIX
def test_a_kill_in_the_middle_of_a_write_leaves_the_old_file(book: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.bin"
    new.write_bytes(NEW)
    assert killed_run(book, new, -(len(OLD) // 2)) == -signal.SIGXFSZ
    assert book.read_bytes() == OLD
    assert save_package(book, NEW, base=open_package(book))
    assert book.read_bytes() == NEW


def test_what_a_killed_run_left_is_swept_an_hour_later(book: Path) -> None:
    stale, fresh = (book.with_name(f".xladdin-{book.stem}-{one}.tmp") for one in ("stale", "fresh"))
    other = book.with_name(".xladdin-other-stale.tmp")
    for one in (stale, fresh, other):
        one.write_bytes(b"")
    for one in (stale, other):
        stamp(one, "2020-01-01T00:00:00")
    save_package(book, NEW, base=open_package(book))
    assert leftovers(book) == sorted([fresh.name, other.name])


def test_old_copies_go_but_the_latest_and_the_first_of_each_day_stay(book: Path) -> None:
    moments = [f"2026-06-{day:02d}T{hour:02d}:00:00" for day in range(1, 15) for hour in (9, 11, 18)]
    for number, moment in enumerate(moments):
        stamp(book, moment)
        save_package(book, minimal(xl__a=b"%d" % number), base=open_package(book))
    kept = [one.stem[-19:] for one in backups_of(book)]
    assert kept[:LATEST_KEPT] == [
        "2026-06-14 18h00m00", "2026-06-14 11h00m00", "2026-06-14 09h00m00",
        "2026-06-13 18h00m00", "2026-06-13 11h00m00",
    ]  # fmt: skip
    assert kept[LATEST_KEPT:] == [f"2026-06-{day:02d} 09h00m00" for day in range(13, 4, -1)]


def test_two_saves_within_a_second_keep_both_states(book: Path) -> None:
    for content in (NEW, minimal(xl__a=b"third")):
        stamp(book, "2026-06-30T10:00:00")
        save_package(book, content, base=open_package(book))
    assert {one.read_bytes() for one in backups_of(book)} == {OLD, NEW}


def test_copies_of_another_workbook_are_left_alone(book: Path) -> None:
    other = book.parent / FOLDER / "Autre 2026-01-01 10h00m00.xlsx"
    other.parent.mkdir()
    other.write_bytes(b"")
    save_package(book, NEW, base=open_package(book))
    assert other.exists()
    assert other not in backups_of(book)


def test_a_copy_is_restored_and_what_it_replaces_is_kept(book: Path) -> None:
    stamp(book, "2026-06-30T10:00:00")
    save_package(book, NEW, base=open_package(book))
    (copy,) = backups_of(book)
    stamp(book, "2026-06-30T11:00:00")
    restore_backup(book, copy)
    assert book.read_bytes() == OLD
    assert [one.read_bytes() for one in backups_of(book)] == [NEW, OLD]


def test_even_a_damaged_workbook_is_restored(book: Path) -> None:
    save_package(book, NEW, base=open_package(book))
    (copy,) = backups_of(book)
    book.write_bytes(b"damaged")
    restore_backup(book, copy)
    assert book.read_bytes() == OLD
