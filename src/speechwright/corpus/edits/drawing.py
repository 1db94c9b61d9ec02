"""What is asked for, drawn: which words, how much. The amounts are our choice, within what §4.3 of the literature's
recipes and the ranges of the edits allow."""

from __future__ import annotations

import math

from speechwright.audio.level import peak
from speechwright.corpus.edits.inverses import gaps_s, is_filler, point_of
from speechwright.corpus.edits.measures import PACES, VOLUMES, level_db, lufs_of, median_f0_hz, pace_of, volume_of
from speechwright.corpus.edits.pair import Draw, Wanted
from speechwright.corpus.edits.side import Side, bare, plain
from speechwright.corpus.edits.slots import Group
from speechwright.corpus.rejected import Rejected
from speechwright.tasks.edits.plan import Operation, Value
from speechwright.tasks.edits.transcript import Run
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.world.intent import between, pick

FEWEST_WORDS = 5  # of a recording of which words are to be named
MOST_WORDS_NAMED = 3
WHOLE_SHARE, SENTENCE_SHARE = 0.45, 0.2
BETWEEN_HZ = 155.0  # a median F0 above this counts as a woman's
PAUSE_S = 0.12  # what counts as a pause that can be made shorter or longer
CHANGED_S = 0.06  # by which the longest has to change
LUFS = (-14.0, -16.0, -18.0, -20.0, -23.0, -26.0, -30.0)
PLAIN_FILLERS = "um,uh,er,erm,ah,hm,hmm,mm,uhm"


