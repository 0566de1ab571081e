"""The command of reminders: a campaign, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from xladdin.dunning.reasons import REASON_WORDS
from xladdin.errors import ArgumentError
from xladdin.model import parameter_labels as labels
from xladdin.model.wording import french_amount, french_date
from xladdin.surfaces.account_commands import note, statements
from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.french_typer import french_command
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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xladdin.app.generate_reminders import Campaign, Preparation
    from xladdin.dunning.run import DunningAction, DunningNotice

_MOST_ROWS: Final = 40


def add_reminder_commands(app: typer.Typer) -> None:
    """Registers the commands, in the order in which the help lists them."""
    for name, command in (("relances", reminders), ("releve", statements), ("noter", note)):
        french_command(app, name)(command)


def reminders(
    path: OwnWorkbook,
    *,
    as_of: AsOf = None,
    customers: Customers = None,
    pieces: Annotated[
        list[str] | None,
        typer.Option(
            "--pieces",
            metavar="PIÈCE",
            help="Numéros de pièces, séparés par des virgules ; s’ajoutent aux clients nommés.",
        ),
    ] = None,
    folder: Folder = None,
    merged: Annotated[
        bool, typer.Option("--fusion", metavar=" ", help="Une seule lettre Word, une page par client.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", metavar=" ", help="Les lettres en PDF aussi.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--a-blanc", "--à-blanc", metavar=" ", help="Montre sans rien écrire.")
    ] = False,
    sent: Annotated[
        str | None,
        typer.Option(
            "--marquer-envoyees",
            metavar="CAMPAGNE",
            help="Note que cette campagne est partie ; « derniere » pour la dernière.",
        ),
    ] = None,
    sent_on: Annotated[
        str | None, typer.Option("--le", metavar="DATE", help="Date d’envoi ; sinon aujourd’hui.")
    ] = None,
    cancelled: Annotated[
        str | None,
        typer.Option(
            "--annuler",
            metavar="CAMPAGNE",
            help="Annule cette campagne ; « derniere » pour la dernière. Le Journal en garde la trace.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Génère les relances : lettres, courriels, appels à passer, et pourquoi le reste attend."""
    if sent is not None and cancelled is not None:
        raise ArgumentError("--marquer-envoyees et --annuler ne vont pas ensemble.", "Gardez l’une des deux.")
    generating: dict[str, object] = {"--au": as_of, "--pieces": pieces, "--dossier": folder}
    generating |= {"--fusion": merged, "--pdf": pdf, "--a-blanc": dry_run}
    if sent is not None:
        _refuse_with(generating, "--marquer-envoyees")
    elif cancelled is not None:
        _refuse_with({**generating, "--le": sent_on}, "--annuler")
    elif sent_on is not None:
        raise ArgumentError(
            "--le dit quand une campagne est partie, et aucune n’est nommée.",
            "Ajoutez « --marquer-envoyees CAMPAGNE » ; pour générer à une date, écrivez --au.",
        )
    if sent is not None or cancelled is not None:
        _change(path, sent, cancelled, sent_on, listed(customers), as_json=as_json)
        return
    from xladdin.app.campaign_documents import Outputs  # noqa: PLC0415 - help stays instant
    from xladdin.app.generate_reminders import generate_reminders, prepare_reminders  # noqa: PLC0415
    from xladdin.dunning.selection import Selection  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415
    from xladdin.letters.email_drafts import find_outlook  # noqa: PLC0415
    from xladdin.surfaces.reminder_payloads import campaign_json, preview_json  # noqa: PLC0415

    host = FileHost(path)
    named = Selection(frozenset(listed(customers)), frozenset(listed(pieces)))
    if not dry_run:
        host.check_writable()
    with progress_bar(path.name) as progress:
        preparation = prepare_reminders(
            host,
            today=today(),
            author=user(),
            as_of=parse_date(as_of) if as_of else None,
            selection=named if customers or pieces else None,
            progress=progress,
        )
        campaign = (
            None
            if dry_run
            else generate_reminders(
                host,
                preparation,
                Outputs(folder, merged, pdf),
                author=user(),
                mail=find_outlook(),
                progress=progress,
            )
        )
    if as_json:
        print_json(preview_json(preparation) if campaign is None else campaign_json(campaign))
        return
    screen = Screen()
    _show_preparation(screen, preparation)
    if campaign is None:
        screen.note("À blanc : rien n’a été écrit.")
    else:
        _show_campaign(screen, path, campaign)


def _refuse_with(options: Mapping[str, object], action: str) -> None:
    """What only a generation obeys is refused, not passed over, where a campaign is changed."""
    given = [name for name, value in options.items() if value]
    if given:
        raise ArgumentError(
            f"{' et '.join(given)} {'ne va' if len(given) == 1 else 'ne vont'} pas avec {action}.",
            "Retirez-le." if len(given) == 1 else "Retirez-les.",
        )


