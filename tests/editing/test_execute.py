"""Plans carried out: what was asked for happens, and every sample outside of it is the input's own."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import Coding, PcmFile
from speechwright.editing.cuts import FADE_S, MARGIN_S
from speechwright.editing.execute import Executed, execute
from speechwright.editing.operations import OPERATIONS
from speechwright.editing.recording import Recording
from speechwright.errors import BadInstruction
from speechwright.metrics.joins import JoinMeter, bounds, is_within
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.types import Audio
from tests.editing.recordings import CODING, TEXT, buzz, output, recording

# Each operation, and what is said after it where that changes.
ASKED = {
    "delete": ("delete the word best", TEXT.replace(" best", "")),
    "fillers": ("remove the ums", TEXT),
    "insert": ("insert really after best", TEXT.replace("best", "best really")),
    "replace": ("replace best with worst", TEXT.replace("best", "worst")),
    "move": ("move the word best before tell", TEXT.replace(" best", "").replace("tell", "best tell")),
    "repeat": ("say best three times", TEXT.replace("best", "best best best")),
    "pause": ("insert a pause of 0.4 seconds after best", TEXT),
    "shorten_pauses": ("make the pause after station 0.5 seconds long", TEXT),
    "remove_pauses": ("remove the pause after station", TEXT),
    "trim": ("trim the silence at both ends", TEXT),
    "speed": ("slow down the word best by 20 percent", TEXT),
    "pitch": ("raise the pitch of the word best by 2 semitones", TEXT),
    "gender": ("make the last sentence sound like a woman", TEXT),
    "formants": ("raise the formants of the word best by 10 percent", TEXT),
    "intonation": ("make the last sentence livelier", TEXT),
    "stress": ("emphasise the word best", TEXT),
    "volume": ("make the word best 4 dB louder", TEXT),
    "loudness": ("normalise the last sentence to -20 LUFS", TEXT),
    "fade": ("fade in over 0.5 seconds", TEXT),
    "noise": ("add some noise to the last sentence", TEXT),
    "room": ("add reverb to the last sentence", TEXT),
    "telephone": ("make the last sentence sound like a telephone", TEXT),
    "muffled": ("make the last sentence sound muffled", TEXT),
    "clipping": ("make the last sentence sound clipped", TEXT),
}
REACH_S = MARGIN_S + FADE_S + 0.01  # beyond a word that is cut


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Transcript]:
    return recording(tmp_path_factory.mktemp("execute") / "in.wav")


@pytest.fixture(scope="module")
def with_um(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Transcript]:
    return recording(tmp_path_factory.mktemp("execute") / "um.wav", TEXT.replace("big", "big um"))


def done(path: Path, transcript: Transcript, instruction: str) -> tuple[Executed, np.ndarray, np.ndarray]:
    with PcmFile(path) as file:
        executed = execute(file, make_plan(instruction, transcript), transcript, buzz)
        return executed, output(executed.timeline), file.read(0, file.num_samples)


def test_every_operation_of_the_table_is_asked_for() -> None:
    assert set(ASKED) == set(OPERATIONS) == {name for name in EDITS if EDITS[name].needs}


@pytest.mark.parametrize("name", ASKED)
def test_outside_of_the_edit_every_sample_is_the_inputs(given, with_um, name: str) -> None:
    path, transcript = with_um if name == "fillers" else given
    instruction, said = ASKED[name]
    executed, found, raw = done(path, transcript, instruction)
    assert executed.transcript.text == said
    assert not np.array_equal(found, raw)
    kept = 0
    for at, piece in executed.timeline.placed():
        if piece.is_kept:
            assert np.array_equal(found[at : at + piece.num_samples], raw[piece.begin : piece.end])
            kept += piece.num_samples
    assert len(found) == executed.timeline.num_samples
    assert executed.kept == min(kept, len(raw)) / len(raw) or name in ("repeat", "move")
    step = make_plan(instruction, transcript).operations[0]
    if name not in ("trim", "fillers", "move", "fade"):
        reach = round(REACH_S * CODING.rate_hz)
        first, behind = max(0, step.begin - reach), len(raw) - min(len(raw), step.end + reach)
        assert np.array_equal(found[:first], raw[:first])
        assert behind == 0 or np.array_equal(found[len(found) - behind :], raw[len(raw) - behind :])


@pytest.mark.parametrize("name", ["speed", "pitch", "volume", "stress", "intonation", "loudness", "telephone", "room"])
def test_what_changes_sound_reaches_not_a_sample_beyond_its_span(given, name: str) -> None:
    path, transcript = given
    instruction, _ = ASKED[name]
    step = make_plan(instruction, transcript).operations[0]
    _, found, raw = done(path, transcript, instruction)
    behind = len(raw) - step.end
    assert np.array_equal(found[: step.begin], raw[: step.begin])
    assert behind == 0 or np.array_equal(found[len(found) - behind :], raw[step.end :])


@pytest.mark.parametrize(
    ("rate_hz", "num_channels", "subtype"),
    [(8_000, 1, "PCM_U8"), (16_000, 1, "PCM_16"), (48_000, 3, "FLOAT"), (192_000, 2, "PCM_32")],
)
@pytest.mark.parametrize("instruction", ["delete the word best", "make the word best 4 dB louder"])
def test_in_any_coding(tmp_path: Path, rate_hz: int, num_channels: int, subtype: str, instruction: str) -> None:
    path, transcript = recording(tmp_path / "a.wav", coding=Coding(rate_hz, num_channels, subtype))
    executed, found, raw = done(path, transcript, instruction)
    word = transcript.words[transcript.find("best")[0].first]
    reach = round(REACH_S * rate_hz)
    assert found.dtype == raw.dtype and found.shape[1] == num_channels and executed.kept > 0.9
    assert np.array_equal(found[: word.begin - reach], raw[: word.begin - reach])
    behind = len(raw) - word.end - reach
    assert np.array_equal(found[len(found) - behind :], raw[len(raw) - behind :])


def test_words_that_go_leave_joins_like_those_of_other_words(given) -> None:
    path, transcript = given
    with PcmFile(path) as file:
        natural = bounds(Recording(file, transcript, buzz).jumps())
    within = []
    for place in range(1, len(transcript.words) - 1):
        step = transcript.words[place]
        executed, found, _ = done(path, transcript, f"delete from {step.begin / 44_100} s to {step.end / 44_100} s")
        (at,) = executed.joins
        sound = Audio(CODING.floats(found).mean(axis=1).astype(np.float32), CODING.rate_hz)
        within.append(is_within(JoinMeter(sound).jump(at / CODING.rate_hz), natural))
    assert np.mean(within) >= 0.9


def test_words_next_to_each_other_go_as_one(given) -> None:
    path, transcript = given
    one, _, _ = done(path, transcript, "delete the words very best")
    two, _, _ = done(path, transcript, "delete the first very and delete best")
    assert one.transcript == two.transcript and len(one.joins) == len(two.joins) == 1


def test_places_that_are_exchanged_twice_are_back(given) -> None:
    path, transcript = given
    _, found, raw = done(path, transcript, "swap station and dog")
    assert abs(len(found) - len(raw)) < 0.3 * CODING.rate_hz
    executed, _, _ = done(path, transcript, "swap tell and best")
    assert executed.transcript.text == TEXT.replace("tell", "§").replace("best", "tell").replace("§", "best")
    assert executed.kept > 0.99


@pytest.mark.parametrize("seconds", [0.1, 0.5, 2.0])
def test_a_pause_is_as_long_as_asked_and_sounds_like_the_room(given, seconds: float) -> None:
    path, transcript = given
    executed, found, raw = done(path, transcript, f"insert a pause of {seconds} seconds after best")
    assert len(found) - len(raw) == round(seconds * CODING.rate_hz)
    place = next(at for at, piece in executed.timeline.placed() if not piece.is_kept)
    inside = CODING.floats(found[place + 400 : place + round(seconds * CODING.rate_hz) - 400])
    level = np.sqrt(np.mean(np.square(inside), axis=0))
    assert (level > 1e-4).all() and (level < 1e-3).all()  # never silence, never louder than the room


@pytest.mark.parametrize("factor", [0.8, 1.5])
def test_tempo_is_as_asked(given, factor: float) -> None:
    path, transcript = given
    asked = f"make the last sentence {factor} times as fast"
    step = make_plan(asked, transcript).operations[0]
    _, found, raw = done(path, transcript, asked)
    changed = len(found) - (len(raw) - (step.end - step.begin))
    assert changed == pytest.approx((step.end - step.begin) / factor, rel=0.001)


def test_gain_is_as_asked(given) -> None:
    path, transcript = given
    step = make_plan("make the word best 4 dB louder", transcript).operations[0]
    _, found, raw = done(path, transcript, "make the word best 4 dB louder")
    levels = [np.sqrt(np.mean(np.square(CODING.floats(each[step.begin : step.end])))) for each in (raw, found)]
    assert 20 * np.log10(levels[1] / levels[0]) == pytest.approx(4, abs=0.1)


def test_a_change_of_what_is_said_twice_changes_both(given) -> None:
    path, transcript = given
    executed, found, raw = done(path, transcript, "say best twice and make it 6 dB louder")
    spans = [(word.begin, word.end) for word in executed.transcript.words if word.text == "best"]
    word = transcript.words[transcript.find("best")[0].first]
    level = np.sqrt(np.mean(np.square(CODING.floats(raw[word.begin : word.end]))))
    for begin, end in spans:
        now = np.sqrt(np.mean(np.square(CODING.floats(found[begin:end]))))
        assert 20 * np.log10(now / level) == pytest.approx(6, abs=0.6)


def test_what_would_clip_is_refused_with_what_would_not(given) -> None:
    path, transcript = given
    with pytest.raises(BadInstruction, match="clip") as caught:
        done(path, transcript, "make it 40 dB louder")
    assert caught.value.candidates
    most_db = float(caught.value.candidates[0].split()[-2])
    assert not done(path, transcript, f"make it {most_db - 0.1:.1f} dB louder")[0].notes


def test_something_has_to_be_left(given) -> None:
    path, transcript = given
    with pytest.raises(BadInstruction, match="nothing is left"):
        done(path, transcript, f"delete from 0 s to {transcript.num_samples / transcript.rate_hz} s")


def test_the_same_plan_gives_the_same_samples(given) -> None:
    path, transcript = given
    for asked in ("insert a pause after best", "add noise", "add reverb"):
        assert np.array_equal(done(path, transcript, asked)[1], done(path, transcript, asked)[1])
