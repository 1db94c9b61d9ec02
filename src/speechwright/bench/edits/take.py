"""A sound under measurement: what is said in it and when, its pitch, its level, its silences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import PcmFile
from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.noise_profile import NoiseProfiler
from speechwright.dsp.reverberation import RoomMeter
from speechwright.dsp.silence import Segmenter, Segments
from speechwright.errors import BadAudio, BadText
from speechwright.tasks.spoken_form import words_of
from speechwright.types import Audio, Span

Part = tuple[float, float]  # from and to, in seconds
RATE_HZ, F0_HOP = 16_000, 160
F0_HZ = (50.0, 500.0)  # SpeechEditBench looks for pitch in this range
QUIETEST_DBFS = -90.0  # below it nothing is heard; digital silence counts as this


class Take:
    """A whole sound, held in memory: items are seconds long.

    Args:
        path: of the sound.
        recognizer: who listens.
        text: what is, or should be, said in it; "" where nobody knows.
        others: other words that may be heard in it; the ear is not to hear only what is wanted.
    """

    def __init__(self, path: Path, recognizer: Recognizer, text: str, others: str = "") -> None:
        with PcmFile(path) as file:
            self.rate_hz = file.coding.rate_hz
            self.sound_NC = file.floats(0, file.num_samples)
        self._recognizer = recognizer
        self._text, self._others = " ".join(words_of(text)), " ".join(words_of(others))

    @property
    def length_s(self) -> float:
        return len(self.sound_NC) / self.rate_hz

    @cached_property
    def audio(self) -> Audio:
        """The mean of the channels, at the sound's own rate."""
        return Audio(self.sound_NC.mean(axis=1).astype(np.float32), self.rate_hz)

    @cached_property
    def heard(self) -> str:
        """The words that the ear makes out.

        Raises:
            BadText: a word that the ear has no pronunciation for.
        """
        return self._recognizer.expecting(f"{self._text} {self._others}").recognize(self._speech).text

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """Where the words of the text lie; none where they can't be found, as in a sound in which others are said."""
        try:
            return self._recognizer.align(self._speech, self._text)
        except (BadAudio, BadText):
            return ()

    def f0_hz(self, parts: Sequence[Part]) -> NDArray[np.float64]:
        """F0 of the voiced frames in some parts."""
        times_s = np.arange(len(self._track)) * F0_HOP / RATE_HZ
        inside = np.zeros(len(times_s), bool)
        for begin_s, end_s in parts:
            inside |= (times_s >= begin_s) & (times_s < end_s)
        return self._track[inside & (self._track > 0)]

    def median_f0_hz(self, parts: Sequence[Part]) -> float:
        """0 where nothing is voiced."""
        f0_hz = self.f0_hz(parts)
        return float(np.median(f0_hz)) if len(f0_hz) else 0.0

    def range_semitones(self, parts: Sequence[Part]) -> float:
        """From the lowest to the highest tenth of F0; 0 where nothing is voiced."""
        f0_hz = self.f0_hz(parts)
        low, high = np.quantile(f0_hz, (0.1, 0.9)) if len(f0_hz) else (1.0, 1.0)
        return float(12 * np.log2(high / low))

    def rms(self, parts: Sequence[Part]) -> float:
        """Root mean square over all channels of some parts; 0 where they are empty."""
        chosen = [self.sound_NC[self._at(begin_s) : self._at(end_s)] for begin_s, end_s in parts]
        samples = np.concatenate(chosen) if chosen else np.zeros((0, 1))
        return float(np.sqrt(np.mean(np.square(samples)))) if samples.size else 0.0

    def level_dbfs(self, parts: Sequence[Part]) -> float:
        rms = self.rms(parts)
        return max(QUIETEST_DBFS, 20 * float(np.log10(rms))) if rms else QUIETEST_DBFS

    @cached_property
    def segments(self) -> Segments:
        """Sounds and silences, in samples."""
        segmenter = Segmenter(self.rate_hz, self.sound_NC.shape[1])
        segmenter.push(self.sound_NC)
        return segmenter.finish()

    def pauses(self, part: Part) -> list[float]:
        """Lengths in seconds of the silences between sounds, as far as they lie in a part."""
        spans = [(begin / self.rate_hz, end / self.rate_hz) for begin, end in self.segments.pauses]
        return [min(end, part[1]) - max(begin, part[0]) for begin, end in spans if begin < part[1] and end > part[0]]

    def quiet_s(self, part: Part) -> float:
        """How much of a part is silence, at the ends too."""
        spans = [(begin / self.rate_hz, end / self.rate_hz) for begin, end in self.segments.quiet]
        return sum(max(0.0, min(end, part[1]) - max(begin, part[0])) for begin, end in spans)

    @property
    def margins_s(self) -> Part:
        """How long the silence lasts before the first and after the last sound."""
        (_, lead), (trail, end) = self.segments.leading, self.segments.trailing
        return lead / self.rate_hz, (end - trail) / self.rate_hz

    @cached_property
    def snr_db(self) -> float:
        """The level of what is sound over that of the background."""
        profiler = NoiseProfiler(self.rate_hz, self.sound_NC.shape[1])
        profiler.push(self.sound_NC)
        noise_dbfs = max(QUIETEST_DBFS, float(np.max(profiler.finish().rms_dbfs)))
        sounds = [(begin / self.rate_hz, end / self.rate_hz) for begin, end in self.segments.sounds]
        return self.level_dbfs(sounds) - noise_dbfs

    @cached_property
    def rt60_s(self) -> float:
        """How long the room rings, as heard in the speech alone; 0 where no room is heard."""
        meter = RoomMeter(self.rate_hz)
        meter.push(self.sound_NC)
        return meter.finish().rt60_s

    @cached_property
    def lufs(self) -> float:
        loudness = Loudness(self.rate_hz, self.sound_NC.shape[1])
        loudness.push(self.sound_NC)
        return max(QUIETEST_DBFS, loudness.lufs())

    @cached_property
    def _speech(self) -> Audio:
        return resample(self.audio, RATE_HZ)

    @cached_property
    def _track(self) -> NDArray[np.float64]:
        return track_f0(self._speech, F0_HOP, *F0_HZ)[0].astype(np.float64)

    def _at(self, time_s: float) -> int:
        return min(max(0, round(time_s * self.rate_hz)), len(self.sound_NC))
