"""The judge as a recognizer: words, their times, and the search that finds them."""

from itertools import groupby, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.alphabet import ALPHABET, letters_of
from speechwright.asr import RECOGNIZERS
from speechwright.asr.ctc import CtcRecognizer, _first_frames
from speechwright.asr.recognizer import NOTHING
from speechwright.audio.pauses import LONGEST_S, split_at_pauses
from speechwright.errors import BadAudio, BadModel, BadText
from speechwright.types import Audio
from tests.asr.say import spoken

TEXT = "set a timer for ten minutes please"


@pytest.fixture(scope="module")
def judge() -> CtcRecognizer:
    return RECOGNIZERS["judge"]()


def random_letters(seed: int, frames: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(frames, len(ALPHABET))).astype(np.float32)
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def best_by_trying_all(log_probs: np.ndarray, text: np.ndarray) -> float:
    """The score of the likeliest path among all that spell the text."""
    signs = sorted({0, *text.tolist()})
    paths = product(signs, repeat=len(log_probs))
    spelling = (path for path in paths if [sign for sign, _ in groupby(path) if sign] == text.tolist())
    return max((float(log_probs[range(len(path)), path].sum()) for path in spelling), default=-np.inf)


def score_between(log_probs: np.ndarray, text: np.ndarray, frames: np.ndarray) -> float:
    """The best path that begins each letter where it is said to begin."""
    bounds = [*frames.tolist(), len(log_probs)]
    total = float(log_probs[: bounds[0], 0].sum())
    for letter, (begin, end) in zip(text, pairwise(bounds), strict=True):
        held = np.cumsum(log_probs[begin:end, letter])
        blank_after = np.append(np.cumsum(log_probs[begin:end, 0][::-1])[::-1][1:], 0)
        doubled = end < len(log_probs) and end in frames and letter == text[frames.tolist().index(end)]
        choices = (held + blank_after)[: -1 if doubled else None]
        total += float(choices.max())
    return total


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.text("ab ", min_size=1, max_size=4))
def test_the_path_is_the_likeliest_of_all(seed: int, frames: int, text: str):
    letters = letters_of(text)
    if not len(letters):
        return
    log_probs = random_letters(seed, frames)
    found = _first_frames(log_probs, letters)
    best = best_by_trying_all(log_probs, letters)
    assert (len(found) == 0) == (best == -np.inf)
    if len(found):
        assert score_between(log_probs, letters, found) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("voice", ["en-us", "en-gb"])
def test_words_and_when_they_were_said(judge: CtcRecognizer, voice: str):
    said = spoken(TEXT, voice)
    heard = judge.recognize(said.audio)
    assert heard.text == TEXT and heard.confidence > 0.8
    for spans in (heard.words, judge.align(said.audio, TEXT.upper())):
        assert [span.label for span in spans] == TEXT.split()
        for ours, own in zip(spans, said.words, strict=True):
            assert abs(ours.start_s - own.start_s) < 0.08 and abs(ours.end_s - own.end_s) < 0.12
            assert ours.start_s < ours.end_s <= said.audio.length_s


def test_a_long_recording_is_heard_in_pieces_with_the_times_of_the_whole(judge: CtcRecognizer):
    one = spoken(TEXT).audio
    pause = np.zeros(one.rate_hz, np.float32)
    turns = int(LONGEST_S / (one.length_s + 1)) + 3
    long = Audio(np.concatenate([*[one.samples, pause] * turns]), one.rate_hz)
    pieces = split_at_pauses(long)
    assert len(pieces) > 1
    assert judge.recognize(long).text == " ".join(judge.recognize(piece).text for piece in pieces)
    starts_s = [span.start_s for span in judge.align(long, " ".join([TEXT] * turns))]
    length, words = one.length_s + 1, len(TEXT.split())
    expected = [start_s + turn * length for turn in range(turns) for start_s in starts_s[:words]]
    assert starts_s == pytest.approx(expected, abs=0.08)


def test_what_was_heard_before_changes_nothing(judge: CtcRecognizer):
    first = judge.recognize(spoken(TEXT).audio)
    judge.recognize(spoken("good morning").audio)
    assert judge.recognize(spoken(TEXT).audio) == first


@pytest.mark.parametrize("samples", [0, 100, 16_000])
def test_nothing_in_silence(judge: CtcRecognizer, samples: int):
    silence = Audio(np.zeros(samples, np.float32), 16_000)
    assert judge.recognize(silence) == NOTHING
    with pytest.raises(BadAudio, match="not found"):
        judge.align(silence, TEXT)


@pytest.mark.parametrize("text", ["the cat sat on the mat by the old door", TEXT * 9])
def test_a_text_that_is_not_in_the_sound(judge: CtcRecognizer, text: str):
    with pytest.raises(BadAudio, match="not found"):
        judge.align(spoken(TEXT).audio, text)


@pytest.mark.parametrize("text", ["", "…", "set 10", "день"])
def test_a_text_without_letters_that_it_knows(judge: CtcRecognizer, text: str):
    with pytest.raises(BadText, match="a to z"):
        judge.align(spoken(TEXT).audio, text)


def test_more_than_fits_into_memory_is_refused(judge: CtcRecognizer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("speechwright.asr.ctc.MOST_BYTES", 1000)
    with pytest.raises(BadAudio, match="minutes of sound"):
        judge.align(spoken(TEXT).audio, TEXT)


def test_a_folder_without_a_judge(tmp_path):
    with pytest.raises(BadModel, match="judge"):
        CtcRecognizer(tmp_path)


def test_no_word_is_missing_where_letters_are_read(judge: CtcRecognizer):
    assert judge.missing_words(["wug", "zxcv"]) == () and judge.knowing({"wug": "W AH G"}) is judge
