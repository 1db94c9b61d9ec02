"""A real HTTP server on loopback that speaks: busy, away, refusing, answering nonsense."""

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import numpy as np
import pytest
import soundfile

from speechwright import servers as module
from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.errors import BadRecipe, BadText, NoAnswer, UnknownName
from speechwright.tts.server import SpeechServer
from speechwright.tts.voice import Voice

ALLOY = Voice("server", "alloy")


class _Handler(BaseHTTPRequestHandler):
    """Answers with a tone as long as the text; `failures` come first, each a status."""

    failures: ClassVar[list[int]] = []
    asked: ClassVar[list[dict[str, object]]] = []
    keys: ClassVar[list[str | None]] = []
    nonsense = False

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body)
        type(self).keys.append(self.headers["Authorization"])
        if self.failures:
            self.send_response(type(self).failures.pop(0))
            self.end_headers()
            self.wfile.write(b"not now")
            return
        data = io.BytesIO()
        num = 160 * len(str(body["input"]))
        soundfile.write(data, 0.1 * np.sin(np.arange(num, dtype=np.float32)), 16_000, format="WAV")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>" if self.nonsense else data.getvalue())

    def log_message(self, *arguments: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[type[_Handler], str]]:
    monkeypatch.setattr(module, "FIRST_WAIT_S", 0.01)
    kind = type("Handler", (_Handler,), {"failures": [], "asked": [], "keys": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kind, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_it_is_asked_as_openai_says(handler: tuple[type[_Handler], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_KEY", "secret")
    engine = SpeechServer(handler[1], "kokoro", "alloy, nova", "VOICE_KEY")
    spoken = engine.say(" hello there ", Voice("server", "nova", rate=1.25))
    wanted = {"model": "kokoro", "input": "hello there", "voice": "nova", "response_format": "wav", "speed": 1.25}
    assert handler[0].asked == [wanted] and handler[0].keys == ["Bearer secret"]
    assert spoken.audio.length_s == pytest.approx(0.11) and engine.names() == ("alloy", "nova")


def test_a_busy_server_is_asked_again(handler: tuple[type[_Handler], str]) -> None:
    handler[0].failures.extend([503, 429, 500])
    assert SpeechServer(handler[1]).say("hello", ALLOY).audio.length_s > 0
    assert len(handler[0].asked) == 4


def test_one_that_stays_busy_ends_it_with_its_name(handler: tuple[type[_Handler], str]) -> None:
    handler[0].failures.extend([503] * 9)
    with pytest.raises(NoAnswer, match="status 503, 3 times"):
        SpeechServer(handler[1], attempts="3").say("hello", ALLOY)
    assert len(handler[0].asked) == 3


@pytest.mark.parametrize(("status", "kind"), [(400, BadText), (401, NoAnswer), (404, NoAnswer)])
def test_a_refusal_is_not_asked_again(handler: tuple[type[_Handler], str], status: int, kind: type[Exception]) -> None:
    handler[0].failures.append(status)
    with pytest.raises(kind, match="not now"):
        SpeechServer(handler[1]).say("hello", ALLOY)
    assert len(handler[0].asked) == 1


def test_what_is_no_sound_is_no_answer(handler: tuple[type[_Handler], str]) -> None:
    handler[0].nonsense = True
    with pytest.raises(NoAnswer, match="a WAV file"):
        SpeechServer(handler[1]).say("hello", ALLOY)


def test_a_server_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT_S", 0.01)
    with pytest.raises(NoAnswer, match="refused"):
        SpeechServer("http://127.0.0.1:9/v1", attempts="2").say("hello", ALLOY)


def test_a_bank_takes_its_options(handler: tuple[type[_Handler], str]) -> None:
    row = {"engine": "server", "share": 1, "pitch_spread": 0, "options": {"address": handler[1], "voices": "ann,bob"}}
    settings = VoicesSettings.model_validate(row)
    assert VoicesSettings.model_validate(settings.model_dump()) == settings and hash((settings,))
    bank = VoiceBank((settings,))
    voices = {bank.draw(np.random.default_rng(seed), "train").name for seed in range(20)}
    assert voices == {"ann", "bob"}
    assert bank.say("hello", bank.draw(np.random.default_rng(0), "train")).audio.length_s > 0


def test_wrong_settings_are_refused() -> None:
    for options in ({"voices": " , "}, {"attempts": "many"}, {"timeout_s": "0"}):
        with pytest.raises(BadRecipe):
            SpeechServer(**options)
    with pytest.raises(UnknownName, match="nova"):
        SpeechServer().say("hello", Voice("server", "nova"))
    with pytest.raises(BadRecipe, match="pitch_spread"):
        SpeechServer().say("hello", Voice("server", "alloy", pitch=1.0))
    with pytest.raises(BadText):
        SpeechServer().say("...", ALLOY)
    with pytest.raises(BadRecipe, match="options"):
        VoiceBank((VoicesSettings(engine="espeak", share=1, options={"address": "x"}),))  # type: ignore[arg-type]
