"""flite (Debian package `flite`) in process, where it is installed: five voices made from recordings of people.

They carry over to human speech far better than formant synthesis does. The shared libraries are found by the system's
loader; nothing of flite is part of this package.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from typing import Any

import numpy as np

from speechwright.errors import MissingExtra, UnknownName
from speechwright.tts.arpabet import PAUSE, PHONEMES
from speechwright.tts.voice import Spoken, Voice, require_speakable
from speechwright.types import Audio, Span

NAMES = ("awb", "kal", "kal16", "rms", "slt")
# Mean F0 in Hz of each voice, from which a shift in semitones is counted (flite -ps int_f0_target_mean).
MEAN_F0_HZ = {"awb": 133.0, "kal": 105.0, "kal16": 105.0, "rms": 95.0, "slt": 167.0}
_ALIASES = {
    "ax": "ah",
    "axr": "er",
    "ix": "ih",
    "em": "m",
    "en": "n",
    "el": "l",
    "dx": "t",
    "ssil": PAUSE,
    "sil": PAUSE,
}


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


class Flite:
    """The engine: 8 kHz for `kal`, 16 kHz for the others."""

    name = "flite"
    licence = "flite and its CMU voices (BSD-like, free for any use)"

    def __init__(self) -> None:
        self._dll = _open_library()
        self._libc = ctypes.CDLL(None)

    def names(self) -> tuple[str, ...]:
        return NAMES

    def say(self, text: str, voice: Voice) -> Spoken:
        text = require_speakable(text)
        if voice.name not in NAMES:
            raise UnknownName(f"flite voice {voice.name!r}", f"one of {', '.join(NAMES)}", "choose one of these")
        # The voices draw their noise from the C library's generator: seeded anew, the same text gives the same samples.
        self._libc.srand(1)
        utterance = self._dll.flite_synth_text(text.encode("ascii", "replace"), self._set(voice))
        try:
            audio = self._audio(utterance)
            words = _spans(self._dll, utterance, b"Word", audio.length_s)
            phonemes = _spans(self._dll, utterance, b"Segment", audio.length_s)
        finally:
            self._dll.delete_utterance(utterance)
        return Spoken(audio, words, tuple(_arpabet(span) for span in phonemes), voice)

    def _set(self, voice: Voice) -> Any:
        pointer = _open_voice(voice.name)
        features = ctypes.cast(pointer, ctypes.POINTER(_Voice)).contents.features
        self._dll.feat_set_float(features, b"duration_stretch", 1.0 / voice.rate)
        self._dll.feat_set_float(features, b"int_f0_target_mean", MEAN_F0_HZ[voice.name] * 2 ** (voice.pitch / 12))
        return pointer

    def _audio(self, utterance: Any) -> Audio:
        wave = self._dll.utt_wave(utterance).contents
        samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).astype(np.float32) / np.float32(32768)
        return Audio(samples, wave.sample_rate)


def _arpabet(span: Span) -> Span:
    label = _ALIASES.get(span.label, span.label)
    assert label in PHONEMES, f"flite phoneme {span.label!r} is not in the map"
    return Span(label, span.start_s, span.end_s)


def _spans(dll: Any, utterance: Any, relation: bytes, length_s: float) -> tuple[Span, ...]:
    """Spans of the items of a relation. A segment carries its end; a word ends where its last segment does."""
    spans, start_s = [], 0.0
    item = dll.relation_head(dll.utt_relation(utterance, relation))
    while item:
        label = dll.item_feat_string(item, b"name").decode()
        if relation == b"Segment":
            end_s = dll.item_feat_float(item, b"end")
        else:
            start_s = dll.ffeature_float(item, b"R:SylStructure.daughter1.daughter1.R:Segment.p.end")
            end_s = dll.ffeature_float(item, b"R:SylStructure.daughtern.daughtern.R:Segment.end")
        end_s = min(max(start_s, end_s), max(start_s, length_s))
        spans.append(Span(label, round(start_s, 4), round(end_s, 4)))
        start_s = end_s
        item = dll.item_next(item)
    return tuple(spans)


@cache
def _open_library() -> Any:
    try:
        dll = ctypes.CDLL(_library("flite"), mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise MissingExtra("no flite library", "the system package flite", "run: apt-get install flite") from error
    for name in ("flite_cmulex", "flite_usenglish"):
        ctypes.CDLL(_library(name), mode=ctypes.RTLD_GLOBAL)
    dll.flite_init()
    pointers = ("flite_synth_text", "utt_relation", "relation_head", "item_next")
    for function in pointers:
        getattr(dll, function).restype = ctypes.c_void_p
    dll.flite_synth_text.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    dll.utt_relation.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
    dll.utt_wave.restype, dll.utt_wave.argtypes = ctypes.POINTER(_Wave), (ctypes.c_void_p,)
    for function in ("relation_head", "item_next", "delete_utterance"):
        getattr(dll, function).argtypes = (ctypes.c_void_p,)
    dll.feat_set_float.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float)
    for function, result in (
        ("item_feat_string", ctypes.c_char_p), ("ffeature_float", ctypes.c_float), ("item_feat_float", ctypes.c_float),
    ):  # fmt: skip
        getattr(dll, function).restype = result
        getattr(dll, function).argtypes = (ctypes.c_void_p, ctypes.c_char_p)
    return dll


@cache
def _open_voice(name: str) -> Any:
    _open_library()
    register = getattr(ctypes.CDLL(_library(f"flite_cmu_us_{name}")), f"register_cmu_us_{name}")
    register.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    return register(None)


def _library(name: str) -> str:
    return ctypes.util.find_library(name) or f"lib{name}.so.1"
