"""Formulas calculated by LibreOffice inside a workbook, its VBA allowed.

Run as a script it must be the system's Python, which has UNO: workbook, folder for a profile, and the
formulas as JSON on standard input; the shown results come as JSON on standard output.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
_FILTER = "Calc MS Excel 2007 VBA XML"
_SECONDS_TO_START = 60


def is_available() -> bool:
    """Whether LibreOffice and its Python bridge are installed."""
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).is_file():
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode == 0
    )


def calculated(workbook: Path, formulas: list[str], folder: Path) -> list[str]:
    """What the cells of ``formulas`` show, set one under the other on the first sheet.

    LibreOffice shows an empty text where VBA fails: compare with what is expected.
    """
    done = subprocess.run(
        [SYSTEM_PYTHON, __file__, str(workbook), str(folder)],
        input=json.dumps(formulas),
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    results: list[str] = json.loads(done.stdout)
    return results


def _main(workbook: str, folder: str) -> None:
    formulas = json.load(sys.stdin)
    pipe = f"xladdin{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(folder).as_uri()}/profile",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    desktop = None
    try:
        desktop = _desktop(pipe)
        book = desktop.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, _loading())
        sheet = book.Sheets.getByIndex(0)
        for row, formula in enumerate(formulas):
            sheet.getCellByPosition(0, row).setFormula(formula)
        book.calculateAll()
        shown = [sheet.getCellByPosition(0, row).String for row in range(len(formulas))]
        sys.stdout.write(json.dumps(shown))
        book.close(True)
    finally:
        if desktop is not None:
            desktop.terminate()
        else:
            office.terminate()
        office.wait(30)


def _desktop(pipe: str) -> Any:
    import uno  # noqa: PLC0415 - only the system's Python has it

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # UNO's own exception class is known only once it is connected
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def _loading() -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415

    values = {"Hidden": True, "MacroExecutionMode": 4, "FilterName": _FILTER}
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    _main(*sys.argv[1:])
