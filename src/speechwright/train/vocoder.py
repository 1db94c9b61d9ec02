"""The training loop of the mini decoder: its three nets at once, from units with their sound.

The acoustic net and the speaker encoder learn from whole clips, with true durations; the source–filter net from
short excerpts of the same clips, later half of them with mels as the acoustic net draws them, so that it knows what it
will be given.

Legend: B batch, K dimensions of a voice, S units, D width, C bins of a response, N samples of an excerpt.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt, PositiveFloat, PositiveInt
from torch import Tensor, nn

from speechwright.audio.features import MelSpec
from speechwright.errors import BadRecipe
from speechwright.train import checkpoint
from speechwright.train.batches import BatchPlan, Indexed, Position
from speechwright.train.checkpoint import TrainingState
from speechwright.train.runlog import RunLog, claim, draw_curves
from speechwright.train.schedule import linear_ramp, warmup_cosine
from speechwright.train.settings import Device, chosen_device
from speechwright.train.vocoder_data import Clip, Clips, Item, collate, excerpts
from speechwright.train.vocoder_listener import Listener
from speechwright.train.vocoder_losses import sketch_losses, spectral_loss, voice_loss
from speechwright.units.encoder import UnitEncoder
from speechwright.vocoder.acoustic import AcousticSettings
from speechwright.vocoder.features import Features
from speechwright.vocoder.mini import DecoderNets, DecoderShape, MiniDecoder, rounded
from speechwright.vocoder.speaker import SpeakerSettings
from speechwright.vocoder.wave import WaveSettings

WEIGHTS = {
    "mel": 1.0, "change": 0.5, "pitch": 1.0, "voicing": 0.2, "duration": 0.3, "voice": 0.1, "wave": 1.0, "heard": 2.0,
}  # fmt: skip
DRAWN_SHARE = 0.5  # of the excerpts whose mels are drawn, from the middle of the training on
CLIPS_A_VOICE = 8  # whose vectors are averaged for the voices that go with the model


class DecoderSettings(BaseModel):
    """How a decoder is trained, and the shape of its nets.

    Args:
        steps: number of updates.
        batch_frames: unit frames of a batch, padding included; also the longest clip that can be.
        excerpts: short pieces a batch for the source–filter net.
        excerpt_frames: mel frames of each.
        lr: peak learning rate; after the warm-up it falls along half a cosine.
        warmup_steps: updates until the peak.
        weight_decay: of matrices.
        clip: largest norm of the gradient of each net.
        seed: of weights, order, references, excerpts and noise.
        width, mel_width, wave_width, speaker_width: of the nets' stages (see their settings).
        voices: patterns (`flite:*`) of the voices that go with the model, in their order; the very first speaks where
            none is asked for. The others are there to learn from.
        precision: "bf16" computes the nets in bfloat16 by autocast; transforms and losses stay in float32.
        save_every: updates between checkpoints; the last update has one too.
        device: "auto" is CUDA where there is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: PositiveInt
    batch_frames: PositiveInt = 800
    excerpts: PositiveInt = 12
    excerpt_frames: PositiveInt = 64
    lr: PositiveFloat = 1e-3
    warmup_steps: NonNegativeInt = 50
    weight_decay: NonNegativeFloat = 0.01
    clip: PositiveFloat = 1.0
    seed: NonNegativeInt = 0
    width: PositiveInt = 256
    mel_width: PositiveInt = 192
    wave_width: PositiveInt = 192
    speaker_width: PositiveInt = 128
    voices: tuple[str, ...] = ("*",)
    precision: Literal["bf16", "fp32"] = "bf16"
    save_every: PositiveInt = 500
    device: Device = "auto"


