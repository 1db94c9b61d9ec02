"""What the facade returns. `to_row` gives the JSON object of the command line, whose keys stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from speechwright.audio.write import write_audio
from speechwright.errors import BadAudio
from speechwright.lm.grammar import StopReason
from speechwright.types import Audio, Row


@dataclass(frozen=True)
class Transcript:
    """What was said in a recording.

    Args:
        text: the words; empty where the recognizer heard none.
        seconds: length of the recording.
        recognizer: who listened: "model", or a name of the RECOGNIZERS table.
        stops: why each piece of the text ended; "end" where the recognizer was done.
        timings: see `Stopwatch.timings`.
        file: where the recording was read from; None for bytes and samples.
    """

    text: str
    seconds: float
    recognizer: str
    stops: tuple[StopReason, ...]
    timings: dict[str, float] = field(compare=False)
    file: str | None = None

    def to_row(self) -> Row:
        seconds = round(self.seconds, 3)
        return {"file": self.file, "text": self.text, "seconds": seconds, "recognizer": self.recognizer}


@dataclass(frozen=True)
class Utterance:
    """A text, spoken.

    Args:
        audio: the sound.
        text: the text in the form that was spoken.
        voice: name of the voice, or path of the recording that it was taken from.
        stops: why the speech of each clause ended; "end" where the model was done.
        timings: see `Stopwatch.timings`.
        file: where it was saved.
    """

    audio: Audio
    text: str
    voice: str
    stops: tuple[StopReason, ...]
    timings: dict[str, float] = field(compare=False)
    file: str | None = None

    def save(self, path: str | Path) -> Utterance:
        """Write the sound in the format of the suffix; the same utterance with `file` set.

        Raises:
            BadAudio: as in `write_audio`.
        """
        write_audio(path, self.audio)
        return replace(self, file=str(path))

    def to_row(self) -> Row:
        return {"file": self.file, "text": self.text, "seconds": round(self.audio.length_s, 3), "voice": self.voice}


@dataclass(frozen=True)
class Exchange:
    """A request and its answer.

    Args:
        heard: the request in words: as it was heard, or as it was typed, in spoken form; None for a direct answer.
        answer: the answer in words; None for a direct answer.
        audio: the spoken answer; None where it was wanted in text.
        stop: why the reply ended; "end" where the model was done.
        timings: see `Stopwatch.timings`.
        file: where the spoken answer was saved.
    """

    heard: str | None
    answer: str | None
    audio: Audio | None
    stop: StopReason
    timings: dict[str, float] = field(compare=False)
    file: str | None = None

    def save(self, path: str | Path) -> Exchange:
        """Write the spoken answer; the same exchange with `file` set.

        Raises:
            BadAudio: nothing was spoken, or the file can't be written.
        """
        if self.audio is None:
            raise BadAudio(f"an answer without sound (stop: {self.stop})", "a spoken answer", "ask for speech")
        write_audio(path, self.audio)
        return replace(self, file=str(path))

    def to_row(self) -> Row:
        return {
            "heard": self.heard,
            "answer": self.answer,
            "file": self.file,
            "seconds": None if self.audio is None else round(self.audio.length_s, 3),
            "stop": self.stop,
            "timings": self.timings,
        }
