"""Commands that read a workbook and show a report; only « fiche --feuille » writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.surfaces import payloads, report_screens
from xladdin.surfaces.arguments import Filters, as_of_date, parse_date, parse_month
from xladdin.surfaces.french_typer import french_command
from xladdin.surfaces.options import (
    AsJson,
    AsOf,
    Associate,
    Collector,
    Currency,
    Group,
    Service,
    WorkbookPath,
    print_json,
    read,
    today,
)
from xladdin.surfaces.screen import Screen

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from xladdin.ledger.ledger import Ledger
    from xladdin.workbook.workbook import Workbook


def add_reading_commands(app: typer.Typer) -> None:
    """Registers the commands, in the order in which the help lists them."""
    for name, command in (
        ("verifier", verify),
        ("balance", balance),
        ("echeancier", due_schedule),
        ("efficacite", efficiency),
        ("dso", days_sales_outstanding),
        ("fiche", customer_card),
    ):
        french_command(app, name)(command)


def verify(path: WorkbookPath, as_json: AsJson = False) -> None:
    """Montre ce qui a été compris du classeur : feuille, colonnes, lignes, anomalies."""
    workbook = read(path)
    if as_json:
        print_json(payloads.verification_json(workbook.source_map, workbook.problems))
        return
    screen = Screen()
    report_screens.show_source_map(screen, workbook.source_map)
    screen.problems(workbook.problems)


def balance(
    path: WorkbookPath,
    *,
    as_of: AsOf = None,
    currency: Currency = None,
    collector: Collector = None,
    group: Group = None,
    service: Service = None,
    associate: Associate = None,
    as_json: AsJson = False,
) -> None:
    """Balance âgée : ce que chaque client doit, par ancienneté du retard."""
    workbook, day, ledger = _opened(path, as_of, Filters(collector, group, service, associate))
    currencies = _currencies(ledger, currency)
    if as_json:
        print_json(
            payloads.balance_json(ledger, day, workbook.settings, currencies, problems=workbook.problems)
        )
        return
    screen = Screen()
    for code in currencies:
        screen.title("Balance âgée", day, code)
        screen.customers_table(payloads.balance_frame(ledger, day, workbook.settings, code), ledger)
    screen.problem_count(workbook.problems)


def due_schedule(
    path: WorkbookPath,
    *,
    as_of: AsOf = None,
    months: Annotated[
        int, typer.Option("--mois", metavar="N", help="Nombre de mois à venir, de 0 à 60.")
    ] = 6,
    currency: Currency = None,
    collector: Collector = None,
    group: Group = None,
    service: Service = None,
    associate: Associate = None,
    as_json: AsJson = False,
) -> None:
    """Échéancier : quand ce qui est dû arrive à échéance, mois par mois ; les effets à part."""
    workbook, day, ledger = _opened(path, as_of, Filters(collector, group, service, associate))
    currencies = _currencies(ledger, currency)
    if as_json:
        print_json(
            payloads.schedule_json(
                ledger, day, workbook.settings, currencies, months=months, problems=workbook.problems
            )
        )
        return
    screen = Screen()
    for code in currencies:
        receivables, bills = payloads.schedule_frames(ledger, day, workbook.settings, months, code)
        screen.title("Échéancier", day, code)
        screen.customers_table(receivables, ledger)
        if len(bills):
            screen.title("Effets en circulation", day, code)
            screen.customers_table(bills, ledger)
    screen.problem_count(workbook.problems)


def efficiency(
    path: WorkbookPath,
    *,
    month: Annotated[
        str | None,
        typer.Option("--mois", metavar="AAAA-MM", help="Mois étudié ; sinon celui de la date d’arrêté."),
    ] = None,
    as_of: AsOf = None,
    currency: Currency = None,
    collector: Collector = None,
    group: Group = None,
    service: Service = None,
    associate: Associate = None,
    as_json: AsJson = False,
) -> None:
    """Efficacité du recouvrement : reste à recouvrer et taux du mois, jour par jour."""
    from xladdin.reports.collection import collection_rate, collection_rates_by  # noqa: PLC0415
    from xladdin.reports.unallocated import unallocated_rate  # noqa: PLC0415

    workbook, day, ledger = _opened(path, as_of, Filters(collector, group, service, associate))
    first = parse_month(month) if month else day
    reports = [
        (
            collection_rate(ledger, first, day, currency=code),
            unallocated_rate(ledger, first, day, currency=code),
            collection_rates_by(ledger, "collector", first, day, currency=code),
        )
        for code in _currencies(ledger, currency)
    ]
    if as_json:
        print_json(
            payloads.with_others(
                [payloads.collection_json(rate, unallocated) for rate, unallocated, _ in reports],
                workbook.problems,
            )
        )
        return
    screen = Screen()
    for rate, unallocated, by_collector in reports:
        report_screens.show_collection(screen, rate, unallocated, by_collector)
    screen.problem_count(workbook.problems)


def days_sales_outstanding(
    path: WorkbookPath,
    *,
    as_of: AsOf = None,
    days: Annotated[int, typer.Option("--jours", metavar="N", help="Longueur de la période, en jours.")] = 90,
    currency: Currency = None,
    collector: Collector = None,
    group: Group = None,
    service: Service = None,
    associate: Associate = None,
    as_json: AsJson = False,
) -> None:
    """DSO : délai moyen de règlement des clients, par toutes les méthodes, avec leur calcul."""
    from xladdin.reports.dso import dso  # noqa: PLC0415

    workbook, day, ledger = _opened(path, as_of, Filters(collector, group, service, associate))
    reports = [dso(ledger, day, days=days, currency=code) for code in _currencies(ledger, currency)]
    if as_json:
        print_json(
            payloads.with_others([payloads.dso_json(measures) for measures in reports], workbook.problems)
        )
        return
    screen = Screen()
    for measures in reports:
        report_screens.show_dso(screen, measures)
    screen.problem_count(workbook.problems)


def customer_card(
    path: WorkbookPath,
    customer: Annotated[str, typer.Argument(metavar="CLIENT", help="Code ou nom du client.")],
    *,
    as_of: AsOf = None,
    as_sheet: Annotated[
        bool, typer.Option("--feuille", metavar=" ", help="L’ajoute comme feuille à votre classeur.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fiche d’un client : contacts, pièces ouvertes, ancienneté, relances, notes, promesses."""
    from xladdin.reports.customer_file import customer_file  # noqa: PLC0415

    if as_sheet:
        from xladdin.app.customer_sheet import add_customer_sheet  # noqa: PLC0415
        from xladdin.hosts.file import FileHost  # noqa: PLC0415

        applied = add_customer_sheet(
            FileHost(path), customer, today=today(), as_of=parse_date(as_of) if as_of else None
        )
        Screen().line(f"{path} : feuille {', '.join(applied.titles)}.")
        return
    workbook = read(path)
    day = as_of_date(as_of, workbook.settings, today())
    card = customer_file(workbook.ledger, workbook.history, customer, day, scale=workbook.settings.scale)
    if as_json:
        print_json(payloads.customer_json(card))
        return
    report_screens.show_customer_file(Screen(), card)


def _opened(path: Path, as_of: str | None, filters: Filters) -> tuple[Workbook, dt.date, Ledger]:
    """The workbook, the as-of date, and the part of the ledger that passes the filters."""
    workbook = read(path)
    return workbook, as_of_date(as_of, workbook.settings, today()), filters.apply(workbook.ledger)


def _currencies(ledger: Ledger, wanted: str | None) -> tuple[str, ...]:
    """The currencies to show, the most used first; the ledger's default when it is empty."""
    if wanted:
        return (ledger.in_currency(wanted)[1],)
    return ledger.currencies_present() or ledger.currencies[:1]
