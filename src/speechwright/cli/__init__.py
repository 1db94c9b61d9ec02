"""The command line: one thin file a verb, errors handled in one place (`main.py`)."""
