"""The user's grid to a ledger; finished sheets into the user's package, losing nothing."""
