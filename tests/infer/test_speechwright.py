"""The facade on a tiny untrained model: its words are nonsense, its laws are not."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from speechwright import Speechwright
from speechwright.audio.pauses import split_at_pauses
from speechwright.audio.write import write_audio
from speechwright.errors import BadAudio, BadModel, BadRecipe, BadText, UnknownName
from speechwright.infer.folder import ModelFolder
from speechwright.infer.stopwatch import STAGES
from speechwright.types import Audio
from tests.asr.say import spoken
from tests.audio.sounds import file_bytes, joined, noise, pause, tone
from tests.modelbox import babble, make_model, model_box

QUESTION = babble(1.0, seed=2)


@pytest.fixture(scope="module")
def sw() -> Speechwright:
    return Speechwright.from_pretrained(model_box())


@pytest.fixture(scope="module")
def ear() -> Speechwright:
    """The same model with the embedded ear."""
    return Speechwright.from_pretrained(model_box(), recognizer="pocketsphinx")


def test_any_kind_of_source_is_the_same_sound(sw: Speechwright, tmp_path: Path):
    data = file_bytes("flac", [QUESTION])
    path = tmp_path / "question.flac"
    path.write_bytes(data)
    read = [sw.transcribe(source) for source in (path, str(path), data, io.BytesIO(data))]
    assert [each.file for each in read] == [str(path), str(path), None, None]
    assert len({each.text for each in read}) == 1 and read[0].seconds == 1.0
    assert sw.chat(path) == sw.chat(data) and sw.chat(path, out="text") == sw.chat(data, out="text")


def test_different_sounds_and_texts_get_different_answers(sw: Speechwright):
    assert len({sw.transcribe(babble(seed=seed)).text for seed in range(4)}) > 1
    assert len({sw.chat(text=text, out="text").answer for text in ("hi", "who are you", "3+4")}) > 1


def test_rows_have_exactly_the_stable_keys_and_are_json(sw: Speechwright):
    rows = {
        ("file", "text", "seconds", "recognizer"): sw.transcribe(QUESTION).to_row(),
        ("file", "text", "seconds", "voice"): sw.speak("hello").to_row(),
        ("heard", "answer", "file", "seconds", "stop", "timings"): sw.chat(QUESTION).to_row(),
    }
    for keys, row in rows.items():
        assert tuple(row) == keys and json.loads(json.dumps(row)) == row


def test_all_four_formats_and_the_direct_one(sw: Speechwright):
    for given in ({"source": QUESTION}, {"text": "What is 3 + 4?"}):
        spoken, written = sw.chat(**given, out="speech"), sw.chat(**given, out="text")
        assert spoken.audio is not None and spoken.answer and spoken.heard and spoken.to_row()["seconds"] > 0
        assert written.audio is None and written.answer and written.heard and written.to_row()["seconds"] is None
    assert written.heard == "what is three plus four?"
    direct = sw.chat(QUESTION, direct=True)
    assert direct.audio is not None and (direct.heard, direct.answer) == (None, None)


def test_timings_name_every_stage_and_only_those_that_ran(sw: Speechwright):
    timings = sw.chat(QUESTION).timings
    assert set(timings) == {*STAGES, "total", "audio_in", "audio_out"} and timings["audio_in"] == 1.0
    assert all(timings[stage] > 0 for stage in ("units", "hear", "answer", "units_out", "sound"))
    typed = sw.chat(text="hi", out="text").timings
    assert typed["answer"] > 0 and typed["units"] == typed["hear"] == typed["units_out"] == typed["sound"] == 0


@pytest.mark.parametrize(
    "call",
    [
        {},
        {"source": QUESTION, "text": "hi"},
        {"text": "hi", "out": "song"},
        {"text": "hi", "direct": True},
        {"source": QUESTION, "out": "text", "direct": True},
    ],
)
def test_requests_that_contradict_themselves_are_refused(sw: Speechwright, call: dict):
    with pytest.raises(BadRecipe):
        sw.chat(**call)


@pytest.mark.parametrize("source", [pause(), pause(length_s=30.0), Audio(np.full(8000, 1e-5), 16_000)])
def test_silence_is_refused(sw: Speechwright, source: Audio):
    for call in (sw.transcribe, sw.chat):
        with pytest.raises(BadAudio, match="silence"):
            call(source)


def test_a_long_recording_is_the_text_of_its_pieces_without_the_silent_ones(sw: Speechwright):
    sound = joined(noise(length_s=7.0), pause(length_s=13.0), noise(length_s=6.0, seed=1), pause(length_s=2.0))
    handed: list[int] = []

    def counting(pieces):
        handed.append(len(pieces))
        return iter(pieces)

    pieces = [piece for piece in split_at_pauses(sound) if piece.samples.any()]
    whole = Speechwright(sw.model, progress=counting).transcribe(sound)
    assert whole.text == " ".join(sw.transcribe(piece).text for piece in pieces)
    assert handed == [len(pieces)] and len(whole.stops) == len(pieces) > 1 and whole.seconds == 28.0


def test_a_long_text_is_spoken_whole(sw: Speechwright):
    one, two = sw.speak("Good morning."), sw.speak("How are you?")
    both = sw.speak("Good morning! How are you?")
    assert both.text == "good morning. how are you?" and len(both.stops) == 2
    gap_s = both.audio.length_s - one.audio.length_s - two.audio.length_s
    assert gap_s == pytest.approx(0.3) and np.array_equal(
        both.audio.samples[: len(one.audio.samples)], one.audio.samples
    )


def test_voices_change_the_sound_and_not_the_words(sw: Speechwright, tmp_path: Path):
    write_audio(tmp_path / "me.wav", QUESTION)
    said = [sw.speak("hello", voice) for voice in (None, "ada", "ben", tmp_path / "me.wav")]
    assert said[0] == said[1] and [each.voice for each in said[1:]] == ["ada", "ben", str(tmp_path / "me.wav")]
    assert len({each.audio for each in said}) == 3 and len({each.text for each in said}) == 1
    assert sw.chat(text="hi", voice="ben").audio != sw.chat(text="hi").audio


def test_requests_longer_than_the_model_can_hold_are_refused(sw: Speechwright):
    with pytest.raises(BadText, match="at most 341 tokens"):
        sw.chat(text="why " * 100)
    sizzling = Audio(np.concatenate([babble(0.5, seed).samples for seed in range(200)]), 16_000)
    assert len(sw.model.tokenizer.encode(sizzling)) > 341, "this test wants a sound of many units"
    with pytest.raises(BadAudio, match=r"100\.0 s"):
        sw.chat(sizzling)


def test_the_longest_request_is_still_answered_aloud(sw: Speechwright):
    exchange = sw.chat(text="a" * 340)
    assert exchange.answer and exchange.audio is not None


@pytest.mark.parametrize("text", ["", "   ", "?!", "\0", "привет", "a" * 20_000, "x" * 300])
def test_texts_that_can_not_be_spoken_are_refused(sw: Speechwright, text: str):
    with pytest.raises(BadText):
        sw.speak(text)


def test_what_is_saved_is_what_was_said(sw: Speechwright, tmp_path: Path):
    utterance = sw.speak("hello").save(tmp_path / "hello.wav")
    assert utterance.file == utterance.to_row()["file"] == str(tmp_path / "hello.wav")
    assert sw.transcribe(tmp_path / "hello.wav").seconds == pytest.approx(utterance.audio.length_s)
    assert sw.chat(text="hi").save(tmp_path / "hi.flac").file == str(tmp_path / "hi.flac")
    with pytest.raises(BadAudio, match="without sound"):
        sw.chat(text="hi", out="text").save(tmp_path / "hi.wav")


def test_another_ear_hears_for_the_model(sw: Speechwright, ear: Speechwright):
    heard = ear.transcribe(spoken("how far is the moon").audio)
    assert heard.recognizer == "pocketsphinx" and "moon" in heard.text
    question = spoken("what is the capital of france").audio
    exchange, typed = ear.chat(question), sw.chat(text="what is the capital of france")
    assert (exchange.heard, exchange.answer, exchange.audio) == (typed.heard, typed.answer, typed.audio)
    assert exchange.timings["hear"] > 0 and exchange.timings["units"] == 0
    with pytest.raises(BadRecipe, match="direct"):
        ear.chat(question, direct=True)


def test_another_ear_that_hears_no_words_is_an_error_of_the_sound(ear: Speechwright):
    assert ear.transcribe(tone(length_s=0.3)).text == ""
    with pytest.raises(BadAudio, match="pocketsphinx heard no words"):
        ear.chat(tone(length_s=0.3))


def test_another_ear_needs_neither_language_model_nor_units(tmp_path: Path):
    assert Speechwright(ModelFolder(tmp_path), recognizer="pocketsphinx").transcribe(tone(length_s=0.3)).stops == (
        "end",
    )


def test_unknown_names_are_refused_when_made():
    with pytest.raises(UnknownName, match="did you mean pocketsphinx"):
        Speechwright.from_pretrained(model_box(), recognizer="pocketsfinx")
    with pytest.raises(BadModel):
        Speechwright.from_pretrained(Path("no/such/folder"))


def test_a_folder_on_disk_makes_the_same_model_again(sw: Speechwright, tmp_path: Path):
    again = Speechwright.from_pretrained(make_model(tmp_path / "again"))
    assert again.chat(QUESTION) == sw.chat(QUESTION) and again.speak("hi") == sw.speak("hi")
