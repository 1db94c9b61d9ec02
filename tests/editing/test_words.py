"""Words of recordings, short and long, recognised and aligned."""

from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.audio.resample import resample
from speechwright.editing.words import PIECE_S, aligned, pieces, recognized
from speechwright.errors import BadAudio, BadText
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.spoken_form import words_of
from speechwright.types import Audio, Span
from tests.asr.say import spoken

TEXT = "Set a timer for 20 minutes, please!"
SPOKEN = "set a timer for twenty minutes please"
OTHERS = (
    "what is the capital of france",
    "add milk and bread to the list",
    "how many days are in a week",
    "tell me a joke about a cat",
    "spell the word garden for me",
    "wake me at seven in the morning",
    "which is bigger a horse or a dog",
    "play some music in the kitchen",
    "turn off the lights in the hall",
    "is it going to rain tomorrow",
    "say good night to everybody",
)
RATE_HZ = 48_000


@pytest.fixture(scope="module")
def judge():  # type: ignore[no-untyped-def]
    return RECOGNIZERS["judge"]()


def recording(path: Path, turns: int) -> tuple[Path, list[Span]]:
    """The first sentences, in stereo at 48 kHz, a second apart, and when their words were said."""
    coding, spans, begin_s = Coding(RATE_HZ, 2, "PCM_16"), [], 0.0
    with PcmWriter(path, coding) as out:
        for text in sentences(turns, SPOKEN):
            said = spoken(text)
            turn = np.append(resample(said.audio, RATE_HZ).samples.astype(np.float64), np.zeros(RATE_HZ))
            out.write(coding.raw(turn[:, None] * [[0.5, 0.3]]))
            spans += [Span(word.label, word.start_s + begin_s, word.end_s + begin_s) for word in said.words]
            begin_s += len(turn) / RATE_HZ
    return path, spans


def largest_shift_s(spans: list[Span], transcript: Transcript) -> float:
    """Of the words that both have; eSpeak NG takes some together that are written apart."""
    ours, theirs = (
        ["".join(words_of(text)) for text in texts]
        for texts in ([word.text for word in transcript.words], [span.label for span in spans])
    )
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    pairs = [(transcript.words[a + at], spans[b + at]) for a, b, size in blocks for at in range(size)]
    assert len(pairs) > 0.85 * len(spans), "most words are found"
    return max(abs(word.begin / RATE_HZ - span.start_s) for word, span in pairs)


def sentences(turns: int, first: str) -> list[str]:
    return [(first, *OTHERS)[turn % 12] for turn in range(turns)]


def test_pieces_are_the_recording(tmp_path: Path) -> None:
    path, _ = recording(tmp_path / "a.wav", 25)
    with PcmFile(path) as file:
        found = list(pieces(file))
        assert len(found) > 3 and all(piece.audio.length_s <= PIECE_S + 0.01 for piece in found)
        ends = np.cumsum([piece.audio.length_s for piece in found])
        assert [piece.begin_s for piece in found[1:]] == pytest.approx(ends[:-1].tolist(), abs=0.01)
        assert ends[-1] == pytest.approx(file.num_samples / RATE_HZ, abs=0.01)


@pytest.mark.parametrize("turns", [1, 12])
def test_words_are_recognised_with_their_places(tmp_path: Path, judge, turns: int) -> None:  # type: ignore[no-untyped-def]
    path, spans = recording(tmp_path / "a.wav", turns)
    with PcmFile(path) as file:
        transcript, confidence = recognized(file, judge)
    assert confidence > 0.7 and len(transcript.sentences) == turns
    assert largest_shift_s(spans, transcript) < 0.1


@pytest.mark.parametrize("turns", [1, 12])
@pytest.mark.parametrize("name", ["judge", "pocketsphinx"])
def test_a_known_text_is_aligned_and_stays_as_it_is_written(tmp_path: Path, name: str, turns: int) -> None:
    path, spans = recording(tmp_path / "a.wav", turns)
    with PcmFile(path) as file:
        text = ". ".join(sentences(turns, TEXT)) + "."
        transcript = aligned(file, RECOGNIZERS[name](), text)
    assert transcript.text == text and len(transcript.sentences) == turns
    assert largest_shift_s(spans, transcript) < 0.12


def test_another_text_is_refused(tmp_path: Path, judge) -> None:  # type: ignore[no-untyped-def]
    for turns in (1, 12):
        path, _ = recording(tmp_path / f"{turns}.wav", turns)
        with PcmFile(path) as file, pytest.raises(BadAudio):
            aligned(file, judge, "nobody ever said a single word of this " * turns)
    with PcmFile(path) as file, pytest.raises(BadText):
        aligned(file, judge, " … ")


def test_without_speech_there_are_no_words(tmp_path: Path, judge) -> None:  # type: ignore[no-untyped-def]
    coding = Coding(8000, 1, "PCM_16")
    with PcmWriter(tmp_path / "a.wav", coding) as out:
        out.write(coding.raw(np.zeros((8000, 1))))
    with PcmFile(tmp_path / "a.wav") as file, pytest.raises(BadAudio, match="no words"):
        recognized(file, judge)


def test_times_are_of_the_file_whatever_its_rate(tmp_path: Path, judge) -> None:  # type: ignore[no-untyped-def]
    one = spoken(SPOKEN)
    starts = []
    for rate_hz in (8000, 44_100):
        coding = Coding(rate_hz, 1, "PCM_24")
        sound = resample(Audio(one.audio.samples, one.audio.rate_hz), rate_hz).samples[:, None]
        with PcmWriter(tmp_path / "a.wav", coding) as out:
            out.write(coding.raw(0.5 * sound.astype(np.float64)))
        with PcmFile(tmp_path / "a.wav") as file:
            starts.append([word.begin / rate_hz for word in aligned(file, judge, TEXT).words])
    assert starts[0] == pytest.approx(starts[1], abs=0.06)


NAMED = "Grzegorz bought a Speechwright mug."


@pytest.mark.parametrize("name", ["judge", "pocketsphinx"])
@pytest.mark.parametrize("turns", [1, 12])
def test_names_that_no_dictionary_holds_are_found(tmp_path: Path, name: str, turns: int) -> None:
    texts = (NAMED, *(f"{text}." for text in OTHERS))[:turns]
    said = [spoken(text) for text in texts]
    sound = np.concatenate([np.pad(each.audio.samples, (0, each.audio.rate_hz)) for each in said])
    coding = Coding(said[0].audio.rate_hz, 1, "PCM_16")
    with PcmWriter(tmp_path / "a.wav", coding) as out:
        out.write(coding.raw(0.5 * sound[:, None].astype(np.float64)))
    with PcmFile(tmp_path / "a.wav") as file:
        words = aligned(file, RECOGNIZERS[name](), " ".join(texts)).words
    assert [word.text for word in words[:5]] == NAMED.split()
    for word, span in zip(words[:5], said[0].words, strict=True):
        assert word.begin / coding.rate_hz == pytest.approx(span.start_s, abs=0.15)


@pytest.mark.parametrize("text", ["Grzegorz купил a mug", "a mug for Łukasz", "茶 please"])
def test_words_in_other_letters_are_refused(tmp_path: Path, judge, text: str) -> None:  # type: ignore[no-untyped-def]
    path, _ = recording(tmp_path / "a.wav", 1)
    with PcmFile(path) as file, pytest.raises(BadText, match="letters a to z"):
        aligned(file, judge, text)
