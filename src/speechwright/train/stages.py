"""The language-model stages: the settings that we start each with. All run the loop of `language.py`.

SpeechGPT (arXiv 2305.11000 and its release) has the last three:

| | modality adaptation | cross-modal instructions | chain of modality |
|---|---|---|---|
| weights | all | all | LoRA on q and v: rank 8, alpha 16, dropout 0.05 |
| learned tokens | all, in packed blocks of 1,024 | all but the prefix | all but the prefix |
| updates × sequences (paper) | 900 × 768 | 4,000 × 1,536 | 4,200 × ? |
| peak lr, schedule (release) | not set (5e-5, linear) | 2e-5, cosine | 2e-5, cosine |
| warm-up, weight decay (release) | not set | 3 %, 0 | 3 %, 0 |

Ours are for the mini model on two CPU cores and are our choice: small batches, as the number of updates mattered more
than that of tokens; the loss on the answer alone; all weights in the chain too, as an adapter saves nothing at this
size. Text comes first because text alone teaches answering cheaply.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speechwright.lm.layout import TokenLayout
from speechwright.train.language import Sequences, train_language
from speechwright.train.settings import LanguageSettings
from speechwright.train.weights import merged, moving


@dataclass(frozen=True)
class LanguageStage:
    """One stage of a language model; its data and the settings that differ from `defaults` make it what it is."""

    defaults: LanguageSettings

    def run(
        self,
        model: Any,
        layout: TokenLayout | None,
        train: Sequences,
        held_out: Sequences,
        folder: Path,
        settings: LanguageSettings | None = None,
    ) -> Any:
        """Train, or go on where a killed run in `folder` stood, and return the plain model that comes of it.

        Args:
            model: a Transformers causal language model as it was before the stage, changed in place.
            layout: of its tokens; None if it was not grown.
            train: sequences to learn from (see `train_language`, for errors too).
            held_out: sequences for the held-out loss; may be empty.
            folder: of this run alone.
            settings: instead of the defaults.
        """
        chosen = settings or self.defaults
        return merged(train_language(moving(model, layout, chosen), train, held_out, chosen, folder), chosen)


TEXT = LanguageStage(LanguageSettings(steps=2000, batch_tokens=4096, lr=1e-3, warmup_steps=100))
PRETRAIN = LanguageStage(LanguageSettings(steps=3000, batch_tokens=4096, lr=1e-3, warmup_steps=100))
SFT = LanguageStage(LanguageSettings(steps=6000, batch_tokens=1200, lr=1e-3, warmup_steps=200))
CHAIN = LanguageStage(LanguageSettings(steps=3000, batch_tokens=1200, lr=5e-4, warmup_steps=100))
