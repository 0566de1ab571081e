"""The version, where every floor may read it; ``pyproject.toml`` takes it from here."""

__version__ = "0.1.0"
