"""What a recording sounds like around a place: what words that are put in there have to fit.

Ten seconds around the place are heard, whatever the recording's length; what is near counts more. Windows, weights and
limits are our choice.

Shapes: N samples, C channels, T frames of 10 ms, F bins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import PcmFile
from speechwright.dsp.noise_profile import NoiseProfile
from speechwright.editing import hearing
from speechwright.errors import BadAudio
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tasks.spoken_form import words_of

Floats = NDArray[np.float64]

HEARD_S = 10.0
NEAR_S = 2.0  # what is so far away counts 1/e of what is at the place
PAUSE_S = 0.15  # a gap as long as this parts words: they do not run into each other
MOST_CONTEXT = 4  # words on either side
NUM_SAMPLED, SAMPLED_S = 6, 4.0  # stretches of the whole recording, from which its voice is chosen
LEAST_PAUSES_S, QUIET_ROOM = 0.1, 1e-4  # less outside of words tells nothing; then the background is 40 dB down
LEAST_SPEECH = 0.05  # of the power: what background leaves to speech at least


@dataclass(frozen=True, eq=False)
class Surroundings:
    """A recording around a place.

    Args:
        rate_hz: of the recording.
        begin: the place's first sample.
        said: the words that are said around it, as they are written.
        said_s: how long they take, without the pauses between them.
        lead, follow: words that run into the place and on from it, without a pause; none where there is one.
        ends_sentence: whether a sentence ends at the place.
        f0_hz: of the voice near the place, 0 where there is none.
        spread_semitones: of F0, from the tenth to the ninetieth percentile.
        usual_f0_hz: the median over the whole recording.
        power: of the voice while it is loud, all channels together, without the background.
        balance_C: the voice's share of the amplitude in each channel; squares add up to 1.
        power_F: its long-term spectrum, scaled as in `dsp.spectra`.
        noise: the background.
    """

    rate_hz: int
    begin: int
    said: str
    said_s: float
    lead: str
    follow: str
    ends_sentence: bool
    f0_hz: float
    spread_semitones: float
    usual_f0_hz: float
    power: float
    balance_C: Floats
    power_F: Floats
    noise: NoiseProfile


@dataclass(frozen=True, eq=False)
class _Window:
    """What is heard: sound (N, C) from sample `low` on, its words, and where the place's middle is in it."""

    sound_NC: Floats
    rate_hz: int
    low: int
    words: tuple[Word, ...]
    middle: int

    def weights(self, num_frames: int) -> Floats:
        """How much each frame counts (T,): nothing outside of words, less the farther it is from the place."""
        times_s = hearing.HOP_S * (np.arange(num_frames) + 0.5)
        weights_T = np.zeros(num_frames)
        for word in self.words:
            begin_s, end_s = ((at - self.low) / self.rate_hz for at in (word.begin, word.end))
            weights_T[(times_s >= begin_s) & (times_s < end_s)] = 1.0
        return np.asarray(weights_T * np.exp(-np.abs(times_s - self.middle / self.rate_hz) / NEAR_S))


def surroundings(file: PcmFile, transcript: Transcript, begin: int, end: int) -> Surroundings:
    """What the recording sounds like around samples [begin, end), which are to be replaced; or around the middle of a
    gap between words, where something is to be put in.

    Raises:
        BadAudio: the transcript holds no words, or they are silent.
    """
    assert 0 <= begin <= end <= file.num_samples, f"samples {begin} to {end} of {file.num_samples}"
    said = [word for word in transcript.words if words_of(word.text) and word.begin < word.end]
    if not said:
        raise BadAudio(f"{file.path} without words", "speech that new words can be fitted to", "give its transcript")
    if not any(2 * begin <= word.begin + word.end < 2 * end for word in said):
        begin = end = (begin + end) // 2
    window = _window(file, said, begin, end)
    noise = _background(window)
    mono_N, balance_C, power = _voice(window, noise)
    if not power:
        raise BadAudio(f"{file.path}, silent where words should be", "the transcript of this sound", "mend it")
    hz_T = hearing.f0_hz(mono_N, window.rate_hz)
    weights_T = window.weights(len(hz_T))
    lead, follow = _context(said, begin, end, transcript.rate_hz)
    return Surroundings(
        rate_hz=window.rate_hz,
        begin=begin,
        said=_text(window.words),
        said_s=sum(word.end - word.begin for word in window.words) / window.rate_hz,
        lead=lead,
        follow=follow,
        ends_sentence=_ends_sentence(said, end),
        f0_hz=hearing.middle_hz(hz_T, weights_T),
        spread_semitones=hearing.spread_semitones(hz_T * (weights_T > 0)),
        usual_f0_hz=_usual_f0_hz(file, said),
        power=power,
        balance_C=balance_C,
        power_F=_clean(hearing.long_term_power(mono_N, window.rate_hz), balance_C**2 @ noise.power_CF),
        noise=noise,
    )


