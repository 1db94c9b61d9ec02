"""A row of parts as sound: what is kept is the input's to the bit, and seams are short and only where two parts meet
that were apart."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pcm import Coding, PcmFile
from speechwright.editing import parts
from speechwright.editing.cuts import FADE_S, MARGIN_S, Gap
from speechwright.editing.execute import words_of
from speechwright.editing.joining import MADE_EDGE_S
from speechwright.editing.parts import Made, Parts
from speechwright.editing.recording import Recording
from speechwright.tasks.edits.transcript import Transcript
from tests.editing.recordings import NOISE_RMS, buzz, output, recording

CODING = Coding(16_000, 2, "PCM_16")
TEXT = "tell me your best way home. we saw another dog there."
NUM_WORDS = len(TEXT.split())
NUM_NEW = 8000
SHORT = round(FADE_S * CODING.rate_hz)
STRETCHES = st.lists(st.integers(0, NUM_WORDS), min_size=2, max_size=2, unique=True).map(sorted)
SCRIPTS = st.lists(st.tuples(st.sampled_from(["delete", "repeat", "insert", "replace", "move"]), STRETCHES), max_size=3)
Given = tuple[PcmFile, Transcript]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    path, transcript = recording(tmp_path_factory.mktemp("splicing") / "in.wav", TEXT, CODING)
    with PcmFile(path) as file:
        yield file, transcript


def fresh(text: str = "new") -> Made:
    """A tone, with some of the room before and behind it."""
    room = np.random.default_rng(1).normal(scale=NOISE_RMS, size=(NUM_NEW, CODING.num_channels))
    edge = round(MADE_EDGE_S * CODING.rate_hz)
    room[edge:-edge] += 0.1 * np.sin(np.arange(NUM_NEW - 2 * edge) / 20)[:, None]
    return Made(room, text)


def spliced(sound: Given, row: Parts) -> Recording:
    recording = Recording(*sound, buzz)
    recording.parts = row
    recording.splice()
    return recording


def written(sound: Given, script: list[tuple[str, list[int]]]) -> Recording:
    recording = Recording(*sound, buzz)
    for kind, (first, last) in script:
        begin, end = recording.gap(first), recording.gap(last)
        recording.parts = {
            "delete": lambda row, b=begin, e=end: parts.without(row, b, e),
            "repeat": lambda row, b=begin, e=end: parts.repeated(row, b, e, 2),
            "insert": lambda row, b=begin: parts.inserted(row, b, fresh()),
            "replace": lambda row, b=begin, e=end: parts.replaced(row, b, e, fresh()),
            "move": lambda row, b=begin, e=end: parts.moved(row, b, e, recording.gap(0)),
        }[kind](recording.parts)
    return recording


def said(recording: Recording) -> list[str]:
    """The words that a row says, by its parts."""
    words, gaps = recording.transcript.words, [recording.gap(place) for place in range(NUM_WORDS + 1)]
    places = {gap: place for place, gap in enumerate(gaps)} | dict(zip(ends(recording), (0, NUM_WORDS), strict=True))
    texts: list[str] = []
    for part in recording.parts:
        inside = words[places[part.begin] : places[part.end]]
        texts += part.made.text.split() if part.made else [word.text for word in inside]
    return texts


def ends(recording: Recording) -> tuple[Gap, Gap]:
    whole = parts.whole(recording.file.num_samples / recording.rate_hz)
    return whole[0].begin, whole[0].end


@settings(max_examples=12)
@given(SCRIPTS)
def test_what_is_kept_is_the_inputs_and_what_is_said_is_what_the_row_says(sound, script) -> None:
    recording = written(sound, script)
    file, transcript = sound
    if not recording.parts:
        return
    recording.splice()
    timeline, raw = recording.timeline, file.read(0, file.num_samples)
    found = output(timeline)
    for at, piece in timeline.placed():
        if piece.is_kept:
            assert np.array_equal(found[at : at + piece.num_samples], raw[piece.begin : piece.end])
        elif not piece.text:
            assert piece.num_samples <= SHORT
    assert len(found) == timeline.num_samples
    assert words_of(timeline, transcript)[0].text.split() == said(recording)


def test_a_row_that_was_only_split_is_the_input(sound) -> None:
    file, _ = sound
    recording = Recording(*sound, buzz)
    row = parts.moved(recording.parts, recording.gap(3), recording.gap(5), recording.gap(8))
    back = parts.moved(row, recording.gap(3), recording.gap(5), recording.gap(3))
    assert len(back) > 1
    for each in (recording.parts, back):
        timeline = spliced(sound, each).timeline
        assert np.array_equal(output(timeline), file.read(0, file.num_samples))
        assert timeline.kept_samples == file.num_samples


@pytest.mark.parametrize("place", range(NUM_WORDS + 1))
def test_a_pause_makes_it_longer_by_itself_but_for_the_fades(sound, place: int) -> None:
    file, _ = sound
    recording = Recording(*sound, buzz)
    timeline = spliced(sound, parts.inserted(recording.parts, recording.gap(place), fresh(""))).timeline
    assert file.num_samples + NUM_NEW - timeline.num_samples == SHORT
    assert timeline.kept_samples == file.num_samples - SHORT


@pytest.mark.parametrize("place", [0, 4, 6, NUM_WORDS])
def test_new_words_lose_what_is_no_word_at_most(sound, place: int) -> None:
    recording = Recording(*sound, buzz)
    timeline = spliced(sound, parts.inserted(recording.parts, recording.gap(place), fresh())).timeline
    (made,) = [piece for piece in timeline.pieces if not piece.is_kept]
    edges = 2 * round((MADE_EDGE_S + MARGIN_S) * CODING.rate_hz)
    assert made.text == "new" and NUM_NEW - edges <= made.num_samples <= NUM_NEW + SHORT
    assert timeline.kept_samples >= recording.file.num_samples - edges


def test_new_words_side_by_side_become_one(sound) -> None:
    recording = Recording(*sound, buzz)
    row = parts.inserted(recording.parts, recording.gap(4), fresh("first"))
    timeline = spliced(sound, parts.inserted(row, recording.gap(4), fresh("second"))).timeline
    (made,) = [piece for piece in timeline.pieces if not piece.is_kept]
    assert made.text == "first second" and made.num_samples > 1.5 * NUM_NEW


def test_new_words_alone_are_all_that_is_left(sound) -> None:
    recording = Recording(*sound, buzz)
    timeline = spliced(sound, parts.replaced(recording.parts, *ends(recording), fresh())).timeline
    assert (
        np.array_equal(output(timeline), CODING.raw(np.float64(np.float32(fresh().sound_NC))))
        and not timeline.kept_samples
    )


@pytest.mark.parametrize("is_first", [True, False])
def test_where_an_end_goes_the_rest_is_faded(sound, is_first: bool) -> None:
    recording = Recording(*sound, buzz)
    begin, end = ends(recording)
    gone = (begin, recording.gap(2)) if is_first else (recording.gap(9), end)
    timeline = spliced(sound, parts.without(recording.parts, *gone)).timeline
    edge, outermost = (timeline.pieces[0], 0) if is_first else (timeline.pieces[-1], -1)
    assert not edge.is_kept and not edge.is_join and edge.num_samples <= SHORT
    assert np.abs(CODING.floats(output(timeline))[outermost]).max() < 2e-3
