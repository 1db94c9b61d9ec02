"""Pairs of recordings with the instruction that leads from the one to the other: what the builder `edits` makes rows
of."""