def train_decoder(
    items: Indexed[Item],
    settings: DecoderSettings,
    folder: Path,
    encoder: UnitEncoder | None = None,
    start: MiniDecoder | None = None,
) -> MiniDecoder:
    """Train a decoder, or go on where a killed run in this folder stood.

    A resumed run gives the bits of an unbroken one on a CPU with the same number of threads. The folder gets
    `run.json`, `log.jsonl`, a checkpoint and `curves.png`.

    Args:
        items: units with frame counts, samples at 16 kHz (int16, or float32 in [-1, 1]) and the name of the voice;
            all are held in memory, about 0.4 GB an hour.
        settings: how to train.
        folder: of this run alone.
        encoder: of the tokenizer, to listen to what is drawn (see `vocoder_listener`); its weights are frozen.
        start: a decoder of the same units and shape to go on from, whose own stays as it is; a new one if None.

    Returns:
        The decoder, its weights rounded as they are saved, with a vector for each voice of the items.

    Raises:
        UnitMismatch: items have different units, or others than the decoder to start from.
        BadData: items that can't be learned from (see `Clips`), or longer than a batch.
        BadAudio: an item is digital silence.
        BadRecipe: the folder holds a run with other settings or data; no voice of those that are to go with the model;
            the loss is no longer finite.
    """
    clips = Clips(items, MelSpec())
    voices = chosen_voices(clips.by_voice, settings.voices)
    claim(folder, {"settings": settings.model_dump(mode="json"), "data": _described(clips)})
    with torch.random.fork_rng():
        torch.manual_seed(settings.seed)
        nets = _begin(_shape(clips, settings), clips, start).to(chosen_device(settings.device))
    listener = None if encoder is None else Listener(encoder, chosen_device(settings.device))
    _run(nets, listener, clips, settings, folder)
    draw_curves(folder)
    decoder = MiniDecoder(rounded(nets.cpu()), clips.spec, {})
    return MiniDecoder(decoder.nets, clips.spec, _voices(decoder, clips, voices))


def _begin(shape: DecoderShape, clips: Clips, start: MiniDecoder | None) -> DecoderNets:
    """New nets, or a copy of those to start from."""
    nets = DecoderNets(shape)
    if start is None:
        return nets
    start.spec.require(clips.spec, "recordings for a decoder to go on with")
    if start.nets.shape != shape:
        raise BadRecipe(f"a decoder of shape {start.nets.shape} to start from", f"{shape}", "give its widths")
    nets.load_state_dict(start.nets.state_dict())
    return nets


@dataclass(frozen=True)
class _Lesson:
    """What one update learns from: clips, a reference of each one's voice, and perhaps a listener."""

    clips: list[Clip]
    references: list[Features]
    listener: Listener | None


def _run(nets: DecoderNets, listener: Listener | None, clips: Clips, settings: DecoderSettings, folder: Path) -> None:
    decay = settings.weight_decay
    optimiser = torch.optim.AdamW(nets.parameters(), settings.lr, (0.9, 0.98), weight_decay=decay, fused=True)
    state = TrainingState({"nets": nets}, {"adamw": optimiser})
    plan = BatchPlan(clips.num_frames, settings.batch_frames, settings.seed)
    done, position = _resume(folder, state)
    with RunLog(folder, settings.steps, done) as log:
        walk = plan.walk(position)
        for step in range(done, settings.steps):
            indices, position = next(walk)
            rng = np.random.default_rng([settings.seed, step, 0])
            references = [clips.reference(int(index), rng) for index in indices]
            lesson = _Lesson([clips[int(index)] for index in indices], references, listener)
            figures = _update(nets, optimiser, lesson, step, settings)
            log.record(step + 1, figures)
            if (step + 1) % settings.save_every == 0 or step + 1 == settings.steps:
                checkpoint.save(folder, state, step + 1, {"position": position})


def _update(
    nets: DecoderNets, optimiser: torch.optim.Optimizer, lesson: _Lesson, step: int, settings: DecoderSettings
) -> dict[str, float]:
    """One update of the weights; what to log of it."""
    nets.train()
    lr = settings.lr * warmup_cosine(step, settings.steps, settings.warmup_steps)
    for group in optimiser.param_groups:
        group["lr"] = lr
    losses = _losses(nets, lesson, step, settings)
    loss = torch.stack([WEIGHTS[name] * value for name, value in losses.items()]).sum()
    if not math.isfinite(loss.item()):
        raise BadRecipe(
            f"a loss of {loss.item()} at step {step + 1}", "a finite loss", "lower lr or warm up for longer"
        )
    loss.backward()  # type: ignore[no-untyped-call]
    # Each net by itself: a jolt in one should not hold up the others.
    norms = torch.stack([nn.utils.clip_grad_norm_(net.parameters(), settings.clip) for net in nets.children()])
    optimiser.step()
    optimiser.zero_grad()
    parts = {f"{name}_loss": value.item() for name, value in losses.items()}
    return {"loss": loss.item(), "lr": lr, **parts, "gradient_norm": norms.norm().item()}


