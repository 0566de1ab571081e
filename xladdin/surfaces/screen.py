"""Reports on a terminal: tables that never cut an amount, and small pictures where one looks."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from xladdin.model.problem import Problem, Severity
from xladdin.model.wording import TOTAL, french_amount, french_date, french_percent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from xladdin.ledger.ledger import Ledger

_UNLIMITED: Final = 10_000
_NAME_WIDTH: Final = 16
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
        """A report by customer with its totals and the share of each column; largest total first."""
        names = dict(zip(ledger.customers.code, ledger.customers.name, strict=True))
        coded = any(code != names[code] for code in frame.index)
        ordered = frame.sort_values(TOTAL, ascending=False, kind="stable")
        totals = frame.sum()
        rows = [
            (([str(code)] if coded else []) + [names[code]], list(map(int, row)))
            for code, row in zip(ordered.index, ordered.to_numpy(), strict=True)
        ]
        headings = (["Code"] if coded else []) + ["Client"]
        cents = self._fits([*(row for _, row in rows), list(map(int, totals))], headings, frame.columns)

        def shown(amount: int) -> str:
            return french_amount(amount) if cents else french_amount(round(amount, -2))[:-3]

        table = Table(box=SIMPLE_HEAD, show_footer=True, pad_edge=False)
        for place, heading in enumerate(headings):
            table.add_column(heading, footer=TOTAL if place == len(headings) - 1 else "", overflow="fold")
        for label, total in totals.items():
            # An amount is never folded or cut: names give way first.
            table.add_column(
                textwrap.fill(str(label), 11),
                footer=Text(shown(int(total)), style="bold"),
                justify="right",
                no_wrap=True,
            )
        for texts, amounts in rows:
            table.add_row(*map(Text, texts), *(shown(amount) if amount else "" for amount in amounts))
        if totals[TOTAL] > 0:
            shares = [french_percent(total / totals[TOTAL]).replace(",00", "") for total in totals]
            table.add_section()
            table.add_row(*[""] * (len(headings) - 1), "Part du total", *shares, style="dim")
        self.console.print(table)
        if not cents:
            self.note("Montants arrondis à l’unité : élargissez la fenêtre pour les centimes.")

    def _fits(
        self, rows: Sequence[Sequence[int]], headings: Sequence[str], columns: Iterable[object]
    ) -> bool:
        """Whether amounts with their cents fit the terminal."""
        width = len(headings) * _NAME_WIDTH
        for place, _ in enumerate(columns):
            width += 2 + max(len(french_amount(row[place])) for row in rows)
        return width <= self.console.width

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
