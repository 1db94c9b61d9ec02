"""What is left when a word goes: every inner word of some sentences deleted, in each of some voices. Needs no data.

    python benchmarks/deletions.py [--voice flite:slt …] [--sentences 6]

One JSON object a voice: the share of joins within the 95th percentile of that voice's own word joins (level, F0, mel),
and the share of the other words that PocketSphinx, expecting the sentence, still hears. It finds the words, too.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.audio.resample import resample
from speechwright.editing.editor import Editor, voice_of
from speechwright.metrics.joins import JoinMeter, Jump, bounds, is_within
from speechwright.metrics.text import edit_counts, words
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tts import VOICES
from speechwright.types import Audio

CODING, NOISE_RMS = Coding(24_000, 1, "PCM_16"), 1e-4
VOICES_SAID = ("flite:slt", "flite:rms", "flite:awb")
SENTENCES = (
    "The old man walked slowly down the hill and sat by the river to rest for a while.",
    "My sister bought seven green apples and a small loaf of bread at the corner shop yesterday morning.",
    "Please tell me the very best way to get from the station to the big market before it closes.",
    "Nobody knew why the lights in the tower were still burning after midnight when the guests had gone.",
    "She asked him whether the letter had arrived, but he only smiled and shook his head.",
    "Well, I think it was a very nice day, and a very good dog jumped over the fence.",
)


@dataclass(frozen=True)
class Deletion:
    """What changes at its join, and how many of the other words are heard, of how many."""

    jump: Jump
    heard: int
    wanted: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voice", action="append", help="engine:name; several times")
    parser.add_argument("--sentences", type=int, default=len(SENTENCES))
    arguments = parser.parse_args()
    editor = Editor()
    for label in arguments.voice or VOICES_SAID:
        natural: list[Jump] = []
        deletions: list[Deletion] = []
        for text in SENTENCES[: arguments.sentences]:
            deletions += _deletions(editor, label, text, natural)
        most = bounds(natural)
        joins = np.mean([is_within(each.jump, most) for each in deletions])
        heard = sum(each.heard for each in deletions) / sum(each.wanted for each in deletions)
        row = {"voice": label, "deletions": len(deletions), "joins within": joins, "other words heard": heard}
        print(json.dumps(row), flush=True)


def _deletions(editor: Editor, label: str, text: str, natural: list[Jump]) -> Iterator[Deletion]:
    """Each inner word of a sentence gone; the jumps of its natural joins are added to a list."""
    with tempfile.TemporaryDirectory() as folder, PcmFile(_recording(Path(folder) / "in.wav", label, text)) as file:
        transcript, _ = editor.words(file, text)
        listener, said = editor.recognizer.expecting(text), [word.text for word in transcript.words]
        meter = JoinMeter(_mean(file.floats(0, file.num_samples)))
        gaps = zip(transcript.words, transcript.words[1:], strict=False)
        natural += [
            meter.jump((one.end + two.begin) / 2 / CODING.rate_hz) for one, two in gaps if _meet(one.end, two.begin)
        ]
        for place in range(1, len(said) - 1):
            word = transcript.words[place]
            step = Operation("delete", word.begin, word.end)
            plan = Plan((step,), CODING.rate_hz, file.num_samples, text, "", transcript.words)
            executed = editor.apply(file, plan, checked=False).executed
            left = _mean(executed.timeline.output(0, executed.timeline.num_samples))
            wanted = words(" ".join((*said[:place], *said[place + 1 :])))
            heard = edit_counts(wanted, words(listener.recognize(left).text)).hits
            yield Deletion(JoinMeter(left).jump(executed.joins[0] / CODING.rate_hz), heard, len(wanted))


def _meet(end: int, begin: int) -> bool:
    """Whether words run into each other."""
    return begin - end < 0.03 * CODING.rate_hz


def _recording(path: Path, label: str, text: str) -> Path:
    voice = voice_of(label)
    spoken = VOICES[voice.engine]().say(text, voice)
    mono = resample(spoken.audio, CODING.rate_hz).samples.astype(np.float64)
    noise = np.random.default_rng(0).normal(scale=NOISE_RMS, size=len(mono))
    with PcmWriter(path, CODING) as out:
        out.write(CODING.raw((0.6 * mono + noise)[:, None]))
    return path


def _mean(sound_NC: np.ndarray) -> Audio:
    return Audio(sound_NC.mean(axis=1).astype(np.float32), CODING.rate_hz)


if __name__ == "__main__":
    main()
