"""Builds the letters of ``letter_templates/``: python scripts/build_letter_templates.py.

What a template may use is documented in ``xladdin/letters/context.py``. The same script gives the same
bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import call_sheet
import case_file
import letter_blocks as letter
import statement
from word_package import paragraph, run, write_document

TARGET: Final = Path(__file__).resolve().parent.parent / "letter_templates"
CROSSED: Final = (
    "Si votre règlement nous est parvenu entre-temps, veuillez ne pas tenir compte de ce courrier."
)


def due_soon(folder: Path) -> None:
    """« RAPPEL D’ÉCHÉANCE », before anything is late: a service, not a demand."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        *letter.opening("RAPPEL D’ÉCHÉANCE"),
        paragraph(
            "Nous vous remercions de votre confiance. Pour faciliter le suivi de vos règlements, voici les "
            "pièces de votre compte qui arrivent prochainement à échéance :"
        ),
        letter.pieces(amount="Montant à régler", total="TOTAL"),
        *letter.after_pieces(),
        *letter.payment(),
        paragraph(
            "Si ce règlement est déjà programmé, ce rappel n’appelle rien de votre part. Si une facture vous "
            "manque ou appelle une remarque, dites-le-nous dès maintenant : nous la traiterons avant son "
            "échéance."
        ),
        *letter.signature("Nous vous prions d’agréer, Madame, Monsieur, nos salutations les meilleures."),
    ]
    write_document(folder / "preventif.docx", body, letter.footer(), "Rappel d’échéance")


def first_reminder(folder: Path) -> None:
    """« 1er RAPPEL »: it may be an oversight."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        *letter.opening(run("1") + run("er", raised=True) + run(" RAPPEL")),
        paragraph(
            "Sauf erreur ou omission de notre part, nous n’avons pas trouvé trace, à la date du "
            "{{ lettre.arrete_au }}, du règlement des pièces suivantes, aujourd’hui échues :"
        ),
        letter.pieces(),
        *letter.after_pieces(),
        *letter.payment(),
        paragraph(
            "Il s’agit sans doute d’un oubli ; nous vous remercions de bien vouloir y remédier avant le "
            f"{{{{ lettre.date_limite }}}}. {CROSSED}"
        ),
        paragraph(
            "Si une facture vous manque ou appelle une remarque, faites-le-nous savoir sans attendre : nous "
            "la traiterons aussitôt."
        ),
        *letter.why_charged(),
        *letter.signature(),
        *letter.annex(),
    ]
    write_document(folder / "rappel_1.docx", body, letter.footer(), "1er rappel")


def second_reminder(folder: Path) -> None:
    """« 2ème RAPPEL »: a date is asked for."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        *letter.opening(run("2") + run("ème", raised=True) + run(" RAPPEL")),
        paragraph(
            "Notre premier rappel est resté sans suite. D’après nos livres arrêtés au "
            "{{ lettre.arrete_au }}, les pièces suivantes sont échues et n’ont pas été soldées :"
        ),
        letter.pieces(),
        *letter.after_pieces(),
        *letter.payment(),
        paragraph(
            "Nous vous remercions de nous adresser ce règlement sous {{ lettre.delai }}, soit avant le "
            "{{ lettre.date_limite }}. Si une pièce appelle une remarque de votre part, faites-le-nous "
            f"savoir : nous la traiterons aussitôt. {CROSSED}"
        ),
        *letter.why_charged(),
        *letter.signature(),
        *letter.annex(),
    ]
    write_document(folder / "rappel_2.docx", body, letter.footer(), "2ème rappel")


