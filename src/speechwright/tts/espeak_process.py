"""eSpeak NG in a process of its own: a small server that speaks each request in a fresh copy of itself.

Why not in ours: the library carries state from one utterance to the next (the phase of its wave and of its flutter),
which no call resets, so the same text would sound a little different each time. Here every utterance is spoken by a
fork of a process that has never spoken: the same request gives the same samples, whatever came before. It costs about
two milliseconds, and a crash of the library can't take the caller along.

Run as `python -m speechwright.tts.espeak_process`. It reads one JSON object a line, `{"text", "voice", "rate",
"pitch"}` (voice: the library's own name; rate: words a minute; pitch: 0–99), and answers with one JSON line,
`{"num_samples", "rate_hz", "events"}` or `{"error"}`, followed by the samples as little-endian 16-bit numbers. An
event is `[type, text position, length, sample, label]`.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from typing import Any, BinaryIO

WORD, CLAUSE_END, PHONEME = 1, 5, 7
_LIST_END = 0
_SYNCHRONOUS, _PHONEME_EVENTS, _DONT_EXIT = 2, 1, 0x8000
_CHARS_UTF8 = 1
_RATE, _PITCH = 1, 3


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Library:
    """The loaded library with what its callback collects."""

    def __init__(self) -> None:
        import espeakng_loader

        self._dll = ctypes.CDLL(espeakng_loader.get_library_path())
        data_folder = espeakng_loader.get_data_path().encode()
        options = _PHONEME_EVENTS | _DONT_EXIT
        self.rate_hz: int = self._dll.espeak_Initialize(_SYNCHRONOUS, 0, data_folder, options)
        assert self.rate_hz > 0, "the eSpeak NG library did not start"
        self._chunks: list[bytes] = []
        self._events: list[list[Any]] = []
        self._collect = _Callback(self._on_samples)  # kept alive: the library holds a bare pointer to it
        self._dll.espeak_SetSynthCallback(self._collect)

    def speak(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer's header and its samples."""
        self._dll.espeak_ng_SetRandSeed(1)  # breath noise; the library starts with the time of day
        if self._dll.espeak_SetVoiceByName(request["voice"].encode()):
            return {"error": f"no voice {request['voice']!r}"}, b""
        self._dll.espeak_SetParameter(_RATE, request["rate"], 0)
        self._dll.espeak_SetParameter(_PITCH, request["pitch"], 0)
        data = request["text"].encode()
        if self._dll.espeak_Synth(data, len(data) + 1, 0, 1, 0, _CHARS_UTF8, None, None):
            return {"error": "the library refused the text"}, b""
        samples = b"".join(self._chunks)
        return {"num_samples": len(samples) // 2, "rate_hz": self.rate_hz, "events": self._events}, samples

    def _on_samples(self, samples: Any, num_samples: int, events: Any) -> int:
        if num_samples > 0:
            self._chunks.append(ctypes.string_at(samples, 2 * num_samples))
        index = 0
        while events[index].type != _LIST_END:
            event = events[index]
            label = bytes(event.id.string).decode() if event.type == PHONEME else ""
            self._events.append([event.type, event.text_position, event.length, event.sample, label])
            index += 1
        return 0


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    library = _Library()
    for line in requests:
        child = os.fork()
        if child == 0:
            header, samples = library.speak(json.loads(line))
            answers.write(json.dumps(header).encode() + b"\n" + samples)
            answers.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            answers.write(json.dumps({"error": f"the library died with status {status}"}).encode() + b"\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
