"""How loud it is: gain, classes of level, a loudness target, fades."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.level import Rms, fade_in, fade_out, gain_on_span
from speechwright.dsp.loudness import Loudness
from speechwright.editing.changing import stream
from speechwright.editing.recording import Recording
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.score import LEVELS_RMS

Floats = NDArray[np.float64]
MOST_CLIPPED = 0.01  # of samples that a gain may bring to full scale; above, it is refused
RAMP_S = 0.002  # short, so that the gain holds for the whole stretch; a step would click


def volume(recording: Recording, operation: Operation) -> None:
    """Louder or quieter by a gain, or to a class of level."""
    amplify(recording, operation, _gain_db(recording, operation))


def _gain_db(recording: Recording, operation: Operation) -> float:
    if "gain_db" in operation.amounts:
        return float(operation.amounts["gain_db"])
    meter = recording.metered(Rms(), operation)
    return meter.gain_db_to(20 * math.log10(LEVELS_RMS[str(operation.amounts["level"])]))


def loudness(recording: Recording, operation: Operation) -> None:
    """The integrated loudness of a stretch (ITU-R BS.1770) brought to a target."""
    meter = recording.metered(Loudness(recording.rate_hz, recording.file.coding.num_channels), operation)
    amplify(recording, operation, meter.gain_db_to(float(operation.amounts["lufs"])))


def amplify(recording: Recording, operation: Operation, gain_db: float) -> None:
    """A gain over a stretch.

    Raises:
        BadInstruction: more than one sample in a hundred would clip.
    """
    if all(not block.any() for block in recording.blocks(operation)):
        recording.skip(operation, "it is silent")
        return
    if recording.file.coding.is_bounded and gain_db > 0:
        _refuse_clipping(recording, operation, gain_db)
    stream(
        recording.timeline,
        operation.begin,
        operation.end,
        lambda size: gain_on_span(recording.rate_hz, gain_db),
        RAMP_S,
    )


def _refuse_clipping(recording: Recording, operation: Operation, gain_db: float) -> None:
    gain, clipped, count, peak = 10 ** (gain_db / 20), 0, 0, 0.0
    for block in recording.blocks(operation):
        loud = np.abs(block).max(axis=1, initial=0.0)
        clipped, count, peak = (
            clipped + int(np.sum(loud * gain > 1)),
            count + len(loud),
            max(peak, float(loud.max(initial=0))),
        )
    if clipped > MOST_CLIPPED * count:
        most_db = -20 * math.log10(peak)
        found = f"{gain_db:+.1f} dB, which would clip {clipped / count:.0%} of the samples there"
        raise BadInstruction(found, f"at most {most_db:+.1f} dB", "ask for less", (f"louder by {most_db:.1f} dB",))
    if clipped:
        recording.notes.append(f"{operation.edit}: {clipped} of {count} samples are clipped at full scale")


def fade(recording: Recording, operation: Operation) -> None:
    """Comes in or goes out gradually, with equal power."""
    length = round(float(operation.amounts["seconds"]) * recording.rate_hz)
    begin, end = operation.begin, operation.end
    if operation.amounts["kind"] == "in":
        stream(recording.timeline, begin, min(end, begin + length), lambda size: fade_in(0, size), 0.0)
    else:
        stream(recording.timeline, max(begin, end - length), end, lambda size: fade_out(0, size), 0.0)
