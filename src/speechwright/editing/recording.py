"""A recording under edit: its timeline, its words, and what is learned of it when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import PcmFile
from speechwright.dsp.background import room_tone
from speechwright.dsp.noise_profile import NoiseProfile, profile_of
from speechwright.dsp.silence import Segmenter, Segments
from speechwright.dsp.stream import Meter
from speechwright.editing.cuts import FADE_S, MARGIN_S, Gap
from speechwright.editing.joining import Join, lead_in, lead_out, meet
from speechwright.editing.parts import Made, Part, Parts, whole
from speechwright.editing.splicing import splice
from speechwright.editing.timeline import Timeline
from speechwright.metrics.joins import JoinMeter, Jump, bounds
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Transcript
from speechwright.types import Audio

Floats = NDArray[np.float64]
M = TypeVar("M", bound=Meter)
Speak = Callable[["Recording", str, Gap, Gap], Made]
TONE_AROUND_S, HEARD_S = 10.0, 20.0  # on either side of a place: its background; and how much of it is heard
FEWEST_JOINS, MOST_JOINS = 24, 120  # word joins of a recording's own that tell what is natural in it
# For recordings of few words: about the 95th percentiles of jumps where words meet in three voices made of recordings
# of people (flite's slt, rms and awb): 11.6 to 15.9 dB, 1.2 to 2.1 semitones, 11.2 to 12.4 dB.
USUAL = Jump(13.8, 1.2, 12.0)
STRICTER = 0.78  # cuts are sought within so much of what is natural: what is told of a join later is not all of it
QUIET_S = 0.1  # of silence, at least, that tells a recording's background
QUIET_HOP_S, QUIET_WINDOW_S, QUIET_MARGIN_S = 0.001, 0.008, 0.015
OFF_CENTRE_DB = 12.0  # what the end of a gap is worse than its middle, all else being equal


@dataclass(frozen=True)
class Synthesised:
    """What was spoken anew: the text, the voice ("flite:slt"), and how it was matched to the recording."""

    text: str
    voice: str
    matched: dict[str, Any] = field(default_factory=dict)


class Recording:
    """What operations are done to.

    Args:
        file: the input.
        transcript: its words.
        speak: how words are spoken that were not said: the text, and the gaps on either side of it.
        margin_s: how far a cut may reach into the words beside it.
        seed: of whatever is drawn by chance, such as noise.
    """

    def __init__(
        self, file: PcmFile, transcript: Transcript, speak: Speak, margin_s: float = MARGIN_S, seed: int = 0
    ) -> None:
        self.file, self.transcript, self.speak, self.margin_s = file, transcript, speak, margin_s
        self.rng = np.random.default_rng(seed)
        self.timeline = Timeline(file)
        self.parts: Parts = whole(file.num_samples / file.coding.rate_hz)
        self.synthesised: list[Synthesised] = []
        self.notes: list[str] = []
        self.skipped: set[str] = set()

    @property
    def rate_hz(self) -> int:
        return self.file.coding.rate_hz

    @property
    def fade_samples(self) -> int:
        return 2 * round(FADE_S / 2 * self.rate_hz)

    def skip(self, operation: Operation, why: str) -> None:
        """Leave a step out, as there is nothing to do, and tell."""
        self.skipped.add(operation.edit)
        self.notes.append(f"{operation.edit}: nothing to do, {why}")

    def blocks(self, operation: Operation) -> Iterator[Floats]:
        """The sound of a step's stretch as it stands, a block at a time."""
        return self.timeline.floats(self.timeline.inside(operation.begin, operation.end))

    def metered(self, meter: M, operation: Operation) -> M:
        """A meter that was given all of a step's stretch."""
        for block in self.blocks(operation):
            meter.push(block)
        return meter

    def splice(self) -> None:
        """Bring the timeline to what the parts say."""
        splice(self.timeline, self.parts, self)

    def gap(self, place: int) -> Gap:
        """Before the word of that number."""
        words, rate_hz = self.transcript.words, self.rate_hz
        begin = words[place - 1].end if place else 0
        end = words[place].begin if place < len(words) else self.file.num_samples
        return Gap(begin / rate_hz, end / rate_hz)

    def edges(self, begin: int, end: int) -> tuple[Gap, Gap]:
        """The gaps at the ends of a stretch: those between words where words end there, otherwise the very moments."""
        starts = {word.begin: place for place, word in enumerate(self.transcript.words)}
        stops = {word.end: place + 1 for place, word in enumerate(self.transcript.words)}
        before = self.gap(starts[begin]) if begin in starts else self._moment(begin)
        return before, self.gap(stops[end]) if end in stops else self._moment(end)

    def point(self, at: int) -> Gap:
        """The gap between words in which a point lies; that moment, where it lies in a word."""
        for place in range(len(self.transcript.words) + 1):
            gap = self.gap(place)
            if gap.begin_s <= at / self.rate_hz <= gap.end_s:
                return gap
        return self._moment(at)

    def pauses(self, begin: int, end: int, longer_than_s: float) -> list[Gap]:
        """The pauses between two words within a stretch that last longer."""
        words = self.transcript.words
        inside = [
            place for place in range(1, len(words)) if begin <= words[place - 1].end and words[place].begin <= end
        ]
        return [gap for gap in map(self.pause, inside) if gap.length_s > longer_than_s]

    def pause(self, place: int) -> Gap:
        """The silence before the word of that number: what is heard of it, as aligners give some of it to words."""
        gap, words = self.gap(place), self.transcript.words
        low, high = (words[at].begin + words[at].end for at in (place - 1, place))
        near = [(b, e) for b, e in self.segments.pauses if e > low / 2 and b < max(high / 2, words[place].begin)]
        if not near:
            return gap
        begin, end = max(near, key=lambda span: span[1] - span[0])
        return Gap(min(begin / self.rate_hz, gap.begin_s), max(end / self.rate_hz, gap.end_s))

    @cached_property
    def segments(self) -> Segments:
        """Where there is sound, and where silence."""
        segmenter = Segmenter(self.rate_hz, self.file.coding.num_channels)
        for raw in self.file.blocks():
            segmenter.push(self.file.coding.floats(raw))
        return segmenter.finish()

    @cached_property
    def natural(self) -> Jump:
        """The bounds of jumps where words meet by themselves: this recording's own, where it has words enough."""
        return bounds(self.jumps()) if len(self.transcript.words) > FEWEST_JOINS else USUAL

    @property
    def _sought(self) -> Jump:
        return Jump(*(STRICTER * bound for bound in astuple(self.natural)))

    def jumps(self) -> list[Jump]:
        """What changes where words meet, at up to 120 places all over the recording."""
        count = len(self.transcript.words) - 1
        places = np.unique(np.linspace(1, count, min(count, MOST_JOINS)).round().astype(int))
        return [self._jump(self.gap(int(place))) for place in places]

    def quiet(self, gap: Gap) -> int:
        """The sample at which sound is best put in: where it is quiet, and rather in the middle."""
        rate_hz = self.rate_hz
        low = max(0, round((gap.begin_s - QUIET_MARGIN_S) * rate_hz))
        high = min(self.file.num_samples, round((gap.end_s + QUIET_MARGIN_S) * rate_hz))
        if gap.begin_s == gap.end_s and gap.begin_s * rate_hz in (0, self.file.num_samples):
            return round(gap.begin_s * rate_hz)
        window, hop = max(1, round(QUIET_WINDOW_S * rate_hz)), max(1, round(QUIET_HOP_S * rate_hz))
        power = np.square(self.file.floats(low, high).mean(axis=1))
        means = np.convolve(power, np.ones(window) / window, "same")[::hop]
        places = low + hop * np.arange(len(means))
        off_centre = np.abs(places - (low + high) / 2) / max(1, (high - low) / 2)
        price_db = 10 * np.log10(np.maximum(means, 1e-12)) + OFF_CENTRE_DB * off_centre
        return int(places[price_db.argmin()])

    def tone(self, at: int, num_samples: int) -> Floats:
        """Background of the recording as it is about a place (num_samples, C)."""
        around = round(TONE_AROUND_S * self.rate_hz)
        begin, end = max(0, at - around), min(self.file.num_samples, at + around)
        return room_tone(self.background(begin, end), num_samples, self.rng)

    def background(self, begin: int, end: int) -> NoiseProfile:
        """The background of a stretch: of the silences there, or, where there are none, of what is always there; of at
        most twenty seconds of either."""
        spans = ((max(begin, low), min(end, high)) for low, high in self.segments.quiet)
        quiet = self._some([(low, high) for low, high in spans if low < high])
        if len(quiet) < QUIET_S * self.rate_hz:
            quiet = self._some([(begin, end)])
        return profile_of(quiet, self.rate_hz)

    def _some(self, spans: Sequence[tuple[int, int]]) -> Floats:
        """Sound of some spans, the first ones first."""
        room, found = round(HEARD_S * self.rate_hz), [np.zeros((0, self.file.coding.num_channels))]
        for low, high in spans:
            found.append(self.file.floats(low, min(high, low + room)))
            room -= len(found[-1])
        return np.concatenate(found)

    def _moment(self, at: int) -> Gap:
        return Gap(at / self.rate_hz, at / self.rate_hz)

    def lead_in(self, gap: Gap, made_NC: Floats) -> tuple[int, int]:
        """Where new speech is gone over to; see `joining.lead_in`."""
        return lead_in(self.file, gap, made_NC, self._sought)

    def lead_out(self, made_NC: Floats, gap: Gap) -> tuple[int, int]:
        """Where the recording is gone back to; see `joining.lead_out`."""
        return lead_out(self.file, made_NC, gap, self._sought)

    def meet(self, one: Part, two: Part) -> Join:
        """A hole closes with the longer of the pauses around it; what stands elsewhere comes with those before it."""
        most_s = min(one.length_s, two.length_s) / 3
        pause_s = None
        if one.is_elsewhere or two.is_elsewhere:
            pause_s = two.begin.length_s if two.begin.begin_s > 0 else 0.0
        return meet(self.file, one.end, two.begin, self._sought, min(self.margin_s, most_s), pause_s)

    def _jump(self, gap: Gap) -> Jump:
        middle = round((gap.begin_s + gap.end_s) / 2 * self.rate_hz)
        begin = max(0, middle - self.rate_hz // 5)
        sound = self.file.floats(begin, min(self.file.num_samples, middle + self.rate_hz // 5)).mean(axis=1)
        return JoinMeter(Audio(sound.astype(np.float32), self.rate_hz)).jump((middle - begin) / self.rate_hz)
