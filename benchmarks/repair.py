"""How much nearer to the undamaged voice each repair brings a damaged one, beside doing nothing; and how fast.

    python benchmarks/repair.py [--engines espeak flite]

Voices read five sentences at 16 kHz; the damage is made here. One JSON object a row, `did` being "nothing" or
"repair":

- si_sdr_db: scale-invariant signal-to-distortion ratio (Le Roux et al. 2019) to the undamaged voice
- segmental_snr_db: mean over frames of 30 ms within 40 dB of the loudest, each held to -10…35 dB; rooms at equal level
- lsd_db: log-spectral distance over the same frames at equal level; bins 60 dB below the loudest count as equal
- lsd_above_db: the same between 3.5 and 7.5 kHz alone
- times_real_time: length of the sound over processor time, first pass and repair together
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator

import numpy as np

from speechwright.audio.resample import resample
from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.background import add_noise
from speechwright.dsp.bandwidth import unmuffle, widen
from speechwright.dsp.channel import Clip, muffle, telephone
from speechwright.dsp.declip import ClipMeter, declip
from speechwright.dsp.level import Rms, gain_on_span
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.noise import reduce_noise
from speechwright.dsp.noise_profile import NoiseProfiler
from speechwright.dsp.reverberation import RoomMeter, dereverberate
from speechwright.dsp.room import add_room, room_response
from speechwright.dsp.spectra import Frames
from speechwright.dsp.stream import Sound, pass_through
from speechwright.errors import MissingExtra
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice

RATE_HZ = 16_000
NAMES = {"espeak": ("en-us", "en-gb"), "flite": ("slt", "rms", "awb")}
SENTENCES = (
    "The birch canoe slid on the smooth planks.",
    "Glue the sheet to the dark blue background.",
    "It is easy to tell the depth of a well.",
    "These days a chicken leg is a rare dish.",
    "The juice of lemons makes fine punch.",
)
FLOOR_DBFS = -94.0  # a whiff of hiss, as any recording has
Repair = Callable[[Sound], Sound]
Row = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="*", default=list(NAMES))
    for engine in parser.parse_args().engines:
        for name in NAMES[engine]:
            try:
                clean_NC = _read(engine, name)
            except MissingExtra as missing:
                print(json.dumps({"engine": engine, "skipped": str(missing)}))
                break
            for row in _rows(clean_NC):
                print(json.dumps({"voice": f"{engine}:{name}", **row}), flush=True)


def _rows(clean_NC: Sound) -> Iterator[Row]:
    for damage, condition, damaged_NC, repair in _damages(clean_NC):
        began_s = time.process_time()
        repaired_NC = repair(damaged_NC)
        spent_s = max(time.process_time() - began_s, 1e-6)
        kind = {"damage": damage, "condition": condition}
        level = damage == "room"  # a far voice is no error by its level
        yield {**kind, "did": "nothing", **_measures(clean_NC, damaged_NC, level)}
        speed = round(len(clean_NC) / RATE_HZ / spent_s)
        yield {**kind, "did": "repair", **_measures(clean_NC, repaired_NC, level), "times_real_time": speed}
    yield from _levels(clean_NC)


def _damages(clean_NC: Sound) -> Iterator[tuple[str, str, Sound, Repair]]:
    """Damage, condition, the damaged sound, and what mends it."""
    rng = np.random.default_rng(0)
    repairs = {"noise": _denoised, "room": _dereverberated, "clipping": _declipped, "muffling": _unmuffled}
    for damage, repair in {**repairs, "telephone": _widened}.items():
        yield damage, "none", clean_NC, repair
    for kind in ("white", "pink", "hum", "babble"):
        for snr_db in (0, 5, 10, 20):
            noisy_NC = add_noise(clean_NC, RATE_HZ, snr_db, kind, rng, [clean_NC])
            yield "noise", f"{kind} at {snr_db} dB", noisy_NC, _denoised
    for rt60_s in (0.3, 0.5, 0.7, 1.0):
        response_L = room_response(RATE_HZ, rt60_s, 1.5, np.random.default_rng(3))
        yield "room", f"{rt60_s} s", pass_through(add_room(RATE_HZ, response_L), [clean_NC]), _dereverberated
    sizes = np.abs(clean_NC[np.abs(clean_NC) > 0.01])
    for share in (0.5, 0.2, 0.05, 0.01):
        clipped_NC = pass_through(Clip(float(np.quantile(sizes, 1 - share))), [clean_NC])
        yield "clipping", f"{share:.0%} of what is above -40 dBFS", clipped_NC, _declipped
    for cutoff_hz in (1_000, 1_500, 2_000):
        dull_NC = pass_through(muffle(RATE_HZ, cutoff_hz), [clean_NC])
        yield "muffling", f"12 dB an octave from {cutoff_hz} Hz", dull_NC, _unmuffled
    yield "telephone", "300-3400 Hz", pass_through(telephone(RATE_HZ), [clean_NC]), _widened


def _denoised(sound_NC: Sound) -> Sound:
    return pass_through(reduce_noise(_found(NoiseProfiler(RATE_HZ, 1), sound_NC)), [sound_NC])


def _dereverberated(sound_NC: Sound) -> Sound:
    return pass_through(dereverberate(_found(RoomMeter(RATE_HZ), sound_NC)), [sound_NC])


def _declipped(sound_NC: Sound) -> Sound:
    return pass_through(declip(RATE_HZ, _found(ClipMeter(RATE_HZ), sound_NC)), [sound_NC])


def _unmuffled(sound_NC: Sound) -> Sound:
    profile, power_F = _found(NoiseProfiler(RATE_HZ, 1), sound_NC), _found(LongTerm(RATE_HZ), sound_NC)
    return pass_through(unmuffle(profile, power_F), [sound_NC])


def _widened(sound_NC: Sound) -> Sound:
    profile, power_F = _found(NoiseProfiler(RATE_HZ, 1), sound_NC), _found(LongTerm(RATE_HZ), sound_NC)
    return pass_through(widen(profile, power_F), [sound_NC])


def _found(meter, sound_NC: Sound):
    meter.push(sound_NC)
    return meter.finish()


def _levels(clean_NC: Sound) -> Iterator[Row]:
    """What is asked of loudness and level against what comes out."""
    for wanted in (-30.0, -23.0, -16.0):
        loudness, level = Loudness(RATE_HZ, 1), Rms()
        loudness.push(clean_NC)
        level.push(clean_NC)
        reached, again = Loudness(RATE_HZ, 1), Rms()
        reached.push(pass_through(gain_on_span(RATE_HZ, loudness.gain_db_to(wanted)), [clean_NC]))
        again.push(pass_through(gain_on_span(RATE_HZ, level.gain_db_to(wanted)), [clean_NC]))
        errors = {"loudness_error_lu": reached.lufs() - wanted, "level_error_db": again.dbfs() - wanted}
        yield {"wanted": wanted, **{name: round(abs(error), 6) for name, error in errors.items()}}


def _read(engine: str, name: str) -> Sound:
    """The sentences at −26 dBFS with pauses between."""
    voice, pause = VOICES[engine](), np.zeros(int(0.35 * RATE_HZ))
    spoken = [resample(voice.say(text, Voice(engine, name)).audio, RATE_HZ).samples for text in SENTENCES]
    whole_N = np.concatenate([pause, *(part for samples in spoken for part in (samples, pause))]).astype(np.float64)
    hiss_N = 10 ** (FLOOR_DBFS / 20) * np.random.default_rng(1).standard_normal(len(whole_N))
    return (0.05 * whole_N / np.sqrt(np.mean(whole_N**2)) + hiss_N)[:, None]


def _measures(truth_NC: Sound, found_NC: Sound, level: bool) -> Row:
    gain = np.sqrt(np.sum(truth_NC**2) / np.sum(found_NC**2))
    scale = np.sum(truth_NC * found_NC) / np.sum(truth_NC**2)
    return {
        "si_sdr_db": round(min(_ratio_db(scale * truth_NC, found_NC - scale * truth_NC), 100.0), 2),
        "segmental_snr_db": round(_segmental(truth_NC, found_NC * gain if level else found_NC), 2),
        "lsd_db": round(_spectral_distance(truth_NC, found_NC * gain, (0, 8_000)), 2),
        "lsd_above_db": round(_spectral_distance(truth_NC, found_NC * gain, (3_500, 7_500)), 2),
    }


def _ratio_db(wanted: Sound, error: Sound) -> float:
    return float(10 * np.log10(np.sum(wanted**2) / max(float(np.sum(error**2)), 1e-20)))


def _segmental(truth_NC: Sound, found_NC: Sound) -> float:
    frame = int(0.03 * RATE_HZ)
    whole = len(truth_NC) // frame * frame
    truth, error = (part[:whole].reshape(-1, frame) for part in (truth_NC, found_NC - truth_NC))
    power, wrong = np.mean(truth**2, axis=1), np.mean(error**2, axis=1)
    heard = power > 1e-4 * power.max()
    return float(np.mean(np.clip(10 * np.log10(power[heard] / np.maximum(wrong[heard], 1e-20)), -10, 35)))


def _spectral_distance(truth_NC: Sound, found_NC: Sound, band_hz: tuple[int, int]) -> float:
    truth, found = (_powers(sound_NC) for sound_NC in (truth_NC, found_NC))
    floor, heard = 1e-6 * truth.max(), truth.sum(axis=1) > 1e-4 * truth.sum(axis=1).max()
    hz = np.linspace(0, RATE_HZ / 2, truth.shape[1])
    band = (hz >= band_hz[0]) & (hz <= band_hz[1])
    apart_db = 10 * np.log10((truth + floor) / (found + floor))[heard][:, band]
    return float(np.mean(np.sqrt(np.mean(apart_db**2, axis=1))))


def _powers(sound_NC: Sound) -> Sound:
    frames = Frames(RATE_HZ)
    return np.abs(np.concatenate(frames.push(sound_NC) + frames.finish())[:, 0]) ** 2


if __name__ == "__main__":
    main()
