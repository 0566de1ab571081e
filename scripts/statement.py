"""The relevé de compte: every open piece of a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import letter_blocks as letter
from word_package import DEEP, PALE, paragraph, row, table, write_document

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS: Final = (1120, 1260, 1540, 1120, 772, 1800, 1800)
BILL_WIDTHS: Final = (4500, 2412, 2500)


def build(folder: Path) -> None:
    """Writes ``releve.docx``."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        paragraph("RELEVÉ DE COMPTE", "Titre"),
        paragraph("V/Réf. : {{ client.code }} — arrêté au {{ lettre.arrete_au }}", "Reference"),
        paragraph("Madame, Monsieur,"),
        paragraph(
            "Voici la situation de votre compte dans nos livres. Merci de la rapprocher de la vôtre et de "
            "nous signaler tout écart."
        ),
        *letter.when("pieces", _pieces()),
        *letter.when(
            "effets",
            paragraph("Effets en circulation, non compris dans le solde", "SousTitre"),
            _bills(),
        ),
        paragraph("", "Intercalaire"),
        *letter.when("a_regler", *letter.payment()),
        *letter.when(
            "not a_regler",
            paragraph("Ce compte n’appelle aucun règlement de votre part à ce jour."),
        ),
        *letter.signature(),
    ]
    write_document(folder / "releve.docx", body, letter.footer(), "Relevé de compte")


def _pieces() -> str:
    heading = row(
        [
            ("Date", "PetitTete"),
            ("Type", "PetitTete"),
            ("Pièce", "PetitTete"),
            ("Échéance", "PetitTete"),
            ("Retard", "PetitTeteDroite"),
            ("Montant", "PetitTeteDroite"),
            ("Reste dû", "PetitTeteDroite"),
        ],
        WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ piece.date_ecriture }}", "Petit"),
        ("{{ piece.type }}", "Petit"),
        ("{{ piece.numero }}", "Petit"),
        ("{{ piece.echeance }}", "Petit"),
        ("{% if piece.jours_retard %}{{ piece.jours_retard }} j{% endif %}", "PetitDroite"),
        ("{{ piece.montant }}", "PetitDroite"),
        ("{{ piece.total_echu }}", "PetitDroite"),
    ]
    parts = [
        row([(label, "PetitLie"), (amount, "PetitLieDroite")], WIDTHS, spans=(6, 1))
        for label, amount in (
            ("dont échu", "{{ total_echu }}"),
            ("dont à échoir", "{{ total_a_echoir }}"),
            ("dont crédits non affectés", "{{ total_credits }}"),
        )
    ]
    total = row(
        [("SOLDE", "TableauTotal"), ("{{ total_du }}", "TableauTotalDroite")],
        WIDTHS,
        spans=(6, 1),
        fill=PALE,
    )
    return table([heading, *letter.rows_before_total("piece", "pieces", line, WIDTHS), total, *parts], WIDTHS)


def _bills() -> str:
    heading = row(
        [("Effet", "PetitTete"), ("Échéance", "PetitTete"), ("Montant", "PetitTeteDroite")],
        BILL_WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ effet.numero }}", "Petit"),
        ("{{ effet.echeance }}", "Petit"),
        ("{{ effet.montant }}", "PetitDroite"),
    ]
    return table([heading, *letter.rows_for("effet", "effets", line, BILL_WIDTHS)], BILL_WIDTHS)
