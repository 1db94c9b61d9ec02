"""Speaks words that were never said, so that they fit into somebody's recording.

A voice of the VOICES table speaks them, in the midst of the words around their place (`carrier`), at the speed and the
pitch of the recording (`rehearsal`). What its engine can't do is done to the sound (`fitting`).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.editing.carrier import speakable, take
from speechwright.editing.casting import Casting
from speechwright.editing.fitting import coloured, paced, pitched, placed, trimmed
from speechwright.editing.rehearsal import rehearse
from speechwright.editing.surroundings import Surroundings
from speechwright.tts.voice import Voice
from speechwright.types import Span


@dataclass(frozen=True, eq=False)
class Said:
    """Words that were spoken to fit.

    Args:
        sound_NC: float64 (num_samples, num_channels) at the recording's rate and in its channels, from where speech
            begins to where it ends, and 12 ms more on either side to fade over in: of other speech, if words run into
            these or on from these. The background does not fade.
        words: where each spoken word lies in it, in seconds.
        voice: who spoke, "flite:slt".
        matched: what was measured and done, by name: `tempo_factor`; `f0_from_hz`, `f0_to_hz` (0 where there is no
            voice), `semitones` and `melody_factor`; `lift_db` and `cut_db`, the most of either; `gain_db`;
            `noise_dbfs`, of the background that was added.
    """

    sound_NC: NDArray[np.float64]
    words: tuple[Span, ...]
    voice: str
    matched: Mapping[str, float]


class Speaker:
    """Speaks words for recordings; one is used by one thread at a time.

    Args:
        voice: who speaks; its rate and pitch are where the search for the recording's own begins. None: of the voices
            at hand the one nearest in pitch to the recording, the same for all of it.
    """

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice
        self._casting = Casting()

    def say(self, text: str, like: Surroundings) -> Said:
        """The text as it could have been said at a place of a recording; the same every time.

        Raises:
            BadText: nothing in the text can be spoken.
            UnknownName: there is no such engine or voice.
            MissingExtra: the engine is not installed.
        """
        plain = speakable(text)
        voice = self._voice or self._casting.voice_for(like.usual_f0_hz)
        engine = self._casting.engine(voice.engine)
        rehearsal = rehearse(engine, voice, like)
        spoken, pace = paced(take(engine, rehearsal.voice, plain, like), rehearsal)
        spoken, pitch = pitched(spoken, rehearsal, like)
        spoken, colour = coloured(spoken, rehearsal, like)
        sound_N, words = trimmed(spoken)
        rng = np.random.default_rng([like.begin, zlib.crc32(plain.encode())])  # another place, other room tone
        sound_NC, level = placed(sound_N, rehearsal, like, rng)
        return Said(sound_NC, words, voice.label, pace | pitch | colour | level)
