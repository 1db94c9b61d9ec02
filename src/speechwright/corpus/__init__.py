"""Makes data sets by running tasks over sources. Models arrive as functions; nothing here knows a network."""

from speechwright.tables import Table

SOURCES = Table(
    "source",
    {
        "requests": "speechwright.corpus.sources:Requests",
        "answers": "speechwright.corpus.sources:Answers",
        "sentences": "speechwright.corpus.sources:Sentences",
        "snippets": "speechwright.corpus.sources:Snippets",
        "words": "speechwright.corpus.sources:Words",
        "digits": "speechwright.corpus.sources:Digits",
    },
    extra="all",
)
