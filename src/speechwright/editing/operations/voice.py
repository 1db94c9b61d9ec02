"""How it is said: tempo, pitch, voice, intonation, stress."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.channels import mono
from speechwright.dsp import psola
from speechwright.dsp.marks import median_f0_hz
from speechwright.editing.changing import Effect, change
from speechwright.editing.recording import Recording
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Run

Floats = NDArray[np.float64]
MOST_HEARD_S = 30.0  # of a long stretch, from which its pitch is taken
# Letters and blanks a second. Normal is that of LJ Speech; below 9.2 is slow and above 20.8 fast (Audiobox).
PACES_PER_S = {"slow": 8.0, "normal": 15.0, "fast": 22.0}
TEMPO_RANGE = (0.25, 4.0)
# Medians of women's and men's voices, what lies between, and the ratio of their formants (our choice).
FEMALE_HZ, MALE_HZ, BETWEEN_HZ, FORMANT_RATIO = 210.0, 110.0, 155.0, 1.16
# Of a stress of strength 1: what recordings show on stressed words, on the strong side (our choice).
STRESS_DB, STRESS_SEMITONES, STRESS_DURATION = 4.0, 2.0, 1.2


def speed(recording: Recording, operation: Operation) -> None:
    """Faster or slower; the pitch stays."""
    factor = _factor(recording, operation)

    def effect(sound_NC: Floats, begin: int, end: int) -> Floats:
        if (begin, end) == (0, len(sound_NC)):
            return psola.change_tempo(sound_NC, recording.rate_hz, max(1, round(len(sound_NC) / factor)))
        changed = psola.stress(sound_NC, recording.rate_hz, begin, end, 0.0, 0.0, 1 / factor)
        return changed[begin : len(changed) - (len(sound_NC) - end)]

    _change(recording, operation, effect)


def _factor(recording: Recording, operation: Operation) -> float:
    """The tempo, against what it is."""
    if "factor" in operation.amounts:
        return float(operation.amounts["factor"])
    words = [
        place
        for place, word in enumerate(recording.transcript.words)
        if operation.begin <= word.begin and word.end <= operation.end
    ]
    if not words:
        raise BadInstruction("a stretch in which no words are known", "words, whose pace tells", "ask for a factor")
    run = Run(words[0], words[-1] + 1)
    begin, end = recording.transcript.samples(run)
    pace_per_s = len(recording.transcript.said(run)) / max(1e-3, (end - begin) / recording.rate_hz)
    low, high = TEMPO_RANGE
    return min(high, max(low, PACES_PER_S[str(operation.amounts["pace"])] / pace_per_s))


def pitch(recording: Recording, operation: Operation) -> None:
    """Higher or lower; the formants stay."""
    semitones = _semitones(recording, operation)
    if abs(semitones) > psola.MOST_SEMITONES:
        found = f"a pitch {semitones:+.1f} semitones away"
        raise BadInstruction(found, f"at most {psola.MOST_SEMITONES:g} semitones", "ask for less")
    _change(recording, operation, _voice(recording, semitones, 1.0))


def _semitones(recording: Recording, operation: Operation) -> float:
    amounts = operation.amounts
    if "semitones" in amounts:
        return float(amounts["semitones"])
    f0_hz = _f0_hz(recording, operation)
    wanted_hz = float(amounts["to_hz"]) if "to_hz" in amounts else f0_hz + float(amounts["by_hz"])
    if wanted_hz <= 0:
        found = f"{amounts['by_hz']} Hz less than the {f0_hz:.0f} Hz of this voice"
        raise BadInstruction(found, "a pitch above 0 Hz", "ask for less")
    return 12 * math.log2(wanted_hz / f0_hz)


def _f0_hz(recording: Recording, operation: Operation) -> float:
    """The median pitch of a stretch as it stands."""
    heard = [np.zeros(0)]
    for block in recording.blocks(operation):
        heard.append(mono(block))
        if sum(map(len, heard)) > MOST_HEARD_S * recording.rate_hz:
            break
    f0_hz = median_f0_hz(np.concatenate(heard)[:, None], recording.rate_hz)
    if math.isnan(f0_hz):
        raise BadInstruction("a stretch without a voice", "speech with a pitch", "name a stretch with voiced words")
    return f0_hz


def _voice(recording: Recording, semitones: float, formant_ratio: float) -> Effect:
    def effect(sound_NC: Floats, begin: int, end: int) -> Floats:
        semitones_N = np.full(len(sound_NC), semitones)
        return psola.change_voice(sound_NC, recording.rate_hz, semitones_N, formant_ratio)[begin:end]

    return effect


def gender(recording: Recording, operation: Operation) -> None:
    """A woman's or a man's voice: pitch and formants of the other one. A proxy: nobody's voice in particular."""
    f0_hz = _f0_hz(recording, operation)
    wanted = operation.amounts["to"]
    if wanted == "other":
        wanted = "male" if f0_hz > BETWEEN_HZ else "female"
    if (wanted == "female") == (f0_hz > BETWEEN_HZ):
        recording.skip(operation, f"at {f0_hz:.0f} Hz the voice counts as {wanted} already")
        return
    target_hz, ratio = (FEMALE_HZ, FORMANT_RATIO) if wanted == "female" else (MALE_HZ, 1 / FORMANT_RATIO)
    _change(recording, operation, _voice(recording, 12 * math.log2(target_hz / f0_hz), ratio))


def formants(recording: Recording, operation: Operation) -> None:
    """Another vocal tract; the pitch stays."""
    _change(recording, operation, _voice(recording, 0.0, float(operation.amounts["ratio"])))


def intonation(recording: Recording, operation: Operation) -> None:
    """A flatter or a livelier melody."""
    factor = float(operation.amounts["factor"])
    _change(
        recording,
        operation,
        lambda sound, begin, end: psola.change_intonation(sound[begin:end], recording.rate_hz, factor),
    )


def stress(recording: Recording, operation: Operation) -> None:
    """Louder, higher and longer; with a negative strength the opposite."""
    strength = float(operation.amounts["strength"])

    def effect(sound_NC: Floats, begin: int, end: int) -> Floats:
        amounts = STRESS_DB * strength, STRESS_SEMITONES * strength, STRESS_DURATION**strength
        changed = psola.stress(sound_NC, recording.rate_hz, begin, end, *amounts)
        return changed[begin : len(changed) - (len(sound_NC) - end)]

    _change(recording, operation, effect)


def _change(recording: Recording, operation: Operation, effect: Effect) -> None:
    if recording.rate_hz < psola.LOWEST_RATE_HZ:
        found = f"a recording at {recording.rate_hz} Hz"
        raise BadInstruction(found, f"{psola.LOWEST_RATE_HZ} Hz or more for {operation.edit}", "resample it first")
    change(recording.timeline, operation.begin, operation.end, effect)