def _change(
    path: Path,
    sent: str | None,
    cancelled: str | None,
    sent_on: str | None,
    customers: Sequence[str],
    *,
    as_json: bool,
) -> None:
    from xladdin.app.campaigns import cancel, mark_sent  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    host, day = FileHost(path), today()
    if sent is not None:
        on = parse_date(sent_on) if sent_on else day
        done = mark_sent(host, sent, on=on, today=day, author=user(), customers=customers)
        words, remark = f"partie le {french_date(on)}", ""
    else:
        done = cancel(host, cancelled or "", today=day, author=user(), customers=customers)
        words = "annulée ; ses pièces reviennent au niveau qu’elles avaient, le Journal en garde la trace"
        remark = f"Ses documents sont toujours dans {done.folder} : ne les envoyez plus."
    if as_json:
        print_json({"campaign": done.campaign, "lines": done.pieces})
    elif done.pieces:
        Screen().line(f"Campagne {done.campaign} {words} : {count_of(done.pieces, 'ligne')} au Journal.")
        if remark:
            Screen().note(remark)
    else:
        Screen().line(f"Campagne {done.campaign} : tout était déjà noté ainsi.")


def _show_preparation(screen: Screen, preparation: Preparation) -> None:
    """Who is reminded of what, who is called, and why the others are not."""
    run = preparation.run
    screen.title("Relances", run.as_of)
    names = dict(
        zip(
            preparation.workbook.ledger.customers.code,
            preparation.workbook.ledger.customers.name,
            strict=True,
        )
    )
    for title, proposals in (("Lettres", run.notices), ("À faire", run.actions)):
        if proposals:
            _proposals_table(screen, title, proposals, names)
    if preparation.is_empty:
        screen.line("Aucune relance à faire à cette date.")
    reasons = Counter(one.hold.reason for one in run.excluded if one.line.outstanding > 0)
    if reasons:
        screen.line(Text("Pièces qui attendent", style="bold"))
        screen.figures((f"  {REASON_WORDS[reason]}", str(count)) for reason, count in reasons.most_common())
        screen.note("La feuille Relances à faire dit de chacune pourquoi.")
    screen.problems(preparation.problems)


def _proposals_table(
    screen: Screen,
    title: str,
    proposals: Sequence[DunningNotice | DunningAction],
    names: dict[str, str],
) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for label in ("Client", "Étape", "Canal"):
        table.add_column(label, overflow="fold")
    for label in ("Pièces", "Total"):
        table.add_column(label, justify="right", no_wrap=True)
    for one in proposals[:_MOST_ROWS]:
        channel = getattr(one, "channel", one.step.channel)
        reason = getattr(one, "channel_reason", "")
        table.add_row(
            Text(names[one.customer]),
            Text(one.step.name),
            f"{channel.value}{f' ({reason})' if reason else ''}",
            str(len(one.lines)),
            f"{french_amount(one.total)} {one.currency}",
        )
    screen.console.print(table)
    if len(proposals) > _MOST_ROWS:
        screen.note(f"… et {len(proposals) - _MOST_ROWS} autres.")


def _show_campaign(screen: Screen, path: Path, campaign: Campaign) -> None:
    if not campaign.id:
        return
    typed = f'"{path}"' if " " in str(path) else str(path)
    screen.line(Text.assemble(("Campagne  ", "bold"), campaign.id))
    screen.line(Text.assemble(("Documents ", "bold"), str(campaign.folder)))
    for remark in campaign.documents.remarks:
        screen.note(remark)
    screen.line(Text.assemble(("Feuilles  ", "bold"), ", ".join(campaign.titles)))
    known, day = campaign.preparation.workbook.settings.as_of, campaign.preparation.run.as_of
    if known is not None and known < day:
        screen.note(
            f"Paramètres dit encore « {labels.AS_OF} » {french_date(known)} : mettez-y le {french_date(day)} "
            "ou =AUJOURDHUI(), sinon « xladdin actualiser » ramène les feuilles à cette date."
        )
    waiting = _waiting(campaign)
    if waiting:
        screen.note(f"{waiting} : « xladdin relances {typed} --marquer-envoyees {campaign.id} ».")
    screen.note(f"Pour revenir en arrière : « xladdin relances {typed} --annuler {campaign.id} ».")


def _waiting(campaign: Campaign) -> str:
    """What somebody has to confirm; the next steps wait for it."""
    if not campaign.preparation.workbook.settings.dunning.sent_when_generated:
        return "Ces relances attendent d’être confirmées"
    if campaign.preparation.run.actions:
        return "Ce qui est à faire attend d’être confirmé, une fois fait"
    return ""
