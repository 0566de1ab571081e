"""Workbooks that a small French company could really have, built on demand."""
