"""A model by its name or folder, and its parts, each opened when it is first needed.

The language model lies at the top of the folder, its tokenizer in `units/`, its decoder in `vocoder/`. All three must
speak the same units.
"""

from __future__ import annotations

import difflib
import os
from functools import cached_property
from pathlib import Path
from typing import Any

from speechwright.errors import BadModel, SpeechwrightError, UnitMismatch, UnknownName
from speechwright.lm.folder import SPEECH_FILE, SpeechLM, load_model
from speechwright.types import UnitSpec
from speechwright.units import TOKENIZERS
from speechwright.units.tokenizer import Tokenizer
from speechwright.vocoder import DECODERS
from speechwright.vocoder.decoder import Decoder

DEFAULT_MODEL = "mini"
UNITS, VOCODER = "units", "vocoder"
DECODER = "mini"  # the only one so far; a decoder's folder does not say which kind it is
PRETRAINED = Path(__file__).parents[1] / "pretrained"  # models that come with the package, a folder each


def packaged_models(home: Path = PRETRAINED) -> list[str]:
    """Names of the models that come with the package."""
    return sorted(path.parent.name for path in home.glob(f"*/{SPEECH_FILE}"))


def example_sounds(home: Path = PRETRAINED) -> list[Path]:
    """Recordings that come with the package, in alphabetical order."""
    return sorted((home / "examples").glob("*.wav"))


def find_model(name_or_folder: str | Path, home: Path = PRETRAINED) -> Path:
    """The folder of a model. A packaged name wins over a folder of that name; `./name` means the folder.

    Raises:
        BadModel: no such folder, or the default model is not part of this installation.
        UnknownName: neither a packaged name nor a folder; close names are listed.
    """
    wanted, names = str(name_or_folder), packaged_models(home)
    if wanted in names and not isinstance(name_or_folder, Path):
        return home / wanted
    if os.path.isdir(wanted):  # unlike Path.is_dir, no error for a name too long or with a null byte
        return Path(wanted)
    raise _not_found(wanted, names, isinstance(name_or_folder, Path) or os.sep in wanted or os.path.exists(wanted))


def _not_found(wanted: str, names: list[str], is_path: bool) -> SpeechwrightError:
    if is_path:
        return BadModel(f"no folder {wanted!r}", "a model folder", "check the path")
    if wanted == DEFAULT_MODEL:
        remedy = "name a folder with --model, or train one: speechwright train RECIPE"
        return BadModel(f"no model {wanted!r} in this installation", "a packaged model or a model folder", remedy)
    close = difflib.get_close_matches(wanted, [*names, DEFAULT_MODEL], n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(dict.fromkeys(close))}?" if close else "give the path of a model folder"
    wish = f"a model folder, or one of {', '.join(names)}" if names else "a model folder; none comes with the package"
    return UnknownName(f"model {wanted!r}", wish, remedy)


class ModelFolder:
    """An opened model; its parts are read on first use and kept.

    Raises (each part, when first used):
        BadModel: the part is missing or broken.
        UnitMismatch: it speaks other units than the language model.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def lm(self) -> SpeechLM:
        return load_model(self.folder)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        part: Tokenizer = self._open(TOKENIZERS[self.lm.spec.tokenizer], UNITS)
        return part

    @cached_property
    def decoder(self) -> Decoder:
        part: Decoder = self._open(DECODERS[DECODER], VOCODER)
        return part

    def _open(self, kind: Any, name: str) -> Any:
        folder = self.folder / name
        if not folder.is_dir():
            raise BadModel(f"{self.folder} without {name}/", "a whole model folder", "save or copy the model again")
        part = kind.load(folder)
        self._require_units(part.spec, name)
        return part

    def _require_units(self, spec: UnitSpec, name: str) -> None:
        ours = self.lm.spec
        if spec.fingerprint != ours.fingerprint:
            found = f"{self.folder / name} with units {spec.label}"
            raise UnitMismatch(found, f"the language model's units {ours.label}", "put the parts of one model together")
