"""How a sheet of ours is told from the user's: a hidden global defined name that covers the whole sheet."""

from __future__ import annotations

MARK_PREFIX = "_xladdin_"
"""``_xladdin_suivi`` refers to ``'Suivi'!$1:$1048576``: the mark of that sheet is ``suivi``."""

BLOCK_NAME = "_bloc_xladdin"
"""A sheet's own hidden name: where our block stands on it. Excel gives it to a copy of the sheet as well."""

SET_ASIDE_NAME = "_ancienne_xladdin"
"""A sheet's own hidden name: it was ours, and stays beside the one that replaced it."""

OBJECT_PREFIX = "xladdin "
"""Charts of ours are named ``xladdin 1``, ``xladdin 2``… on each sheet, by which hers are told apart."""

ACTIONS = "actions"
"""Mark of Actions à mener."""

CUSTOMERS = "clients"
"""Mark of Clients."""

CASES = "dossiers"
"""Mark of Dossiers."""

FOLLOW_UP = "suivi"
"""Mark of Suivi des relances; of a further currency, that of « usd » is ``suivi_usd``."""

JOURNAL = "journal"
"""Mark of Journal des relances."""

RATES = "taux"
"""Mark of Taux."""

TO_REMIND = "relances_a_faire"
"""Mark of Relances à faire."""

SCENARIOS = "scenarios"
"""Mark of Scénarios."""
