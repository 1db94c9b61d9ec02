"""What was recorded along with the speech, and what the way took from it: noise, rooms, telephones, blankets, clipping.
Each can go, and each can come."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.background import MAKERS
from speechwright.dsp.bandwidth import is_muffled, is_narrow, unmuffle, widen
from speechwright.dsp.channel import Clip, muffle
from speechwright.dsp.channel import telephone as telephone_line
from speechwright.dsp.declip import ClipMeter, declip
from speechwright.dsp.level import Rms
from speechwright.dsp.noise import reduce_noise
from speechwright.dsp.noise_profile import NoiseProfile, NoiseProfiler
from speechwright.dsp.reverberation import RoomMeter, dereverberate
from speechwright.dsp.room import add_room, room_response
from speechwright.dsp.stream import Stream, Unchanged
from speechwright.editing.changing import change, stream
from speechwright.editing.operations.level import amplify
from speechwright.editing.recording import Recording
from speechwright.tasks.edits.plan import Operation

Floats = NDArray[np.float64]
SNR_DB, NOISE = 15.0, "pink"  # of noise that comes, where nothing else is said
RT60_S, DISTANCE_M = 0.5, 1.5
CLIP_SHARE = 0.35  # of the peak, at which sound is clipped that is to sound clipped


def noise(recording: Recording, operation: Operation) -> None:
    """The steady background lowered, or noise added."""
    if operation.amounts["do"] == "remove":
        profile = _profile(recording, operation)
        _stream(recording, operation, lambda: reduce_noise(profile))
    else:
        _add_noise(recording, operation, float(operation.amounts.get("snr_db", SNR_DB)))


def _add_noise(recording: Recording, operation: Operation, snr_db: float) -> None:
    rms = recording.metered(Rms(), operation)
    level = 10 ** ((rms.dbfs() - snr_db) / 20)

    def effect(sound_NC: Floats, begin: int, end: int) -> Floats:
        made = MAKERS[NOISE](end - begin, recording.rate_hz, recording.rng)
        return sound_NC[begin:end] + level * made[:, None] / math.sqrt(float(np.mean(np.square(made))))

    change(recording.timeline, operation.begin, operation.end, effect)


def room(recording: Recording, operation: Operation) -> None:
    """The ringing of a room lowered, or put around the speech."""
    if operation.amounts["do"] == "add":
        rt60_s = float(operation.amounts.get("rt60_s", RT60_S))
        response = room_response(recording.rate_hz, rt60_s, DISTANCE_M, recording.rng)
        _stream(recording, operation, lambda: add_room(recording.rate_hz, response))
        return
    meter = recording.metered(RoomMeter(recording.rate_hz), operation)
    heard = meter.finish()
    if not heard.rt60_s:
        recording.skip(operation, "no ringing is heard")
        return
    _stream(recording, operation, lambda: dereverberate(heard))


def telephone(recording: Recording, operation: Operation) -> None:
    """The band and the coding of a telephone line; or a narrow recording made fuller."""
    if operation.amounts["do"] == "add":
        _stream(recording, operation, lambda: telephone_line(recording.rate_hz))
    else:
        _lift(recording, operation, is_narrow, widen, "the recording is as wide as speech")


def muffled(recording: Recording, operation: Operation) -> None:
    """The treble taken away, or given back."""
    if operation.amounts["do"] == "add":
        _stream(recording, operation, lambda: muffle(recording.rate_hz))
    else:
        _lift(recording, operation, is_muffled, unmuffle, "the recording has the treble of speech")


def _lift(
    recording: Recording,
    operation: Operation,
    lacks: Callable[[int, Floats], bool],
    lift: Callable[[NoiseProfile, Floats], Stream],
    why_not: str,
) -> None:
    """Give back what a stretch lacks against average speech."""
    power_F = _long_term(recording, operation)
    if not lacks(recording.rate_hz, power_F):
        recording.skip(operation, why_not)
        return
    profile = _profile(recording, operation)
    _stream(recording, operation, lambda: lift(profile, power_F))


def clipping(recording: Recording, operation: Operation) -> None:
    """What was cut off at the top made anew, or cut off."""
    if operation.amounts["do"] == "add":
        level = CLIP_SHARE * _peak(recording, operation)
        _stream(recording, operation, lambda: Clip(level) if level else Unchanged())
        return
    meter = recording.metered(ClipMeter(recording.rate_hz), operation)
    found = meter.finish()
    if not found.is_clipped:
        recording.skip(operation, "nothing is clipped")
        return
    _stream(recording, operation, lambda: declip(recording.rate_hz, found))
    peak = _peak(recording, operation)
    if recording.file.coding.is_bounded and peak > 1:  # what was cut off has no room: all of it is lowered
        amplify(recording, operation, -20 * math.log10(peak))
        recording.notes.append(f"clipping: lowered by {20 * math.log10(peak):.1f} dB, to make room for the peaks")


def _peak(recording: Recording, operation: Operation) -> float:
    return max((float(np.abs(block).max(initial=0.0)) for block in recording.blocks(operation)), default=0.0)


def _stream(recording: Recording, operation: Operation, make: Callable[[], Stream]) -> None:
    """A stream over a stretch; a new one for each part of it that lies apart."""
    stream(recording.timeline, operation.begin, operation.end, lambda size: make())


def _profile(recording: Recording, operation: Operation) -> NoiseProfile:
    """The background of a stretch as it stands."""
    if all(piece.is_kept for piece in recording.timeline.inside(operation.begin, operation.end)):
        return recording.background(operation.begin, operation.end)
    profiler = recording.metered(NoiseProfiler(recording.rate_hz, recording.file.coding.num_channels), operation)
    return profiler.finish()


def _long_term(recording: Recording, operation: Operation) -> Floats:
    meter = recording.metered(LongTerm(recording.rate_hz), operation)
    return meter.finish()
