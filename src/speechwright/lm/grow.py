"""Make any Transformers causal language model speak units: new tokens, new rows, one layout.

Shape letters: V rows of an embedding, U units, D width, F features of a unit vector.
"""

from __future__ import annotations

import json
from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer
from torch import Tensor, nn
from transformers import PreTrainedTokenizerFast

from speechwright.errors import BadModel, UnitMismatch
from speechwright.lm.layout import CONTROL, PAD, TokenLayout, unit_token
from speechwright.lm.template import chat_template
from speechwright.types import UnitSpec

# Our choice: near the mean, as the old rows' logits then hardly move, yet far enough apart to be told from each other.
NOISE = 0.1


def grow(
    model: Any,
    tokenizer: Any,
    spec: UnitSpec,
    generator: torch.Generator,
    unit_vectors: Tensor | None = None,
) -> TokenLayout:
    """Add the control tokens and the units of `spec` to a model and its tokenizer, in place.

    The control tokens become registered special tokens (`<|end|>` the end of sequence), the units ordinary added
    tokens; the tokenizer gets the chat template. New rows of the embedding, and of the head where it is not tied, are
    the mean of the old rows plus a tenth of their spread as noise. With `unit_vectors` a unit's row is instead its
    vector, standardised, sent through a fixed random projection and scaled to the spread of the old rows around their
    mean: like units start alike.

    Args:
        model: a Transformers causal language model, on any device and in any floating type.
        tokenizer: its tokenizer, a fast one.
        spec: the units.
        generator: source of noise and projection; on the CPU.
        unit_vectors: (spec.size, any number of features), such as the tokenizer's own centroids.

    Raises:
        BadModel: the tokenizer holds unit tokens already, or is not a fast one.
        UnitMismatch: the vectors are not one a unit.
    """
    _check(tokenizer, spec, unit_vectors)
    num_old = len(tokenizer)
    _add_tokens(tokenizer, spec.size)
    layout = TokenLayout.from_tokenizer(tokenizer, spec)
    model.resize_token_embeddings(max(_rows(model), len(tokenizer)), mean_resizing=False)
    z_UF = None if unit_vectors is None else _standardised(unit_vectors)
    _fill_rows(model, layout, num_old, z_UF, generator)
    _configure(model, layout)
    tokenizer.chat_template = chat_template(tokenizer, layout)
    return layout


def without_units(model: Any, tokenizer: Any, layout: TokenLayout) -> Any:
    """Take the units out of a grown model, in place, and give a tokenizer without them: both can be grown by others.

    What the model knows of text, of turns and of tasks it keeps.

    Args:
        model: a grown causal language model.
        tokenizer: its tokenizer, left as it is.
        layout: of both.
    """
    row = json.loads(tokenizer.backend_tokenizer.to_str())
    row["added_tokens"] = [token for token in row["added_tokens"] if not _is_unit(token["id"], layout)]
    backend = Tokenizer.from_str(json.dumps(row))
    named = {name: getattr(tokenizer, name) for name in ("unk_token", "bos_token", "eos_token", "pad_token")}
    plain = PreTrainedTokenizerFast(
        tokenizer_object=backend,
        clean_up_tokenization_spaces=False,
        model_max_length=tokenizer.model_max_length,
        **{name: token for name, token in named.items() if token is not None},
    )
    assert max(plain.get_vocab().values()) < layout.first_unit, "tokens behind the units"
    model.resize_token_embeddings(layout.first_unit)
    return plain


def _is_unit(token: int, layout: TokenLayout) -> bool:
    return layout.first_unit <= token < layout.first_unit + layout.num_units


def _check(tokenizer: Any, spec: UnitSpec, unit_vectors: Tensor | None) -> None:
    if not tokenizer.is_fast:
        raise BadModel("a tokenizer without a fast backend", "one made of `tokenizers`", "convert it to a fast one")
    if unit_token(0) in tokenizer.get_vocab():
        raise BadModel("a tokenizer that holds unit tokens", "one without", "grow the original model instead")
    if unit_vectors is not None and (unit_vectors.ndim != 2 or len(unit_vectors) != spec.size):
        shape = tuple(unit_vectors.shape)
        raise UnitMismatch(f"unit vectors of shape {shape}", f"{spec.size} rows", f"take the vectors of {spec.label}")


def _add_tokens(tokenizer: Any, num_units: int) -> None:
    named = {"eos_token": CONTROL["end"]} if tokenizer.pad_token else {"eos_token": CONTROL["end"], "pad_token": PAD}
    control = [*CONTROL.values(), *(token for token in named.values() if token not in CONTROL.values())]
    # Ids follow the order of the lists; units come in one call of their own and are contiguous.
    tokenizer.add_tokens([AddedToken(token, normalized=False, special=True) for token in control], special_tokens=True)
    extra = [token for token in CONTROL.values() if token not in named.values()]
    tokenizer.add_special_tokens({**named, "extra_special_tokens": extra}, replace_extra_special_tokens=False)
    tokenizer.add_tokens([AddedToken(unit_token(unit), normalized=False) for unit in range(num_units)])


def _rows(model: Any) -> int:
    return len(model.get_input_embeddings().weight)


def _standardised(vectors_UF: Tensor) -> Tensor:
    v_UF = vectors_UF.detach().float().cpu()
    return (v_UF - v_UF.mean(0)) / v_UF.std(0, correction=0).clamp_min(1e-6)


@torch.no_grad()
def _fill_rows(model: Any, layout: TokenLayout, num_old: int, z_UF: Tensor | None, generator: torch.Generator) -> None:
    embedding, head = model.get_input_embeddings(), model.get_output_embeddings()
    rows = slice(num_old, max(layout.tokens.values()) + 1)
    tied = head.weight is embedding.weight
    for module in [embedding] if tied else [embedding, head]:
        _fill(module.weight, rows, layout, z_UF, generator)
    if getattr(head, "bias", None) is not None:
        head.bias[rows] = head.bias[:num_old].mean()


def _fill(
    weight: nn.Parameter, rows: slice, layout: TokenLayout, z_UF: Tensor | None, generator: torch.Generator
) -> None:
    old_VD = weight[: rows.start].float().cpu()
    mean_D, std_D = old_VD.mean(0), old_VD.std(0)
    noise = torch.randn((rows.stop - rows.start, len(mean_D)), generator=generator)
    weight[rows] = (mean_D + NOISE * std_D * noise).to(weight)
    if z_UF is not None:
        projection_FD = torch.randn((z_UF.shape[1], len(mean_D)), generator=generator)
        x_UD = z_UF @ projection_FD
        x_UD = x_UD / x_UD.std(0, correction=0).clamp_min(1e-6)
        units = slice(layout.first_unit, layout.first_unit + layout.num_units)
        weight[units] = (mean_D + std_D * x_UD).to(weight)


def _configure(model: Any, layout: TokenLayout) -> None:
    for config in (model.config, model.generation_config):
        config.eos_token_id, config.pad_token_id = layout.end, layout.pad
