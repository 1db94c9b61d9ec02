"""Editing for callers: whatever is asked and however it ends, the input is the same file as before."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

import speechwright
from speechwright.audio.pcm import Coding, PcmFile
from speechwright.audio.write import write_audio
from speechwright.editing.log import log_path, read_log, sha256_of
from speechwright.errors import BadAudio, BadData, BadInstruction, CannotWrite
from speechwright.infer.editing import Saved, apply, plan, undo
from tests.asr.say import spoken
from tests.editing.recordings import TEXT, recording

DELETE = "delete the word best"
LOUDER = "make the last sentence 2 dB louder"
Given = Callable[..., Path]


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """Makes recordings, and sees afterwards that nobody touched them."""
    made: dict[Path, str] = {}

    def make(name: str = "in.wav", rate_hz: int = 22_050, num_channels: int = 1, subtype: str = "PCM_16") -> Path:
        path, _ = recording(tmp_path / "made.wav", coding=Coding(rate_hz, num_channels, subtype))
        target = tmp_path / name
        if target.suffix == ".wav":
            path.replace(target)
        else:
            sound, rate_hz = soundfile.read(path)
            formats = {
                ".mp3": ("MP3", None),
                ".ogg": ("OGG", "VORBIS"),
                ".opus": ("OGG", "OPUS"),
                ".flac": ("FLAC", None),
            }
            kind, subtype_ = formats[target.suffix]
            soundfile.write(target, sound, rate_hz, subtype_, format=kind)
        made[target] = sha256_of(target)
        return target

    yield make
    assert made == {path: sha256_of(path) for path in made}


def edited(path: Path, out: Path, asked: str = DELETE) -> Saved:
    return apply(path, plan(path, asked, TEXT)).save(out)


def test_the_package_offers_it(given: Given, tmp_path: Path) -> None:
    path = given()
    steps = speechwright.plan(path, DELETE, TEXT)
    saved = speechwright.apply(path, steps).save(tmp_path / "out.wav")
    assert saved.passed and saved.result.plan == steps
    assert speechwright.undo(tmp_path / "out.wav").steps == ()


def test_what_is_written_is_what_the_row_says(given: Given, tmp_path: Path) -> None:
    path = given()
    saved = edited(path, tmp_path / "out.wav")
    row = saved.to_row()
    assert list(row) == ["file", "plan", "kept", "checks", "synthesised", "log", "notes"]
    assert [each["what"] for each in row["checks"]] == ["joins", "words", "kept"] and saved.passed
    raw, found = (soundfile.read(each, dtype="int16")[0] for each in (path, tmp_path / "out.wav"))
    begin = saved.result.plan.operations[0].begin
    assert np.array_equal(found[: begin - 3000], raw[: begin - 3000])
    assert np.array_equal(found[-len(raw) // 2 :], raw[-len(raw) // 2 :])
    assert 0.85 < row["kept"] < 1 and saved.log == read_log(tmp_path / "out.wav")


@pytest.mark.parametrize("name", ["in.mp3", "in.ogg", "in.opus", "in.flac"])
def test_other_formats_are_decoded_once_and_kept(given: Given, tmp_path: Path, name: str) -> None:
    path = given(name, rate_hz=24_000)
    out = tmp_path / "out.wav"
    saved = edited(path, out)
    with PcmFile(path) as before, PcmFile(out) as after:
        assert np.array_equal(after.read(0, 20_000), before.read(0, 20_000))
        assert after.coding.rate_hz == 24_000 and after.coding.subtype == before.coding.subtype
    assert next(each for each in saved.checks if each.what == "kept").passed
    with pytest.raises(BadData, match=str(path)):
        undo(out)  # a .wav can not be the .mp3 again, and that one is still there
    assert sha256_of(out) == saved.log.sha256


@pytest.mark.parametrize(
    ("rate_hz", "num_channels", "subtype"),
    [(44_100, 2, "PCM_24"), (8_000, 1, "PCM_U8"), (192_000, 2, "PCM_16"), (48_000, 1, "FLOAT")],
)
def test_any_coding_stays_what_it_is(
    given: Given, tmp_path: Path, rate_hz: int, num_channels: int, subtype: str
) -> None:
    path = given(rate_hz=rate_hz, num_channels=num_channels, subtype=subtype)
    saved = edited(path, tmp_path / "out.wav")
    info = soundfile.info(tmp_path / "out.wav")
    assert (info.samplerate, info.channels, info.subtype) == (rate_hz, num_channels, subtype)
    assert next(each for each in saved.checks if each.what == "kept").passed and saved.result.kept > 0.85


def test_edits_are_taken_back_one_by_one_to_the_bit(given: Given, tmp_path: Path) -> None:
    path, out = given(), tmp_path / "out.wav"
    takes = [path.read_bytes()]
    for source, asked in ((path, DELETE), (out, LOUDER), (out, "insert really before big")):
        apply(source, plan(source, asked, TEXT if source == path else None)).save(out)
        takes.append(out.read_bytes())
    assert [step.plan.instruction for step in read_log(out).steps][:2] == [DELETE, LOUDER]
    for take in reversed(takes[:-1]):
        undo(out)
        assert out.read_bytes() == take
    with pytest.raises(BadData, match="nothing is left"):
        undo(out)


def test_words_of_an_edited_sound_are_known_from_its_log(given: Given, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    edited(given(), out)
    assert plan(out, LOUDER).transcript == TEXT.replace(" best", "")
    with pytest.raises(BadInstruction):
        plan(out, DELETE)


def test_a_spoken_instruction_is_heard_first(given: Given, tmp_path: Path) -> None:
    path = given()
    write_audio(tmp_path / "asked.wav", spoken("make it louder").audio)
    steps = plan(path, tmp_path / "asked.wav", TEXT, recognizer="judge")
    assert [step.edit for step in steps.operations] == ["volume"] and steps.instruction == "make it louder"
    soundfile.write(tmp_path / "silent.wav", np.zeros(16_000), 16_000)
    with pytest.raises(BadAudio, match="no words"):
        plan(path, tmp_path / "silent.wav", TEXT, recognizer="judge")


def test_the_input_is_never_written_over(given: Given, tmp_path: Path) -> None:
    path, out = given(), tmp_path / "out.wav"
    result = apply(path, plan(path, LOUDER, TEXT), checked=False)
    with pytest.raises(BadAudio, match="never touched"):
        result.save(path)
    result.save(out)
    again = apply(out, plan(out, DELETE), checked=False)
    with pytest.raises(BadAudio, match="never touched"):
        again.save(path)  # what the output was made of
    out.write_bytes(out.read_bytes() + b"xx")  # by another program: the log is no longer about it
    with pytest.raises(BadAudio, match="never touched"):
        apply(out, plan(out, LOUDER, TEXT), checked=False).save(out)


@pytest.mark.parametrize(("name", "error"), [("out.mp3", BadAudio), ("out", BadAudio), ("no/out.wav", CannotWrite)])
def test_what_can_not_be_written_is_told_and_leaves_nothing(
    given: Given, tmp_path: Path, name: str, error: type[Exception]
) -> None:
    path = given()
    result = apply(path, plan(path, LOUDER, TEXT), checked=False)
    before = set(tmp_path.iterdir())
    with pytest.raises(error):
        result.save(tmp_path / name)
    assert set(tmp_path.iterdir()) == before and not log_path(path).exists()