def third_reminder(folder: Path) -> None:
    """« 3ème RAPPEL »: the last one before the mise en demeure, and it says so."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        *letter.opening(run("3") + run("ème", raised=True) + run(" RAPPEL")),
        paragraph(
            "Malgré nos rappels précédents{% if relances %} ({% for relance in relances %}{{ relance.date }}"
            "{% if not loop.last %}, {% endif %}{% endfor %}){% endif %}, les pièces suivantes demeurent "
            "impayées dans nos livres arrêtés au {{ lettre.arrete_au }} :"
        ),
        letter.pieces(),
        *letter.after_pieces(),
        *letter.payment(),
        paragraph(
            "Nous vous demandons de nous faire parvenir ce règlement au plus tard le "
            "{{ lettre.date_limite }}, ou de nous faire connaître avant cette date le motif qui s’y oppose. "
            "Sans réponse de votre part, nous vous adresserons une mise en demeure."
        ),
        *letter.when(
            "charges.base_legale and not charges.calcul",
            paragraph(
                "Nous vous rappelons que tout retard de paiement rend exigibles de plein droit des pénalités "
                "de retard et une indemnité forfaitaire de 40 € par facture pour frais de recouvrement "
                "({{ charges.base_legale }})."
            ),
        ),
        *letter.why_charged(),
        paragraph(CROSSED),
        *letter.signature(),
        *letter.annex(),
    ]
    write_document(folder / "rappel_3.docx", body, letter.footer(), "3ème rappel")


def formal_notice(folder: Path) -> None:
    """« MISE EN DEMEURE »: what a court will want to read."""
    body = [
        *letter.sender(),
        *letter.recipient(),
        *letter.when(
            "lettre.recommandee", paragraph("Par lettre recommandée avec accusé de réception", "Mention")
        ),
        *letter.opening("MISE EN DEMEURE DE PAYER"),
        *letter.when(
            "relances",
            paragraph("Nos démarches amiables sont restées sans effet :", "Solidaire"),
            *letter.each(
                "relance",
                "relances",
                paragraph(
                    "– {{ relance.nom }} du {{ relance.date }}"
                    "{% if relance.pieces %} ({{ relance.pieces }}){% endif %}",
                    "Puce",
                ),
            ),
        ),
        paragraph(
            "À la date du {{ lettre.arrete_au }}, vous restez nous devoir la somme de {{ total_du }} au "
            "titre des pièces suivantes :",
            "ApresListe",
        ),
        letter.pieces(mark="{% if piece.pour_information %} *{% endif %}"),
        *letter.after_pieces(
            *letter.when(
                "pour_information",
                paragraph("* Pièce également échue, rappelée ici pour information.", "Remarque"),
            )
        ),
        paragraph(
            run("Par la présente, nous vous mettons en demeure de nous régler la somme de ")
            + run("{{ charges.total_general }}", bold=True)
            + run(" dans un délai de {{ lettre.delai }} à compter de la réception de cette lettre.")
        ),
        paragraph(
            "Cette lettre vaut mise en demeure au sens de l’article 1344 du code civil et fait courir, "
            "s’ils ne courent déjà, les intérêts prévus à l’article 1344-1 du même code."
        ),
        *letter.when(
            "charges.base_legale",
            paragraph(
                "Les pénalités de retard et l’indemnité forfaitaire de 40 € par facture pour frais de "
                "recouvrement sont dues de plein droit, sans qu’un rappel soit nécessaire "
                "({{ charges.base_legale }}). Les pénalités continuent de courir jusqu’au paiement complet"
                "{% if charges.calcul %} ; leur calcul au {{ lettre.arrete_au }} figure en annexe{% endif %}."
            ),
        ),
        paragraph(
            "À défaut de règlement dans ce délai, nous engagerons sans autre avis les poursuites nécessaires "
            "au recouvrement de notre créance."
        ),
        *letter.payment(),
        *letter.signature("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
        *letter.annex(),
    ]
    write_document(folder / "mise_en_demeure.docx", body, letter.footer(), "Mise en demeure")


def build(folder: Path = TARGET) -> None:
    """Writes every shipped letter."""
    due_soon(folder)
    first_reminder(folder)
    second_reminder(folder)
    third_reminder(folder)
    formal_notice(folder)
    statement.build(folder)
    call_sheet.build(folder)
    case_file.build(folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
