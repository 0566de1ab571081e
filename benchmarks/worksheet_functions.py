"""Worksheet functions: 100 000 rows × 4 columns as Excel hands them over, converted and aged; cold start.

Compares, in one process and turn by turn, the CPU time of the best of several runs of

- ours: nested tuples to a ledger by the function's own reader, then the balance âgée as an array;
- loop: a plain Python loop over the rows into a dict of buckets, nothing checked, amounts as floats;
- DataFrame: ``pandas.DataFrame`` of the rows, ``to_datetime``, ``cut`` + ``groupby``;
- DataFrame argument: the same behind what xlwings does for a function that asks for a DataFrame: its own
  cleaning of each cell, then its own converter.

Cold start is what importing our functions' module adds after ``import xlwings``, each in fresh processes.

Run: ``python benchmarks/worksheet_functions.py`` (options ``--rows``, ``--customers``, ``--runs``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from xlwings import conversion

from xladdin.model.scale import AgeingScale
from xladdin.reports.aged_balance import ageing_matrix
from xladdin.surfaces.udf_ledger import read_source

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from xlwings_on_windows import xlwings_on_windows

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = tuple[tuple[Any, ...], ...]

AS_OF = dt.date(2026, 6, 30)
GOAL_FRAME = 4.0
GOAL_COLD_START = 0.25
_COLD_RUNS = 7
_CONVERSION: Any = conversion


def sample(rows: int, customers: int) -> Rows:
    """Headings and invoices: dates with a time zone, as COM gives them."""
    chance = random.Random(2026)  # noqa: S311 - a fixed sample
    first = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    lines = [
        (
            f"F{number:06}",
            f"CLI{chance.randrange(customers):05}",
            first + dt.timedelta(days=chance.randrange(300)),
            chance.randrange(100, 1_000_000) / 100,
        )
        for number in range(rows)
    ]
    return (("N° pièce", "Client", "Échéance", "Montant TTC"), *lines)


def ours(rows: Rows) -> float:
    """What ``=AGEING`` does before it writes its table."""
    matrix = ageing_matrix(read_source(rows, None, None).ledger, AS_OF, scale=AgeingScale(30, 60, 90))
    return int(matrix[:, -1].sum()) / 100


def by_loop(rows: Rows) -> float:
    """The least that a beginner would write."""
    balance: dict[str, list[float]] = {}
    for _, customer, due, amount in rows[1:]:
        late = (AS_OF - due.date()).days
        bucket = 0 if late <= 0 else 1 if late <= 30 else 2 if late <= 60 else 3 if late <= 90 else 4
        balance.setdefault(customer, [0.0] * 5)[bucket] += amount
    return sum(map(sum, balance.values()))


def by_frame(rows: Rows) -> float:
    """The usual recipe over the raw cells."""
    return _aged(pd.DataFrame(list(rows[1:]), columns=list(rows[0])))


def _aged(frame: pd.DataFrame) -> float:
    due = pd.to_datetime(frame["Échéance"], utc=True).dt.tz_localize(None)
    bucket = pd.cut((pd.Timestamp(AS_OF) - due).dt.days, [-np.inf, 0, 30, 60, 90, np.inf])
    return float(frame.groupby(["Client", bucket], observed=False)["Montant TTC"].sum().sum())


def by_frame_argument(rows: Rows) -> float:
    """The usual recipe in a function whose argument xlwings converts."""
    return _aged(_CONVERSION.read(None, rows, {"convert": pd.DataFrame, "index": False}))


def best_times(runs: int, *candidates: Callable[[], object]) -> list[float]:
    """CPU seconds of the best run of each, taken in turn so that a busy machine disturbs all alike."""
    best = [float("inf")] * len(candidates)
    for _ in range(runs):
        for place, candidate in enumerate(candidates):
            start = time.process_time()
            candidate()
            best[place] = min(best[place], time.process_time() - start)
    return best


def cold_start() -> tuple[float, float]:
    """Median CPU seconds of ``import xlwings`` and of what our module adds."""
    script = (
        "import time; a = time.process_time(); import xlwings; b = time.process_time(); "
        "import xladdin.surfaces.udf; print(b - a, time.process_time() - b)"
    )
    runs = [
        list(map(float, subprocess.check_output([sys.executable, "-c", script], text=True).split()))
        for _ in range(_COLD_RUNS)
    ]
    xlwings_alone, added = (statistics.median(column) for column in zip(*runs, strict=True))
    return xlwings_alone, added


def main() -> None:
    """Checks that all give the same total, then prints times and ratios."""
    parser = argparse.ArgumentParser(description="Worksheet functions against pandas and a plain loop.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()

    rows = sample(options.rows, options.customers)
    with xlwings_on_windows("xladdin.surfaces.udf"):
        totals = [round(way(rows), 2) for way in (ours, by_loop, by_frame, by_frame_argument)]
        if len(set(totals)) != 1:
            raise SystemExit(f"the totals differ: {totals}")
        mine, loop, frame, argument = best_times(
            options.runs,
            lambda: ours(rows),
            lambda: by_loop(rows),
            lambda: by_frame(rows),
            lambda: by_frame_argument(rows),
        )
    print(f"{options.rows:,} rows x 4 columns, {options.customers:,} customers, best of {options.runs}, CPU")
    print(f"ours               {mine * 1000:4.0f} ms")
    print(f"plain loop         {loop * 1000:4.0f} ms  {loop / mine:.2f} x ours")
    print(f"DataFrame          {frame * 1000:4.0f} ms  {frame / mine:.2f} x ours")
    print(
        f"DataFrame argument {argument * 1000:4.0f} ms  {argument / mine:.2f} x ours (goal >= {GOAL_FRAME})"
    )
    alone, added = cold_start()
    print(f"import xlwings     {alone * 1000:4.0f} ms")
    print(f"our functions add  {added * 1000:4.0f} ms  {added / alone:.2f} of it (goal < {GOAL_COLD_START})")


if __name__ == "__main__":
    main()
