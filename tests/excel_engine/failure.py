"""What goes wrong."""

from __future__ import annotations


class ComError(Exception):
    """What COM raises."""
