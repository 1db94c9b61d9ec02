"""What a model is measured by. One file a suite, one line in the table."""

from speechwright.tables import Table

SUITES = Table(
    "suite",
    {
        "world_transcribe": "speechwright.bench.suites.world_transcribe:SUITE",
        "open_transcribe": "speechwright.bench.suites.open_transcribe:SUITE",
        "people_digits": "speechwright.bench.suites.people_digits:SUITE",
        "world_speak": "speechwright.bench.suites.world_speak:SUITE",
        "world_speak_human": "speechwright.bench.suites.world_speak_human:SUITE",
        "chat_spoken": "speechwright.bench.suites.chat_spoken:SUITE",
        "chat_typed": "speechwright.bench.suites.chat_typed:SUITE",
        "chain_against_direct": "speechwright.bench.suites.chain_against_direct:SUITE",
        "speed": "speechwright.bench.suites.speed:SUITE",
    },
    extra="bench",
)
