"""The facade: a model that transcribes, speaks and answers.

    sw = Speechwright.from_pretrained("mini")
    sw.transcribe("question.wav").text
    sw.speak("good morning.").save("morning.wav")
    sw.chat("question.wav").save("answer.wav")

Replies are greedy: the same request has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from speechwright.asr import RECOGNIZERS
from speechwright.audio.level import is_silent, peak
from speechwright.audio.pauses import split_at_pauses
from speechwright.audio.read import Source, read_audio
from speechwright.errors import BadAudio, BadRecipe, BadText
from speechwright.infer import editing, prompts
from speechwright.infer.clauses import Clause, join, split_text
from speechwright.infer.ear import request_ear
from speechwright.infer.editing import Result
from speechwright.infer.folder import DEFAULT_MODEL, ModelFolder, find_model
from speechwright.infer.prompts import CHAT_SECTIONS, OUTS, Out, chat_form, chat_prompt
from speechwright.infer.results import Exchange, Transcript, Utterance
from speechwright.infer.stopwatch import Stopwatch
from speechwright.infer.telling import tell, timed
from speechwright.infer.voices import pick_voice
from speechwright.lm.generate import Reply
from speechwright.lm.grammar import Guards, Section, StopReason
from speechwright.lm.room import context_tokens
from speechwright.tasks.asr import ASR
from speechwright.tasks.chat import CHAT, Form
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.tts import TTS
from speechwright.types import Audio, Conversation, Speech, Text

T = TypeVar("T")
Progress = Callable[[Sequence[Any]], Iterable[Any]]
Sound = Source | Audio

MODEL = "model"  # the recognizer that is the model itself
MAX_TEXT_TOKENS = 300
MAX_PEAK = 1e6  # floats on the scale of integers are met and heard; far above, features would overflow


@dataclass(frozen=True)
class _Request:
    """What is asked, what messages call it, and the length of its recording (0 for a typed one)."""

    part: Text | Speech
    name: str
    length_s: float

    @property
    def words(self) -> str | None:
        return self.part.text if isinstance(self.part, Text) else None


class Speechwright:
    """A model in use. Make one with `from_pretrained`.

    Args:
        model: its folder.
        recognizer: who hears recordings: "model", or a name of the RECOGNIZERS table (PocketSphinx listens for requests
            of the mini world in `chat`, for general English in `transcribe`).
        progress: is given the pieces of a long task and hands them on one by one, for a progress bar.

    Raises:
        UnknownName: no such recognizer.
        MissingExtra: it is not installed.
    """

    def __init__(self, model: ModelFolder, recognizer: str = MODEL, progress: Progress = iter) -> None:
        self.model = model
        self.recognizer = recognizer
        self._progress = progress
        self._recognizer_kind = None if recognizer == MODEL else RECOGNIZERS[recognizer]

    @staticmethod
    def from_pretrained(
        name_or_folder: str | Path = DEFAULT_MODEL, recognizer: str = MODEL, progress: Progress = iter
    ) -> Speechwright:
        """A packaged model by name, or the one in a folder. Its parts are opened when first needed.

        Raises:
            BadModel: no such folder.
            UnknownName: no such model or recognizer.
            MissingExtra: the recognizer is not installed.
        """
        return Speechwright(ModelFolder(find_model(name_or_folder)), recognizer, progress)

    def transcribe(self, source: Sound) -> Transcript:
        """Write down what is said in a recording. A long one is cut at its pauses; its silent pieces have no words.

        Args:
            source: a path, the bytes of a file, an open stream, or samples.

        Raises:
            BadAudio: it can't be read, or is silent.
        """
        watch = Stopwatch()
        audio = self._read(source, watch)
        text, stops = self._write_down(audio, watch)
        timings = watch.timings(audio.length_s, 0.0)
        return Transcript(text, audio.length_s, self.recognizer, stops, timings, _file(source))

    def speak(self, text: str, voice: str | Path | None = None) -> Utterance:
        """Speak a text. A long one is spoken clause by clause, with short pauses.

        Args:
            text: in English letters; numbers are read as words.
            voice: see `pick_voice`.

        Raises:
            BadText: nothing in it that can be spoken, or too long.
            UnknownName, BadAudio: no such voice.
        """
        watch = Stopwatch()
        spoken = spoken_form(text)
        clauses = split_text(spoken)
        self._load(watch, spoken=True)
        name, vector = pick_voice(self.model.decoder, voice)
        watch.lap("read")
        said = [self._say(clause, vector, watch) for clause in self._progress(clauses)]
        audio = join([sound for sound, _ in said], clauses)
        stops = tuple(stop for _, stop in said)
        return Utterance(audio, spoken, name, stops, watch.timings(0.0, audio.length_s))

    def plan(self, audio: str | Path, instruction: str | Path, transcript: str | None = None) -> Plan:
        """What an instruction asks of a recording; see `infer.editing.plan`. PocketSphinx listens in the model's place,
        which knows no word times."""
        return editing.plan(audio, instruction, transcript, self._editing_ear)

    def apply(self, audio: str | Path, plan: Plan, checked: bool = True) -> Result:
        """Do to a recording what a plan says; see `infer.editing.apply`."""
        return editing.apply(audio, plan, checked)

    @property
    def _editing_ear(self) -> str:
        return "pocketsphinx" if self.recognizer == MODEL else self.recognizer

    def chat(
        self,
        source: Sound | None = None,
        *,
        text: str | None = None,
        out: Out = "speech",
        direct: bool = False,
        voice: str | Path | None = None,
    ) -> Exchange:
        """Answer one request, spoken or typed, in speech or in text.

        Args:
            source: a spoken request, as for `transcribe`; or
            text: a typed one.
            out: "speech" or "text".
            direct: answer from speech to speech without writing anything.
            voice: see `pick_voice`.

        Raises:
            BadAudio, BadText: the request can't be used, or is longer than the model can hold.
            BadRecipe: not exactly one request, or `direct` without speech at both ends.
        """
        form = self._form(source, text, out, direct)
        watch = Stopwatch()
        request = self._request(source, text, watch)
        self._load(watch, spoken=out == "speech")
        vector = pick_voice(self.model.decoder, voice)[1] if out == "speech" else None
        watch.lap("read")
        letters = None if form == "direct" else self._letters(request.part, watch)
        reply = self._reply(chat_prompt(form, request.part), CHAT_SECTIONS[form], watch, letters)
        said = CHAT.parse_reply(reply.turn)
        audio = None if vector is None or said.speech is None else self._sound(said.speech, vector, watch)
        timings = watch.timings(request.length_s, 0.0 if audio is None else audio.length_s)
        return Exchange(said.heard or request.words, said.answer, audio, reply.stop, timings)

    @cached_property
    def _ear(self) -> Any:
        assert self._recognizer_kind is not None, "the model has its own ears"
        return self._recognizer_kind()

    @cached_property
    def _request_ear(self) -> Any:
        assert self.recognizer != MODEL, "the model has its own ears"
        return request_ear(self.recognizer)

    def _read(self, source: Sound, watch: Stopwatch) -> Audio:
        audio, name = source if isinstance(source, Audio) else read_audio(source), _file(source) or "the sound"
        if is_silent(audio):
            raise BadAudio(f"silence in {name}", "speech", "check the microphone or the file")
        if peak(audio) > MAX_PEAK:
            raise BadAudio(f"{name} with samples up to {peak(audio):.3g}", "samples in about [-1, 1]", "scale it down")
        watch.lap("read")
        return audio

    def _load(self, watch: Stopwatch, heard: bool = False, spoken: bool = False) -> None:
        """Open the parts that a call needs, so that no stage pays for it."""
        if not heard or self.recognizer == MODEL or spoken:
            _ = self.model.lm
        if heard:
            _ = self.model.tokenizer if self.recognizer == MODEL else self._ear
        if spoken:
            _ = self.model.decoder
        watch.lap("load")

    def _write_down(self, audio: Audio, watch: Stopwatch) -> tuple[str, tuple[StopReason, ...]]:
        """The words of a recording, and why each of its pieces ended."""
        self._load(watch, heard=True)
        heard = [self._hear(piece, watch) for piece in self._progress(_sounding(audio))]
        return " ".join(text for text, _ in heard if text), tuple(stop for _, stop in heard)

    def _hear(self, piece: Audio, watch: Stopwatch) -> tuple[str, StopReason]:
        if self.recognizer != MODEL:
            text = str(self._ear.recognize(piece).text)
            watch.lap("hear")
            return text, "end"
        speech = self._speech(piece, watch)
        letters = self._letters(speech, watch)
        reply = self._reply(prompts.transcript_prompt(speech), prompts.TRANSCRIPT, watch, letters)
        return ASR.parse_reply(reply.turn).text or "", reply.stop

    def _say(self, clause: Clause, vector: NDArray[np.float32], watch: Stopwatch) -> tuple[Audio, StopReason]:
        reply = self._reply(prompts.reading_prompt(clause.text), prompts.READING, watch)
        speech = TTS.parse_reply(reply.turn).speech
        assert speech is not None, "a reply whose only section is speech has speech"
        return self._sound(speech, vector, watch), reply.stop

    def _form(self, source: Sound | None, text: str | None, out: Out, direct: bool) -> Form:
        if out not in OUTS:
            raise BadRecipe(f"out={out!r}", " or ".join(OUTS), "choose one")
        if (source is None) == (text is None):
            found = "no request" if source is None else "a spoken and a typed request"
            raise BadRecipe(found, "one request", "give a recording or a text")
        return chat_form(text is None and self.recognizer == MODEL, out, direct)

    def _request(self, source: Sound | None, text: str | None, watch: Stopwatch) -> _Request:
        """The request as the model is given it."""
        if source is None:
            assert text is not None, "a request is spoken or typed"
            request = _Request(Text(spoken_form(text)), "the request", 0.0)
            self._load(watch)
            return self._fitting(request)
        audio = self._read(source, watch)
        own = self.recognizer == MODEL
        self._load(watch, heard=own)
        part = self._speech(audio, watch) if own else self._recognized(audio, watch)
        return self._fitting(_Request(part, _file(source) or "the request", audio.length_s))

    def _recognized(self, audio: Audio, watch: Stopwatch) -> Text:
        """What another recognizer heard, as a typed request."""
        ear = self._request_ear
        watch.lap("load")
        heard = " ".join(str(ear.recognize(piece).text) for piece in _sounding(audio)).strip()
        watch.lap("hear")
        if not heard:
            found = f"a recording in which {self.recognizer} heard no words"
            raise BadAudio(found, "a spoken request", "speak up, or choose another recognizer")
        return Text(spoken_form(heard))

    def _fitting(self, request: _Request) -> _Request:
        """The request; refused if it leaves too little room for a reply."""
        # A third: a request in units and what is heard of it are about equally long, and the answer needs room too.
        num, limit = len(self.model.lm.renderer.content([request.part])), context_tokens(self.model.lm.model) // 3
        if num > limit:
            kind = BadText if request.words is not None else BadAudio
            length = f" and {request.length_s:.1f} s" if request.length_s else ""
            wanted = f"at most {limit} tokens, a third of what this model can hold"
            raise kind(f"{request.name} of {num} tokens{length}", wanted, "ask in fewer words")
        return request

    def _speech(self, audio: Audio, watch: Stopwatch) -> Speech:
        units = self.model.tokenizer.encode(audio)
        watch.lap("units")
        return Speech(units)

    def _letters(self, part: Text | Speech, watch: Stopwatch) -> NDArray[np.float32] | None:
        """What the tokenizer itself reads in speech, if it reads."""
        if isinstance(part, Text):
            return None
        assert part.units is not None, "speech to hear has units"
        letters = self.model.tokenizer.letters(part.units)
        watch.lap("units")
        return letters

    def _reply(
        self,
        conversation: Conversation,
        sections: Sequence[Section],
        watch: Stopwatch,
        letters: NDArray[np.float32] | None = None,
    ) -> Reply:
        prompt = self.model.lm.renderer.prompt(conversation)
        # Two texts take two thirds of the room at most, so that the context never ends before speech has begun.
        room = context_tokens(self.model.lm.model) - len(prompt)
        guards = Guards(max_text_tokens=max(1, min(MAX_TEXT_TOKENS, room // 3)))
        return timed(tell(self.model.lm, prompt, sections, guards, letters), watch)

    def _sound(self, speech: Speech, vector: NDArray[np.float32], watch: Stopwatch) -> Audio:
        assert speech.units is not None, "a language model speaks in units"
        audio = self.model.decoder.decode(speech.units, vector)
        watch.lap("sound")
        return audio


def _sounding(audio: Audio) -> list[Audio]:
    """The pieces of a recording between its pauses that hold a sound."""
    return [piece for piece in split_at_pauses(audio) if not is_silent(piece)]


def _file(source: Sound) -> str | None:
    return str(source) if isinstance(source, str | Path) else None
