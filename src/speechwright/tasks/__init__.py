"""Meaning without weights: what a task says, how a reply to it is read, and when it is right."""

from speechwright.tables import Table

TASKS = Table(
    "task",
    {
        "asr": "speechwright.tasks.asr:ASR",
        "tts": "speechwright.tasks.tts:TTS",
        "chat": "speechwright.tasks.chat:CHAT",
    },
    extra="models",
)
