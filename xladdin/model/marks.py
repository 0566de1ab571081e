"""How a sheet of ours is told from the user's: a hidden global defined name that covers the whole sheet."""

from __future__ import annotations

MARK_PREFIX = "_xladdin_"
"""``_xladdin_suivi`` refers to ``'Suivi'!$1:$1048576``: the mark of that sheet is ``suivi``."""

JOURNAL = "journal"
"""Mark of Journal des relances."""
