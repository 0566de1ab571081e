"""Reports on a terminal: tables that never cut an amount, and small pictures where one looks."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from xladdin.model.problem import Problem, Severity
from xladdin.model.wording import TOTAL, french_amount, french_date, french_percent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from xladdin.ledger.ledger import Ledger

_UNLIMITED: Final = 10_000
_WIDE: Final = Console(width=_UNLIMITED).options
_NAME_WIDTH: Final = 14
_SEVERITY_WORDS: Final = {
    Severity.ERROR: ("erreur", "red"),
    Severity.WARNING: ("avertissement", "yellow"),
    Severity.INFO: ("information", "dim"),
}


class Screen:
    """Prints French tables to a console.

    Args:
        console: where to; outside a terminal the width is not limited, so that a file holds whole lines.
    """

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        if not self.console.is_terminal:
            self.console = Console(file=self.console.file, highlight=False, width=_UNLIMITED)

    def title(self, words: str, as_of: dt.date, currency: str = "") -> None:
        """The name of a report and the date it speaks of."""
        unit = f", montants en {currency}" if currency else ""
        self.console.print(Text.assemble((words, "bold"), f"  Arrêté au {french_date(as_of)}{unit}"))

    def note(self, words: str) -> None:
        """A sentence below a table."""
        self.console.print(Text(words, style="dim"), soft_wrap=True)

    def line(self, words: str | Text) -> None:
        """A plain line, never folded inside a word."""
        self.console.print(words, soft_wrap=True)

    def customers_table(self, frame: pd.DataFrame, ledger: Ledger) -> None:
        """A report by customer with its totals and the share of each column; largest total first.

        Where the terminal is too narrow, cents go first, then columns of zeros, then codes.
        """
        names = dict(zip(ledger.customers.code, ledger.customers.name, strict=True))
        coded = any(code != names[code] for code in frame.index)
        ordered = frame.sort_values(TOTAL, ascending=False, kind="stable")
        filled = ordered.loc[:, (ordered != 0).any() | (ordered.columns == TOTAL)]
        tables = [
            _customers_table(shown, names, coded=with_codes, cents=cents)
            for shown, with_codes, cents in (
                (ordered, coded, True),
                (ordered, coded, False),
                (filled, coded, False),
                (filled, False, False),
            )
        ]
        room = self.console.width
        longest = max(len(names[code]) for code in frame.index) if len(frame) else 0
        foldable = max(longest - _NAME_WIDTH, 0)
        widths = [Measurement.get(self.console, _WIDE, table).maximum - foldable for table in tables]
        fitting = next((place for place, width in enumerate(widths) if width <= room), len(tables) - 1)
        # What still does not fit runs over the edge rather than being cut.
        self.console.width = max(widths[fitting], room)
        self.console.print(tables[fitting])
        self.console.width = room
        if fitting:
            self.note("Montants arrondis à l’unité : élargissez la fenêtre pour tout voir.")

    def figures(self, pairs: Iterable[tuple[str, str]], *, texts: bool = False) -> None:
        """Labelled figures (or texts), one a line, aligned."""
        grid = Table.grid(padding=(0, 3))
        grid.add_column()
        grid.add_column(justify="left" if texts else "right", no_wrap=not texts)
        for label, value in pairs:
            grid.add_row(label, Text(value, style="bold"))
        self.console.print(grid)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Every Problem with its cell and its remedy, the gravest first."""
        for severity, (word, style) in _SEVERITY_WORDS.items():
            for problem in problems:
                if problem.severity is severity:
                    where = " ".join(filter(None, [problem.sheet, problem.cell]))
                    lead = f"{word}{f' {where}' if where else ''} : "
                    self.line(Text.assemble((lead, style), problem.message))
                    if problem.remedy:
                        self.line(Text(f"    → {problem.remedy}", style="dim"))

    def problem_count(self, problems: Sequence[Problem]) -> None:
        """The errors in full, for figures may be wrong until they are mended; how many others there are."""
        self.problems([problem for problem in problems if problem.severity is Severity.ERROR])
        counts = [
            (sum(problem.severity is severity for problem in problems), word)
            for severity, (word, _) in _SEVERITY_WORDS.items()
        ]
        words = [f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count]
        if words:
            self.note(f"{', '.join(words)} : « xladdin verifier » les détaille.")


def _customers_table(frame: pd.DataFrame, names: Mapping[str, str], *, coded: bool, cents: bool) -> Table:
    """The table, with or without codes and cents; only names may fold."""

    def shown(amount: int) -> str:
        return french_amount(amount) if cents else french_amount(round(amount, -2))[:-3]

    totals = [int(total) for total in frame.to_numpy().sum(axis=0)]
    table = Table(box=SIMPLE_HEAD, show_footer=True, pad_edge=False, collapse_padding=True)
    if coded:
        table.add_column("Code", no_wrap=True)
    table.add_column("Client", footer=TOTAL, min_width=_NAME_WIDTH, overflow="fold")
    for label, total in zip(frame.columns, totals, strict=True):
        table.add_column(
            textwrap.fill(str(label), 8),
            footer=Text(shown(total), style="bold"),
            justify="right",
            no_wrap=True,
        )
    for code, row in zip(frame.index, frame.to_numpy(), strict=True):
        texts = ([str(code)] if coded else []) + [names[code]]
        table.add_row(*map(Text, texts), *(shown(int(amount)) if amount else "" for amount in row))
    if totals[-1] > 0:
        shares = [french_percent(total / totals[-1]).replace(",00", "") for total in totals]
        table.add_section()
        table.add_row(*[""] * coded, "Part du total", *shares, style="dim")
    return table
