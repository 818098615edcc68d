"""The money side of the one door: double entry, budgets, reports, reconciliation."""
