"""What a model is: read from its folder."""

from __future__ import annotations

import json
from pathlib import Path

from safetensors import SafetensorError, safe_open

from speechwright.errors import BadModel
from speechwright.infer.folder import UNITS, VOCODER, ModelFolder, find_model
from speechwright.lm.room import context_tokens
from speechwright.types import Row

CARD, FIGURES = "README.md", "figures.json"


def about_model(name_or_folder: str | Path) -> Row:
    """Name, folder, size, numbers of parameters, units, hash of the token layout, voices, card and measured figures.

    Raises:
        BadModel: a part is missing or broken.
        UnitMismatch: the parts speak different units.
    """
    folder = find_model(name_or_folder)
    model = ModelFolder(folder)
    lm, decoder = model.lm, model.decoder
    parts = {"lm": folder, "units": folder / UNITS, "vocoder": folder / VOCODER}
    return {
        "model": str(name_or_folder),
        "folder": str(folder),
        "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "parameters": {part: _num_parameters(path) for part, path in parts.items()},
        "context_tokens": context_tokens(lm.model),
        "units": model.tokenizer.spec.to_row(),
        "layout": lm.layout.sha256,
        "rate_hz": decoder.rate_hz,
        "voices": list(decoder.voices()),
        "card": str(folder / CARD) if (folder / CARD).is_file() else None,
        "figures": _figures(folder / FIGURES),
    }


def _num_parameters(folder: Path) -> int:
    """Numbers in the weight files, by their headers alone; tied weights are stored, and counted, once."""
    try:
        return sum(_num_weights(path) for path in sorted(folder.glob("model*.safetensors")))
    except (OSError, SafetensorError) as error:
        raise BadModel(f"weights in {folder} ({error})", "readable safetensors", "copy the model again") from error


def _num_weights(path: Path) -> int:
    total = 0
    with safe_open(path, "numpy") as weights:
        for name in weights.keys():
            count = 1
            for size in weights.get_slice(name).get_shape():
                count *= size
            total += count
    return total


def _figures(path: Path) -> Row:
    if not path.is_file():
        return {}
    try:
        figures = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadModel(f"{path} ({error})", "JSON", "copy the model again, or delete that file") from error
    if not isinstance(figures, dict):
        raise BadModel(f"{path} without names", "an object of figures by name", "copy the model again")
    return figures
