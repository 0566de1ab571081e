"""The buttons of the group Relances: letters and statements, their folder, a note after a call."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_documents import Outputs
from xladdin.app.generate_reminders import generate_reminders, prepare_reminders
from xladdin.app.journal_now import letters_folder
from xladdin.app.noting import add_note
from xladdin.app.statements import write_statements
from xladdin.errors import ArgumentError
from xladdin.model.wording import french_amount, french_date
from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.ribbon_campaigns import settle_pending
from xladdin.surfaces.ribbon_desk import Desk, counted, pressed
from xladdin.surfaces.row_selection import customers_of

if TYPE_CHECKING:
    from xladdin.app.generate_reminders import Campaign, Preparation
    from xladdin.dunning.run import DunningAction, DunningNotice
    from xladdin.dunning.selection import Selection
    from xladdin.hosts.excel import ExcelHost

_MOST_LINES: Final = 15
"""Of a list in a box: more would run off the screen."""


def generate() -> None:
    """Générer relances."""
    pressed(do_generate)


def generate_from_selection() -> None:
    """Depuis la sélection."""
    pressed(do_generate_from_selection)


def dry_run() -> None:
    """À blanc."""
    pressed(do_dry_run)


def make_statements() -> None:
    """Relevé de compte."""
    pressed(do_make_statements)


def open_letters() -> None:
    """Ouvrir le dossier des lettres."""
    pressed(do_open_letters)


def note_call() -> None:
    """Noter un appel."""
    pressed(do_note_call)


def do_generate(desk: Desk) -> None:
    """Letters for the selected rows, or for everybody where they name nobody; confirmed before."""
    host = desk.host_with_folder()
    _generate(desk, host, _selected(desk, host))


def do_generate_from_selection(desk: Desk) -> None:
    """Letters for the selected rows only."""
    host = desk.host_with_folder()
    selection = _selected(desk, host)
    if selection is None:
        raise ArgumentError(
            "Les lignes sélectionnées ne désignent ni client ni pièce.",
            "Sélectionnez des lignes de factures, de clients ou d’une de nos feuilles.",
        )
    _generate(desk, host, selection)


def do_dry_run(desk: Desk) -> None:
    """What would leave; nothing is written."""
    host = desk.host
    preparation = _prepared(desk, host, _selected(desk, host))
    lines = [*_summary(preparation), *_proposals(preparation), *_waiting(preparation)]
    desk.window.tell("\n".join([*lines, "", "À blanc : rien n’a été écrit."]))


def do_make_statements(desk: Desk) -> None:
    """One statement per selected customer, or for all who owe something; confirmed before."""
    host = desk.host_with_folder()
    ledger = host.read().ledger
    customers = customers_of(desk.selection(ledger), ledger)
    if not customers and not desk.window.confirm(
        "Aucun client n’est sélectionné. Faire le relevé de tous ceux qui doivent quelque chose ?"
    ):
        return
    written = write_statements(host, customers, today=desk.today, progress=desk.window.progress)
    if not written:
        desk.window.tell("Personne ne doit rien à cette date : aucun relevé.")
        return
    desk.window.tell(f"{counted(len(written), 'relevé')} dans\n{written[0].parent}")


def do_open_letters(desk: Desk) -> None:
    """The folder of the letters of this workbook."""
    host = desk.host_with_folder()
    folder = letters_folder(host, host.read().settings)
    if not folder.is_dir():
        raise ArgumentError(
            f"Il n’y a pas encore de lettres : le dossier « {folder} » n’existe pas.",
            "Cliquez sur « Générer relances ».",
        )
    desk.window.open(folder)


def do_note_call(desk: Desk) -> None:
    """What the customer of the selected row said, and what it promised."""
    host = desk.host_with_folder()
    ledger = host.read().ledger
    customers = customers_of(desk.selection(ledger), ledger)
    if len(customers) > 1:
        raise ArgumentError(
            f"La sélection concerne {len(customers)} clients.", "Sélectionnez la ligne d’un seul client."
        )
    names = dict(zip(ledger.customers.code, ledger.customers.name, strict=True))
    customer = customers[0] if customers else desk.window.ask("Quel client ? Code ou nom.")
    if not customer:
        return
    text = desk.window.ask(f"Appel à {names.get(customer, customer)} : qu’a-t-il été dit ?")
    if text is None:
        return
    promised = desk.window.ask("Promesse de règlement pour le (laissez vide s’il n’y en a pas) :")
    if promised is None:
        return
    name, _ = add_note(
        host,
        customer,
        text,
        today=desk.today,
        author=desk.author,
        promise=parse_date(promised) if promised.strip() else None,
        by_phone=True,
    )
    desk.window.tell(f"Noté au Journal des relances pour {name}.")


def _generate(desk: Desk, host: ExcelHost, selection: Selection | None) -> None:
    host.check_writable()
    settle_pending(desk, host)
    preparation = _prepared(desk, host, selection)
    if preparation.is_empty:
        generate_reminders(host, preparation, Outputs(), author=desk.author)  # the journal may have news
        desk.window.tell("\n".join(["Aucune relance à faire à cette date.", *_waiting(preparation)]))
        return
    whom = "pour la sélection" if selection else "pour tous les clients"
    question = "\n".join(
        [f"Générer les relances {whom} ?", "", *_summary(preparation), *_lacking(preparation)]
    )
    if desk.window.confirm(question):
        campaign = generate_reminders(
            host, preparation, Outputs(), author=desk.author, progress=desk.window.progress
        )
        desk.window.tell("\n".join(_made(campaign)))


def _selected(desk: Desk, host: ExcelHost) -> Selection | None:
    """What the rows are about; None when they name nothing."""
    selection = desk.selection(host.read().ledger)
    return selection if selection.customers or selection.pieces else None


def _prepared(desk: Desk, host: ExcelHost, selection: Selection | None) -> Preparation:
    return prepare_reminders(
        host, today=desk.today, author=desk.author, selection=selection, progress=desk.window.progress
    )


def _summary(preparation: Preparation) -> list[str]:
    """Letters, customers and amount; then the calls."""
    run = preparation.run
    totals: Counter[str] = Counter()
    for notice in run.notices:
        totals[notice.currency] += notice.total
    amounts = " + ".join(f"{french_amount(cents)} {currency}" for currency, cents in totals.items())
    customers = len({notice.customer for notice in run.notices})
    lines = [f"Arrêté au {french_date(run.as_of)}"]
    if run.notices:
        lines.append(f"{counted(len(run.notices), 'lettre')}, {counted(customers, 'client')}, {amounts}")
    if run.actions:
        lines.append(f"{counted(len(run.actions), 'action')} à mener (appels, vérifications)")
    return lines


def _proposals(preparation: Preparation) -> list[str]:
    customers = preparation.workbook.ledger.customers
    names = dict(zip(customers.code, customers.name, strict=True))
    proposals: list[DunningNotice | DunningAction] = [*preparation.run.notices, *preparation.run.actions]
    lines = [
        f"  {names[one.customer]} : {one.step.name}, {french_amount(one.total)} {one.currency}"
        for one in proposals[:_MOST_LINES]
    ]
    more = len(proposals) - _MOST_LINES
    return ["", *lines, *([f"  … et {more} de plus"] if more > 0 else [])] if lines else []


def _waiting(preparation: Preparation) -> list[str]:
    """Pieces that do not advance, by reason."""
    reasons = Counter(
        one.hold.text.partition(" : ")[0] for one in preparation.run.excluded if one.line.outstanding > 0
    )
    lines = [f"  {reason} : {count}" for reason, count in reasons.most_common(_MOST_LINES)]
    return ["", "Pièces qui attendent :", *lines] if lines else []


def _lacking(preparation: Preparation) -> list[str]:
    """What is missing in letters that leave all the same."""
    lines = [one.message for one in preparation.problems[:_MOST_LINES]]
    return ["", *lines] if lines else []


def _made(campaign: Campaign) -> list[str]:
    """Where the letters are, and what is left to do."""
    run = campaign.preparation.run
    lines = [
        f"{counted(len(run.notices), 'lettre')} dans",
        str(campaign.folder),
        "",
        f"Campagne {campaign.id}.",
    ]
    lines += campaign.documents.remarks
    if not campaign.preparation.workbook.settings.dunning.sent_when_generated:
        lines.append("Quand elles seront parties, cliquez sur « Marquer envoyées ».")
    return lines
