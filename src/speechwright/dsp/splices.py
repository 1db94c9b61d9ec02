"""Where there is no voice: time is changed by leaving short parts out, or by repeating them.

After W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality
time-scale modification of speech", Proceedings of ICASSP 1993, II-554–557: parts are joined where they resemble each
other most. Ours: splices are few and far between instead of one a frame, and each lies where what is left out or
repeated is quietest, so that the burst of a stop is neither lost nor heard twice; every second repetition of noise runs
backwards, so that no two periods of it are alike; a cross-fade takes account of how alike its two sides are, and keeps
the power of noise.

Shapes: N samples, M samples of the output, C channels, G points of a grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.channels import mono, power
from speechwright.dsp.time_map import TimeMap

Floats = NDArray[np.float64]

JUMP_S = 0.02  # how much a splice leaves out or repeats
WOBBLE, GOLDEN = 0.8, (math.sqrt(5) - 1) / 2
FADE_S = 0.005
SEARCH_S = 0.006  # how far a splice may differ from that: half a period of a deep voice that was taken for noise
SEARCH_RATE_HZ = 16_000
GRID_S = 0.001
LOUDNESS_FLOOR = 1e-5  # of the mean power: below it all is equally quiet
EVEN = 2.0  # the loudest that one half of a part may be against the other for it to run backwards, as power
ALIKE = 0.5  # correlation from which two parts count as periods of one voice
TINY = 1e-20


@dataclass(frozen=True, eq=False)
class Noise:
    """A sound that is to be spliced: `sound_NC`, the mean of its channels, and the running sum of its power (N + 1)."""

    sound_NC: Floats
    mono_N: Floats
    energy_N: Floats
    rate_hz: int

    @staticmethod
    def of(sound_NC: Floats, rate_hz: int) -> Noise:
        energy = np.concatenate([[0], np.cumsum(power(sound_NC))])
        return Noise(sound_NC, mono(sound_NC), energy, rate_hz)

    def samples(self, seconds: float) -> int:
        return max(1, round(seconds * self.rate_hz))

    def power(self, low: NDArray[np.intp], high: NDArray[np.intp]) -> Floats:
        """The mean power of the samples between pairs of places; beyond the ends of the sound there is silence."""
        last = len(self.mono_N)
        passed = self.energy_N[np.clip(high, 0, last)] - self.energy_N[np.clip(low, 0, last)]
        return np.asarray(passed / np.maximum(high - low, 1))


@dataclass(frozen=True)
class Splice:
    """From sample `at` of the output on, its sample n is sample n + `shift` of the sound."""

    at: int
    shift: int
    likeness: float


def splice(noise: Noise, time_map: TimeMap, begin: int, end: int) -> Floats:
    """The samples [begin, end) of the output (end - begin, C), all taken to be without voice."""
    splices = _plan(noise, time_map, begin, end)
    fade = _fade_samples(noise, (end - begin) / len(splices))
    output = np.zeros((end - begin, noise.sound_NC.shape[1]))
    for number, one in enumerate(splices):
        stop = splices[number + 1].at + fade if number + 1 < len(splices) else end
        part = _copied(noise, one, min(stop, end))
        if _is_repeated_noise(splices, number) and _is_even(part):
            part = part[::-1]
        _join(output[one.at - begin :], part, fade if number else 0)
    return output


def _fade_samples(noise: Noise, room: float) -> int:
    """Shorter than usual where splices are closer than usual."""
    return max(1, min(noise.samples(FADE_S), int(room / 3)))


def _is_repeated_noise(splices: list[Splice], number: int) -> bool:
    """Whether a part repeats noise; of those every second, but never the last part, which leads on to what follows."""
    if number % 2 == 0 or number + 1 == len(splices):
        return False
    likeness = max(splices[number].likeness, splices[number + 1].likeness)
    return likeness < ALIKE and splices[number].shift < splices[number - 1].shift


def _is_even(part: Floats) -> bool:
    """Whether both halves are about equally loud."""
    powers = [float(np.square(half).sum()) for half in np.array_split(part, 2)]
    return max(powers) <= EVEN * min(powers)


def _plan(noise: Noise, time_map: TimeMap, begin: int, end: int) -> list[Splice]:
    """The splices that follow the map: exact at both ends, a jump apart between them."""
    edges = np.array([begin, end], np.float64)
    first, last = np.rint(time_map.to_source(edges) - edges).astype(int)
    num_jumps = -(-abs(int(last - first)) // noise.samples(JUMP_S))
    plan, room = [Splice(begin, int(first), 1.0)], (end - begin) / (num_jumps + 1)
    fade = _fade_samples(noise, room)
    for number in range(num_jumps):
        shift = int(first + round((last - first) * (number + 1 + _wobble(number, num_jumps)) / num_jumps))
        middle = _crossing(time_map, (plan[-1].shift + shift) / 2, begin, end)
        earliest = max(plan[-1].at + fade, int(middle - 0.45 * room))
        latest = min(end - fade * (num_jumps - number), int(middle + 0.45 * room))
        plan.append(_best(noise, plan[-1].shift, shift, range(earliest, max(latest, earliest + 1))))
    return plan


def _wobble(number: int, num_jumps: int) -> float:
    """By how much of a jump one is longer or shorter, never the same twice: even repetition would be heard as a hum."""
    return WOBBLE * (number * GOLDEN % 1 - 0.5) if number + 1 < num_jumps else 0.0


def _crossing(time_map: TimeMap, shift: float, begin: int, end: int) -> float:
    """Where the map's own shift passes the given one, in samples of the output."""
    grid_G = np.linspace(begin, end, 256)
    shifts_G = time_map.to_source(grid_G) - grid_G
    rising = shifts_G[-1] >= shifts_G[0]
    return float(np.interp(shift, shifts_G, grid_G) if rising else np.interp(shift, shifts_G[::-1], grid_G[::-1]))


