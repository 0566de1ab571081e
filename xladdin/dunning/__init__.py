"""Reminders: who is reminded of what at which level, why others are not, and what became of it. Pure."""
