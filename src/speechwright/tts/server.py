"""Voices of any server with OpenAI's `/v1/audio/speech`: the full-scale engine, on this machine or elsewhere.

Several processes may ask at once, as a build with workers does. What a server says twice need not be the same, so a
build with it is repeated to the byte only by a server that repeats itself.
"""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from email.message import Message

from speechwright.audio.read import read_audio
from speechwright.errors import BadAudio, BadRecipe, BadText, NoAnswer, UnknownName
from speechwright.tts.voice import Spoken, Voice, require_speakable

BUSY = (408, 425, 429, 500, 502, 503, 504)  # worth another try
FIRST_WAIT_S, MOST_WAIT_S = 0.5, 30.0
REMEDY = "check address, key and model, or start the server"


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
        BadRecipe: an argument that is no number, or no voices.
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
        self._url = f"{address.rstrip('/')}/audio/speech"
        self._model, self._key_variable = model, key_variable
        self._names = tuple(sorted({voice.strip() for voice in voices.split(",") if voice.strip()}))
        try:
            self._attempts, self._timeout_s = int(attempts), float(timeout_s)
        except ValueError as error:
            raise BadRecipe(f"attempts {attempts!r}, timeout_s {timeout_s!r}", "numbers", "mend the options") from error
        if not self._names or self._attempts < 1 or not self._timeout_s > 0:
            raise BadRecipe("a server without voices or attempts", "at least one of each", "mend the options")

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
        data = self._ask(json.dumps({**wanted, "speed": voice.rate}).encode(), text)
        try:
            return Spoken(read_audio(data), (), (), voice)
        except BadAudio as error:
            raise NoAnswer(f"{self._url}: {error.found}", "a WAV file", REMEDY) from error

    def _ask(self, body: bytes, text: str) -> bytes:
        wait_s = FIRST_WAIT_S
        for attempt in range(1, self._attempts + 1):
            try:
                return self._post(body)
            except urllib.error.HTTPError as error:
                if error.code not in BUSY:
                    raise self._refused(error, text) from error
                failure, asked_s = f"status {error.code}", _retry_after(error.headers)
            except (OSError, http.client.HTTPException) as error:  # away, cut off, too slow
                failure, asked_s = str(getattr(error, "reason", error)) or type(error).__name__, 0.0
            if attempt < self._attempts:
                time.sleep(min(MOST_WAIT_S, max(wait_s, asked_s)))
                wait_s *= 2
        raise NoAnswer(f"{self._url}: {failure}, {self._attempts} times", "a sound", REMEDY)

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        if key := os.environ.get(self._key_variable):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self._url, body, headers)
        with urllib.request.urlopen(request, timeout=self._timeout_s) as answer:
            return bytes(answer.read())

    def _refused(self, error: urllib.error.HTTPError, text: str) -> BadText | NoAnswer:
        said = error.read(200).decode("utf-8", "replace")
        if error.code in (400, 413, 422):
            return BadText(f"{text[:40]!r}, which the server refuses: {said}", "a text that it takes", "leave it out")
        return NoAnswer(f"{self._url}: status {error.code} {said}", "a sound", REMEDY)


def _retry_after(headers: Message) -> float:
    """Seconds that the server asks to wait, 0 where it says nothing or a date."""
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdigit() else 0.0
