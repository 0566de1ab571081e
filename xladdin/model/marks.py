"""How a sheet of ours is told from the user's: a hidden global defined name that covers the whole sheet."""

from __future__ import annotations

MARK_PREFIX = "_xladdin_"
"""``_xladdin_suivi`` refers to ``'Suivi'!$1:$1048576``: the mark of that sheet is ``suivi``."""

ACTIONS = "actions"
"""Mark of Actions à mener."""

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
