"""PocketSphinx: the embedded ear for recordings of people. Its wheel carries a US English acoustic model, a dictionary
of 134,000 words and a trigram model of general English; nothing is downloaded.

What may be said can be narrowed, which helps far more than any setting: to a language model of a domain (`asr/ngram.py`
writes one) or to a closed list of phrases.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pocketsphinx

from speechwright.asr.ngram import NGrams, arpa_words
from speechwright.asr.recognizer import NOTHING, Heard, spoken_words
from speechwright.audio.level import is_silent, peak
from speechwright.audio.resample import resample
from speechwright.errors import BadAudio, BadModel, BadRecipe, BadText
from speechwright.types import Audio, Span

RATE_HZ = 16_000
FRAMES_A_SECOND = 100
PHONES = frozenset(
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH".split()
)

# How a sound is presented. The acoustic model was trained on microphone recordings with a pause at both ends; digital
# silence, tight cuts and empty upper bands are unknown to it. Chosen on human digits and sentences, see docs/log.md.
_PEAK = 0.5
_PAD_S = 0.2
_NOISE_RMS = 0.003
_NOISE_SEED = 0
# Fillers soak up noise that would otherwise be heard as words; the library's own 1e-8 practically forbids them.
_SEARCH_SETTINGS = {"fillprob": 0.3, "silprob": 0.05}
_SEARCH = "speechwright"


class PocketSphinx:
    """The recognizer. Without arguments it listens for general English.

    Args:
        language_model: an ARPA file; only its words, in likely orders, can be heard.
        phrases: a closed list; exactly one of them is heard, or nothing.
        pronunciations: word → ARPAbet phones ("wright" → "R AY T"), for words the dictionary lacks; a word that it has
            gets a further pronunciation.

    Raises:
        BadRecipe: both a language model and phrases.
        BadModel: the ARPA file can't be read.
        BadText: a word without a pronunciation, an unknown phone, no phrases, or one without words.
    """

    name = "pocketsphinx"

    def __init__(
        self,
        language_model: Path | None = None,
        phrases: Sequence[str] | None = None,
        pronunciations: Mapping[str, str] | None = None,
    ) -> None:
        if language_model is not None and phrases is not None:
            raise BadRecipe("a language model and a list of phrases", "one of them", "leave one out")
        self._language_model, self._phrases, self._expected = language_model, phrases, ""
        self._pronunciations = dict(pronunciations or {})
        self._decoder = _new_decoder()
        self._add_pronunciations(self._pronunciations)
        self._listener = self._decoder if language_model is None else self._new_domain_decoder(language_model)
        if phrases is not None:
            self._decoder.add_fsg(_SEARCH, self._phrase_grammar(phrases))
        elif language_model is None:
            self._decoder.add_lm_file(_SEARCH, pocketsphinx.get_model_path("en-us/en-us.lm.bin"))

    def recognize(self, audio: Audio) -> Heard:
        """The words of a sound of any rate and length; `NOTHING` for silence and where no words were found.

        The confidence is the posterior probability of the words among the alternatives that the search kept: high by
        nature in a short list of phrases, low in open English.
        """
        if is_silent(audio):
            return NOTHING
        self._listener.activate_search(_SEARCH)
        spans = _decode(self._listener, audio)
        if not spans:
            return NOTHING
        # The library's logarithms are rounded, so a certain result can come out a hair above 1.
        confidence = min(1.0, float(self._listener.hyp().prob))
        return Heard(" ".join(span.label for span in spans), spans, confidence)

    def expecting(self, text: str) -> PocketSphinx:
        """One with a language model of this text alone (see `Recognizer.expecting`).

        Raises:
            BadText: no word in it, or one without a pronunciation.
        """
        return _expecting(text, self._pronunciations)

    def knowing(self, pronunciations: Mapping[str, str]) -> PocketSphinx:
        """One that listens for the same and knows further words too (see `Recognizer.knowing`).

        Raises:
            BadText: a word without a pronunciation, or an unknown phone.
        """
        known = {**self._pronunciations, **pronunciations}
        if self._expected:
            return _expecting(self._expected, known)
        return PocketSphinx(self._language_model, self._phrases, known)

    def align(self, audio: Audio, text: str) -> tuple[Span, ...]:
        """Where each word of a known text lies in its recording, to a frame of 10 ms.

        Raises:
            BadText: no word in the text, or one without a pronunciation.
            BadAudio: silence, or a sound in which the words can't be found one after the other.
        """
        words = self._known_words(text)
        if is_silent(audio):
            raise BadAudio("silence", f"a recording of {text[:40]!r}", "align a sound with its own text")
        self._decoder.set_align_text(" ".join(words))
        spans = _decode(self._decoder, audio)
        if tuple(span.label for span in spans) != words:
            found = f"a sound of {audio.length_s:.2f} s in which the words can't be found"
            raise BadAudio(found, f"a recording of {text[:40]!r}", "align a sound with its own text")
        return spans

    def missing_words(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of the words that have no pronunciation, sorted; they can be neither heard nor aligned."""
        return tuple(sorted({word for word in words if self._decoder.lookup_word(word) is None}))

    def _add_pronunciations(self, pronunciations: Mapping[str, str]) -> None:
        for word, spelled in pronunciations.items():
            phones = spelled.upper().split()
            if spoken_words(word) != (word,) or not phones or not PHONES.issuperset(phones):
                wanted = f"one lower-case word, and phones of {' '.join(sorted(PHONES))}"
                raise BadText(f"the pronunciation {word!r}: {spelled!r}", wanted, "write it in ARPAbet, without stress")
            free = next(entry for entry in _entry_names(word) if self._decoder.lookup_word(entry) is None)
            self._decoder.add_word(free, " ".join(phones), False)

    def _entries(self, word: str) -> Iterator[tuple[str, str]]:
        """The word's entries in the dictionary, word, word(2), word(3) …, each with its phones."""
        for entry in _entry_names(word):
            phones = self._decoder.lookup_word(entry)
            if phones is None:
                return
            yield entry, phones

    def _phrase_grammar(self, phrases: Sequence[str]) -> pocketsphinx.FsgModel:
        """A finite-state grammar with one chain of states a phrase, all from state 0 to state 1."""
        chains = sorted({self._known_words(phrase) for phrase in phrases})
        if not chains:
            raise BadText("an empty list of phrases", "at least one phrase", "say what can be heard")
        arcs, fresh = [], 2
        for chain in chains:
            states = [0, *range(fresh, fresh + len(chain) - 1), 1]
            fresh += len(chain) - 1
            arcs += [(*ends, 1.0, word) for ends, word in zip(pairwise(states), chain, strict=True)]
        return self._decoder.create_fsg(_SEARCH, 0, 1, arcs)

    def _new_domain_decoder(self, path: Path) -> pocketsphinx.Decoder:
        """A decoder of its own, which knows the words of a language model and no others.

        The library's table of words is as small as the language model; to fill it with the whole dictionary takes
        it half a minute.
        """
        words = arpa_words(path)
        self._require_pronounced(words, f"language model {path}")
        lines = [f"{entry} {phones}\n" for word in words for entry, phones in self._entries(word)]
        with tempfile.TemporaryDirectory() as folder:
            dictionary = Path(folder) / "words.dict"
            dictionary.write_text("".join(lines), encoding="utf-8")
            decoder = _new_decoder(dict=str(dictionary))
        try:
            decoder.add_lm_file(_SEARCH, str(path))
        except RuntimeError as error:
            remedy = "write it again with `speechwright.asr.ngram`"
            raise BadModel(f"language model {path}, which can't be read", "an ARPA file", remedy) from error
        return decoder

    def _known_words(self, text: str) -> tuple[str, ...]:
        words = spoken_words(text)
        if not words:
            raise BadText(f"the text {text[:40]!r}", "at least one word", "give words that can be spoken")
        self._require_pronounced(words, f"text {text[:40]!r}")
        return words

    def _require_pronounced(self, words: Iterable[str], holder: str) -> None:
        missing = self.missing_words(words)
        if missing:
            listed = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
            remedy = "give them as `pronunciations` in ARPAbet, and write numbers as words"
            raise BadText(f"no pronunciation of {listed} ({holder})", "words of the dictionary", remedy)


