"""A campaign that is killed at any step: nothing is sent twice, nothing that left is forgotten."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from reminder_samples import AS_OF, generate, letters_seen, sent_in

from xladdin.app.new_workbook import create_workbook
from xladdin.hosts.file import FileHost

if TYPE_CHECKING:
    from pathlib import Path

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

KILLER = textwrap.dedent(
    """
    import os, shutil, signal, sys
    from pathlib import Path
    from reminder_samples import generate
    from xladdin.hosts.file import FileHost

    source, root = Path(sys.argv[1]), Path(sys.argv[2])
    generate(FileHost(Path(shutil.copy(source, root / "chauffe.xlsx"))))  # everything is imported

    CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}

    def run(book, place):
        seen = 0
        def watch(event, arguments):
            nonlocal seen
            writes = event == "open" and arguments[1] and set(str(arguments[1])) & set("wx+")
            if writes or event in CHANGES:
                seen += 1
                if seen == place:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(watch)
        generate(FileHost(book))

    for place in range(1, 400):
        folder = root / f"{place:03}"
        folder.mkdir()
        book = Path(shutil.copy(source, folder / "r.xlsx"))
        child = os.fork()
        if child == 0:
            run(book, place)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status == 0:
            print(place)
            break
    """
)


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """E-mails carry the Word letter: hundreds of PDF would show nothing more."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    create_workbook(tmp_path / "modele.xlsx")
    return tmp_path / "modele.xlsx"


@POSIX
@pytest.mark.slow
def test_a_campaign_killed_anywhere_is_finished_by_the_next_run(tmp_path: Path, book: Path) -> None:
    whole = tmp_path / "entier" / "r.xlsx"
    whole.parent.mkdir()
    shutil.copy(book, whole)
    generate(FileHost(whole))
    expected = sent_in(whole)
    assert expected

    root = tmp_path / "essais"
    root.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(book), str(root)],
        check=True, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path), "PATH": ""},
    )  # fmt: skip
    places = int(done.stdout)
    assert places > 30
    for place in range(1, places + 1):
        killed = root / f"{place:03}" / "r.xlsx"
        generate(FileHost(killed))
        assert sent_in(killed) == expected, place
        assert letters_seen(killed.parent) == letters_seen(whole.parent), place
        assert not list((killed.parent / "lettres").rglob(".campagne-*")), place


@pytest.mark.slow
def test_a_backup_put_back_forgets_no_letter(tmp_path: Path, book: Path) -> None:
    path = tmp_path / "r.xlsx"
    shutil.copy(book, path)
    generate(FileHost(path))
    sent = sent_in(path)
    shutil.copy(book, path)  # as it was before
    again = generate(FileHost(path))
    assert again.id == ""
    assert sent_in(path) == sent
    later = generate(FileHost(path), as_of=AS_OF.replace(month=7, day=20))
    assert later.id
    after = sent_in(path)
    assert sent.items() <= after.items()
    assert Counter(campaign for campaign, *_ in after) == Counter(
        [campaign for campaign, *_ in sent] + [later.id] * (len(after) - len(sent))
    )


@pytest.mark.slow
def test_a_copy_knows_what_the_other_copy_sent(tmp_path: Path, book: Path) -> None:
    first, copy = tmp_path / "r.xlsx", tmp_path / "copie.xlsx"
    shutil.copy(book, first)
    generate(FileHost(first))
    shutil.copy(first, copy)
    later = generate(FileHost(copy), as_of=AS_OF.replace(month=7, day=20))
    assert later.id
    assert generate(FileHost(first), as_of=AS_OF.replace(month=7, day=20)).id == ""


@pytest.mark.slow
def test_another_workbook_of_the_folder_has_nothing_to_do_with_it(tmp_path: Path, book: Path) -> None:
    first, other = tmp_path / "r.xlsx", tmp_path / "autre.xlsx"
    shutil.copy(book, first)
    shutil.copy(book, other)
    generate(FileHost(first))
    assert generate(FileHost(other)).id


def test_a_refused_save_leaves_letters_that_the_next_run_remembers(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.xlsx"
    shutil.copy(book, path)
    apply = FileHost.apply

    def opened_meanwhile(*_: object, **__: object) -> None:
        raise OSError(13, "locked")

    monkeypatch.setattr(FileHost, "apply", opened_meanwhile)
    with pytest.raises(OSError, match="locked"):
        generate(FileHost(path))
    monkeypatch.setattr(FileHost, "apply", apply)
    (manifest,) = (path.parent / "lettres").glob("campagne-*.json")
    assert json.loads(manifest.read_text())["etape"] == "prête"
    assert generate(FileHost(path)).id == ""
    later = generate(FileHost(path), as_of=AS_OF.replace(month=7, day=20))
    assert {campaign for campaign, *_ in sent_in(path)} == {
        json.loads(manifest.read_text())["campagne"],
        later.id,
    }
