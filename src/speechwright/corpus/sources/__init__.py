"""Where records come from: the mini world, text files, tables, data sets of the Hub, recordings.

To add one: a file with a class that is a `Source`, and a line in this table.
"""

from speechwright.tables import Table

SOURCES = Table(
    "source",
    {
        "requests": "speechwright.corpus.sources.world:Requests",
        "answers": "speechwright.corpus.sources.world:Answers",
        "words": "speechwright.corpus.sources.world:Words",
        "digits": "speechwright.corpus.sources.world:Digits",
        "sentences": "speechwright.corpus.sources.text:Sentences",
        "snippets": "speechwright.corpus.sources.text:Snippets",
        "documents": "speechwright.corpus.sources.text:Documents",
        "jsonl": "speechwright.corpus.sources.table:Jsonl",
        "parquet": "speechwright.corpus.sources.table:Parquet",
        "dataset": "speechwright.corpus.sources.hub:Dataset",
        "ljspeech": "speechwright.corpus.sources.layouts:LJSpeech",
        "librispeech": "speechwright.corpus.sources.layouts:LibriSpeech",
        "common-voice": "speechwright.corpus.sources.layouts:CommonVoice",
        "shards": "speechwright.corpus.sources.shards:SpeechShards",
        "recordings": "speechwright.corpus.sources.recordings:Recordings",
    },
    extra="train",
)
