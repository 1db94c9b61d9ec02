"""What stayed as it was: the words that nobody asked to change, their length and pitch, and the samples themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.places import same_samples
from speechwright.bench.edits.scene import Scene
from speechwright.bench.edits.take import Part, Take
from speechwright.errors import BadAudio
from speechwright.metrics.joins import JoinMeter, Jump
from speechwright.metrics.prosody import SaidWord, away_from, drift
from speechwright.metrics.text import wer
from speechwright.tasks.spoken_form import words_of

MOST_ERRORS = 0.10  # SpeechEditBench's bound
CHANGES_LENGTH = frozenset(("speed", "stress"))
CHANGES_F0 = frozenset(("pitch", "intonation", "stress"))
GUARD_S = 0.15  # around an edit: cuts look for the best place, and fade
MEETING_S = 0.03  # words with less between them meet


@dataclass(frozen=True)
class WordsKept:
    """Of the words outside the edit that were heard before, how many are heard afterwards."""

    heard_before: int
    heard_after: int


def is_preserved(scene: Scene) -> bool:
    """Whether what is heard is what is to be said, to one word in ten."""
    return wer([scene.item.wanted], [scene.after.heard]) <= MOST_ERRORS


def words_kept(scene: Scene) -> WordsKept:
    """A word that the ear missed in the recording already can't be told to have been lost."""
    old, new = words_of(scene.item.transcript or ""), words_of(scene.item.wanted)
    stays = dict(_same(old, new))
    before = {place for place, _ in _same(old, scene.before.heard.split())}
    after = {place for place, _ in _same(new, scene.after.heard.split())}
    known = [place for place in stays if place in before]
    return WordsKept(len(known), sum(stays[place] in after for place in known))


def duration_drift(scene: Scene) -> float | None:
    """WDTW-Dur in percent, over the words away from what changes lengths."""
    sides = _left_alone(scene, CHANGES_LENGTH)
    found = drift(*sides)
    return None if found is None else found.duration_percent


def f0_drift(scene: Scene) -> float | None:
    """WDTW-F0 in semitones, over the words away from what changes pitch."""
    found = drift(*_left_alone(scene, CHANGES_F0))
    return None if found is None else found.f0_semitones


def samples_kept(scene: Scene, before: PcmFile, after: PcmFile) -> tuple[float, float | None]:
    """The share of the recording's samples that stand unchanged in the edited sound; and of those that lie farther than
    0.15 s from all that was asked to change, None where none do. The pauses around words that are deleted go with them:
    one of the two has to."""
    same = same_samples(before, after, scene.where)
    outside = np.ones(before.num_samples, bool)
    for goal in scene.item.goals:
        span = scene.span(goal)
        if span is None:
            return float(same.mean()), None
        begin_s, end_s = _gap(scene.before, span[0]) if span[0] == span[1] else span
        if goal.edit == "delete":
            begin_s, end_s = _with_pauses(scene.before, begin_s, end_s)
        first, last = (round(at * before.coding.rate_hz) for at in (begin_s - GUARD_S, end_s + GUARD_S))
        outside[max(0, first) : max(0, last)] = False
    return float(same.mean()), float(same[outside].mean()) if outside.any() else None


def _gap(take: Take, point_s: float) -> Part:
    """The gap between words in which a point lies: what comes in may come in anywhere there."""
    before = [word.end_s for word in take.words if (word.start_s + word.end_s) / 2 <= point_s]
    after = [word.start_s for word in take.words if (word.start_s + word.end_s) / 2 > point_s]
    return min(point_s, before[-1] if before else 0.0), max(point_s, after[0] if after else take.length_s)


def _with_pauses(take: Take, begin_s: float, end_s: float) -> Part:
    before = [word.end_s for word in take.words if word.start_s < begin_s and word.end_s <= begin_s + MEETING_S]
    after = [word.start_s for word in take.words if word.end_s > end_s and word.start_s >= end_s - MEETING_S]
    return min(begin_s, max(before, default=0.0)), max(end_s, min(after, default=take.length_s))


def natural_jumps(take: Take) -> list[Jump]:
    """What changes where words meet by themselves."""
    meter = _meter(take)
    pairs = [(one.end_s, two.start_s) for one, two in pairwise(take.words)]
    meeting = [(end_s + start_s) / 2 for end_s, start_s in pairs if start_s - end_s < MEETING_S]
    return [meter.jump(at_s) for at_s in meeting] if meter else []


def jumps_at(take: Take, seams: Sequence[int]) -> list[Jump]:
    """What changes where stretches were joined."""
    meter = _meter(take) if seams else None
    return [meter.jump(seam / take.rate_hz) for seam in seams] if meter else []


def _meter(take: Take) -> JoinMeter | None:
    try:
        return JoinMeter(take.audio)
    except BadAudio:  # shorter than a window: nothing in it to jump
        return None


def _left_alone(scene: Scene, changing: frozenset[str]) -> tuple[list[SaidWord], list[SaidWord]]:
    """The words on both sides that are farther than three words from any edit of these kinds."""
    old, new = scene.before.words, scene.after.words
    # The words that are to be said are known, so what goes with what is known even where none are found.
    wanted = words_of(scene.item.wanted)
    pairs = dict(_same([span.label for span in old], wanted))
    spans = [span for goal in scene.item.goals if goal.edit in changing and (span := scene.span(goal)) is not None]
    edited = [place not in pairs or _touched((word.start_s, word.end_s), spans) for place, word in enumerate(old)]
    away = [place for place, is_away in enumerate(_around(edited, pairs, len(wanted))) if is_away]
    kept = [pairs[place] for place in away if pairs[place] < len(new)]
    return [_said(scene.before, place) for place in away], [_said(scene.after, place) for place in kept]


def _around(edited: list[bool], pairs: dict[int, int], num_wanted: int) -> list[bool]:
    """Which words are away from edits; where words came in, the one after them counts as edited."""
    came = set(range(num_wanted)) - set(pairs.values())
    marked = [was or (place in pairs and pairs[place] - 1 in came) for place, was in enumerate(edited)]
    return away_from(marked)


def _touched(word: Part, spans: Sequence[Part]) -> bool:
    return any(begin_s < word[1] and end_s > word[0] for begin_s, end_s in spans)


def _said(take: Take, place: int) -> SaidWord:
    word = take.words[place]
    f0_hz = take.f0_hz([(word.start_s, word.end_s)])
    voiced = (float(f0_hz.min()), float(f0_hz.max()), float(f0_hz.mean())) if len(f0_hz) else None
    return SaidWord(word.label, word.end_s - word.start_s, voiced)


def _same(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places with the same words, in order."""
    matcher = SequenceMatcher(None, list(one), list(other), autojunk=False)
    return [(block.a + at, block.b + at) for block in matcher.get_matching_blocks() for at in range(block.size)]
