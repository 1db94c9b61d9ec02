"""Each way to edit makes a sound of the recording's coding, or says why not."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits import EDIT_ROWS
from speechwright.bench.edits.desk import Desk, Made
from speechwright.bench.edits.item import EditItem, Goal
from speechwright.bench.edits.settings import EditsSettings
from speechwright.errors import BadInstruction
from tests.bench.edits.recordings import CODING, item, sound

VERY = Goal("volume", {"gain_db": 6.0}, words="very")


def make(row: str, one: EditItem, folder: Path) -> tuple[Made, np.ndarray]:
    path = folder / "made.wav"
    made = EDIT_ROWS[row](Desk(EditsSettings())).make(one, path)
    with PcmFile(path) as file:
        assert file.coding == CODING
        return made, file.floats(0, file.num_samples)


def test_nothing_is_a_copy(tmp_path: Path) -> None:
    one = item(tmp_path, "make it louder", VERY)
    made, out = make("nothing", one, tmp_path)
    assert (tmp_path / "made.wav").read_bytes() == one.sound.read_bytes()
    assert made.where is not None and made.where.after(1000) == 1000 and len(out) == len(sound())


@pytest.mark.parametrize(
    ("instruction", "longer"),
    [
        ("delete the word very", False),
        ("play it at half speed", True),
        ("insert a pause of one second after bottle", True),
        ("raise the pitch of the last word by two semitones", None),
        ("turn the word very up by 6 dB", None),
        ("emphasise the word old", None),
        ("trim the silence", False),
        ("remove the noise", None),
        ("normalise to -16 LUFS", None),
        ("fade in", None),
    ],
)
def test_signal_processing_knows_where_all_has_gone(tmp_path: Path, instruction: str, longer: bool | None) -> None:
    made, out = make("signal", item(tmp_path, instruction, VERY), tmp_path)
    assert made.where is not None and made.where.num_samples == len(out)
    assert longer is None or (len(out) > len(sound())) is longer
    assert longer is not None or len(out) == len(sound())
    assert np.abs(out).max() > 0.01


def test_ours_keeps_what_lies_outside(tmp_path: Path) -> None:
    one = item(tmp_path, "delete the word very", VERY)
    made, out = make("ours", one, tmp_path)
    assert made.where is not None and made.where.num_samples == len(out) < len(sound()) and len(made.seams) == 1
    before = round(0.5 * CODING.rate_hz)
    with PcmFile(one.sound) as file:
        assert np.array_equal(out[:before], file.floats(0, before))


def test_signal_processing_has_no_words(tmp_path: Path) -> None:
    with pytest.raises(BadInstruction, match="plain signal processing"):
        make("signal", item(tmp_path, "replace very with really", VERY), tmp_path)


def test_the_cascade_speaks_what_is_to_be_said(tmp_path: Path) -> None:
    made, out = make("cascade", item(tmp_path, "delete the word very", VERY), tmp_path)
    assert made.where is None and made.notes["voice"].startswith("espeak:")
    rms = [float(np.sqrt(np.mean(np.square(each)))) for each in (out, sound())]
    assert rms[0] == pytest.approx(rms[1], rel=0.2)


def test_a_target_text_is_an_instruction_too(tmp_path: Path) -> None:
    target = "the green bottle stands on the old wooden table in our kitchen"
    _, out = make("signal", item(tmp_path, "", Goal("delete", {}, words="very"), target=target), tmp_path)
    assert len(out) < len(sound())


def test_the_plan_is_made_without_the_transcript_where_it_is_not_told(tmp_path: Path) -> None:
    from dataclasses import replace

    one = replace(item(tmp_path, "make it louder", VERY), told=False)
    heard = Desk(EditsSettings()).words(one).text
    told = Desk(EditsSettings(transcripts=True)).words(one).text
    assert told == one.transcript and heard != told