def _losses(nets: DecoderNets, lesson: _Lesson, step: int, settings: DecoderSettings) -> dict[str, Tensor]:
    """All losses by name, see `WEIGHTS`."""
    device = next(nets.parameters()).device
    batch = collate(lesson.clips, lesson.references, device)
    rng = np.random.default_rng([settings.seed, step, 1])
    drawn_share = DRAWN_SHARE * linear_ramp(step, settings.steps // 4, settings.steps // 2 + 1)
    with torch.autocast(device.type, torch.bfloat16, enabled=settings.precision == "bf16"):
        voice_BK = nets.speaker(batch.reference_BRM, batch.mask_BR1, batch.pitch_B)
        own_BK = nets.speaker(batch.mel_BTM, batch.mask_BT1, batch.pitch_B)
        x_BSD, log_frames_BS = nets.acoustic.read(batch.ids_BS, voice_BK, batch.mask_BS1)
        sketch = nets.acoustic.draw(x_BSD, batch.alignment, voice_BK, batch.mask_BF1)
        cut = excerpts(lesson.clips, sketch.mel_BTM, settings.excerpts, settings.excerpt_frames, drawn_share, rng)
        heard = {} if lesson.listener is None else {"heard": lesson.listener.loss(sketch.mel_BTM, batch)}
        pulses_BTC, noise_BTC = nets.wave.responses(cut.mel_BTM, cut.log_f0_BT, cut.voiced_BT)
    voice_BN = nets.wave.voice(pulses_BTC, cut.log_f0_BT)
    white = torch.Generator().manual_seed(int(rng.integers(2**62)))
    one_BN, other_BN = (voice_BN + nets.wave.hiss(noise_BTC, _white(voice_BN, white)) for _ in range(2))
    return {
        **sketch_losses(sketch, log_frames_BS, batch),
        **heard,
        "voice": voice_loss(voice_BK, own_BK, batch.same_BB),
        "wave": spectral_loss(one_BN, other_BN, cut.samples_BN),
    }


def _white(like: Tensor, generator: torch.Generator) -> Tensor:
    return torch.randn(like.shape, generator=generator).to(like.device)


def chosen_voices(names: Iterable[str], patterns: Sequence[str]) -> list[str]:
    """Those that match, in the order of the patterns, and by name where several match one.

    Raises:
        BadRecipe: none does.
    """
    known = sorted(names)
    found = dict.fromkeys(name for pattern in patterns for name in known if fnmatchcase(name, pattern))
    if not found:
        raise BadRecipe(f"voices {', '.join(patterns)}", f"patterns of {', '.join(known)}", "name some of them")
    return list(found)


def _voices(decoder: MiniDecoder, clips: Clips, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The mean vector of a few clips of each of these voices."""
    voices = {}
    for voice in names:
        indices = clips.by_voice[voice]
        spread = np.linspace(0, len(indices) - 1, min(len(indices), CLIPS_A_VOICE)).astype(int)
        vectors = [decoder.vector(clips[indices[place]].heard) for place in spread]
        voices[voice] = np.mean(vectors, axis=0)
    return voices


def _shape(clips: Clips, settings: DecoderSettings) -> DecoderShape:
    acoustic = AcousticSettings(clips.spec.size, clips.mel_frames, width=settings.width, mel_width=settings.mel_width)
    speaker = SpeakerSettings(width=settings.speaker_width)
    return DecoderShape(acoustic, speaker, WaveSettings(clips.mel, width=settings.wave_width))


def _described(clips: Clips) -> dict[str, Any]:
    digest = hashlib.sha256(clips.num_frames.tobytes() + json.dumps(clips.by_voice).encode()).hexdigest()
    return {"units": clips.spec.to_row(), "clips": len(clips), "sha256_of_sizes_and_voices": digest}


def _resume(folder: Path, state: TrainingState) -> tuple[int, Position]:
    path = checkpoint.latest(folder)
    if path is None:
        return 0, (0, 0)
    done, facts = checkpoint.load(path, state)
    epoch, position = facts["position"]
    return done, (epoch, position)
