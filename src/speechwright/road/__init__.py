"""The road from texts and recordings to a model: a recipe names the steps, this room walks them in order."""

from speechwright.tables import Table

STEPS = Table(
    "step",
    {
        "finished": "speechwright.road.finished:Finished",
        "corpus": "speechwright.road.data:Corpus",
        "tokenizer": "speechwright.road.listening:Tokenizer",
        "judge": "speechwright.road.listening:JudgeStep",
        "language": "speechwright.road.language:Language",
        "mean": "speechwright.road.mean:Mean",
        "decoder": "speechwright.road.speaking:DecoderStep",
        "unit-voice": "speechwright.road.unit_voice:UnitVoiceStep",
        "model": "speechwright.road.model:ModelStep",
    },
    extra="all",
)
