"""Festival (Debian packages `festival` and `festvox-…`), where it is installed: voices cut from recordings of people.

One speaks English. The others speak Italian, Czech, Finnish and Hindi: they say the phones, lengths and pitch that the
English voice would say, in the phones of their own language. So they are people with a foreign accent, of whom there
are many, and whom no other engine has.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from speechwright.audio.read import read_audio
from speechwright.errors import BadText, MissingExtra, UnknownName
from speechwright.tts.arpabet import PAUSE, PHONEMES
from speechwright.tts.festival_accents import CZECH, FINNISH, HINDI, ITALIAN, phones_of
from speechwright.tts.voice import Spoken, Voice, require_speakable
from speechwright.types import Audio, Span

ENGLISH = "ked"
_ALIASES = {"ax": "ah", "axr": "er", "em": "m", "en": "n", "el": "l", "dx": "t", "nx": "n", "hv": "hh", "h#": PAUSE,
            "brth": PAUSE}  # fmt: skip
_REMEDY = "run: apt-get install festival festvox-kdlpc16k"
ATTEMPTS = 2  # with a process each
_READY = "speechwright-ready"
_NO_WORD = "0"  # what Festival gives for a feature that is not there
_SETUP = f"""
(define (sw_done) (format t "{_READY}\\n") (fflush nil))
(define (sw_segment s)
  (format t "S %s %f %s %s\\n" (item.name s) (item.feat s "end")
    (item.feat s "R:SylStructure.parent.parent.R:Word.id")
    (item.feat s "R:SylStructure.parent.parent.R:Word.name")))