def _window(file: PcmFile, said: Sequence[Word], begin: int, end: int) -> _Window:
    """Ten seconds around the place, or around the word that is nearest to it where no word is in them."""
    rate_hz, middle = file.coding.rate_hz, (begin + end) // 2
    nearest = min(said, key=lambda word: max(word.begin - middle, middle - word.end, 0))
    half = round(HEARD_S * rate_hz / 2)
    is_near = nearest.begin < middle + half and nearest.end > middle - half
    centre = middle if is_near else (nearest.begin + nearest.end) // 2
    low = max(0, min(centre - half, file.num_samples - 2 * half))
    high = min(file.num_samples, low + 2 * half)
    return _Window(file.floats(low, high), rate_hz, low, tuple(_inside(said, low, high)), centre - low)


def _background(window: _Window) -> NoiseProfile:
    """What is behind the voice; where there is nothing but words, a quiet room is thought of."""
    num_frames = round(len(window.sound_NC) / window.rate_hz / hearing.HOP_S)
    pauses_s = hearing.HOP_S * float(np.sum(window.weights(num_frames) == 0))
    return hearing.background(window.sound_NC, window.rate_hz, 1.0 if pauses_s >= LEAST_PAUSES_S else QUIET_ROOM)


def _inside(said: Sequence[Word], low: int, high: int) -> list[Word]:
    """The words that lie within samples [low, high); where none does, what is there of a longer one."""
    whole = [word for word in said if low <= word.begin and word.end <= high]
    cut = [word for word in said if word.begin < high and low < word.end]
    return whole or [Word(word.text, max(low, word.begin), min(high, word.end)) for word in cut]


def _voice(window: _Window, noise: NoiseProfile) -> tuple[Floats, Floats, float]:
    """The voice in one channel (N,), its balance (C,) and its power, all channels together.

    The channels are added up as the strongest component of what they share, so that opposite phases do not cancel.
    """
    sound_NC, hop = window.sound_NC, round(hearing.HOP_S * window.rate_hz)
    powers_CT = np.stack([hearing.frame_powers(channel_N, window.rate_hz) for channel_N in sound_NC.T])
    weights_T = window.weights(powers_CT.shape[1])
    in_words_N = np.repeat(weights_T > 0, hop)[: len(sound_NC)]
    spoken_NC = sound_NC[in_words_N]
    _, vectors_CC = np.linalg.eigh(spoken_NC.T @ spoken_NC)
    mix_C = vectors_CC[:, -1] * np.sign(vectors_CC[np.abs(vectors_CC[:, -1]).argmax(), -1])
    noise_C = 10 ** (noise.rms_dbfs / 10)
    total = hearing.active_power(powers_CT.sum(axis=0), weights_T)
    power = float(_clean(np.array([total]), np.array([noise_C.sum()]))[0])
    share_C = np.maximum(np.square(spoken_NC).mean(axis=0) - noise_C, 0.0) if len(spoken_NC) else noise_C * 0
    balance_C = np.where(mix_C < 0, -1.0, 1.0) * np.sqrt(share_C / max(float(share_C.sum()), hearing.TINY))
    return sound_NC @ mix_C, balance_C, power if share_C.any() else 0.0


def _clean(power: Floats, noise: Floats) -> Floats:
    """What is left of the power without the background's."""
    return np.maximum(power - noise, LEAST_SPEECH * power)


def _context(said: Sequence[Word], begin: int, end: int, rate_hz: int) -> tuple[str, str]:
    """The words that run into the place, and those that run on from it; none of what is to be replaced."""
    before = [word for word in said if word.begin + word.end < 2 * begin][-MOST_CONTEXT:]
    after = [word for word in said if word.begin + word.end >= 2 * end][:MOST_CONTEXT]
    pause = PAUSE_S * rate_hz
    lead = list(_joined(((word.begin, word.end, word) for word in reversed(before)), begin, pause, -1))
    follow = list(_joined(((word.end, word.begin, word) for word in after), end, pause, 1))
    return _text(lead[::-1]), _text(follow)


def _joined(words: Iterable[tuple[int, int, Word]], at: int, pause: float, side: int) -> Iterator[Word]:
    """Words outward from a place (far end, near end, word), up to the first pause."""
    for far, near, word in words:
        if side * (near - at) > pause:
            return
        yield word
        at = far


def _ends_sentence(said: Sequence[Word], end: int) -> bool:
    before = [word for word in said if word.begin + word.end < 2 * end]
    return bool(before) and (before[-1].ends_sentence or before[-1] is said[-1])


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _usual_f0_hz(file: PcmFile, said: Sequence[Word]) -> float:
    """The median F0 of a few stretches, spread evenly over the words."""
    places = np.unique(np.linspace(0, len(said) - 1, NUM_SAMPLED).round().astype(int))
    size = round(SAMPLED_S * file.coding.rate_hz)
    starts = [max(0, min(said[place].begin - size // 2, file.num_samples - size)) for place in places]
    sounds = [file.floats(start, min(file.num_samples, start + size)) for start in starts]
    hz_T = np.concatenate([hearing.f0_hz(_loudest(sound), file.coding.rate_hz) for sound in sounds])
    return hearing.middle_hz(hz_T, np.ones(len(hz_T)))


def _loudest(sound_NC: Floats) -> Floats:
    return sound_NC[:, int(np.square(sound_NC).sum(axis=0).argmax())]
