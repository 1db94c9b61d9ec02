"""Text → speech: the engines that make data. One file an engine, one line in the table."""

from speechwright.tables import Table

VOICES = Table(
    "voice",
    {
        "espeak": "speechwright.tts.espeak:Espeak",
        "flite": "speechwright.tts.flite:Flite",
        "festival": "speechwright.tts.festival:Festival",
        "server": "speechwright.tts.server:SpeechServer",
    },
    extra="voices",
)
