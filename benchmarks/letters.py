"""Letters: the fast way against docxtpl used plainly, and one PDF of many letters against a PDF each.

Letters of the second reminder to customers with one to nine late invoices, some with sixty. Processor time
of this process for the letters; for PDF that of LibreOffice too, and the time on the clock, its start and a
fresh profile included.

Run: ``python benchmarks/letters.py`` (options ``--letters``, ``--plain``, ``--pdf``, ``--template``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xladdin.errors import MissingDependencyError
from xladdin.letters.compiled import compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.merged import merge_letters
from xladdin.letters.notice import Notice, NoticeLine, Recipient
from xladdin.letters.pdf import merged_pdf, to_pdf
from xladdin.model.settings import Sender
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.letters.context import Context

TIMES_AS_FAST = 25
SHARE_OF_THE_TIME = 0.55
SENDER = Sender(
    company="Les Papiers du Canal SAS", address="18 rue des Entrepreneurs", postcode="75010", city="Paris",
    siret="999 000 011 00018", iban="FR76 3000 6000 0112 3456 7890 189", signatory="Hélène Marchand",
)  # fmt: skip
DAY = dt.date(2026, 6, 30)
PIECE = NoticeLine("F26-0024", "FACTURE", dt.date(2026, 3, 5), dt.date(2026, 4, 30), 487560, 487560, 61)


def context(number: int) -> Context:
    """What the letter to one customer says."""
    pieces = 60 if number % 20 == 19 else 1 + number % 9
    name = f"Établissements n° {number} & Fils"
    recipient = Recipient(f"C{number:05}", name, "", ("12 rue de la Liberté",), "21000", "Dijon")
    lines = tuple(replace(PIECE, number=f"F{number:05}-{piece:02}") for piece in range(pieces))
    notice = Notice(recipient, 2, "EUR", DAY, lines)
    return letter_context(notice, SENDER, written_on=DAY)


def by_docxtpl(path: Path, values: Context) -> bytes:
    """As its manual shows, with what makes it safe."""
    document = DocxTemplate(path)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(values, environment, autoescape=True)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time, children included, and on the clock."""

    def spent() -> float:
        parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in parts)

    before, start = spent(), time.perf_counter()
    act()
    return spent() - before, time.perf_counter() - start


def body(letter: bytes) -> bytes:
    """Its ``document.xml``."""
    with zipfile.ZipFile(BytesIO(letter)) as package:
        return package.read("word/document.xml")


def letters(path: Path, count: int, plain: int) -> bool:
    """Prints letters per second both ways; whether the aim is met and the letters are the same."""
    values = [context(number) for number in range(count)]
    template = compile_template(path)
    made: list[bytes] = []
    fast = timed(lambda: made.extend(map(template.render, values)))[0] / count
    expected: list[bytes] = []
    slow = timed(lambda: expected.extend(by_docxtpl(path, one) for one in values[:plain]))[0] / plain
    same = sum(body(one) == body(other) for one, other in zip(made, expected, strict=False))
    merged = timed(lambda: merge_letters(made))[0]
    print(f"docxtpl plainly           {1 / slow:8.0f} letters/s  ({plain} letters)")
    print(f"compiled                  {1 / fast:8.0f} letters/s  ({count} letters)")
    print(f"times as fast             {slow / fast:8.1f}            (aim: {TIMES_AS_FAST})")
    print(f"document.xml equal        {same:8} of {plain}")
    print(f"one Word document of all  {merged:8.2f} s")
    return slow / fast >= TIMES_AS_FAST and same == plain


def pdf(path: Path, count: int) -> bool:
    """Prints the time of a PDF each and of one for all; whether the aim is met."""
    template = compile_template(path)
    made = [template.render(context(number)) for number in range(count)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [folder / f"lettre{number:05}.docx" for number in range(count)]
        for target, content in zip(paths, made, strict=True):
            target.write_bytes(content)
        each = timed(lambda: to_pdf(paths, folder))
        together = timed(lambda: merged_pdf(made, folder / "lettres.pdf"))
    share = together[0] / each[0]
    for words, (worked, waited) in (
        ("a PDF each, in one call  ", each),
        ("one PDF of all letters   ", together),
    ):
        print(f"{words} {worked:8.2f} s worked, {waited:.2f} s waited  ({count} letters)")
    print(f"share of the work         {share:8.2f}            (aim: {SHARE_OF_THE_TIME})")
    print(f"share of the wait         {together[1] / each[1]:8.2f}")
    return share <= SHARE_OF_THE_TIME


def main() -> int:
    """Runs the measures asked for; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=2000)
    parser.add_argument("--plain", type=int, default=60, help="letters by docxtpl")
    parser.add_argument("--pdf", type=int, default=200, help="letters as PDF; 0 for none")
    parser.add_argument("--template", default="rappel_2.docx")
    asked = parser.parse_args()
    path = letter_template(asked.template)
    met = letters(path, asked.letters, min(asked.plain, asked.letters))
    try:
        met = (pdf(path, asked.pdf) if asked.pdf else True) and met
    except MissingDependencyError as error:
        print(error.message)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
