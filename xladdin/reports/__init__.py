"""Ledger and date to report. Pure; amounts in integer cents."""
