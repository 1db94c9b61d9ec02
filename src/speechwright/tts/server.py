"""Voices of any server with OpenAI's `/v1/audio/speech`: the full-scale engine, on this machine or elsewhere.

Several processes may ask at once, as a build with workers does. What a server says twice need not be the same, so a
build with it is repeated to the byte only by a server that repeats itself.
"""

from __future__ import annotations

from speechwright.audio.read import read_audio
from speechwright.errors import BadAudio, BadRecipe, BadText, NoAnswer, UnknownName
from speechwright.servers import REMEDY, Refused, Server
from speechwright.tts.voice import Spoken, Voice, require_speakable


class SpeechServer:
    """The engine. It speaks at any rate and in no other pitch than the voice's own; it tells no times of words.

    Args:
        address: up to and with `/v1`.
        model: what the server is asked for.
        voices: names that the server knows, parted by commas.
        key_variable: environment variable that holds the key, where one is needed.
        attempts: so many are made of each text while the server is busy or away, with growing pauses.
        timeout_s: of one attempt.

    Raises:
        BadRecipe: an address that is none, an argument that is no number, or no voices.
    """

    name = "server"
    licence = "as the server's model"

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000/v1",
        model: str = "tts-1",
        voices: str = "alloy",
        key_variable: str = "OPENAI_API_KEY",
        attempts: str = "5",
        timeout_s: str = "60",
    ) -> None:
        self._server = Server(f"{address.rstrip('/')}/audio/speech", key_variable, attempts, timeout_s)
        self._model = model
        self._names = tuple(sorted({voice.strip() for voice in voices.split(",") if voice.strip()}))
        if not self._names:
            raise BadRecipe("a server without voices", "at least one", "mend the options")

    def names(self) -> tuple[str, ...]:
        return self._names

    def say(self, text: str, voice: Voice) -> Spoken:
        """Raises NoAnswer, beside what `Engine.say` does, where the server fails for good."""
        text = require_speakable(text)
        if voice.name not in self._names:
            raise UnknownName(f"voice {voice.name!r} of the server", f"one of {', '.join(self._names)}", "name it")
        if voice.pitch:
            raise BadRecipe("a shift of pitch for a server's voice", "its own pitch", "set pitch_spread: 0")
        wanted = {"model": self._model, "input": text, "voice": voice.name, "response_format": "wav"}
        try:
            data = self._server.ask({**wanted, "speed": voice.rate}, "a sound")
            return Spoken(read_audio(data), (), (), voice)
        except Refused as error:
            found = f"{text[:40]!r}, which the server refuses: {error}"
            raise BadText(found, "a text that it takes", "leave it out") from error
        except BadAudio as error:
            raise NoAnswer(f"{self._server.url}: {error.found}", "a WAV file", REMEDY) from error
