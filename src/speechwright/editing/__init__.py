"""Runs plans on recordings: which samples stay, which are made, and whether the result is what was asked for."""
