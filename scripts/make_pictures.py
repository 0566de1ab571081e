"""Pictures of the demonstration for the README: python scripts/make_pictures.py.

The workbook and the letter of ``xladdin demo`` go through LibreOffice to PDF, in French, and through
pdftoppm to ``docs/images/``. Needs ``soffice``, ``pdftoppm`` and ``pdftotext``.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from typing import Final

import openpyxl

from xladdin.app.customer_sheet import add_customer_sheet
from xladdin.app.demo import make_demo
from xladdin.app.new_workbook import create_workbook
from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
TODAY: Final = dt.date(2026, 7, 1)
RESOLUTION: Final = 100
TIME_LIMIT: Final = 180
OWN_SHEETS: Final = ("Factures", "Règlements", "Clients", "Paramètres")
CUSTOMER: Final = "DUPONT"
LETTERS: Final = {"Dupont & Fils": "lettre", "Imprimerie Kervella": "mise_en_demeure"}
TO_REMIND: Final = "Relances à faire"
ANOMALIES: Final = "Anomalies"
MISTAKES: Final[dict[str, dict[str, object]]] = {
    "Factures": {
        "G5": "environ 1 200", "D9": "fin juin", "A12": "F25-0871", "E14": None, "F14": None, "G20": -350.5,
        "C24": dt.date(2062, 3, 4), "B30": "Bordereau", "D33": None,
    },
    "Règlements": {"D5": "F99-9999", "E7": "250 €", "A8": None},
}  # fmt: skip
"""What people type by mistake, by sheet and cell."""

_LOCALE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
    "<value>fr-FR</value></prop></item></oor:items>\n"
)


def to_pdf(source: Path, profile: Path) -> Path:
    """The document as LibreOffice prints it, with French figures."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text(_LOCALE, encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(source.parent),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=TIME_LIMIT,
    )
    made = source.with_suffix(".pdf")
    if not made.is_file():
        raise FileNotFoundError(f"LibreOffice made no {made.name}")
    return made


def first_pages(pdf: Path, titles: tuple[str, ...]) -> dict[str, int]:
    """Number of the first page of each sheet, known by the sheet's name in the foot of the page."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=TIME_LIMIT
    ).stdout.decode()
    found: dict[str, int] = {}
    for number, page in enumerate(text.split("\f"), 1):
        foot = page.strip().rpartition("\n")[2].strip()
        for title in titles:
            if foot.startswith(f"{title} "):
                found.setdefault(title, number)
    return found


def picture(pdf: Path, page: int, name: str) -> None:
    """One page as ``docs/images/<name>.png``."""
    target = TARGET / name
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True, timeout=TIME_LIMIT)
    print(target.with_suffix(".png").relative_to(TARGET.parent.parent))


def slug(title: str) -> str:
    """``Balance âgée`` becomes ``balance_agee``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "_")


def main() -> None:
    """Makes every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        demo = make_demo(Path(folder) / "demo", FileHost, today=TODAY)
        book = to_pdf(demo.workbook, profile)
        pages = first_pages(book, (*OWN_SHEETS, *demo.sheets))
        for title, page in pages.items():
            if title not in (ANOMALIES, TO_REMIND):  # there are none, or none any more
                picture(book, page, slug(title))
        for customer, name in LETTERS.items():
            (letter,) = (path for path in demo.letters if path.name.startswith(f"{customer} - "))
            picture(to_pdf(letter, profile), 1, name)
        fresh = Path(folder) / "avant.xlsx"
        create_workbook(fresh)
        refresh(FileHost(fresh), today=TODAY, sheets=[TO_REMIND])
        before = to_pdf(fresh, profile)
        picture(before, first_pages(before, (TO_REMIND,))[TO_REMIND], slug(TO_REMIND))
        (card,) = add_customer_sheet(FileHost(demo.workbook), CUSTOMER, today=TODAY).titles
        book = to_pdf(demo.workbook, profile)
        picture(book, first_pages(book, (card,))[card], "fiche_client")
        faulty = to_pdf(faulty_workbook(Path(folder) / "anomalies.xlsx"), profile)
        picture(faulty, first_pages(faulty, (ANOMALIES,))[ANOMALIES], slug(ANOMALIES))


def faulty_workbook(path: Path) -> Path:
    """The shipped workbook with mistakes of every day typed into it, and its report sheets."""
    create_workbook(path)
    book = openpyxl.load_workbook(path)
    for sheet, cells in MISTAKES.items():
        for place, value in cells.items():
            book[sheet][place].value = value
    book.save(path)
    refresh(FileHost(path), today=TODAY, sheets=[ANOMALIES])
    return path


if __name__ == "__main__":
    main()
