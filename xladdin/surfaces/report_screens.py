"""Each report on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from xladdin.model.cells import column_letter
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.source_map import ListRole
from xladdin.model.wording import (
    KIND_LABELS,
    MONTHS,
    TOTAL,
    french_amount,
    french_date,
    french_percent,
)
from xladdin.reports.customer_file import contact_lines
from xladdin.reports.dso import days_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.model.source_map import ListSource, SourceMap
    from xladdin.reports.collection import CollectionRate
    from xladdin.reports.customer_file import CustomerFile
    from xladdin.reports.dso import Dso
    from xladdin.reports.unallocated import UnallocatedRate
    from xladdin.surfaces.screen import Screen

_BAR_WIDTH: Final = 40
_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_ROLE_WORDS: Final = {
    ListRole.INVOICES: "Liste des factures",
    ListRole.PAYMENTS: "Liste des règlements",
    ListRole.CUSTOMERS: "Liste des clients",
}


def show_source_map(screen: Screen, source_map: SourceMap) -> None:
    """What was understood of a workbook: each list, its columns and why, and what was passed over."""
    for source in source_map.lists:
        _show_list(screen, source)
    for sheet, reason in source_map.other_sheets.items():
        screen.note(f"Feuille « {sheet} » non lue : {reason}")


def _show_list(screen: Screen, source: ListSource) -> None:
    place = f"lignes {source.first_row} à {source.last_row}" if source.rows else "aucune ligne"
    heading = f"en-têtes ligne {source.header_row}" if source.header_row else "sans en-têtes"
    words = f"  « {source.sheet} », {heading}, {place}"
    screen.line(Text.assemble((_ROLE_WORDS[source.role], "bold"), words))
    if source.why:
        screen.note(source.why)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for label in ("Colonne", "En-tête", "Comprise comme", "Pourquoi"):
        table.add_column(label, overflow="fold")
    table.add_column("Confiance", justify="right", no_wrap=True)
    for field, column in sorted(source.columns.items(), key=lambda pair: pair[1].column):
        table.add_row(
            column_letter(column.column),
            Text(column.heading),
            FIELD_LABELS[field],
            Text(column.why),
            f"{column.confidence:.0%}".replace("%", "\u00a0%"),
        )
    screen.console.print(table)
    if source.unread:
        named = ", ".join(f"{column_letter(column)} « {heading} »" for column, heading in source.unread)
        screen.note(f"Colonnes non lues : {named}.")
    screen.note(f"Lignes retenues : {source.kept} sur {source.rows}.")


def show_collection(
    screen: Screen,
    rate: CollectionRate,
    unallocated: UnallocatedRate,
    by_collector: Mapping[str, CollectionRate],
) -> None:
    """Efficacité du recouvrement of a month: figures, a bar, a curve, and who collects what."""
    month = f"{MONTHS[rate.month.month - 1]} {rate.month.year}"
    screen.title(f"Efficacité du recouvrement, {month}", rate.day, rate.currency)
    screen.figures(
        [
            ("À recouvrer", french_amount(rate.to_collect)),
            ("Recouvré", french_amount(rate.collected)),
            ("  dont avoirs", french_amount(rate.credit_notes)),
            ("Reste à recouvrer", french_amount(rate.remaining)),
        ]
    )
    labels = ["Taux de recouvrement", "Règlements non affectés", *by_collector]
    width = max(map(len, labels))
    _progress(screen, labels[0].ljust(width), rate.rate, [day.rate for day in rate.days])
    _progress(screen, labels[1].ljust(width), unallocated.rate, [day.rate for day in unallocated.days])
    if len(by_collector) > 1:
        screen.line(Text("Par chargé de recouvrement", style="bold"))
        for name, own in by_collector.items():
            if not own.to_collect:
                continue
            remaining = f"reste {french_amount(own.remaining)}"
            screen.line(f"{(name or '(aucun)').ljust(width)} {_bar(own.rate)}  {remaining}")
    if rate.undated_count:
        screen.note(
            f"Pièces réglées sans date, hors du calcul : {rate.undated_count} "
            f"({french_amount(rate.undated_cents)})."
        )


def show_dso(screen: Screen, measures: Dso) -> None:
    """DSO by every method, each with the sum that made it."""
    screen.title(f"DSO sur {measures.days} jours", measures.as_of, measures.currency)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Mesure", overflow="fold")
    table.add_column("Valeur", justify="right", no_wrap=True)
    table.add_column("Calcul", overflow="fold")
    for label, measure in (
        ("DSO comptable", measures.accounting),
        ("DSO par épuisement", measures.count_back),
        ("Meilleur DSO possible", measures.best_possible),
        ("Retard moyen (ADD)", measures.average_days_delinquent),
    ):
        value = "" if measure.value is None else days_text(measure.value)
        table.add_row(label, Text(value, style="bold"), Text(measure.explanation))
    cei = "" if measures.cei.value is None else french_percent(measures.cei.value / 100)
    table.add_row("Efficacité (CEI)", Text(cei, style="bold"), Text(measures.cei.explanation))
    screen.console.print(table)


def show_customer_file(screen: Screen, customer: CustomerFile) -> None:
    """Fiche client: contacts, ageing, open items, reminders, notes, promises."""
    code = f" ({customer.code})" if customer.code != customer.name else ""
    screen.title(f"Fiche client {customer.name}{code}", customer.as_of)
    screen.figures(contact_lines(customer), texts=True)
    for currency, ageing in customer.ageing.items():
        screen.line(Text(f"Encours en {currency}", style="bold"))
        screen.figures(
            [(label, french_amount(cents)) for label, cents in ageing.items() if cents or label == TOTAL]
        )
    promised = any(item.promise for item in customer.open_items)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for label in ("Pièce", "Type", "Date", "Échéance"):
        table.add_column(label, no_wrap=True)
    for label in ("Retard", "Montant", "Reste dû"):
        table.add_column(label, justify="right", no_wrap=True)
    if promised:
        table.add_column("Promesse", no_wrap=True)
    for item in customer.open_items:
        late = (item.days_late or 0) if item.outstanding > 0 else 0
        table.add_row(
            Text(item.number),
            KIND_LABELS[item.kind],
            french_date(item.issued),
            french_date(item.due),
            f"{late} j" if late > 0 else "",
            french_amount(item.amount),
            french_amount(item.outstanding),
            *([french_date(item.promise)] if promised else []),
        )
    screen.console.print(table)
    for label, lines in (
        (
            "Relances",
            [f"{french_date(sent.date)}  {sent.number}  n° {sent.rank}" for sent in customer.reminders],
        ),
        (
            "Promesses",
            [
                f"{french_date(promise.date)}  {promise.number}  {french_amount(promise.outstanding)}"
                f"{'  non tenue' if promise.broken else ''}"
                for promise in customer.promises
            ],
        ),
        ("Notes", [f"{note.number}  {note.text}" for note in customer.notes]),
    ):
        if lines:
            screen.line(Text(label, style="bold"))
            for line in lines:
                screen.line(Text(f"  {line}"))


def _progress(screen: Screen, label: str, rate: float | None, days: Sequence[float | None]) -> None:
    """A bar for a rate between 0 and 1 and, below it, one block per day."""
    screen.line(f"{label} {_bar(rate)}")
    steps = len(_BLOCKS) - 1
    curve = "".join(_BLOCKS[round(steps * min(max(day or 0, 0), 1))] for day in days)
    screen.line(f"{'  jour par jour'.ljust(len(label))} {curve}")


def _bar(rate: float | None) -> str:
    """A bar for a rate between 0 and 1, then the rate in percent."""
    filled = round(_BAR_WIDTH * min(max(rate or 0, 0), 1))
    figure = french_percent(rate) if rate is not None else "sans objet"
    return "█" * filled + "░" * (_BAR_WIDTH - filled) + f" {figure}"
