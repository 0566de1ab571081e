"""Builds the letters of ``letter_templates/``: python scripts/build_letter_templates.py.

What a template may use is documented in ``xladdin/letters/context.py``. The same script gives the same
bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from word_package import DEEP, PALE, page_field, paragraph, row, run, table, tag_row, write_document

TARGET: Final = Path(__file__).resolve().parent.parent / "letter_templates"
WIDTHS: Final = (2150, 2900, 2150, 2212)
"""Columns of the table of pieces, in twentieths of a point; together the width of the text."""


def sender() -> list[str]:
    """Who writes: company, address, telephone and e-mail."""
    return [
        paragraph("{{ emetteur.societe }}", "Societe"),
        paragraph("{%p for ligne in emetteur.adresse %}"),
        paragraph("{{ ligne }}", "Emetteur"),
        paragraph("{%p endfor %}"),
        paragraph("{%p for ligne in emetteur.coordonnees %}"),
        paragraph("{{ ligne }}", "Emetteur"),
        paragraph("{%p endfor %}"),
        paragraph("", "Emetteur"),
    ]


def recipient() -> list[str]:
    """To whom, where, when."""
    return [
        paragraph(run("{{ client.nom }}", bold=True), "Destinataire"),
        paragraph("{%p for ligne in client.adresse %}"),
        paragraph("{{ ligne }}", "Destinataire"),
        paragraph("{%p endfor %}"),
        paragraph("{{ lettre.lieu }}, le {{ lettre.date }}", "LieuDate"),
    ]


def pieces() -> str:
    """The table of late pieces and TOTAL DÛ."""
    heading = row(
        [
            ("Date d’écriture", "TableauTete"),
            ("Numéro de pièce", "TableauTete"),
            ("Date d’échéance", "TableauTete"),
            ("Total échu", "TableauTeteDroite"),
        ],
        WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = row(
        [
            ("{{ piece.date_ecriture }}", "Tableau"),
            ("{{ piece.numero }}", "Tableau"),
            ("{{ piece.echeance }}", "Tableau"),
            ("{{ piece.total_echu }}", "TableauDroite"),
        ],
        WIDTHS,
    )
    total = row(
        [
            ("TOTAL DÛ", "TableauTotal"),
            ("", "TableauTotal"),
            ("", "TableauTotal"),
            ("{{ total_du }}", "TableauTotalDroite"),
        ],
        WIDTHS,
        fill=PALE,
    )
    loop = tag_row("{%tr for piece in pieces %}", WIDTHS), line, tag_row("{%tr endfor %}", WIDTHS)
    return table([heading, *loop, total], WIDTHS)


def payment() -> list[str]:
    """Where to pay."""
    return [
        paragraph("", "Emetteur"),
        paragraph(
            run("Règlement par virement", bold=True)
            + run(" — IBAN {{ emetteur.iban }}{% if emetteur.bic %}, BIC {{ emetteur.bic }}{% endif %}. ")
            + run("Merci d’indiquer en référence « {{ client.code }} » et les numéros de pièce."),
            "Solidaire",
        ),
    ]


def signature() -> list[str]:
    """Who signs."""
    return [
        paragraph("Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.", "Solidaire"),
        paragraph("{{ emetteur.signataire }}", "SignatureCourrier"),
        paragraph("{%p if emetteur.fonction %}"),
        paragraph("{{ emetteur.fonction }}", "SignatureCourrier"),
        paragraph("{%p endif %}"),
    ]


def footer() -> list[str]:
    """Legal line and page number."""
    return [
        paragraph("{{ emetteur.mentions }}", "PiedDePage"),
        paragraph(run("Page ") + page_field("PAGE") + run(" sur ") + page_field("NUMPAGES"), "PiedDePage"),
    ]


def second_reminder(folder: Path) -> None:
    """« 2ème RAPPEL »."""
    body = [
        *sender(),
        *recipient(),
        paragraph(run("2") + run("ème", raised=True) + run(" RAPPEL"), "Titre"),
        paragraph("V/Réf. : {{ client.code }}", "Reference"),
        paragraph("Madame, Monsieur,"),
        paragraph(
            "Notre premier rappel est resté sans suite. D’après nos livres arrêtés au "
            "{{ lettre.arrete_au }}, les pièces suivantes sont échues et n’ont pas été soldées :"
        ),
        pieces(),
        *payment(),
        paragraph(
            "Nous vous remercions de nous adresser ce règlement sous {{ lettre.delai }}. Si une pièce "
            "appelle une remarque de votre part, faites-le-nous savoir : nous la traiterons aussitôt. "
            "Si votre paiement s’est croisé avec ce courrier, veuillez ne pas en tenir compte."
        ),
        *signature(),
    ]
    write_document(folder / "rappel_2.docx", body, footer(), "2ème rappel")


def build(folder: Path = TARGET) -> None:
    """Writes every shipped letter."""
    second_reminder(folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