def _best(noise: Noise, before: int, shift: int, places: range) -> Splice:
    """The splice where what is left out or repeated is quietest and its two sides are equally loud.

    If they can be made alike by a small move, as the periods of an overlooked voice can, they are.
    """
    grid_G, fade = np.arange(places.start, places.stop, noise.samples(GRID_S)), noise.samples(FADE_S)
    sides = [noise.power(grid_G + one, grid_G + one + fade) for one in (before, shift)]
    floor = TINY + LOUDNESS_FLOOR * noise.energy_N[-1] / len(noise.mono_N)
    old_G, new_G = (np.log(side_G + floor) for side_G in sides)
    repeated_G = np.log(noise.power(grid_G + min(before, shift), grid_G + max(before, shift) + fade) + floor)
    at = int(grid_G[(repeated_G + np.abs(old_G - new_G)).argmin()])
    moved, likeness = _most_alike(noise, at + before, at + shift)
    return Splice(at, shift + moved if likeness >= ALIKE else shift, likeness)


def _most_alike(noise: Noise, one: int, other: int) -> tuple[int, float]:
    """By how much `other` is to be moved to resemble what follows `one` most; and how much it does (correlation)."""
    length, reach = noise.samples(FADE_S), noise.samples(SEARCH_S)
    stride = max(1, noise.rate_hz // SEARCH_RATE_HZ)
    begin = max(0, other - reach)
    wanted = noise.mono_N[max(0, one) : max(0, one) + length : stride]
    offered = noise.mono_N[begin : other + reach + length : stride]
    if len(wanted) < 2 or len(offered) < len(wanted):
        return 0, 0.0
    power = np.convolve(offered**2, np.ones(len(wanted)), "valid") * (wanted**2).sum()
    likeness = np.correlate(offered, wanted, "valid") / np.sqrt(power + TINY)
    best = int(likeness.argmax())
    return begin + best * stride - other, float(likeness[best])


def _copied(noise: Noise, one: Splice, stop: int) -> Floats:
    """The samples of the output from the splice to `stop`; silence beyond the ends of the sound."""
    first, last = one.at + one.shift, max(one.at, stop) + one.shift
    kept = noise.sound_NC[max(0, first) : max(0, last)]
    before = min(max(0, -first), last - first)
    padded = np.zeros((last - first, kept.shape[1]))
    padded[before : before + len(kept)] = kept
    return padded


def _join(output_MC: Floats, part: Floats, fade: int) -> None:
    """Write the part into the output, its first `fade` samples faded in over what lies there."""
    fade = min(fade, len(part))
    rise = (0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / max(1, fade)))[:, None]
    old, new = output_MC[:fade], part[:fade]
    scale = float(np.sqrt((old**2).sum() * (new**2).sum()))
    likeness = max(0.0, float((old * new).sum()) / scale) if scale > 0 else 1.0
    power = rise**2 + (1 - rise) ** 2 + 2 * likeness * rise * (1 - rise)
    output_MC[:fade] = (old * (1 - rise) + new * rise) / np.sqrt(power)
    output_MC[fade : len(part)] = part[fade:]
