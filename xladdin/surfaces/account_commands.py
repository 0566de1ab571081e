"""Commands about one customer's account: a statement, and what was said on the telephone."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.making_commands import OwnWorkbook  # noqa: TC001 - typer reads annotations
from xladdin.surfaces.options import (
    AsJson,
    AsOf,
    Customers,
    Folder,
    count_of,
    listed,
    print_json,
    today,
    user,
)
from xladdin.surfaces.progress_bar import progress_bar
from xladdin.surfaces.screen import Screen

_MOST_ROWS: Final = 40


def statements(
    path: OwnWorkbook,
    *,
    customers: Customers = None,
    as_of: AsOf = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Écrit un relevé de compte pour chaque client nommé, ou pour tous ceux qui doivent."""
    from xladdin.app.statements import write_statements  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    with progress_bar(path.name) as progress:
        written = write_statements(
            FileHost(path),
            listed(customers),
            today=today(),
            as_of=parse_date(as_of) if as_of else None,
            folder=folder,
            progress=progress,
        )
    if as_json:
        print_json({"documents": [str(one) for one in written]})
        return
    screen = Screen()
    for one in written[:_MOST_ROWS]:
        screen.line(str(one))
    screen.note(f"{count_of(len(written), 'relevé')} de compte.")


def note(
    path: OwnWorkbook,
    customer: Annotated[str, typer.Argument(metavar="CLIENT", help="Code ou nom du client.")],
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="Ce qui a été dit.", show_default=False)] = "",
    *,
    promise: Annotated[
        str | None,
        typer.Option("--promesse", metavar="DATE", help="Promesse de règlement ; suspend les relances."),
    ] = None,
    by_phone: Annotated[bool, typer.Option("--appel", metavar=" ", help="C’était un appel.")] = False,
) -> None:
    """Écrit au Journal des relances ce qu’un client a dit, ou promis."""
    from xladdin.app.noting import add_note  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    name, _ = add_note(
        FileHost(path),
        customer,
        text,
        today=today(),
        author=user(),
        promise=parse_date(promise) if promise else None,
        by_phone=by_phone,
    )
    Screen().line(f"Noté au Journal des relances pour {name}.")
