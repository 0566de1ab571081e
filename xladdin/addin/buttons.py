"""The buttons of the ribbon tab « Recouvrement », and what each one does.

A button whose use case is not there yet has neither ``use_case`` nor ``macro``: it is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Button:
    """One command.

    Attributes:
        id: unaccented; also the name of its VBA procedure.
        label: on the button; the screentip repeats it.
        supertip: what it does, in a sentence or two.
        keytip: one to three capitals, unique in the tab.
        icon: name in Excel's own list of controls.
        use_case: dotted name of the Python callable that it runs; ``""`` for none.
        macro: name of the VBA procedure that it runs instead; ``""`` for none.
        without_workbook: makes sense when no workbook is open.
    """

    id: str
    label: str
    supertip: str
    keytip: str
    icon: str
    use_case: str = ""
    macro: str = ""
    large: bool = False
    without_workbook: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it is shown."""
        return bool(self.use_case or self.macro)


@dataclass(frozen=True, slots=True)
class Menu:
    """A drop-down list of buttons; shown when one of them is."""

    id: str
    label: str
    supertip: str
    keytip: str
    icon: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the tab; shown when one of its controls is."""

    id: str
    label: str
    controls: tuple[Button | Menu, ...]

    @property
    def buttons(self) -> Iterator[Button]:
        """Those of the group and of its menus."""
        for control in self.controls:
            if isinstance(control, Menu):
                yield from control.buttons
            else:
                yield control


GROUPS: Final = (
    Group(
        "Suivi",
        "Suivi",
        (
            Button(
                "Actualiser",
                "Actualiser",
                "Relit la liste des factures et remet à jour toutes les feuilles de suivi du classeur.",
                "A",
                "RefreshAll",
                large=True,
                use_case="xladdin.surfaces.ribbon.refresh_all",
            ),
            Button(
                "BalanceAgee",
                "Balance âgée",
                "Ce que chaque client doit, par tranche de retard, à la date d’arrêté.",
                "B",
                "PivotTableReport",
                use_case="xladdin.surfaces.ribbon.show_aged_balance",
            ),
            Button(
                "Echeancier",
                "Échéancier",
                "Quand ce qui est dû arrive à échéance, mois par mois ; les effets à part.",
                "E",
                "Calculator",
                use_case="xladdin.surfaces.ribbon.show_schedule",
            ),
            Button(
                "Efficacite",
                "Efficacité",
                "Taux de recouvrement du mois, jour par jour, et règlements non affectés.",
                "F",
                "ChartInsert",
                use_case="xladdin.surfaces.ribbon.show_collection",
            ),
            Button(
                "SuiviRelances",
                "Suivi des relances",
                "Chaque pièce avec ses relances, son échéance et son état : réglée ou en cours.",
                "S",
                "DataValidation",
                use_case="xladdin.surfaces.ribbon.show_follow_up",
            ),
            Button(
                "FicheClient",
                "Fiche client",
                "Contacts, pièces ouvertes, relances, notes et promesses du client de la ligne sélectionnée.",
                "C",
                "PropertySheet",
                use_case="xladdin.surfaces.ribbon.show_customer",
            ),
            Button(
                "Anomalies",
                "Anomalies",
                "Les cellules à corriger ou à vérifier, avec leur adresse et le remède.",
                "N",
                "ErrorChecking",
                use_case="xladdin.surfaces.ribbon.show_problems",
            ),
        ),
    ),
    Group(
        "GroupeRelances",
        "Relances",
        (
            Button(
                "GenererRelances",
                "Générer relances",
                "Prépare les lettres des clients sélectionnés ; sans sélection utile, de tous, "
                "après confirmation.",
                "G",
                "FileSendAsAttachment",
                large=True,
                use_case="xladdin.surfaces.ribbon_reminders.generate",
            ),
            Menu(
                "MenuRelances",
                "Plus de relances",
                "Autres façons de relancer, relevés de compte et suivi des campagnes.",
                "R",
                "FilePrint",
                (
                    Button(
                        "RelancesSelection",
                        "Depuis la sélection",
                        "Les clients ou les pièces des lignes sélectionnées, et eux seuls.",
                        "RS",
                        "AcceptInvitation",
                        use_case="xladdin.surfaces.ribbon_reminders.generate_from_selection",
                    ),
                    Button(
                        "RelancesABlanc",
                        "À blanc",
                        "Montre ce qui partirait pour la sélection, ou pour tous, sans rien écrire.",
                        "RB",
                        "FilePrint",
                        use_case="xladdin.surfaces.ribbon_reminders.dry_run",
                    ),
                    Button(
                        "ReleveCompte",
                        "Relevé de compte",
                        "Un relevé des pièces ouvertes pour chaque client sélectionné.",
                        "RC",
                        "PivotTableReport",
                        use_case="xladdin.surfaces.ribbon_reminders.make_statements",
                    ),
                    Button(
                        "MarquerEnvoyees",
                        "Marquer envoyées",
                        "Confirme l’envoi des lettres en attente, à la date que vous donnez.",
                        "RM",
                        "AcceptInvitation",
                        use_case="xladdin.surfaces.ribbon_campaigns.confirm_sent",
                    ),
                    Button(
                        "AnnulerCampagne",
                        "Annuler la campagne",
                        "Annule la dernière campagne, tant que ses lettres ne sont pas parties.",
                        "RA",
                        "Undo",
                        use_case="xladdin.surfaces.ribbon_campaigns.cancel_campaign",
                    ),
                    Button(
                        "OuvrirDossierLettres",
                        "Ouvrir le dossier des lettres",
                        "Ouvre le dossier où sont les lettres de ce classeur.",
                        "RO",
                        "FileOpen",
                        use_case="xladdin.surfaces.ribbon_reminders.open_letters",
                    ),
                ),
            ),
            Button(
                "NoterAppel",
                "Noter un appel",
                "Note un appel, et une promesse de règlement, pour le client de la ligne sélectionnée.",
                "T",
                "ReviewNewComment",
                use_case="xladdin.surfaces.ribbon_reminders.note_call",
            ),
        ),
    ),
    Group(
        "Atelier",
        "Atelier",
        (
            Button(
                "Qualifier",
                "Qualifier",
                "Donne aux retards sélectionnés leur cause, de A à E.",
                "Q",
                "DataValidation",
            ),
            Button(
                "PreparerAtelier",
                "Préparer l’atelier",
                "Un classeur par service ou par responsable, prêt à être rempli en atelier.",
                "P",
                "ReviewShareWorkbook",
            ),
            Button(
                "Consolider",
                "Consolider",
                "Réunit les classeurs remplis en atelier.",
                "K",
                "PivotTableReport",
            ),
            Button(
                "FigerPourPartage",
                "Figer pour partage",
                "Remplace nos fonctions par leurs valeurs, pour des collègues qui n’ont pas le complément.",
                "V",
                "PasteValues",
                use_case="xladdin.surfaces.ribbon.freeze_for_sharing",
            ),
        ),
    ),
    Group(
        "Classeur",
        "Classeur",
        (
            Button(
                "NouveauClasseur",
                "Nouveau classeur",
                "Ouvre un classeur de recouvrement vide, prêt à recevoir vos factures.",
                "W",
                "FileNew",
                without_workbook=True,
                use_case="xladdin.surfaces.ribbon.open_new_workbook",
            ),
            Button(
                "Parametres",
                "Paramètres",
                "Affiche la feuille Paramètres : expéditeur, date d’arrêté, tranches, colonnes.",
                "M",
                "ControlProperties",
                use_case="xladdin.surfaces.ribbon.show_parameters",
            ),
            Button(
                "Restaurer",
                "Restaurer",
                "Revient à une copie de sauvegarde du classeur.",
                "Y",
                "Undo",
                use_case="xladdin.surfaces.ribbon.restore",
            ),
            Button(
                "Aide",
                "Aide",
                "Ouvre le mode d’emploi.",
                "H",
                "Help",
                without_workbook=True,
                use_case="xladdin.surfaces.ribbon.show_help",
            ),
            Button(
                "Autotest",
                "Autotest",
                "Essaie nos fonctions sur des données connues et dit si tout va bien.",
                "X",
                "MacroPlay",
                macro="LancerAutotest",
                without_workbook=True,
            ),
            Button(
                "APropos",
                "À propos",
                "Versions du complément et de xlwings, et chemin de Python.",
                "I",
                "Info",
                macro="MontrerAPropos",
                without_workbook=True,
            ),
        ),
    ),
)
