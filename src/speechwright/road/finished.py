"""The step that takes a finished model apart, for others to go on from."""

from __future__ import annotations

import shutil

from speechwright.infer.folder import UNITS, VOCODER, find_model
from speechwright.road.step import Place, Step

JUDGE = "judge"
_PARTS = {UNITS: "tokenizer", VOCODER: "decoder", JUDGE: "judge"}  # in a model folder: in the folder of a step


class Finished(Step):
    """A model folder's parts, each where later steps look for it: this one's name will do for a language model, a
    tokenizer, a decoder or a judge to start from or to use.

    Args:
        model: a packaged model by name, or a model folder.
    """

    model: str

    def walk(self, place: Place) -> None:
        source = find_model(self.model)
        for name in ("model", *_PARTS.values()):
            shutil.rmtree(place.folder / name, ignore_errors=True)  # what a killed walk left
        shutil.copytree(source, place.folder / "model", ignore=shutil.ignore_patterns(*_PARTS, "README.md"))
        for part, name in _PARTS.items():
            if (source / part).exists():
                shutil.copytree(source / part, place.folder / name)
