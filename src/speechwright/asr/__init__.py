"""Speech → words and where they lie. One file a recognizer, one line in the table."""

from speechwright.tables import Table

RECOGNIZERS = Table(
    "recognizer",
    {
        "pocketsphinx": "speechwright.asr.pocketsphinx:PocketSphinx",
        "judge": "speechwright.asr.ctc:CtcRecognizer",
    },
    extra="asr",
)
