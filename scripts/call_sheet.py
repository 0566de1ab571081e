"""The fiche d’appel: what a collector has before her while she calls, and where she writes what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import letter_blocks as letter
from word_package import DEEP, PALE, paragraph, row, run, table, write_document

if TYPE_CHECKING:
    from pathlib import Path

LABEL_WIDTHS: Final = (2300, 7112)
PIECE_WIDTHS: Final = (2912, 1400, 1500, 1200, 2400)
EVENT_WIDTHS: Final = (1300, 5112, 3000)
PROMISE_WIDTHS: Final = (1300, 3600, 2012, 2500)
HAND_WRITTEN: Final = 620
"""Height of a row to write in."""
_NOT_KNOWN: Final = "non renseigné"


def build(folder: Path) -> None:
    """Writes ``fiche_appel.docx``."""
    body = [
        paragraph("FICHE D’APPEL", "Titre"),
        paragraph(
            "{% if lettre.etape %}{{ lettre.etape }}, {% endif %}arrêté au {{ lettre.arrete_au }}",
            "Reference",
        ),
        _who(),
        paragraph("Pièces", "SousTitre"),
        _pieces(),
        *letter.when("promesses", paragraph("Promesses de règlement", "SousTitre"), _promises()),
        *letter.when("remarques", paragraph("Remarques", "SousTitre"), *_remarks()),
        *letter.when("historique", paragraph("Historique", "SousTitre"), _events()),
        paragraph("Compte rendu de l’appel", "SousTitre"),
        _report(),
    ]
    foot = letter.footer("Document interne — ne pas communiquer au client")
    write_document(folder / "fiche_appel.docx", body, foot, "Fiche d’appel")


def _labelled(label: str, value: str, *, height: int = 0) -> str:
    return row([(label, "Petit"), (value, "Tableau")], LABEL_WIDTHS, height=height)


def _who() -> str:
    rows = [
        _labelled("Client", run("{{ client.nom }}", bold=True) + run(" ({{ client.code }})")),
        *(
            _labelled(label, f"{{{{ {name} or '{_NOT_KNOWN}' }}}}")
            for label, name in (
                ("Contact", "client.contact"),
                ("Téléphone", "client.telephone"),
                ("E-mail", "client.courriel"),
                ("Suivi par", "client.charge"),
            )
        ),
    ]
    return table(rows, LABEL_WIDTHS)


def _head(*labels: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, f"PetitTete{right}") for label, right in labels]


def _pieces() -> str:
    heading = row(
        _head(("Pièce", ""), ("Type", ""), ("Échéance", ""), ("Retard", "Droite"), ("Reste dû", "Droite")),
        PIECE_WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ piece.numero }}", "Petit"),
        ("{{ piece.type }}", "Petit"),
        ("{{ piece.echeance }}", "Petit"),
        ("{% if piece.jours_retard %}{{ piece.jours_retard }} j{% endif %}", "PetitDroite"),
        ("{{ piece.total_echu }}", "PetitDroite"),
    ]
    total = row(
        [("TOTAL DÛ", "TableauTotal"), ("{{ total_du }}", "TableauTotalDroite")],
        PIECE_WIDTHS,
        spans=(4, 1),
        fill=PALE,
    )
    return table(
        [heading, *letter.rows_before_total("piece", "pieces", line, PIECE_WIDTHS), total], PIECE_WIDTHS
    )


def _promises() -> str:
    heading = row(
        _head(("Promis pour le", ""), ("Pièce", ""), ("Reste dû", "Droite"), ("", "")),
        PROMISE_WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ promesse.date }}", "Petit"),
        ("{{ promesse.piece or 'ensemble du compte' }}", "Petit"),
        ("{{ promesse.montant }}", "PetitDroite"),
        ("{% if promesse.rompue %}non tenue{% else %}en cours{% endif %}", "Petit"),
    ]
    return table([heading, *letter.rows_for("promesse", "promesses", line, PROMISE_WIDTHS)], PROMISE_WIDTHS)


def _remarks() -> list[str]:
    return letter.each(
        "remarque", "remarques", paragraph("– {{ remarque.piece }} : {{ remarque.texte }}", "Puce")
    )


def _events() -> str:
    heading = row(
        _head(("Date", ""), ("Relance, appel ou note", ""), ("Pièces", "")),
        EVENT_WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ evenement.date }}", "Petit"),
        ("{{ evenement.texte }}", "Petit"),
        ("{{ evenement.pieces }}", "Petit"),
    ]
    return table([heading, *letter.rows_for("evenement", "historique", line, EVENT_WIDTHS)], EVENT_WIDTHS)


def _report() -> str:
    asked = (
        "Date et heure",
        "Interlocuteur",
        "Motif du retard",
        "Promesse (montant, date, moyen)",
        "Suite à donner",
    )
    return table([_labelled(label, "", height=HAND_WRITTEN) for label in asked], LABEL_WIDTHS)
