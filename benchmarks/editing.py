"""How fast edits are made, and in how much memory. Needs no data; recordings are spoken by eSpeak NG.

    python benchmarks/editing.py [--length-s 60] [--rate-hz 48000] [--channels 2] [--hours 1] [--edit NAME]

One JSON object a row: for each operation the times real time at which it changes the whole recording (or, for words, a
few of them), plan to written file, without checks; for alignment and recognition the same; and with --hours the peak
memory of the process in which a recording of that length is edited, words and all. One thread throughout.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.audio.resample import resample
from speechwright.editing.editor import Editor
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.threads import limit_threads
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice

TEXT = "My sister bought seven green apples and a small loaf of bread at the corner shop, and then she walked home."
NOISE_RMS = 1e-3
ASKED = {
    "delete": "delete the first apples",
    "move": "move the first seven to the end",
    "repeat": "say the first green twice",
    "pause": "insert a pause after the first bread",
    "insert": "insert very after the first bought",
    "replace": "replace the first bread with butter",
    "fillers": "delete the second apples",
    "shorten_pauses": "make all pauses 0.1 seconds long",
    "remove_pauses": "remove all pauses",
    "trim": "trim the silence at both ends",
    "speed": "slow it down by 20 percent",
    "pitch": "raise the pitch by 2 semitones",
    "gender": "make it sound like a woman",
    "formants": "raise the formants by 10 percent",
    "intonation": "make it livelier",
    "stress": "emphasise the first apples",
    "volume": "make it 3 dB quieter",
    "loudness": "normalise to -23 LUFS",
    "fade": "fade out over 3 seconds",
    "noise": "remove the noise",
    "room": "add reverb",
    "telephone": "make it sound like a telephone",
    "muffled": "make it sound muffled",
    "clipping": "make it sound clipped",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length-s", type=float, default=60.0)
    parser.add_argument("--rate-hz", type=int, default=48_000)
    parser.add_argument("--channels", type=int, default=2)
    parser.add_argument("--hours", type=float, default=0.0, help="length of the recording of which the memory is taken")
    parser.add_argument("--edit", choices=[*ASKED, "align"], help="this one only")
    arguments = parser.parse_args()
    limit_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.hours:
            _put(_memory(arguments, Path(folder)))
            return
        coding = Coding(arguments.rate_hz, arguments.channels, "PCM_16")
        path, words = recording(Path(folder) / "in.wav", arguments.length_s, coding)
        for name in [arguments.edit] if arguments.edit else [*ASKED, "align"]:
            _put({"edit": name, "times real time": round(_speed(name, path, words), 1)})


def recording(path: Path, length_s: float, coding: Coding) -> tuple[Path, Transcript]:
    """A text over and over in a quiet room, a block at a time, with its words."""
    spoken = VOICES["espeak"]().say(TEXT, Voice("espeak", "en-us"))
    mono = resample(spoken.audio, coding.rate_hz).samples.astype(np.float64)
    rng, words, at = np.random.default_rng(0), [], 0
    with PcmWriter(path, coding) as out:
        while at < length_s * coding.rate_hz:
            noise = rng.normal(scale=NOISE_RMS, size=(len(mono), coding.num_channels))
            out.write(coding.raw(0.5 * mono[:, None] + noise))
            words += [
                Word(span.label, at + round(span.start_s * coding.rate_hz), at + round(span.end_s * coding.rate_hz))
                for span in spoken.words
            ]
            at += len(mono)
    ordered = [replace(word, begin=max(word.begin, before)) for word, before in zip(words, _ends(words), strict=True)]
    return path, Transcript(tuple(word for word in ordered if word.text.strip()), coding.rate_hz, at)


def _ends(words: list[Word]) -> list[int]:
    return [0, *(word.end for word in words[:-1])]


def _speed(name: str, path: Path, words: Transcript) -> float:
    editor, length_s = Editor(), words.num_samples / words.rate_hz
    with PcmFile(path) as file:
        if name == "align":
            assert editor.recognizer, "opened before the clock runs"
            return length_s / _seconds(lambda: editor.words(file, " ".join(word.text for word in words.words)))
        plan = _plan(ASKED[name], words)
        return length_s / _seconds(lambda: editor.apply(file, plan, checked=False).write(path.with_name("out.wav")))


def _plan(asked: str, words: Transcript) -> Plan:
    return replace(make_plan(asked, words), words=words.words)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _memory(arguments: argparse.Namespace, folder: Path) -> dict[str, object]:
    """The most memory that an edit of a long recording takes, and how long it takes."""
    coding = Coding(arguments.rate_hz, arguments.channels, "PCM_16")
    path, words = recording(folder / "in.wav", 3600 * arguments.hours, coding)
    before_mb = _peak_mb()
    name = arguments.edit or "speed"
    seconds = 3600 * arguments.hours / _speed(name, path, words)
    return {"edit": name, "hours": arguments.hours, "MB": _peak_mb(), "MB before": before_mb, "seconds": seconds}


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _put(row: dict[str, object]) -> None:
    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