def _expecting(text: str, pronunciations: Mapping[str, str]) -> PocketSphinx:
    """A recognizer with a language model of one text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.arpa"
        NGrams([text]).write(path)
        recognizer = PocketSphinx(path, None, pronunciations)
    recognizer._expected = text
    return recognizer


def _new_decoder(**settings: str) -> pocketsphinx.Decoder:
    """A decoder with the packaged acoustic model, without a language model, silent."""
    return pocketsphinx.Decoder(lm=None, loglevel="FATAL", **_SEARCH_SETTINGS, **settings)


def _entry_names(word: str) -> Iterator[str]:
    yield word
    yield from (f"{word}({number})" for number in count(2))


def _decode(decoder: pocketsphinx.Decoder, audio: Audio) -> tuple[Span, ...]:
    """Run the active search over a whole sound; the spans of the words found."""
    # The noise estimate and the cepstral mean would carry over from the sound before.
    decoder.reinit_feat()
    decoder.start_utt()
    # Only `full_utt` takes the cepstral mean of this very sound.
    decoder.process_raw(_presented(audio), full_utt=True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return ()
    return tuple(_span(segment, audio) for segment in decoder.seg() if not _is_filler(segment.word))


def _presented(audio: Audio) -> bytes:
    """The sound as the library takes it: 16-bit samples at 16 kHz, brought to one level, in a quiet room."""
    samples = resample(audio, RATE_HZ).samples
    pause = np.zeros(round(_PAD_S * RATE_HZ), np.float32)
    padded = np.concatenate([pause, samples * (_PEAK / peak(audio)), pause])
    # The same noise for every sound: a fixed part of the measurement, not a random choice.
    noisy = padded + np.random.default_rng(_NOISE_SEED).normal(scale=_NOISE_RMS, size=len(padded))
    return (np.clip(noisy, -1, 1) * 32767).astype("<i2").tobytes()


def _is_filler(word: str) -> bool:
    """Sentence ends, silence and noises: <s>, </s>, <sil>, [NOISE], ++um++."""
    return word[0] in "<[+"


def _span(segment: pocketsphinx.Segment, audio: Audio) -> Span:
    """A segment in seconds of the sound as it was given, without the mark of an alternative pronunciation."""
    start_s = segment.start_frame / FRAMES_A_SECOND - _PAD_S
    end_s = (segment.end_frame + 1) / FRAMES_A_SECOND - _PAD_S
    times = np.round(np.clip([start_s, end_s], 0, audio.length_s), 4)
    return Span(re.sub(r"\(\d+\)$", "", segment.word), float(times[0]), float(times[1]))
