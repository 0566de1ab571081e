"""Formulas of the user's, beside our block, when their row moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xladdin.model.cells import address, column_letter, column_number

if TYPE_CHECKING:
    from collections.abc import Callable

_REFERENCE: Final = re.compile(r"(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w.])")


class CannotFollowError(Exception):
    """Something of the user's cannot be carried to the new sheet without a guess.

    Attributes:
        what: for the user, in French.
    """

    def __init__(self, why: str, what: str = "une formule ou une colonne") -> None:
        super().__init__(why)
        self.what = what


def expanded(formula: str, origin: tuple[int, int], place: tuple[int, int]) -> str:
    """A shared formula written at ``origin`` as it reads at ``place``; both (row, column), 1-based."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - rarely needed, slow to import

    moved: str = Translator(f"={formula}", origin=address(*origin)).translate_formula(address(*place))
    return moved.removeprefix("=")


def following_row(formula: str, old_row: int, new_row: int, column_of: Callable[[int], int | None]) -> str:
    """A formula that stood in ``old_row``, for ``new_row``: references to its own row follow it.

    References to other rows, to other sheets and to fixed rows (``$5``) stay as they are.

    Args:
        formula: without its leading ``=``.
        old_row: where it stood.
        new_row: where it goes.
        column_of: old column -> new column; None when that column of ours is no more.

    Raises:
        CannotFollowError: it refers to a column that is no more.
    """
    from openpyxl.formula import Tokenizer  # noqa: PLC0415
    from openpyxl.formula.tokenizer import Token  # noqa: PLC0415

    def reference(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, row = match.groups()
        if int(row) != old_row or fixed_row:
            return match[0]
        column = column_of(column_number(letters))
        if column is None:
            raise CannotFollowError(formula)
        return f"{fixed_column}{column_letter(column)}{new_row}"

    tokens = Tokenizer(f"={formula}")
    parts = []
    for token in tokens.items:
        own = token.type == Token.OPERAND and token.subtype == Token.RANGE
        plain = own and "!" not in token.value and "[" not in token.value
        parts.append(_REFERENCE.sub(reference, token.value) if plain else token.value)
    return "".join(parts)