(define (sw_target s) (if (> (item.feat s "f0") 0) (format t "T %f %f\\n" (item.feat s "pos") (item.feat s "f0"))))
(define (sw_english text)
  (set! sw_utt (SynthText text))
  (mapcar sw_segment (utt.relation.items sw_utt 'Segment))
  (mapcar sw_target (utt.relation.leafs sw_utt 'Target)))
(define (sw_say segments path)
  (set! sw_utt (eval (list 'Utterance 'Segments segments)))
  (utt.synth sw_utt)
  (utt.save.wave sw_utt path 'riff))
"""


@dataclass(frozen=True)
class _Speaker:
    """A voice: its Scheme name, its mean pitch, and its phones (None: those of English)."""

    command: str
    mean_f0_hz: float
    accent: Mapping[str, str] | None


SPEAKERS = {
    ENGLISH: _Speaker("voice_ked_diphone", 105.0, None),
    "dita": _Speaker("voice_czech_dita", 195.0, CZECH),
    "krb": _Speaker("voice_czech_krb", 230.0, CZECH),
    "machac": _Speaker("voice_czech_machac", 105.0, CZECH),
    "ph": _Speaker("voice_czech_ph", 105.0, CZECH),
    "lj": _Speaker("voice_suo_fi_lj_diphone", 190.0, FINNISH),
    "mv": _Speaker("voice_hy_fi_mv_diphone", 105.0, FINNISH),
    "nsk": _Speaker("voice_hindi_NSK_diphone", 120.0, HINDI),
    "lp": _Speaker("voice_lp_diphone", 190.0, ITALIAN),
    "pc": _Speaker("voice_pc_diphone", 110.0, ITALIAN),
}


@dataclass(frozen=True)
class _Reading:
    """How the English voice says a text: phoneme spans, the word that each belongs to as (id, name), None for pauses,
    and its pitch as (seconds, hertz)."""

    phonemes: tuple[Span, ...]
    words: tuple[tuple[str, str] | None, ...]
    targets: tuple[tuple[float, float], ...]


class Festival:
    """The engine. It talks to a process of Festival's own, which lives as long as this one does."""

    name = "festival"
    licence = "Festival (BSD-like); its voices are under licences of their own, see docs/licences.md"

    def __init__(self) -> None:
        self._process = _open()

    def names(self) -> tuple[str, ...]:
        """The voices whose packages are installed."""
        return tuple(sorted(name for name in SPEAKERS if self._process.has(name)))

    def say(self, text: str, voice: Voice) -> Spoken:
        text = require_speakable(text)
        if not self._process.has(voice.name):
            wanted = f"one of {', '.join(self.names())}"
            raise UnknownName(f"festival voice {voice.name!r}", wanted, "choose one of these, or install its package")
        for _ in range(ATTEMPTS):
            try:
                return self._spoken(text, voice)
            except (BrokenPipeError, _Ended):
                _open.cache_clear()
                self._process = _open()
        raise BadText(f"{text[:40]!r}, at which Festival ends", "a text that it can speak", "reword it")

    def _spoken(self, text: str, voice: Voice) -> Spoken:
        speaker, reading = SPEAKERS[voice.name], self._process.read(text)
        audio = self._process.say(_segments(reading, speaker, voice), speaker)
        return Spoken(audio, *_spans(reading, voice.rate, audio.length_s), voice)


class _Ended(Exception):
    """The process is no more."""


class _Process:
    """A running Festival."""

    def __init__(self) -> None:
        path = shutil.which("festival")
        if path is None:
            raise MissingExtra("no festival", "the system package festival", _REMEDY)
        self._folder = tempfile.TemporaryDirectory(prefix="festival-")
        self._process = subprocess.Popen(
            [path, "--pipe"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._ask(_SETUP)
        bound = {name: self._ask(_is_bound(speaker.command)) for name, speaker in SPEAKERS.items()}
        self._known = {name for name, lines in bound.items() if lines == ["yes"]}
        if not self.has(ENGLISH):
            raise MissingExtra("festival without its English voice", "the system package festvox-kdlpc16k", _REMEDY)

    def has(self, name: str) -> bool:
        return name in self._known

    def read(self, text: str) -> _Reading:
        """How the English voice says a text."""
        safe = text.encode("ascii", "replace").decode().replace("\\", " ").replace('"', " ")
        rows = [line.split(" ") for line in self._ask(f'({SPEAKERS[ENGLISH].command})(sw_english "{safe}")')]
        segments = [row for row in rows if row[0] == "S"]
        ends = [float(row[2]) for row in segments]
        labels = [_arpabet(row[1]) for row in segments]
        spans = tuple(Span(*span) for span in zip(labels, [0.0, *ends[:-1]], ends, strict=True))
        words = tuple(None if row[3] == _NO_WORD else (row[3], row[4]) for row in segments)
        return _Reading(spans, words, tuple((float(row[1]), float(row[2])) for row in rows if row[0] == "T"))

    def say(self, segments: str, speaker: _Speaker) -> Audio:
        path = Path(self._folder.name) / "said.wav"
        path.unlink(missing_ok=True)
        self._ask(f'({speaker.command})(sw_say (quote ({segments})) "{path}")')
        assert path.is_file(), f"festival made no sound of {segments[:80]}"
        return read_audio(path)

    def _ask(self, command: str) -> list[str]:
        """Send commands, and give the lines that they print."""
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None and sink is not None, "a process with both pipes"
        sink.write(command + "\n(sw_done)\n")
        sink.flush()
        lines: list[str] = []
        for line in source:
            if line.strip() == _READY:
                return lines
            lines.append(line.strip())
        raise _Ended


@cache
def _open() -> _Process:
    return _Process()


def _is_bound(command: str) -> str:
    return f'(if (symbol-bound? \'{command}) (format t "yes\\n") (format t "no\\n"))'


def _arpabet(label: str) -> str:
    label = _ALIASES.get(label, label)
    assert label in PHONEMES, f"festival phoneme {label!r} is not in the map"
    return label


def _segments(reading: _Reading, speaker: _Speaker, voice: Voice) -> str:
    """The segments as Festival is to say them: `(phone seconds (seconds-into-it hertz)…)`, as Scheme."""
    factor = speaker.mean_f0_hz / SPEAKERS[ENGLISH].mean_f0_hz * 2 ** (voice.pitch / 12)
    said = []
    for span in reading.phonemes:
        phones = [span.label] if speaker.accent is None else phones_of(span.label, speaker.accent)
        length_s = (span.end_s - span.start_s) / voice.rate
        inside = [(at - span.start_s, hz) for at, hz in reading.targets if span.start_s <= at < span.end_s]
        pitch = " ".join(f"({at / voice.rate / len(phones):.4f} {hz * factor:.1f})" for at, hz in inside)
        said += [f"({phone} {length_s / len(phones):.4f} {pitch if not i else ''})" for i, phone in enumerate(phones)]
    return " ".join(said)


def _spans(reading: _Reading, rate: float, length_s: float) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Words and phonemes of the reading at that rate, inside the sound."""
    phonemes = [Span(s.label, min(s.start_s / rate, length_s), min(s.end_s / rate, length_s)) for s in reading.phonemes]
    words: dict[str, Span] = {}
    for word, span in zip(reading.words, phonemes, strict=True):
        if word is not None:
            identity, name = word
            words[identity] = Span(name, words.get(identity, span).start_s, span.end_s)
    return tuple(words.values()), tuple(phonemes)