def some_run(draw: Draw, most_words: int = MOST_WORDS_NAMED) -> Run:
    """A few words, not more than a third of all.

    Raises:
        Rejected: there are too few words.
    """
    size = len(draw.real.transcript.words)
    if size < FEWEST_WORDS:
        raise Rejected("few words")
    count = between(draw.rng, 1, max(1, min(most_words, size // 3)))
    first = between(draw.rng, 0, size - count)
    return Run(first, first + count)


def some_place(draw: Draw) -> tuple[int, int]:
    """The whole recording, a sentence, or a few words."""
    transcript, chance = draw.real.transcript, draw.rng.random()
    if chance < WHOLE_SHARE:
        return 0, transcript.num_samples
    sentences = transcript.sentences
    if chance < WHOLE_SHARE + SENTENCE_SHARE and len(sentences) > 1:
        return transcript.samples(pick(draw.rng, sentences))
    return transcript.samples(some_run(draw))


def whole(draw: Draw) -> tuple[int, int]:
    return 0, draw.real.transcript.num_samples


def delete(draw: Draw) -> Group:
    run = some_run(draw)
    if not plain(run, draw.real.transcript):
        raise Rejected("few words")
    return (Operation("delete", *draw.real.transcript.samples(run)),)


def repeat(draw: Draw) -> Group:
    run = some_run(draw)
    return (Operation("repeat", *draw.real.transcript.samples(run), {"times": pick(draw.rng, (2, 2, 3))}),)


def move(draw: Draw) -> Group:
    transcript, run = draw.real.transcript, some_run(draw, 2)
    places = [at for at in range(len(transcript.words) + 1) if not run.first <= at <= run.last]
    to = point_of(pick(draw.rng, places), transcript)
    return (Operation("move", *transcript.samples(run), {"to": float(to)}),)


def swap(draw: Draw) -> Group:
    transcript, one = draw.real.transcript, some_run(draw, 1)
    size = len(transcript.words)
    others = [Run(at, at + 1) for at in range(size) if at > one.last or at + 1 < one.first]
    others = [run for run in others if not same_words(transcript.said(run), transcript.said(one))]
    if not others:
        raise Rejected("few words")
    other = pick(draw.rng, others)
    there, here = (float(point_of(run.first, transcript)) for run in (other, one))
    first = Operation("move", *transcript.samples(one), {"to": there})
    return (first, Operation("move", *transcript.samples(other), {"to": here}))


def speed(draw: Draw) -> Group:
    factor = pick(draw.rng, (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5))
    return (Operation("speed", *some_place(draw), {"factor": factor}),)


def pace(draw: Draw) -> Group:
    place = whole(draw)
    own = pace_of(draw.real, *place)
    return (Operation("speed", *place, {"pace": pick(draw.rng, [each for each in PACES if each != own])}),)


def volume(draw: Draw) -> Group:
    gain_db = pick(draw.rng, (3.0, 4.0, 4.5, 6.0, 8.0, 10.0)) * pick(draw.rng, (-1, 1))
    return (Operation("volume", *some_place(draw), {"gain_db": gain_db}),)


def level(draw: Draw) -> Group:
    own, highest = volume_of(draw.real.audio), level_db(draw.real.audio) + headroom_db(draw.real)
    options = [name for name, (_, high) in VOLUMES.items() if name != own and 20 * math.log10(high) < highest]
    return (Operation("volume", *whole(draw), {"level": pick(draw.rng, options or ["low"])}),)


def pitch(draw: Draw) -> Group:
    place = some_place(draw)
    if draw.rng.random() < 0.25:
        f0_hz = _f0_hz(draw, place)
        wanted_hz = 5 * round(f0_hz * 2 ** (pick(draw.rng, (-4, -3, -2, 2, 3, 4)) / 12) / 5)
        return (Operation("pitch", *place, {"to_hz": float(wanted_hz)}),)
    semitones = pick(draw.rng, (1.0, 1.5, 2.0, 3.0, 4.0)) * pick(draw.rng, (-1, 1))
    return (Operation("pitch", *place, {"semitones": semitones}),)


def _f0_hz(draw: Draw, place: tuple[int, int]) -> float:
    f0_hz = median_f0_hz(draw.real.part(*place))
    if math.isnan(f0_hz):
        raise Rejected("no voice")
    return f0_hz


def gender_of(side: Side) -> str:
    """By the median of the pitch; "" without a voice."""
    f0_hz = median_f0_hz(side.audio)
    return "" if math.isnan(f0_hz) else "female" if f0_hz > BETWEEN_HZ else "male"


def gender(draw: Draw) -> Group:
    own = gender_of(draw.real)
    if not own:
        raise Rejected("no voice")
    to = "male" if own == "female" else "female"
    return (Operation("gender", *whole(draw), {"to": pick(draw.rng, (to, to, "other"))}),)


def formants(draw: Draw) -> Group:
    return (Operation("formants", *whole(draw), {"ratio": pick(draw.rng, (0.85, 0.9, 1.1, 1.15, 1.2))}),)


def intonation(draw: Draw) -> Group:
    return (Operation("intonation", *whole(draw), {"factor": pick(draw.rng, (0.0, 0.25, 0.5, 1.5, 2.0))}),)


def stress(draw: Draw) -> Group:
    place = draw.real.transcript.samples(some_run(draw, 1))
    return (Operation("stress", *place, {"strength": pick(draw.rng, (0.5, 1.0, 1.0, 2.0, -1.0))}),)


def pause(draw: Draw) -> Group:
    transcript = draw.real.transcript
    at = between(draw.rng, 1, max(1, len(transcript.words) - 1))
    sample = point_of(at, transcript)
    return (Operation("pause", sample, sample, {"seconds": pick(draw.rng, (0.25, 0.3, 0.5, 0.7, 1.0))}),)


def shorten_pauses(draw: Draw) -> Group:
    longest_s = max(gaps_s(draw.real), default=0.0)
    factors = [factor for factor in (0.25, 0.5, 0.75, 1.5, 2.0, 3.0) if abs(factor - 1) * longest_s >= CHANGED_S]
    if longest_s < PAUSE_S or not factors:
        raise Rejected("no pauses")
    return (Operation("shorten_pauses", *whole(draw), {"factor": pick(draw.rng, factors)}),)


def remove_pauses(draw: Draw) -> Group:
    """All of them, where there are long ones; or one."""
    lengths_s, words = gaps_s(draw.real), draw.real.transcript.words
    if max(lengths_s, default=0.0) > 0.2 and draw.rng.random() < 0.7:
        return (Operation("remove_pauses", *whole(draw), {"longer_than_s": 0.2}),)
    heard = [at for at, length_s in enumerate(lengths_s) if length_s >= PAUSE_S]
    if not heard:
        raise Rejected("no pauses")
    at = pick(draw.rng, heard)
    return (Operation("remove_pauses", words[at].end, words[at + 1].begin, {"longer_than_s": 0.0}),)


def trim(draw: Draw) -> Group:
    return (Operation("trim", *whole(draw), {"ends": pick(draw.rng, ("both", "both", "start", "end"))}),)


def fillers(draw: Draw) -> Group:
    words = draw.real.transcript.words
    said = {bare(word.text).lower() for word in words if is_filler(word.text, PLAIN_FILLERS)}
    if not said:
        raise Rejected("no fillers")
    listed = pick(draw.rng, (PLAIN_FILLERS, "um,uh")) if said <= {"um", "uh"} else PLAIN_FILLERS
    return (Operation("fillers", *whole(draw), {"words": listed}),)


def noise(draw: Draw) -> Group:
    amounts: dict[str, Value] = {"do": "add"}
    if draw.rng.random() < 0.6:
        amounts["snr_db"] = float(pick(draw.rng, (0, 5, 8, 10, 12, 15, 20)))
    return (Operation("noise", *whole(draw), amounts),)


def room(draw: Draw) -> Group:
    amounts: dict[str, Value] = {"do": "add"}
    if draw.rng.random() < 0.5:
        amounts["rt60_s"] = pick(draw.rng, (0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2))
    return (Operation("room", *whole(draw), amounts),)


def adding(edit: str) -> Wanted:
    """A damage without an amount."""

    def wanted(draw: Draw) -> Group:
        return (Operation(edit, *whole(draw), {"do": "add"}),)

    return wanted


def loudness(draw: Draw) -> Group:
    own = lufs_of(draw.real.audio)
    highest = own + headroom_db(draw.real)
    targets = [target for target in LUFS if abs(target - own) > 2 and target < highest]
    if not targets:
        raise Rejected("no headroom")
    return (Operation("loudness", *whole(draw), {"lufs": pick(draw.rng, targets)}),)


def headroom_db(side: Side) -> float:
    """By how much a sound can be raised before it clips."""
    return -20 * math.log10(max(peak(side.audio), 1e-3))


def fade(draw: Draw) -> Group:
    longest_s = draw.real.audio.length_s / 2
    lengths = [seconds for seconds in (0.5, 1.0, 1.5, 2.0, 3.0) if seconds <= longest_s] or [0.5]
    amounts: dict[str, Value] = {"kind": pick(draw.rng, ("in", "out")), "seconds": pick(draw.rng, lengths)}
    return (Operation("fade", *whole(draw), amounts),)
