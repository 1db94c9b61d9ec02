"""How well recordings are changed, and how fast: tempo, pitch, voice, intonation and stress.

    python benchmarks/dsp.py [--people FOLDER] [--recordings 12] [--voices espeak:en-us,flite:slt]

Speaks a sentence with every voice that is installed, changes it, and prints one JSON object a row; then a row for each
kind of change with the worst voice. `--people` adds recordings: the WAV files of a folder, each joined with the next
ones in the order of their names until it lasts five seconds; medians over them make a row.

    nothing   the sound as it was: what a change must beat
    ours      speechwright.dsp
    world     pyworld's DIO, StoneMask, CheapTrick and D4C, where it is installed

    pitch_error_st    semitones between the median F0 asked for and that found by our tracker
    pitch_error_2_st  the same by DIO and StoneMask, which know nothing of ours
    …of_frames_st     the median, over frames that are voiced in both sounds, of how far each is from where it should be
    level_error_db    RMS against that of the sound
    formant_error     the scale of frequencies at which the spectral envelopes agree best, against what was asked for
    tempo_error       the same for times, of the energy envelopes, beyond the ratio of lengths
    times_real_time   seconds of sound a second of one core, of processor time
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pitch import track_f0
from speechwright.audio.read import read_audio
from speechwright.audio.resample import resample
from speechwright.dsp.psola import change_intonation, change_pitch, change_tempo, change_voice, stress
from speechwright.errors import SpeechwrightError
from speechwright.threads import limit_threads
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice
from speechwright.types import Audio, Row

try:
    import pyworld
except ImportError:  # it also wants pkg_resources, which newer setuptools lack
    pyworld = None

Floats = NDArray[np.float64]
Change = Callable[[Floats, int], Floats]

TEXT = "The quick brown fox jumps over the lazy dog, and then she said that it was only a matter of time."
ESPEAK = ("en-us", "en-us+f3")
PITCH_ST, TEMPO, RANGES = (-4.0, -2.0, -1.0, 1.0, 2.0, 4.0), (0.5, 0.75, 1.25, 1.5, 2.0), (0.3, 1.5)
VOICE_CHANGES = ((5.0, 1.15), (-5.0, 0.87))
STRESS_DB, STRESS_ST, STRESS_RATIO = 5.0, 3.0, 1.2
JOINED_S = 5.0
HOP_S, FLOOR_HZ, CEILING_HZ = 0.005, 60.0, 500.0
SCALES = np.exp(np.linspace(-0.45, 0.45, 181))


def sounds(names: list[str]) -> Iterator[tuple[str, Audio]]:
    """What each voice says; one of them also at 48 kHz, for the speed."""
    for name in names or list(_installed()):
        engine, voice = name.split(":")
        audio = VOICES[engine]().say(TEXT, Voice(engine, voice)).audio
        yield name, audio
        if voice == "slt":
            yield f"{name} at 48 kHz", resample(audio, 48_000)


def _installed() -> Iterator[str]:
    for engine in ("espeak", "flite", "festival"):
        try:
            names = ESPEAK if engine == "espeak" else VOICES[engine]().names()
        except SpeechwrightError as error:
            print(json.dumps({"engine": engine, "left out": str(error)}))
            continue
        yield from (f"{engine}:{name}" for name in names)


def people(folder: Path, num_recordings: int) -> list[Audio]:
    """Joined recordings, begun at places that are evenly spread over the names of a folder."""
    paths = sorted(folder.rglob("*.wav"))
    step = max(1, len(paths) // num_recordings)
    return [_joined(paths[start : start + step]) for start in range(0, len(paths), step)][:num_recordings]


def _joined(paths: list[Path]) -> Audio:
    joined = read_audio(paths[0])
    for path in paths[1:]:
        audio = read_audio(path)
        if joined.length_s < JOINED_S and audio.rate_hz == joined.rate_hz:
            joined = Audio(np.concatenate([joined.samples, audio.samples]), joined.rate_hz)
    return joined


def methods(change: str, amount: Any) -> dict[str, Change]:
    """What each method makes of one change."""
    ours: dict[str, Change] = {
        "pitch": lambda x, rate: change_pitch(x, rate, amount),
        "tempo": lambda x, rate: change_tempo(x, rate, round(len(x) * amount)),
        "intonation": lambda x, rate: change_intonation(x, rate, amount),
        "voice": lambda x, rate: change_voice(x, rate, *amount),
        "stress": lambda x, rate: stress(x, rate, *word(x), STRESS_DB, STRESS_ST, STRESS_RATIO),
    }
    found: dict[str, Change] = {"nothing": lambda x, rate: x, "ours": ours[change]}
    if pyworld and change in ("pitch", "tempo"):
        found["world"] = partial(by_world, **{change: amount})
    return found


def by_world(x: Floats, rate: int, pitch: float = 0.0, tempo: float = 1.0) -> Floats:
    mono = np.ascontiguousarray(x[:, 0])
    f0, times = pyworld.dio(mono, rate, frame_period=5.0)
    f0 = pyworld.stonemask(mono, f0, times, rate)
    envelope, noise = pyworld.cheaptrick(mono, f0, times, rate), pyworld.d4c(mono, f0, times, rate)
    made = pyworld.synthesize(f0 * 2 ** (pitch / 12), envelope, noise, rate, 5.0 * tempo)
    return np.resize(made, round(len(x) * tempo))[:, None] if len(made) else x


def word(x: Floats) -> tuple[int, int]:
    return int(0.4 * len(x)), int(0.5 * len(x))


def measure(change: str, amount: Any, audio: Audio, work: Change) -> Row:
    x, rate = audio.samples.astype(np.float64)[:, None], audio.rate_hz
    start_s = time.process_time()
    y = work(x, rate)
    spent_s = time.process_time() - start_s
    row = MEASURES[change](x, y, rate, amount)
    return {**row, "times_real_time": round(audio.length_s / max(spent_s, 1e-9))}


def of_pitch(x: Floats, y: Floats, rate: int, semitones: float) -> Row:
    return {
        **pitch_errors(x, y, rate, semitones),
        "level_error_db": level(y) - level(x),
        "formant_error": formant_scale(x, y, rate) - 1,
    }


def of_tempo(x: Floats, y: Floats, rate: int, ratio: float) -> Row:
    return {
        "length_error": len(y) - round(len(x) * ratio),
        **tempo_errors(x, y, rate, ratio),
        **pitch_errors(x, y, rate, 0.0),
        "level_error_db": level(y) - level(x),
    }


def of_intonation(x: Floats, y: Floats, rate: int, factor: float) -> Row:
    hz = [our_hz(z, rate, 0.0) for z in (x, y)]
    return {
        "range_error": spread(y, rate) / max(spread(x, rate), 1e-9) / factor - 1,
        "pitch_error_st": semitones_between(*(one[one > 0] for one in hz)),
        "level_error_db": level(y) - level(x),
    }


def of_voice(x: Floats, y: Floats, rate: int, amounts: tuple[float, float]) -> Row:
    return {
        **pitch_errors(x, y, rate, amounts[0]),
        "level_error_db": level(y) - level(x),
        "formant_error": formant_scale(x, y, rate) / amounts[1] - 1,
    }


def of_stress(x: Floats, y: Floats, rate: int, amount: float) -> Row:
    begin, end = word(x)
    later = len(y) - len(x)
    outside = np.array_equal(x[:begin], y[:begin]) and np.array_equal(x[end:], y[end + later :])
    return {
        "outside_is_the_same": outside,
        "length_error": later - round((end - begin) * STRESS_RATIO) + end - begin,
        "louder_db": level(y[begin : end + later]) - level(x[begin:end]),
        "higher_st": pitch_errors(x[begin:end], y[begin : end + later], rate, 0.0)["pitch_error_st"],
    }


MEASURES = {"pitch": of_pitch, "tempo": of_tempo, "intonation": of_intonation, "voice": of_voice, "stress": of_stress}


def pitch_errors(x: Floats, y: Floats, rate: int, semitones: float) -> Row:
    row = {}
    for suffix, track in (("", our_hz), ("_2", world_hz))[: 2 if pyworld else 1]:
        before, after = track(x, rate, 0.0), track(y, rate, semitones)
        row[f"pitch_error{suffix}_st"] = semitones_between(before[before > 0], after[after > 0]) - semitones
        places = np.minimum(np.arange(len(after)) * len(x) / len(y), len(before) - 1).astype(int)
        both = (before[places] > 0) & (after > 0)
        moved = 12 * np.log2(after[both] / before[places][both]) - semitones
        row[f"pitch_error{suffix}_of_frames_st"] = float(np.median(moved)) if len(moved) else math.nan
    return row


def semitones_between(before_hz: Floats, after_hz: Floats) -> float:
    if not len(before_hz) or not len(after_hz):
        return math.nan
    return 12 * math.log2(np.median(after_hz) / np.median(before_hz))


def our_hz(x: Floats, rate: int, semitones: float) -> Floats:
    """F0 of each frame, 0 where unvoiced, sought in a range that moves with the request."""
    ratio = 2 ** (semitones / 12)
    audio = resample(Audio(x[:, 0], rate), min(rate, 16_000))
    return track_f0(audio, round(HOP_S * audio.rate_hz), FLOOR_HZ * ratio, CEILING_HZ * ratio)[0].astype(np.float64)


def world_hz(x: Floats, rate: int, semitones: float) -> Floats:
    ratio, mono = 2 ** (semitones / 12), np.ascontiguousarray(x[:, 0])
    hz, times = pyworld.dio(mono, rate, f0_floor=FLOOR_HZ * ratio, f0_ceil=CEILING_HZ * ratio)
    refined: Floats = pyworld.stonemask(mono, hz, times, rate)
    return refined


def spread(x: Floats, rate: int) -> float:
    """The range of F0 without its lowest and highest tenths, in octaves."""
    hz = our_hz(x, rate, 0.0)
    low, high = np.quantile(np.log2(hz[hz > 0]), (0.1, 0.9)) if (hz > 0).any() else (math.nan, math.nan)
    return float(high - low)


def level(x: Floats) -> float:
    return 10 * math.log10(float(np.square(x).mean()) + 1e-20)


def formant_scale(x: Floats, y: Floats, rate: int) -> float:
    """The factor of frequency that makes the envelopes of the voiced frames of both sounds agree best."""
    before, hz = envelopes(x, rate)
    after, _ = envelopes(y, rate)
    band = (hz > 300) & (hz < min(4500, 0.32 * rate))
    _, voiced = track_f0(Audio(x[:, 0], rate), round(0.01 * rate))
    frames = np.flatnonzero(voiced[: len(before)])
    likeness = [_likeness(before[frames][:, band], _scaled(after[frames], hz, scale)[:, band]) for scale in SCALES]
    return _refined(SCALES, np.array(likeness))


def envelopes(x: Floats, rate: int) -> tuple[Floats, Floats]:
    """Log spectra of 40 ms every 10 ms without what moves faster than 1.8 ms of quefrency, and their frequencies."""
    size, hop = round(0.04 * rate), round(0.01 * rate)
    padded = np.pad(x[:, 0], size // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] * np.hanning(size)
    num_fft = 1 << size.bit_length()
    cepstra = np.fft.irfft(np.log(np.abs(np.fft.rfft(frames, num_fft)) ** 2 + 1e-9))
    kept = round(0.0018 * rate)
    cepstra[:, kept:-kept] = 0
    return np.fft.rfft(cepstra).real, np.fft.rfftfreq(num_fft, 1 / rate)


def _scaled(spectra: Floats, hz: Floats, scale: float) -> Floats:
    places = np.minimum(hz * scale / hz[1], len(hz) - 1.001)
    low = places.astype(int)
    return spectra[:, low] * (1 - places + low) + spectra[:, low + 1] * (places - low)


def _likeness(one: Floats, other: Floats) -> float:
    one, other = one - one.mean(1, keepdims=True), other - other.mean(1, keepdims=True)
    return float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum() + 1e-20))


def _refined(scales: Floats, likeness: Floats) -> float:
    best = int(np.clip(likeness.argmax(), 1, len(scales) - 2))
    left, top, right = likeness[best - 1 : best + 2]
    curve = left - 2 * top + right
    shift = 0.5 * (left - right) / curve if curve < 0 else 0.0
    return float(scales[best] * (scales[1] / scales[0]) ** shift)


def tempo_errors(x: Floats, y: Floats, rate: int, ratio: float) -> Row:
    """How the energy envelope of y is a stretched one of x: by how much more than asked for, and how alike they are."""
    before, after = (np.log(energy(z, rate) + 1e-6 * energy(z, rate).mean()) for z in (x, y))
    likeness = []
    for scale in SCALES:
        places = np.arange(len(after)) / ratio / scale
        inside = places < len(before) - 1
        wanted = np.interp(places[inside], np.arange(len(before)), before)
        likeness.append(_likeness(wanted[None], after[inside][None]))
    return {"tempo_error": _refined(SCALES, np.array(likeness)) - 1, "envelopes_alike": max(likeness)}


def energy(x: Floats, rate: int) -> Floats:
    """Power of 20 ms every 5 ms."""
    hop = round(HOP_S * rate)
    sums = np.concatenate([[0], np.cumsum(np.square(x[:, 0]))])
    middles = np.arange(0, len(x), hop)
    low, high = np.clip(middles - 2 * hop, 0, len(x)), np.clip(middles + 2 * hop, 0, len(x))
    return (sums[high] - sums[low]) / (4 * hop)


CHANGES: list[tuple[str, Any]] = [
    *(("pitch", amount) for amount in PITCH_ST),
    *(("tempo", amount) for amount in TEMPO),
    *(("intonation", amount) for amount in RANGES),
    *(("voice", amounts) for amounts in VOICE_CHANGES),
    ("stress", STRESS_RATIO),
]


def rows_of(name: str, audios: list[Audio]) -> Iterator[Row]:
    """A row for each change and method: medians of the sizes over several sounds, the values themselves of one."""
    for change, amount in CHANGES:
        for method, work in methods(change, amount).items():
            measured = [measure(change, amount, audio, work) for audio in audios]
            row = {key: summed([one[key] for one in measured]) for key in measured[0]}
            yield {"voice": name, "rate_hz": audios[0].rate_hz, "change": change, "amount": amount, "by": method, **row}


def summed(values: list[Any]) -> Any:
    """Booleans: whether all. Numbers: the median size where there are several; None where nothing could be measured."""
    if isinstance(values[0], bool):
        return all(values)
    sizes = [abs(value) if len(values) > 1 else value for value in values if not math.isnan(value)]
    return round(float(np.median(sizes)), 4) if sizes else None


def worst(rows: list[Row]) -> Iterator[Row]:
    """Of each kind of change and method: the largest errors, and the lowest speed."""
    for change, method in dict.fromkeys((row["change"], row["by"]) for row in rows):
        own = [row for row in rows if (row["change"], row["by"]) == (change, method)]
        errors = [key for key in own[0] if "error" in key]
        found = {key: max(abs(row[key]) for row in own if row.get(key) is not None) for key in errors}
        speed = min(row["times_real_time"] for row in own)
        yield {"worst": change, "by": method, "rows": len(own), **found, "times_real_time": speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=Path)
    parser.add_argument("--recordings", type=int, default=12)
    parser.add_argument("--voices", default="")
    arguments = parser.parse_args()
    limit_threads(1)
    told = []
    groups = ((name, [audio]) for name, audio in sounds([name for name in arguments.voices.split(",") if name]))
    for name, audios in groups:
        for row in rows_of(name, audios):
            told.append(row)
            print(json.dumps(row), flush=True)
    for row in worst(told):
        print(json.dumps(row), flush=True)
    if arguments.people:
        for row in rows_of("people", people(arguments.people, arguments.recordings)):
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
