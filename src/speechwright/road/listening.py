"""Steps that train what listens: the tokenizer and the judge."""

from __future__ import annotations

from pathlib import Path

from speechwright.asr.judge import MEL as JUDGE_MEL
from speechwright.asr.judge import Judge
from speechwright.audio.features import MelSpec
from speechwright.road.step import Place, Step, named
from speechwright.shards import open_shards
from speechwright.train.batches import Mixture
from speechwright.train.clips import Clip, Clips
from speechwright.train.judge import JudgeTraining, train_judge
from speechwright.train.units import TokenizerSettings, train_tokenizer
from speechwright.units.mini import MiniTokenizer


class Tokenizer(TokenizerSettings, Step):
    """Trains a mini tokenizer.

    Args:
        clips: steps with recordings, and the share of each.
        held_out: a step with recordings for the held-out loss.
        start: an earlier tokenizer step to go on from.
    """

    clips: dict[str, float]
    held_out: str
    start: str | None = None

    def inputs(self) -> set[str]:
        return {*self.clips, self.held_out, *named(self.start)}

    def walk(self, place: Place) -> None:
        settings = TokenizerSettings(**self.model_dump(exclude={"clips", "held_out", "start"}))
        mel = MelSpec(num_mels=settings.encoder.num_mels)
        start = MiniTokenizer.load(place.of(self.start) / "tokenizer").encoder if self.start else None
        clips, held_out = _mixture(place, self.clips, mel, settings.training.seed), _clips(place, self.held_out, mel)
        train_tokenizer(clips, held_out, settings, place.folder, start).save(place.folder / "tokenizer")


class JudgeStep(JudgeTraining, Step):
    """Trains a judge.

    Args:
        clips: steps with recordings, and the share of each.
        held_out: a step with recordings for the held-out loss.
        start: a step with a judge to go on from.
    """

    clips: dict[str, float]
    held_out: str
    start: str | None = None

    def inputs(self) -> set[str]:
        return {*self.clips, self.held_out, *named(self.start)}

    def walk(self, place: Place) -> None:
        settings = JudgeTraining(**self.model_dump(exclude={"clips", "held_out", "start"}))
        clips = _mixture(place, self.clips, JUDGE_MEL, settings.training.seed)
        held_out = _clips(place, self.held_out, JUDGE_MEL)
        start = Judge.load(place.of(self.start) / "judge").network if self.start else None
        train_judge(clips, held_out, settings, place.folder, start).save(place.folder / "judge")


def _mixture(place: Place, shares: dict[str, float], mel: MelSpec, seed: int) -> Mixture[Clip]:
    return Mixture({name: (_clips(place, name, mel), share) for name, share in shares.items()}, seed)


def _clips(place: Place, step: str, mel: MelSpec) -> Clips:
    return Clips(open_shards(place.of(step)), mel, _cache(place.run, step, mel))


def _cache(run: Path, step: str, mel: MelSpec) -> Path:
    return run / "features" / f"{step}-{mel.num_mels}x{mel.hop_samples}"
