r"""Whether Excel for Windows lets the add-in's macros run: its Trust Center, read from the registry.

Policies of the company (``HKCU\Software\Policies``) win over the user's own choices. The startup folder is a
trusted location by default, where macros run without a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.installing.excel import OFFICE
from xladdin.installing.finding import note, right, wrong
from xladdin.installing.machine import expanded
from xladdin.model.function_calls import ADDIN_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from xladdin.installing.finding import Finding
    from xladdin.installing.machine import Machine

_POLICIES: Final = r"HKCU\Software\Policies\Microsoft\Office"
_MACROS: Final = "Sécurité des macros"
_TRUST_CENTER: Final = (
    "Dans Excel : Fichier, Options, Centre de gestion de la confidentialité, Paramètres du Centre"
)
_ASK_IT: Final = "Ce réglage vient de votre entreprise : demandez à votre service informatique"
_WITH_NOTICE, _SIGNED_ONLY, _NONE = 2, 3, 4
"""Values of VBAWarnings; 1 lets every macro run."""


def trust_findings(machine: Machine, version: str, folder: Path) -> Iterator[Finding]:
    """What the Trust Center says of an unsigned add-in in ``folder``.

    Args:
        version: of Excel, as in the registry.
        folder: where the add-in is.
    """
    where = rf"{version}\Excel\Security"
    policy, own = (machine.registry_values(rf"{root}\{where}") for root in (_POLICIES, OFFICE))
    yield from _addins_allowed(policy, own)
    if _is_trusted(machine, where, folder):
        yield right(_MACROS, f"« {folder} » est un emplacement approuvé : les macros s’y exécutent.")
        return
    remedy = (
        f"{_TRUST_CENTER}, Emplacements approuvés, Ajouter un nouvel emplacement : « {folder} ». "
        "La case « Désactiver tous les emplacements approuvés » doit rester décochée."
    )
    warnings = policy.get("vbawarnings", own.get("vbawarnings", _WITH_NOTICE))
    if warnings in {_SIGNED_ONLY, _NONE}:
        yield wrong(_MACROS, f"Excel bloque sans le dire les macros de « {folder} ».", remedy)
    elif warnings == _WITH_NOTICE:
        yield note(
            _MACROS, f"Excel demandera « Activer les macros » à chaque ouverture de « {folder} ».", remedy
        )
    else:
        yield right(_MACROS, "Excel exécute toutes les macros.")


def disabled_findings(machine: Machine, version: str) -> Iterator[Finding]:
    """Whether Excel put the add-in aside after a crash."""
    values = machine.registry_values(rf"{OFFICE}\{version}\Excel\Resiliency\DisabledItems").values()
    for value in values:
        text = value.decode("utf-16-le", "replace") if isinstance(value, bytes) else str(value)
        if ADDIN_FILE.lower() in text.lower():
            yield wrong(
                "Éléments désactivés",
                "Excel a désactivé le complément, sans doute après un arrêt brutal.",
                "Dans Excel : Fichier, Options, Compléments, Gérer : Éléments désactivés, Atteindre ; "
                f"choisissez {ADDIN_FILE}, puis Activer.",
            )
            return


def _addins_allowed(policy: Mapping[str, object], own: Mapping[str, object]) -> Iterator[Finding]:
    for name, what in (
        ("disablealladdins", "désactive tous les compléments"),
        ("requireaddinsig", "n’accepte que des compléments signés, ce que celui-ci n’est pas"),
    ):
        by_policy = policy.get(name) == 1
        if by_policy or own.get(name) == 1:
            remedy = (
                f"{_ASK_IT} d’autoriser « {ADDIN_FILE} »."
                if by_policy
                else f"{_TRUST_CENTER}, Compléments : décochez les cases."
            )
            yield wrong(_MACROS, f"Excel {what}.", remedy)


def _is_trusted(machine: Machine, where: str, folder: Path) -> bool:
    locations = rf"{where}\Trusted Locations"
    policy, own = (rf"{root}\{locations}" for root in (_POLICIES, OFFICE))
    disabled = machine.registry_values(policy).get(
        "alllocationsdisabled", machine.registry_values(own).get("alllocationsdisabled", 0)
    )
    if disabled == 1:
        return False
    entries = [
        machine.registry_values(rf"{root}\{key}")
        for root in (policy, own)
        for key in machine.registry_keys(root)
    ]
    # Before Excel has written its default locations, the startup folder is one of them all the same.
    return not entries or any(_covers(machine, entry, folder) for entry in entries)


def _covers(machine: Machine, entry: Mapping[str, object], folder: Path) -> bool:
    path = str(entry.get("path") or "")
    if not path:
        return False
    trusted = _folded(expanded(machine, path))
    inside = _folded(folder)
    return inside == trusted or (entry.get("allowsubfolders") == 1 and inside.startswith(f"{trusted}/"))


def _folded(path: Path) -> str:
    return str(path).replace("\\", "/").rstrip("/").lower()
