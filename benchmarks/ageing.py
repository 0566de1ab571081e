"""Balance âgée of a million items: columns with string codes in, aged table out.

Compares, in one process and turn by turn, the best of several runs of

- ours: ``ledger_from_columns`` + ``aged_balance``;
- by hand: ``pandas.factorize`` + ``numpy.searchsorted`` + ``numpy.bincount``, an unsorted array;
- pandas: a DataFrame of the columns, ``cut`` + ``groupby``; and the same without the time that building
  the DataFrame takes.

All give the same figures, which is checked: five buckets, credits apart, total.

Run: ``python benchmarks/ageing.py`` (options ``--items``, ``--customers``, ``--runs``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xladdin.ledger.columns import ledger_from_columns
from xladdin.reports.aged_balance import aged_balance

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model.arrays import Cents, Days, Texts

AS_OF = dt.date(2026, 6, 30)
LIMITS = np.array([0, 30, 60, 90])
GOAL_BY_HAND = 1.3
GOAL_PANDAS = 2.5


def sample(items: int, customers: int) -> tuple[Texts, Days, Cents]:
    """Codes, due dates around the as-of date, and open amounts in cents, one in thirty a credit."""
    random = np.random.default_rng(2026)
    names = np.array([f"CLI{place:06}" for place in range(customers)], dtype=object)
    days = random.integers(-300, 60, items).astype("timedelta64[D]")
    sign = np.where(random.integers(0, 30, items) == 0, -1, 1)
    return (
        names[random.integers(0, customers, items)],
        np.datetime64(AS_OF) + days,
        random.integers(100, 1_000_000, items) * sign,
    )


def ours(customer: Texts, due: Days, amount: Cents) -> pd.DataFrame:
    """What the worksheet functions do."""
    return aged_balance(ledger_from_columns(customer, due, amount), AS_OF)


def by_hand(customer: Texts, due: Days, amount: Cents) -> Cents:
    """The least that gives the figures; customers as they come, total left to the reader."""
    codes, names = pd.factorize(customer)
    days = (np.datetime64(AS_OF) - due).astype(np.int64)
    bucket = np.where(amount < 0, len(LIMITS) + 1, np.searchsorted(LIMITS, days))
    width = len(LIMITS) + 2
    cells = np.bincount(codes * width + bucket, weights=amount, minlength=len(names) * width)
    return cells.astype(np.int64).reshape(len(names), width)


def frame_of(customer: Texts, due: Days, amount: Cents) -> pd.DataFrame:
    """The columns as pandas holds them by default."""
    return pd.DataFrame({"customer": customer, "due": due, "amount": amount})


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """The usual recipe."""
    days = (pd.Timestamp(AS_OF) - frame["due"]).dt.days
    bucket = pd.cut(days, [-np.inf, *LIMITS, np.inf], labels=list("ABCDE")).cat.add_categories("credits")
    bucket[frame["amount"] < 0] = "credits"
    totals = frame.groupby(["customer", bucket], observed=False)["amount"].sum()
    table = totals.unstack()  # noqa: PD010 - the fastest of the equivalents
    table.columns = [*"ABCDE", "credits"]
    return table.assign(total=table.sum(axis=1))


def best_times(runs: int, *candidates: Callable[[], object]) -> list[float]:
    """CPU seconds of the best run of each, taken in turn so that a busy machine disturbs all alike."""
    best = [float("inf")] * len(candidates)
    for _ in range(runs):
        for place, candidate in enumerate(candidates):
            start = time.process_time()
            candidate()
            best[place] = min(best[place], time.process_time() - start)
    return best


def main() -> None:
    """Checks that all give the same figures, then prints times and ratios."""
    parser = argparse.ArgumentParser(description="Balance âgée against numpy and pandas by hand.")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()

    columns = sample(options.items, options.customers)
    frame = frame_of(*columns)
    table, same, array = ours(*columns), by_pandas(frame), by_hand(*columns)
    if not np.array_equal(table.to_numpy(), same.to_numpy()) or array.sum() != table["Total"].sum():
        raise SystemExit("the figures differ")
    mine, hand, pandas, grouping = best_times(
        options.runs,
        lambda: ours(*columns),
        lambda: by_hand(*columns),
        lambda: by_pandas(frame_of(*columns)),
        lambda: by_pandas(frame),
    )
    print(f"{options.items:,} items, {options.customers:,} customers, best of {options.runs}")
    print(f"ours                 {mine * 1000:4.0f} ms")
    print(
        f"factorize + bincount {hand * 1000:4.0f} ms  ours takes {mine / hand:.2f} x (goal <= {GOAL_BY_HAND})"
    )
    print(f"pandas cut + groupby {pandas * 1000:4.0f} ms  {pandas / mine:.2f} x ours (goal >= {GOAL_PANDAS})")
    print(f"  frame ready made   {grouping * 1000:4.0f} ms  {grouping / mine:.2f} x ours")


if __name__ == "__main__":
    main()
