"""What the shipped letters have in common: who writes to whom, the table of pieces, the annex, the close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from word_package import DEEP, PALE, page_field, paragraph, row, run, table, tag_row

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTHS: Final = (2150, 2900, 2150, 2212)
"""Columns of the table of pieces, in twentieths of a point; together the width of the text."""
ANNEX_WIDTHS: Final = (1380, 1120, 1120, 620, 1500, 2172, 1500)


def when(condition: str, *content: str) -> list[str]:
    """Content that leaves no trace unless the condition holds."""
    return [paragraph(f"{{%p if {condition} %}}"), *content, paragraph("{%p endif %}")]


def each(item: str, of: str, *content: str) -> list[str]:
    """Content once per item of a list."""
    return [paragraph(f"{{%p for {item} in {of} %}}"), *content, paragraph("{%p endfor %}")]


def rows_for(item: str, of: str, cells: Sequence[tuple[str, str]], widths: Sequence[int]) -> list[str]:
    """A table row per item of a list."""
    return [
        tag_row(f"{{%tr for {item} in {of} %}}", widths),
        row(cells, widths),
        tag_row("{%tr endfor %}", widths),
    ]


def rows_before_total(
    item: str, of: str, cells: Sequence[tuple[str, str]], widths: Sequence[int]
) -> list[str]:
    """A table row per item; the last one stays on the page of the total that follows.

    Word keeps a row with the next one by its paragraphs, hence by their style.
    """
    last = [(text, _tied(style)) for text, style in cells]
    return [
        *rows_for(item, f"{of}[:-1]", cells, widths),
        *rows_for(item, f"{of}[-1:]", last, widths),
    ]


def _tied(style: str) -> str:
    """``TableauLieDroite`` from ``TableauDroite``."""
    name, right, _ = style.partition("Droite")
    return f"{name}Lie{right}"


def sender() -> list[str]:
    """Who writes: company, address, telephone and e-mail."""
    return [
        paragraph("{{ emetteur.societe }}", "Societe"),
        *each("ligne", "emetteur.adresse", paragraph("{{ ligne }}", "Emetteur")),
        *each("ligne", "emetteur.coordonnees", paragraph("{{ ligne }}", "Emetteur")),
        paragraph("", "Emetteur"),
    ]


def recipient() -> list[str]:
    """To whom, where, when."""
    return [
        paragraph(run("{{ client.nom }}", bold=True), "Destinataire"),
        *when("client.contact", paragraph("À l’attention de {{ client.contact }}", "Destinataire")),
        *each("ligne", "client.adresse", paragraph("{{ ligne }}", "Destinataire")),
        paragraph("{{ lettre.lieu }}, le {{ lettre.date }}", "LieuDate"),
    ]


def opening(title: str) -> list[str]:
    """Heading of runs, reference, salutation."""
    return [
        paragraph(title, "Titre"),
        paragraph("V/Réf. : {{ client.code }}", "Reference"),
        paragraph("Madame, Monsieur,"),
    ]


def pieces(amount: str = "Total échu", total: str = "TOTAL DÛ", mark: str = "") -> str:
    """The table of pieces, TOTAL DÛ, and the charges where there are some.

    Args:
        amount: heading of the amounts.
        total: label of their sum.
        mark: template code that follows the number of a piece.
    """
    heading = row(
        [
            ("Date d’écriture", "TableauTete"),
            ("Numéro de pièce", "TableauTete"),
            ("Date d’échéance", "TableauTete"),
            (amount, "TableauTeteDroite"),
        ],
        WIDTHS,
        heading=True,
        fill=DEEP,
    )
    line = [
        ("{{ piece.date_ecriture }}", "Tableau"),
        ("{{ piece.designation }}" + mark, "Tableau"),
        ("{{ piece.echeance }}", "Tableau"),
        ("{{ piece.total_echu }}", "TableauDroite"),
    ]
    sums = row(
        [
            (total, "TableauTotal"),
            ("", "TableauTotal"),
            ("", "TableauTotal"),
            ("{{ total_du }}", "TableauTotalDroite"),
        ],
        WIDTHS,
        fill=PALE,
    )
    return table([heading, *rows_before_total("piece", "pieces", line, WIDTHS), sums, *charges()], WIDTHS)


def charges() -> list[str]:
    """Rows under TOTAL DÛ: what is asked beyond the pieces, and everything together."""
    charge = row(
        [("{{ charge.libelle }}", "TableauLie"), ("{{ charge.montant }}", "TableauLieDroite")],
        WIDTHS,
        spans=(3, 1),
    )
    return [
        tag_row("{%tr if charges.lignes %}", WIDTHS),
        tag_row("{%tr for charge in charges.lignes %}", WIDTHS),
        charge,
        tag_row("{%tr endfor %}", WIDTHS),
        row(
            [
                ("TOTAL À RÉGLER, charges comprises", "TableauTotal"),
                ("{{ charges.total_general }}", "TableauTotalDroite"),
            ],
            WIDTHS,
            fill=PALE,
            spans=(3, 1),
        ),
        tag_row("{%tr endif %}", WIDTHS),
    ]


def after_pieces(*notes: str) -> list[str]:
    """Under the table: notes on it, what is not asked today and why, and some air."""
    return [
        *notes,
        *each("retenue", "charges.retenues", paragraph("{{ retenue }}", "Remarque")),
        paragraph("", "Intercalaire"),
    ]


def why_charged() -> list[str]:
    """On what the charges of a reminder rest."""
    return when(
        "charges.calcul",
        paragraph(
            "Les pénalités de retard et l’indemnité forfaitaire pour frais de recouvrement sont dues de "
            "plein droit dès le lendemain de l’échéance ({{ charges.base_legale }}) ; leur calcul figure en "
            "annexe."
        ),
    )


def annex() -> list[str]:
    """How the penalties were computed, on a page of its own."""
    heading = row(
        [
            ("Pièce", "PetitTete"),
            ("Du", "PetitTete"),
            ("Au", "PetitTete"),
            ("Jours", "PetitTeteDroite"),
            ("Reste dû", "PetitTeteDroite"),
            ("Taux annuel", "PetitTete"),
            ("Intérêts", "PetitTeteDroite"),
        ],
        ANNEX_WIDTHS,
        heading=True,
        fill=DEEP,
    )
    period = row(
        [
            ("{{ calcul.numero }}", "PetitLie"),
            ("{{ periode.du }}", "PetitLie"),
            ("{{ periode.au }}", "PetitLie"),
            ("{{ periode.jours }}", "PetitLieDroite"),
            ("{{ periode.reste_du }}", "PetitLieDroite"),
            ("{{ periode.taux }} ({{ periode.source }})", "PetitLie"),
            ("{{ periode.interets }}", "PetitLieDroite"),
        ],
        ANNEX_WIDTHS,
    )
    sums = row(
        [
            ("Pièce {{ calcul.numero }}, échue le {{ calcul.echeance }}", "PetitTotal"),
            ("{{ calcul.interets }}", "PetitTotalDroite"),
        ],
        ANNEX_WIDTHS,
        fill=PALE,
        spans=(6, 1),
    )
    rows = [
        heading,
        tag_row("{%tr for calcul in charges.calcul %}", ANNEX_WIDTHS),
        tag_row("{%tr for periode in calcul.periodes %}", ANNEX_WIDTHS),
        period,
        tag_row("{%tr endfor %}", ANNEX_WIDTHS),
        sums,
        tag_row("{%tr endfor %}", ANNEX_WIDTHS),
    ]
    return when(
        "charges.calcul",
        paragraph("ANNEXE — Calcul des pénalités de retard", "Annexe"),
        paragraph(
            "{{ client.nom }} ({{ client.code }}), pénalités arrêtées au {{ lettre.arrete_au }}", "Reference"
        ),
        table(rows, ANNEX_WIDTHS),
        paragraph(
            "Intérêts = reste dû × taux annuel × nombre de jours ÷ 365, du lendemain de l’échéance au jour "
            "du paiement ou à la date d’arrêté, inclus. Les montants par période sont arrondis pour la "
            "lecture ; les intérêts d’une pièce ne sont arrondis qu’une fois, sur leur somme. Les sommes "
            "dues s’entendent toutes taxes comprises ({{ charges.base_legale }}).",
            "Remarque",
        ),
    )


def payment() -> list[str]:
    """Where to pay."""
    return [
        paragraph(
            run("Règlement par virement", bold=True)
            + run(" — IBAN {{ emetteur.iban }}{% if emetteur.bic %}, BIC {{ emetteur.bic }}{% endif %}. ")
            + run("Merci d’indiquer en référence « {{ client.code }} » et les numéros de pièce."),
            "Solidaire",
        ),
    ]


def signature(
    closing: str = "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
) -> list[str]:
    """Who signs."""
    return [
        paragraph(closing, "Solidaire"),
        paragraph("{{ emetteur.signataire }}", "SignatureCourrier"),
        *when("emetteur.fonction", paragraph("{{ emetteur.fonction }}", "SignatureCourrier")),
    ]


def footer(first: str = "{{ emetteur.mentions }}") -> list[str]:
    """Legal line and page number."""
    return [
        paragraph(first, "PiedDePage"),
        paragraph(run("Page ") + page_field("PAGE") + run(" sur ") + page_field("NUMPAGES"), "PiedDePage"),
    ]
