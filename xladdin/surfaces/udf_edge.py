"""The edge between Excel and the worksheet functions: ranges in, one French line out for an error."""

from __future__ import annotations

import inspect
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import xlwings
from xlwings.conversion import Accessor, Pipeline

from xladdin.errors import ArgumentError, XladdinError
from xladdin.surfaces.udf_cells import Block, block_of, one_line
from xladdin.surfaces.udf_workbook import readings

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model.worksheet_functions import WorksheetFunction
    from xladdin.workbook.workbook import Workbook

CALLER: Final = "caller"
"""xlwings fills an argument of this name with the cell that holds the formula."""

WORKBOOK: Final = "classeur"
"""Argument of the implementations that may read the workbook: what reads it; None outside a cell."""

_XLWINGS: Any = xlwings
"""Its types say less than it takes."""
_log = logging.getLogger(__name__)


class AsItComes(Accessor):
    """Hands an argument over as it comes, a range as an ``xlwings.Range``.

    Nothing is read here: what may go wrong with a range must go wrong inside ``call``.
    """

    @classmethod
    def reader(cls, options: dict[str, object]) -> Pipeline:
        """The stages that xlwings runs."""
        del options
        return Pipeline([_hand_over])


AsItComes.register(AsItComes)  # type: ignore[no-untyped-call]


def _hand_over(context: Any) -> None:
    """An argument that is no range is in ``context.value`` already: a number, a text, an array."""
    if context.range is not None:
        context.value = context.range


def block_of_range(cells: xlwings.Range) -> Block:
    """The used part of a range: whole columns are a million rows, of which few are filled.

    Raises:
        ArgumentError: several areas, of which Excel would hand over the first alone.
    """
    if "," in cells.address:
        raise ArgumentError("La plage est en plusieurs morceaux.", "Donnez une plage d’un seul tenant.")
    used = cells.sheet.used_range.last_cell
    rows = max(1, min(cells.last_cell.row, used.row) - cells.row + 1)
    columns = max(1, min(cells.last_cell.column, used.column) - cells.column + 1)
    if (rows, columns) != cells.shape:
        cells = cells.resize(rows, columns)
    return Block(block_of(cells.raw_value).rows, cells.sheet.name, cells.row, cells.column)


def exported(
    name: str, function: WorksheetFunction, implementation: Callable[..., object]
) -> Callable[..., object]:
    """A worksheet function as xlwings calls it, under one of its names.

    It takes the arguments of the table, and the calling cell where it may read the workbook; the
    implementation is then given ``WORKBOOK``, which reads that cell's own workbook when called. An error
    becomes one French line in the cell; an unforeseen one is logged with its trace.
    """
    signature = _signature(function)

    def call(*given: object, **named: object) -> object:
        bound = signature.bind(*given, **named)
        bound.apply_defaults()
        caller = bound.arguments.pop(CALLER, None)
        try:
            arguments = {key: _as_block(value) for key, value in bound.arguments.items()}
            if function.reads_workbook:
                arguments[WORKBOOK] = None if caller is None else partial(_workbook_of, caller)
            return implementation(**arguments)
        except XladdinError as error:
            return one_line(error)
        except Exception as error:  # noqa: BLE001 - no trace may reach the cell
            _log.exception("%s failed", name)
            return f"Erreur inattendue ({type(error).__name__}) : transmettez-la à votre support."

    call.__name__ = call.__qualname__ = name
    call.__doc__ = function.help
    call.__annotations__ = {}  # xlwings would take them for conversions
    call.__signature__ = signature  # type: ignore[attr-defined]
    for argument in function.arguments:
        call = _XLWINGS.arg(argument.name, AsItComes, doc=argument.help)(call)
    decorated: Callable[..., object] = _XLWINGS.func(call, category="Recouvrement", call_in_wizard=False)
    return decorated


def _workbook_of(caller: xlwings.Range) -> Workbook:
    """That of the calling cell: the active one may be another."""
    return readings.of(caller.sheet.book)


def _as_block(argument: object) -> object:
    return block_of_range(argument) if isinstance(argument, xlwings.Range) else argument


def _signature(function: WorksheetFunction) -> inspect.Signature:
    parameters = [
        inspect.Parameter(
            argument.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if argument.required else None,
        )
        for argument in function.arguments
    ]
    if function.reads_workbook:
        parameters.append(inspect.Parameter(CALLER, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None))
    return inspect.Signature(parameters)
