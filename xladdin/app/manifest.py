"""The file ``campagne-<id>.json``: what a campaign sends, on the disk before the first letter is.

The journal of the workbook can lag behind what left: the computer stops between the letters and the save,
an old copy of the workbook is put back, two people work on two copies. So every campaign writes its journal
lines into a file of its own beside the workbook, and every later run reads these files again.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import discard, french_refusal
from xladdin.dunning.journal import Journal
from xladdin.dunning.journal_rows import ID, JOURNAL_HEADINGS, journal_table, read_journal
from xladdin.dunning.sheet_row import SheetRow
from xladdin.errors import UnreadableFileError, WriteRefusedError, system_reason
from xladdin.opc.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.model.sheet_plan import Value

_FORMAT: Final = 1
_PATTERN: Final = "campagne-*.json"


class Stage(StrEnum):
    """How far a campaign has come; each stage is on the disk before the next begins."""

    PREPARING = "préparation"
    """Its documents are being made where nobody looks: should it stop here, nothing left."""
    READY = "prête"
    """All documents are whole: from here on they may have left."""
    CLOSED = "close"
    """The workbook, saved, knows."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One campaign, as its file tells.

    Attributes:
        campaign: its id.
        workbook: file name of the workbook.
        root: id of the first campaign that the workbook knew, which its copies share; its own if none.
        as_of: date of the campaign.
        folder: where its documents go.
        journal: every line about it.
    """

    campaign: str
    workbook: str
    root: str
    as_of: dt.date
    folder: str
    stage: Stage = Stage.PREPARING
    journal: Journal = field(default_factory=Journal)

    def is_about(self, workbook: str, journal: Journal) -> bool:
        """This workbook ran it, or a copy of this workbook did."""
        return self.workbook == workbook or self.root in journal.campaigns[:1]


def manifest_path(home: Path, campaign: str) -> Path:
    """Where the file of a campaign stands."""
    return home / f"campagne-{campaign}.json"


def write_manifest(home: Path, manifest: Manifest) -> None:
    """Puts the file on the disk, whole, before it returns.

    Args:
        home: folder of all manifests of a workbook; made when absent.

    Raises:
        WriteRefusedError: the folder cannot be written to.
    """
    content = {
        "xladdin": _FORMAT,
        "campagne": manifest.campaign,
        "classeur": manifest.workbook,
        "racine": manifest.root,
        "date": manifest.as_of.isoformat(),
        "dossier": manifest.folder,
        "etape": manifest.stage.value,
        "intitules": list(JOURNAL_HEADINGS),
        "journal": [[_plain(value) for value in row] for row in journal_table(manifest.journal)],
    }
    path = manifest_path(home, manifest.campaign)
    try:
        home.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise WriteRefusedError(
            f"« {path} » ne peut pas être écrit : {system_reason(error)}.",
            "Vérifiez que ce dossier existe et que vous pouvez y écrire.",
        ) from error


def read_manifests(home: Path, known: Journal) -> Iterator[Manifest]:
    """The campaigns of which a journal does not know everything, in the order of their ids.

    Args:
        home: folder of the manifests; it may be absent.
        known: the journal of the workbook.

    Raises:
        UnreadableFileError: a file is damaged; it may tell of letters that left.
    """
    ids = frozenset(entry.id for entry in known.entries)
    for path in sorted(home.glob(_PATTERN)):
        manifest = _read(path, ids)
        if manifest is not None:
            yield manifest


def read_manifest(home: Path, campaign: str) -> Manifest | None:
    """What the file of one campaign tells; None when there is no such file.

    Raises:
        UnreadableFileError: the file is damaged.
    """
    path = manifest_path(home, campaign)
    return _read(path, frozenset()) if path.exists() else None


def forget(home: Path, manifest: Manifest) -> None:
    """Takes a campaign away of which nothing left, its unfinished documents first.

    Raises:
        WriteRefusedError: a folder or the file cannot be removed.
    """
    discard(Path(manifest.folder), manifest.campaign)
    with french_refusal(home):
        manifest_path(home, manifest.campaign).unlink(missing_ok=True)


def about(journal: Journal, campaign: str) -> Journal:
    """The lines of one campaign."""
    return Journal(tuple(entry for entry in journal.entries if entry.campaign == campaign))


def _read(path: Path, known: frozenset[str]) -> Manifest | None:
    """The manifest; None when it is closed and all its lines are known."""
    try:
        content = json.loads(path.read_bytes())
        rows = [dict(zip(content["intitules"], row, strict=True)) for row in content["journal"]]
        if content["etape"] == Stage.CLOSED and known.issuperset(row[ID] for row in rows):
            return None
        return _manifest(content, _journal(rows, path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(
            f"« {path} » est illisible ({error}) : il peut dire quelles lettres sont parties.",
            "Remettez une copie de ce fichier, ou supprimez-le si ses lettres sont toutes au Journal.",
        ) from error


def _manifest(content: Mapping[str, object], journal: Journal) -> Manifest:
    if content["xladdin"] != _FORMAT:
        raise ValueError("autre format")
    return Manifest(
        campaign=str(content["campagne"]),
        workbook=str(content["classeur"]),
        root=str(content["racine"]),
        as_of=dt.date.fromisoformat(str(content["date"])),
        folder=str(content["dossier"]),
        stage=Stage(str(content["etape"])),
        journal=journal,
    )


def _journal(rows: Sequence[Mapping[str, object]], path: Path) -> Journal:
    columns = {heading: number for number, heading in enumerate(JOURNAL_HEADINGS, 1)}
    sheet_rows = (SheetRow(path.name, number, row, columns) for number, row in enumerate(rows, 1))
    journal, problems = read_journal(sheet_rows)
    if problems:
        raise ValueError(problems[0].message)
    return journal


def _plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
