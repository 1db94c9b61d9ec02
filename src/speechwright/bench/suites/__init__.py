"""The suites, one file each. `docs/evaluate.md` says how to add one."""
