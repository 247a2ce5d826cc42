"""The rules engine: one definition of a rule answers one case, a column of a million, and the catalogue."""
