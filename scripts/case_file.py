"""The dossier de recouvrement: all that is known of one case on one or two pages, for internal use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import letter_blocks as letter
from word_package import DEEP, PALE, paragraph, row, run, table, write_document

if TYPE_CHECKING:
    from pathlib import Path

WHO_WIDTHS: Final = (2000, 2706, 1600, 3106)
ENTRY_WIDTHS: Final = (2912, 1900, 1350, 1350, 1900)
DONE_WIDTHS: Final = (1300, 3300, 1300, 3512)
_NOT_KNOWN: Final = "—"


def build(folder: Path) -> None:
    """Writes ``dossier.docx``."""
    body = [
        paragraph("DOSSIER DE RECOUVREMENT {{ dossier.numero }}", "Titre"),
        paragraph(
            run("{{ client.nom }}", bold=True)
            + run(" ({{ client.code }}), {{ dossier.etat }}, arrêté au {{ dossier.arrete_au }}"),
            "Reference",
        ),
        _who(),
        *letter.when("dossier.notes", paragraph("{{ dossier.notes }}", "Remarque")),
        paragraph("Écritures", "SousTitre"),
        _entries(),
        paragraph("Risque et provision", "SousTitre"),
        _provision(),
        *letter.when(
            "a_faire",
            paragraph("Interventions à faire", "SousTitre"),
            _interventions("a_faire", "{{ une.etape }}{% if une.en_retard %} (en retard){% endif %}"),
        ),
        *letter.when(
            "realisees",
            paragraph("Interventions réalisées", "SousTitre"),
            _interventions("realisees", "{{ une.etape }}"),
        ),
    ]
    foot = letter.footer("Document interne — ne pas communiquer au client")
    write_document(folder / "dossier.docx", body, foot, "Dossier de recouvrement")


def _known(name: str) -> str:
    return f"{{{{ {name} or '{_NOT_KNOWN}' }}}}"


def _who() -> str:
    pairs = (
        ("Ouvert le", "{{ dossier.ouverture }}", "Contact", _known("dossier.contact")),
        ("Motif", _known("dossier.motif"), "Téléphone", _known("client.telephone")),
        ("Chargé", _known("dossier.charge"), "E-mail", _known("client.courriel")),
        ("Scénario", "{{ dossier.scenario }}", "Autres contacts", _known("dossier.autres_contacts")),
        ("Étape atteinte", _known("dossier.etape"), "Depuis le", _known("dossier.etape_date")),
    )
    rows = [
        row([(left, "Petit"), (value, "Tableau"), (right, "Petit"), (other, "Tableau")], WHO_WIDTHS)
        for left, value, right, other in pairs
    ]
    return table(rows, WHO_WIDTHS)


def _head(labels: tuple[tuple[str, str], ...], widths: tuple[int, ...]) -> str:
    return row([(label, f"PetitTete{right}") for label, right in labels], widths, heading=True, fill=DEEP)


def _entries() -> str:
    heading = _head(
        (("Écriture", ""), ("Pièce", ""), ("Date", ""), ("Échéance", ""), ("Montant", "Droite")), ENTRY_WIDTHS
    )
    entry = [
        ("{{ une.libelle }}", "Petit"),
        ("{{ une.numero }}", "Petit"),
        ("{{ une.date }}", "Petit"),
        ("{{ une.echeance }}", "Petit"),
        ("{{ une.montant }}", "PetitDroite"),
    ]
    charge = [
        ("{{ une.libelle }}{% if une.remarque %} — {{ une.remarque }}{% endif %}", "Petit"),
        *entry[1:3],
        ("", "Petit"),
        entry[4],
    ]
    return table(
        [
            heading,
            *letter.rows_before_total("une", "ecritures", entry, ENTRY_WIDTHS),
            _total("Reste dû", "dossier.reste_du"),
            *letter.rows_for("une", "charges", charge, ENTRY_WIDTHS),
            _total("Pénalités et frais", "dossier.frais"),
            _total("TOTAL", "dossier.total"),
        ],
        ENTRY_WIDTHS,
    )


def _total(label: str, name: str) -> str:
    cells = [(label, "TableauTotal"), (f"{{{{ {name} }}}}", "TableauTotalDroite")]
    return row(cells, ENTRY_WIDTHS, spans=(4, 1), fill=PALE)


def _provision() -> str:
    rows = [
        row([("Risque", "Petit"), (_known("dossier.risque"), "Tableau"), ("% Perte", "Petit"),
             (_known("dossier.perte"), "Tableau")], WHO_WIDTHS),
        row([("Provision", "Petit"), (run("{{ dossier.provision }}", bold=True), "Tableau"),
             ("Assiette", "Petit"), ("reste dû TTC, crédits déduits", "Tableau")], WHO_WIDTHS),
    ]  # fmt: skip
    return table(rows, WHO_WIDTHS)


def _interventions(of: str, step: str) -> str:
    heading = _head((("Date", ""), ("Étape", ""), ("Canal", ""), ("Raison, pièces", "")), DONE_WIDTHS)
    line = [
        ("{{ une.date or 'au plus tôt' }}", "Petit"),
        (step, "Petit"),
        ("{{ une.canal }}", "Petit"),
        ("{{ une.raison }}{% if une.raison and une.pieces %} — {% endif %}{{ une.pieces }}", "Petit"),
    ]
    return table([heading, *letter.rows_for("une", of, line, DONE_WIDTHS)], DONE_WIDTHS)
