"""LoRA on a grown model: low-rank updates of some projections, and full ones of the rows that speech brought in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from speechwright.errors import BadRecipe
from speechwright.lm.layout import TokenLayout
from speechwright.tables import missing_extra


@dataclass(frozen=True)
class LoraSettings:
    """Which layers get updates of which rank. The defaults are those of SpeechGPT's release, stage three.

    Args:
        rank: r.
        alpha: the update is scaled by alpha / rank.
        dropout: on the input of the update, in training.
        targets: names of the linear layers that get one.
    """

    rank: int = 8
    alpha: int = 16
    dropout: float = 0.05
    targets: tuple[str, ...] = ("q_proj", "v_proj")

    def __post_init__(self) -> None:
        if self.rank < 1 or self.alpha < 1 or not 0 <= self.dropout < 1 or not self.targets:
            raise BadRecipe(str(self), "rank and alpha ≥ 1, 0 ≤ dropout < 1, a target", "change the value")


def add_lora(model: Any, layout: TokenLayout, settings: LoraSettings) -> Any:
    """Freeze a grown model and put a trainable adapter on it; a `PeftModel`.

    The layout's rows of the embedding train as they are, and those of the head too: the same rows where head and
    embedding are tied, rows of its own where not.

    Raises:
        BadRecipe: no layer of the model has one of the targets' names.
        MissingExtra: peft is not installed.
    """
    try:
        import peft
    except ModuleNotFoundError as error:
        raise missing_extra("peft", "train") from error
    names = {name.rpartition(".")[2] for name, _ in model.named_modules()}
    if absent := sorted(set(settings.targets) - names):
        wanted = f"names of linear layers in {type(model).__name__}"
        raise BadRecipe(f"LoRA targets {', '.join(absent)}", wanted, "name layers of this model")
    config = peft.LoraConfig(
        task_type=peft.TaskType.CAUSAL_LM,
        r=settings.rank,
        lora_alpha=settings.alpha,
        lora_dropout=settings.dropout,
        target_modules=list(settings.targets),
        trainable_token_indices=_trainable_rows(model, layout),
    )
    return peft.get_peft_model(model, config)


def merge_lora(peft_model: Any) -> Any:
    """The plain model with the adapter worked into its weights and its head tied as it was; all may train again."""
    return peft_model.merge_and_unload().requires_grad_(True).eval()


def _trainable_rows(model: Any, layout: TokenLayout) -> dict[str, list[int]]:
    embedding, head = model.get_input_embeddings(), model.get_output_embeddings()
    modules = [embedding] if head.weight is embedding.weight else [embedding, head]
    names = {module: name for name, module in model.named_modules()}
    rows = sorted(layout.tokens.values())
    return {names[module]: rows for module in modules}
