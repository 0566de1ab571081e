"""Bad input is data: a Problem says what, where and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xladdin.model.problem_catalogue import CATALOGUE


class Severity(StrEnum):
    """How much a Problem weighs.

    ERROR: a figure is missing or may be wrong until it is mended. WARNING: an assumption was made that
    she should confirm. INFO: something was normalised, nothing to do.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend or to know.

    Args:
        severity: see ``Severity``.
        code: stable French slug, a key of the catalogue.
        sheet: name of the sheet, or of the text file; empty when the whole workbook is meant.
        cell: A1 address or range in that sheet; empty when the whole sheet is meant.
        message: what is wrong, in French.
        remedy: what to do, in French; may be empty for INFO.
    """

    severity: Severity
    code: str
    sheet: str
    cell: str
    message: str
    remedy: str


def problem(code: str, *, sheet: str = "", cell: str = "", **fields: object) -> Problem:
    """The Problem ``code`` of the catalogue, its message filled with ``fields``.

    Raises:
        KeyError: unknown code, or a field that the message needs is missing.
    """
    entry = CATALOGUE[code]
    return Problem(
        severity=Severity(entry.severity),
        code=code,
        sheet=sheet,
        cell=cell,
        message=entry.message.format(**fields),
        remedy=entry.remedy.format(**fields),
    )
