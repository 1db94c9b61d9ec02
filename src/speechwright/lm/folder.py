"""A model is a folder: Transformers files at the top, `speech.json` beside them, safetensors only.

`AutoModelForCausalLM.from_pretrained` and `AutoTokenizer.from_pretrained` open it as it is. `speech.json` holds the
format version, the UnitSpec and the token layout with its hash. Other rooms keep their parts in sub-folders.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from speechwright.alphabet.lexicon import Lexicon
from speechwright.errors import BadData, BadModel
from speechwright.lm.layout import TokenLayout
from speechwright.lm.render import Renderer
from speechwright.types import Row, UnitSpec

FORMAT_VERSION = 1
SPEECH_FILE = "speech.json"
WORDS_FILE = "words.txt"  # a model may go without
PARTS = (SPEECH_FILE, "config.json", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja")
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")


@dataclass(frozen=True)
class SpeechLM:
    """A language model with all that speaks its units, and the words it has read, where they were kept."""

    model: Any
    tokenizer: Any
    layout: TokenLayout
    spec: UnitSpec
    renderer: Renderer
    lexicon: Lexicon | None = None


def save_model(
    folder: Path,
    model: Any,
    tokenizer: Any,
    spec: UnitSpec,
    card_text: str | None = None,
    dtype: torch.dtype | None = None,
    lexicon: Lexicon | None = None,
) -> None:
    """Write a grown model to a new folder; it appears whole or not at all.

    Args:
        folder: absent or empty.
        model: a Transformers causal language model, adapters merged.
        tokenizer: its tokenizer.
        spec: its units.
        card_text: Markdown for README.md.
        dtype: type of the stored weights, such as `torch.bfloat16`; the model's own if None.
        lexicon: words it has read.

    Raises:
        BadModel: the folder is not empty, or model and tokenizer were not grown together.
    """
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        raise BadModel(f"{folder}, which is not empty", "a new folder", "choose another name or move it away")
    layout = TokenLayout.from_tokenizer(tokenizer, spec)
    _check_rows(model, tokenizer, "the model")
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.partial-", dir=folder.parent))
    try:
        _write(partial, model, tokenizer, dtype)
        (partial / SPEECH_FILE).write_text(json.dumps(_speech_row(layout), indent=2) + "\n", "utf-8")
        if card_text is not None:
            (partial / "README.md").write_text(card_text, "utf-8")
        if lexicon is not None:
            lexicon.save(partial / WORDS_FILE)
        partial.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def load_model(folder: Path, dtype: torch.dtype = torch.float32) -> SpeechLM:
    """Open a model folder, on the CPU and in evaluation mode. Nothing is downloaded and nothing unpickled.

    Raises:
        BadModel: a part is missing, broken, or doesn't belong to the others; the message names it.
    """
    _check_files(folder)
    spec, recorded = _read_speech(folder / SPEECH_FILE)
    tokenizer = _load_tokenizer(folder)
    layout = TokenLayout.from_tokenizer(tokenizer, spec)
    if layout.sha256 != recorded.sha256:
        found = f"a tokenizer in {folder} with layout {layout.sha256[:8]}"
        raise BadModel(found, f"{recorded.sha256[:8]} as in {SPEECH_FILE}", "restore the tokenizer it was saved with")
    model = _load_weights(folder, dtype)
    _check_rows(model, tokenizer, str(folder))
    lexicon = Lexicon.load(folder / WORDS_FILE) if (folder / WORDS_FILE).exists() else None
    return SpeechLM(model, tokenizer, layout, spec, Renderer(tokenizer, layout), lexicon)


def _speech_row(layout: TokenLayout) -> Row:
    return {"format_version": FORMAT_VERSION, "units": layout.spec.to_row(), "layout": layout.to_row()}


def _write(folder: Path, model: Any, tokenizer: Any, dtype: torch.dtype | None) -> None:
    model.save_pretrained(folder, state_dict=None if dtype is None else _cast(model.state_dict(), dtype))
    tokenizer.save_pretrained(folder)
    if dtype is not None:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        config["dtype"] = str(dtype).removeprefix("torch.")
        (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", "utf-8")


def _cast(weights: dict[str, torch.Tensor], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    # Names that share a tensor must go on sharing it, or a tied head would be stored twice.
    floating = {weight.data_ptr(): weight for weight in weights.values() if weight.is_floating_point()}
    cast = {pointer: weight.to(dtype) for pointer, weight in floating.items()}
    return {name: cast.get(weight.data_ptr(), weight) for name, weight in weights.items()}


def _check_rows(model: Any, tokenizer: Any, holder: str) -> None:
    num_rows = len(model.get_input_embeddings().weight)
    if num_rows < len(tokenizer):
        found = f"{num_rows} embedding rows in {holder}"
        raise BadModel(found, f"one for each of the {len(tokenizer)} tokens", "save model and tokenizer together")


def _check_files(folder: Path) -> None:
    if not folder.is_dir():
        raise BadModel(f"no folder {folder}", "a model folder", "check the path")
    if pickles := sorted(path.name for pattern in PICKLES for path in folder.glob(pattern)):
        raise BadModel(f"{pickles[0]} in {folder}", "safetensors only", "convert the weights; pickles are not opened")
    for name in PARTS:
        if not (folder / name).is_file():
            raise BadModel(f"{folder} without {name}", "a whole model folder", "save or copy the model again")
    if not any(folder.glob("*.safetensors")):
        raise BadModel(f"{folder} without *.safetensors", "a whole model folder", "save or copy the model again")


def _read_speech(path: Path) -> tuple[UnitSpec, TokenLayout]:
    try:
        row = json.loads(path.read_text("utf-8"))
        version = row["format_version"]
        if version == FORMAT_VERSION:
            spec = UnitSpec.from_row(row["units"])
            return spec, TokenLayout.from_row(row["layout"], spec)
    except (ValueError, KeyError, TypeError, BadData) as error:
        raise _unreadable(path.name, path.parent, error) from error
    raise BadModel(f"{path} of format {version}", f"format {FORMAT_VERSION}", "update speechwright to open it")


def _load_tokenizer(folder: Path) -> Any:
    with _opening("the tokenizer or config.json", folder):
        return AutoTokenizer.from_pretrained(folder, local_files_only=True)


def _load_weights(folder: Path, dtype: torch.dtype) -> Any:
    with _opening("the weights or config.json", folder):
        model, info = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, local_files_only=True, use_safetensors=True, output_loading_info=True
        )
    # Transformers would fill a missing weight with random numbers and go on.
    if wrong := sorted(
        str(key) for kind in ("missing_keys", "mismatched_keys", "unexpected_keys") for key in info[kind]
    ):
        raise BadModel(
            f"weight {wrong[0]} missing or unknown in {folder}",
            "the weights that config.json describes",
            "copy the model again",
        )
    return model.eval()


@contextmanager
def _opening(part: str, folder: Path) -> Iterator[None]:
    """Name the part that a library could not open."""
    try:
        yield
    except Exception as error:  # tokenizers raises bare ones on a broken file, Transformers any kind
        raise _unreadable(part, folder, error) from error


def _unreadable(part: str, folder: Path, error: Exception) -> BadModel:
    reason = str(error).strip().partition("\n")[0] or type(error).__name__
    return BadModel(f"{part} in {folder} unreadable ({reason})", "a whole model folder", "save or copy the model again")
