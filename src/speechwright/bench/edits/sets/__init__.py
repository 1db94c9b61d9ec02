"""The sets of items: one made here, and readers of published ones. None of their data are part of the package."""
