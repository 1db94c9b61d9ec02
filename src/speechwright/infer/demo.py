"""The demonstration: real recordings heard and answered, a sentence spoken, and a folder that shows it all.

The folder holds the sounds, `index.html` and `demo.json`, which names the files. It appears whole or not at all; a
folder of an earlier demonstration is replaced.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from speechwright.audio.read import read_audio
from speechwright.audio.resample import resample
from speechwright.audio.write import write_audio
from speechwright.errors import BadAudio, BadData
from speechwright.infer.folder import example_sounds
from speechwright.infer.page import Scene, page
from speechwright.infer.speechwright import Progress, Speechwright
from speechwright.page.html import Shown
from speechwright.page.pictures import picture
from speechwright.types import Audio, Row

SENTENCE = "Good morning! It is 7:30, and there are 12 apples on the table."
PAGE, LIST = "index.html", "demo.json"


@dataclass(frozen=True)
class Demo:
    """A finished demonstration: its page, and the sound files beside it."""

    page: Path
    sounds: tuple[str, ...]

    def to_row(self) -> Row:
        return {"page": str(self.page), "sounds": list(self.sounds)}


def hold_demo(model: str | Path, files: Sequence[str | Path] | None, folder: Path, progress: Progress = iter) -> Demo:
    """Transcribe and answer each recording, in text and in speech; speak a sentence; write the folder.

    Args:
        model: a model's name or folder.
        files: spoken requests; None for the recordings that come with the package.
        folder: absent, empty, or of an earlier demonstration.
        progress: see `Speechwright`.

    Raises:
        BadAudio: a recording that can't be used, or none at all.
        BadData: the folder holds something else.
        MissingExtra: matplotlib is not installed.
    """
    _check_folder(folder)
    questions = [Path(file) for file in (example_sounds() if files is None else files)]
    if not questions:
        raise BadAudio("no example recordings in this installation", "a spoken request", "give a FILE")
    heard = [read_audio(path) for path in questions]
    sw = Speechwright.from_pretrained(model)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.partial-", dir=_made(folder.parent)) as partial:
        inside = Path(partial) / folder.name
        inside.mkdir()
        pairs = list(zip(questions, heard, strict=True))
        scenes = [_question(sw, path, audio, inside, index) for index, (path, audio) in enumerate(progress(pairs), 1)]
        scenes.append(_sentence(sw, inside))
        sounds = tuple(sorted(path.name for path in inside.glob("*.wav")))
        (inside / PAGE).write_text(page("Speechwright: a demonstration", _facts(sw, model), scenes), "utf-8")
        (inside / LIST).write_text(json.dumps({"files": [PAGE, LIST, *sounds]}, indent=1) + "\n", "utf-8")
        _swap(inside, folder, Path(partial) / "old")
    return Demo(folder / PAGE, sounds)


def _question(sw: Speechwright, path: Path, audio: Audio, folder: Path, index: int) -> Scene:
    transcript = sw.transcribe(path)
    written, spoken = sw.chat(path, out="text"), sw.chat(path, out="speech")
    assert spoken.audio is not None, "a spoken answer was asked for"
    asked = resample(audio, sw.model.lm.spec.sample_rate_hz)
    sounds = [
        _shown(folder / f"{index:02}-question.wav", f"The request, {audio.length_s:.1f} s", asked),
        _shown(folder / f"{index:02}-answer.wav", f"The answer, {spoken.audio.length_s:.1f} s", spoken.audio),
    ]
    words = [
        ("Transcribed", transcript.text),
        ("Answered in writing", _chain(written.heard, written.answer)),
        ("Answered aloud", _chain(spoken.heard, spoken.answer)),
    ]
    calls = (("transcribed", transcript), ("in writing", written), ("aloud", spoken))
    return Scene(path.name, sounds, words, [(name, result.timings) for name, result in calls])


def _sentence(sw: Speechwright, folder: Path) -> Scene:
    utterance = sw.speak(SENTENCE)
    caption = f"Spoken, {utterance.audio.length_s:.1f} s, in the voice {utterance.voice}"
    sound = _shown(folder / "sentence.wav", caption, utterance.audio)
    return Scene(
        "A typed sentence", [sound], [("Typed", SENTENCE), ("Said", utterance.text)], [("spoken", utterance.timings)]
    )


def _chain(heard: str | None, answer: str | None) -> str:
    """What a chain of modality wrote, in its order."""
    return f"heard: {heard} → answer: {answer}"


def _shown(path: Path, caption: str, audio: Audio) -> Shown:
    write_audio(path, audio)
    return Shown(caption, path.read_bytes(), picture(audio))


def _facts(sw: Speechwright, model: str | Path) -> list[tuple[str, str]]:
    lm = sw.model.lm
    return [
        ("Model", Path(model).name),
        ("Language model", f"{lm.model.num_parameters() / 1e6:.2f} million parameters"),
        ("Units", lm.spec.label),
    ]


def _check_folder(folder: Path) -> None:
    """Refuse a folder that holds what no demonstration wrote: replacing it would destroy that."""
    if not folder.exists():
        return
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else {folder.name}
    strange = sorted(names - _listed(folder / LIST))
    if strange:
        raise BadData(f"{strange[0]} in {folder}", "a new folder, or one of an earlier demo", "choose another --out")


def _listed(path: Path) -> set[str]:
    try:
        return set(json.loads(path.read_text("utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # no list of ours: nothing there may be replaced


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadData(f"{folder} ({error.strerror})", "a folder to write to", "choose another --out") from error
    return folder


def _swap(new: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
