"""Words that were never said fit where they are put: as high, as fast, as loud as what is around them, and as noisy."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import PcmFile
from speechwright.dsp.marks import median_f0_hz
from speechwright.dsp.spectra import bin_hz
from speechwright.editing.carrier import phones_of
from speechwright.editing.cuts import FADE_S
from speechwright.editing.hearing import long_term_power
from speechwright.editing.speaking import Said, Speaker
from speechwright.editing.surroundings import Surroundings, surroundings
from speechwright.errors import BadText, MissingExtra, UnknownName
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tts.voice import Voice
from tests.editing.rooms import Floats, engines, recording, spoken, transcript, written

NEW = "with good friends, and with old maps"
NOISE_DBFS = -45.0
PEOPLE = [("flite", "slt", 1.0), ("flite", "kal16", 1.2), ("espeak", "en-us+f3", 0.85), ("espeak", "en-us", 1.1)]
INSTALLED = [person for person in PEOPLE if person[0] in engines()]
ESPEAK = Voice("espeak", "en-us")


@dataclass(frozen=True, eq=False)
class Case:
    """A recording, what is around the place after its seventh word, and what was said for it."""

    sound_NC: Floats
    transcript: Transcript
    like: Surroundings
    said: Said

    @property
    def near(self) -> Floats:
        """The words within two seconds of the place, without what is between them."""
        rate_hz = self.transcript.rate_hz
        near = [w for w in self.transcript.words if abs(w.begin + w.end - 2 * self.like.begin) < 4 * rate_hz]
        return np.concatenate([self.sound_NC[word.begin : word.end] for word in near])


def heard(folder: Path, sound_NC: Floats, words: Transcript, place: int = 7) -> Surroundings:
    at = words.words[place].begin
    with PcmFile(written(folder / "a.wav", sound_NC, words.rate_hz)) as file:
        return surroundings(file, words, at, at)


@cache
def case(folder: Path, person: tuple[str, str, float], rate_hz: int, balance: tuple[float, ...] = (1.0,)) -> Case:
    said = spoken(*person)
    sound_NC, words = recording(said, rate_hz, balance, NOISE_DBFS), transcript(said, rate_hz)
    like = heard(folder, sound_NC, words)
    return Case(sound_NC, words, like, Speaker().say(NEW, like))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recordings")


@pytest.fixture(params=range(len(INSTALLED)), ids=lambda number: ":".join(INSTALLED[number][:2]))
def fitted(request: pytest.FixtureRequest, folder: Path) -> Case:
    return case(folder, INSTALLED[request.param], (44_100, 8_000, 48_000, 16_000)[request.param])


def active_dbfs(sound_N: Floats, rate_hz: int) -> float:
    """The level of the 20 ms that lie within 15 dB of the loudest ones."""
    size = rate_hz // 50
    powers = np.square(sound_N[: len(sound_N) // size * size]).reshape(-1, size).mean(axis=1)
    return 10 * float(np.log10(powers[powers > np.quantile(powers, 0.95) * 10**-1.5].mean()))


def quietest_dbfs(sound_N: Floats, rate_hz: int) -> float:
    """The level of the quietest 40 ms."""
    energy = np.cumsum(np.square(sound_N))
    size = rate_hz // 25
    return 10 * float(np.log10((energy[size:] - energy[:-size]).min() / size))


def test_pitch_is_that_of_the_neighbours(fitted: Case) -> None:
    rate_hz = fitted.transcript.rate_hz
    semitones = 12 * np.log2(median_f0_hz(fitted.said.sound_NC, rate_hz) / median_f0_hz(fitted.near, rate_hz))
    assert abs(semitones) < 1


def test_level_is_that_of_the_neighbours(fitted: Case) -> None:
    rate_hz = fitted.transcript.rate_hz
    own, wanted = (active_dbfs(sound[:, 0], rate_hz) for sound in (fitted.said.sound_NC, fitted.near))
    assert own == pytest.approx(wanted, abs=1)


def phone_s(text: str, length_s: float) -> float:
    return length_s / len(phones_of(engines()["espeak"].say(text, ESPEAK)))


def test_phones_are_as_long_as_those_of_the_recording(fitted: Case) -> None:
    own_s = phone_s(NEW, sum(span.end_s - span.start_s for span in fitted.said.words))
    words = fitted.transcript.words
    wanted_s = phone_s(fitted.transcript.text, sum(w.end - w.begin for w in words) / fitted.transcript.rate_hz)
    assert own_s == pytest.approx(wanted_s, rel=0.15)


@pytest.mark.parametrize("rate", [0.6, 1.6])
def test_slow_speech_gets_slow_words_and_fast_speech_fast_ones(folder: Path, rate: float) -> None:
    said = spoken("espeak", "en-us", rate)
    words = transcript(said, 16_000)
    run = words.words[6:12]
    with PcmFile(written(folder / "a.wav", recording(said, 16_000), 16_000)) as file:
        like = surroundings(file, words, run[0].begin, run[-1].end)
    again = Speaker().say(" ".join(word.text for word in run), like).words
    own_s, wanted_s = again[-1].end_s - again[0].start_s, (run[-1].end - run[0].begin) / 16_000
    assert own_s == pytest.approx(wanted_s, rel=0.15)


def test_background_is_that_of_the_recording(fitted: Case) -> None:
    """Between the new words, where a comma is, as between the old ones."""
    assert quietest_dbfs(fitted.said.sound_NC[:, 0], fitted.transcript.rate_hz) == pytest.approx(NOISE_DBFS, abs=3)


def test_words_lie_in_the_sound_in_their_order(fitted: Case) -> None:
    words, length_s = fitted.said.words, len(fitted.said.sound_NC) / fitted.transcript.rate_hz
    assert [word.label for word in words] == NEW.replace(",", "").split()
    assert all(one.end_s <= other.start_s + 1e-9 for one, other in pairwise(words))
    assert words[0].start_s == pytest.approx(FADE_S, abs=1e-3)
    assert words[-1].end_s == pytest.approx(length_s - FADE_S, abs=1e-3)
    assert all(word.end_s - word.start_s > 0.03 for word in words)


def test_it_says_who_spoke_and_what_was_done(fitted: Case) -> None:
    engine, name = fitted.said.voice.split(":")
    assert name in engines()[engine].names()
    wanted = {"tempo_factor", "semitones", "melody_factor", "f0_from_hz", "f0_to_hz", "gain_db", "noise_dbfs"}
    assert wanted < set(fitted.said.matched) and all(np.isfinite(list(fitted.said.matched.values())))


@pytest.mark.parametrize("balance", [(0.0, 1.0), (1.0, -0.5)])
def test_channels_keep_their_balance(folder: Path, balance: tuple[float, float]) -> None:
    found = case(folder, INSTALLED[-1], 16_000, balance)
    own_C, wanted_C = (10 * np.log10(np.square(sound).mean(axis=0)) for sound in (found.said.sound_NC, found.near))
    assert own_C - own_C.max() == pytest.approx(wanted_C - wanted_C.max(), abs=2)
    if all(balance):
        assert np.sum(found.said.sound_NC[:, 0] * found.said.sound_NC[:, 1]) < 0  # the phase is kept as well


def test_the_same_is_said_every_time_and_something_else_elsewhere(folder: Path) -> None:
    found = case(folder, INSTALLED[-1], 16_000)
    again = Speaker().say(NEW, heard(folder, found.sound_NC, found.transcript))
    assert np.array_equal(again.sound_NC, found.said.sound_NC) and again.matched == found.said.matched
    elsewhere = Speaker().say(NEW, heard(folder, found.sound_NC, found.transcript, 14))
    assert elsewhere.voice == found.said.voice and elsewhere.sound_NC.shape != found.said.sound_NC.shape


def test_a_narrow_recording_gets_narrow_words(folder: Path) -> None:
    said = spoken(*INSTALLED[0])
    whole_NC = recording(said, 24_000)
    spectrum_FC, hz_F = np.fft.rfft(whole_NC, axis=0), np.fft.rfftfreq(len(whole_NC), 1 / 24_000)
    spectrum_FC[(hz_F < 300) | (hz_F > 3_400)] = 0
    like = heard(folder, np.fft.irfft(spectrum_FC, len(whole_NC), axis=0), transcript(said, 24_000))
    power_F = long_term_power(Speaker(ESPEAK).say(NEW, like).sound_NC[:, 0], 24_000)
    hz = bin_hz(24_000)
    assert power_F[(hz > 4_000) | (hz < 150)].sum() < 1e-3 * power_F.sum()


def test_at_a_pause_words_fade_and_the_background_does_not(folder: Path) -> None:
    said = spoken(*INSTALLED[-1])
    sound_NC, words = recording(said, 16_000, noise_dbfs=NOISE_DBFS), transcript(said, 16_000)
    with PcmFile(written(folder / "a.wav", sound_NC, 16_000)) as file:
        like = surroundings(file, words, words.num_samples, words.num_samples)
    found = Speaker().say("really", like)
    ends = [found.sound_NC[:80, 0], found.sound_NC[-80:, 0]]
    assert [10 * np.log10(np.mean(end**2)) for end in ends] == pytest.approx([NOISE_DBFS] * 2, abs=3)


def test_a_silent_background_stays_silent(folder: Path) -> None:
    said = spoken(*INSTALLED[-1])
    like = heard(folder, recording(said, 16_000), transcript(said, 16_000))
    assert Speaker().say("really", like).matched["noise_dbfs"] < -90


def test_what_cannot_be_spoken_is_refused(folder: Path) -> None:
    like = case(folder, INSTALLED[-1], 16_000).like
    for text in ("", "…", "привет"):
        with pytest.raises(BadText):
            Speaker(ESPEAK).say(text, like)
    with pytest.raises(UnknownName):
        Speaker(Voice("espeak", "nobody")).say("hello", like)
    with pytest.raises(UnknownName):
        Speaker(Voice("nothing", "slt")).say("hello", like)
    if "flite" not in engines():
        with pytest.raises(MissingExtra):
            Speaker(Voice("flite", "slt")).say("hello", like)
