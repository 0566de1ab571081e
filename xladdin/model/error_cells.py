"""Error cells, as COM hands them over and as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class ErrorCell(NamedTuple):
    """An error of Excel: its text in files, and in a French Excel."""

    in_files: str
    in_french: str


ERROR_CELLS: Final[Mapping[object, ErrorCell]] = {
    -2146826288: ErrorCell("#NULL!", "#NUL!"),
    -2146826281: ErrorCell("#DIV/0!", "#DIV/0!"),
    -2146826273: ErrorCell("#VALUE!", "#VALEUR!"),
    -2146826265: ErrorCell("#REF!", "#REF!"),
    -2146826259: ErrorCell("#NAME?", "#NOM?"),
    -2146826252: ErrorCell("#NUM!", "#NOMBRE!"),
    -2146826246: ErrorCell("#N/A", "#N/A"),
    -2146826245: ErrorCell("#GETTING_DATA", "#GETTING_DATA"),
    -2146826243: ErrorCell("#SPILL!", "#PROPAGATION!"),
    -2146826242: ErrorCell("#CONNECT!", "#CONNEXION!"),
    -2146826241: ErrorCell("#BLOCKED!", "#BLOQUE!"),
    -2146826240: ErrorCell("#UNKNOWN!", "#INCONNU!"),
    -2146826239: ErrorCell("#FIELD!", "#CHAMP!"),
    -2146826238: ErrorCell("#CALC!", "#CALC!"),
}
"""By COM code: a whole number, while every number of a cell comes as a float."""


def error_cell(cell: object) -> ErrorCell | None:
    """The error that a cell shows; None for any other cell."""
    return ERROR_CELLS.get(cell) if cell.__class__ is int else None
