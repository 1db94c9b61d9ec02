"""Instructions as people say them, and the plans they ask for. Words of the transcript are counted from 0."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.show import show_plan
from speechwright.tasks.edits.transcript import Transcript
from tests.tasks.edits.plans import SEASIDE, TRANSCRIPTS, plan_in_short

FIRST, SECOND, QUESTION = (0, 19), (19, 29), (29, 34)
ONE = {
    # deleting
    "kill the word miles": ("delete", (18, 19), {}),
    "I'd rather not have um in the recording": ("delete", (10, 11), {}),
    "please remove the second very because it is doubled": ("delete", (8, 9), {}),
    "get rid of the part where I say so I think": ("delete", (0, 3), {}),
    "trim off the last two words": ("delete", (32, 34), {}),
    "delete from we to harbour": ("delete", (19, 24), {}),
    "cut everything between think and was": ("delete", (3, 6), {}),
    "remove what comes after harbour": ("delete", (24, 34), {}),
    "keep only the first sentence": ("delete", (19, 34), {}),
    "delete the first sentence's last word": ("delete", (18, 19), {}),
    "delete the first second": ("delete", "0-1 s", {}),
    "delete the word and": ("delete", (11, 12), {}),
    # replacing
    "use shone in place of was very very bright": ("replace", (6, 10), {"text": "shone"}),
    "instead of harbour I want you to say Beach": ("replace", (23, 24), {"text": "Beach"}),
    "it's not harbour, it's beach": ("replace", (23, 24), {"text": "beach"}),
    "the word bright should actually be dim": ("replace", (9, 10), {"text": "dim"}),
    "where I say miles I meant kilometres": ("replace", (18, 19), {"text": "kilometres"}),
    "I said old but I meant ancient": ("replace", (4, 5), {"text": "ancient"}),
    "substitute the word ancient for old": ("replace", (4, 5), {"text": "ancient"}),
    "swap bright for dim": ("replace", (9, 10), {"text": "dim"}),
    # inserting
    "insert the words salt and pepper after harbour": ("insert", 24, {"text": "salt and pepper"}),
    "stick a well in front of We": ("insert", 19, {"text": "a well"}),
    'insert "Dr. Smith" after "like"': ("insert", 32, {"text": "Dr. Smith"}),
    "after the word sun add slowly": ("insert", 27, {"text": "slowly"}),
    "add and then we left to the end of the second sentence": ("insert", 29, {"text": "and then we left"}),
    "have me say honestly before I think": ("insert", 1, {"text": "honestly"}),
    "append thank you for listening": ("insert", 34, {"text": "thank you for listening"}),
    # moving, repeating
    "move the question to the front": ("move", QUESTION, {"to": SEASIDE.words[0].begin}),
    "put the last sentence first": ("move", QUESTION, {"to": SEASIDE.words[0].begin}),
    "say bright three times": ("repeat", (9, 10), {"times": 3}),
    "bright should be said two more times": ("repeat", (9, 10), {"times": 3}),
    "play the question again": ("repeat", QUESTION, {"times": 2}),
    # speed
    "this is way too fast": ("speed", None, {"factor": 0.6}),
    "don't talk so fast": ("speed", None, {"factor": 0.8}),
    "increase tempo 25%": ("speed", None, {"factor": 1.25}),
    "reduce speed by one quarter": ("speed", None, {"factor": 0.75}),
    "lengthen the word bright by 30 percent": ("speed", (9, 10), {"factor": 0.769}),
    "twice as slow": ("speed", None, {"factor": 0.5}),
    "can it be played at one point five times the speed": ("speed", None, {"factor": 1.5}),
    "twenty percent longer": ("speed", None, {"factor": 0.833}),
    "halve the tempo": ("speed", None, {"factor": 0.5}),
    "slow the last sentence down to 80 percent": ("speed", QUESTION, {"factor": 0.8}),
    "read the question at a slow pace": ("speed", QUESTION, {"pace": "slow"}),
    # volume
    "turn it down a notch": ("volume", None, {"gain_db": -3}),
    "20 percent louder": ("volume", None, {"gain_db": 1.584}),
    "make the question twice as loud": ("volume", QUESTION, {"gain_db": 6.021}),
    "the word bright is not loud enough": ("volume", (9, 10), {"gain_db": 6}),
    "could I have um muted": ("volume", (10, 11), {"gain_db": -60}),
    "minus 3 dB on lighthouse at the end": ("volume", (33, 34), {"gain_db": -3}),
    "set the volume to low": ("volume", None, {"level": "low"}),
    # pitch, gender, formants, intonation, stress
    "raise the whole thing by an octave": ("pitch", None, {"semitones": 12}),
    "tune the recording down by 50 cents": ("pitch", None, {"semitones": -0.5}),
    "set my voice to 130 hertz": ("pitch", None, {"to_hz": 130}),
    "the pitch should be 20 hertz higher": ("pitch", None, {"by_hz": 20}),
    "I'd like a much higher voice on harbour": ("pitch", (23, 24), {"semitones": 4}),
    "change from male to female": ("gender", None, {"to": "female"}),
    "swap the speaker's gender": ("gender", None, {"to": "other"}),
    "shift formants down 8%": ("formants", None, {"ratio": 0.92}),
    "completely monotone please": ("intonation", None, {"factor": 0}),
    "make it less monotone": ("intonation", None, {"factor": 1.5}),
    "make old stand out more": ("stress", (4, 5), {"strength": 1}),
    # pauses
    "put a half second pause after bright": ("pause", 10, {"seconds": 0.5}),
    "wait a second after down": ("pause", 29, {"seconds": 1}),
    "insert a long pause at two seconds": ("pause", "2-2 s", {"seconds": 1}),
    "make all the pauses half as long": ("shorten_pauses", None, {"factor": 0.5}),
    "add half a second to every pause": ("shorten_pauses", None, {"by_seconds": 0.5}),
    "cut all gaps over 0.4 seconds": ("remove_pauses", None, {"longer_than_s": 0.4}),
    "no dead air": ("remove_pauses", None, {"longer_than_s": 0.2}),
    "trim the silence off the start": ("trim", None, {"ends": "start"}),
    "top and tail the clip": ("trim", None, {"ends": "both"}),
    "remove ums, uhs and you knows": ("fillers", None, {"words": "um,uh,you know"}),
    "get rid of every filler": ("fillers", None, {"words": "um,uh,er,erm,ah,hm,hmm,mm,uhm"}),
    # the sound
    "add traffic noise at 15 dB snr": ("noise", None, {"do": "add", "snr_db": 15}),
    "it's so noisy": ("noise", None, {"do": "remove"}),
    "as if spoken in a bathroom": ("room", None, {"do": "add", "rt60_s": 0.6}),
    "too much reverb": ("room", None, {"do": "remove"}),
    "give harbour a phone filter": ("telephone", (23, 24), {"do": "add"}),
    "crisper please": ("muffled", None, {"do": "remove"}),
    "the audio is clipped": ("clipping", None, {"do": "remove"}),
    "normalise for spotify": ("loudness", None, {"lufs": -14}),
    "fade out over the last two seconds": ("fade", None, {"kind": "out", "seconds": 2}),
}
SOME = {
    "delete the first and the last word": [("delete", (0, 1), {}), ("delete", (33, 34), {})],
    "remove bright, miles and um": [("delete", (9, 10), {}), ("delete", (18, 19), {}), ("delete", (10, 11), {})],
    "remove the first word and the last one": [("delete", (0, 1), {}), ("delete", (33, 34), {})],
    "find the word bright and delete it": [("delete", (9, 10), {})],
    "slow the last sentence down and make it louder": [
        ("speed", QUESTION, {"factor": 0.8}),
        ("volume", QUESTION, {"gain_db": 6}),
    ],
    "delete um and make it louder": [("delete", (10, 11), {}), ("volume", None, {"gain_db": 6})],
    "make the question higher, slower and quieter": [
        ("pitch", QUESTION, {"semitones": 2}),
        ("speed", QUESTION, {"factor": 0.8}),
        ("volume", QUESTION, {"gain_db": -6}),
    ],
    "raise the pitch by two semitones and the volume by 6 dB": [
        ("pitch", None, {"semitones": 2}),
        ("volume", None, {"gain_db": 6}),
    ],
    "slow down the first sentence by 20 percent and the last one by 30 percent": [
        ("speed", FIRST, {"factor": 0.8}),
        ("speed", QUESTION, {"factor": 0.7}),
    ],
    "change old to new and bright to dim": [
        ("replace", (4, 5), {"text": "new"}),
        ("replace", (9, 10), {"text": "dim"}),
    ],
    "in the second sentence, replace harbour with beach and emphasise sun": [
        ("replace", (23, 24), {"text": "beach"}),
        ("stress", (26, 27), {"strength": 1}),
    ],
    "remove background noise and echo": [("noise", None, {"do": "remove"}), ("room", None, {"do": "remove"})],
    "it's too quiet, make it louder": [("volume", None, {"gain_db": 6})],
    "there is background noise, please remove it": [("noise", None, {"do": "remove"})],
    "after deleting um, speed up the recording": [("delete", (10, 11), {}), ("speed", None, {"factor": 1.2})],
    "delete um speed up the last sentence": [("delete", (10, 11), {}), ("speed", QUESTION, {"factor": 1.2})],
    "slow the question down without changing the pitch": [("speed", QUESTION, {"factor": 0.8})],
    "take the um out and the word miles as well": [("delete", (10, 11), {}), ("delete", (18, 19), {})],
    "lower the pitch and the volume of the question": [
        ("pitch", QUESTION, {"semitones": -2}),
        ("volume", QUESTION, {"gain_db": -6}),
    ],
    ("say hello at the start and goodbye at the end"): [
        ("insert", 0, {"text": "hello"}),
        ("insert", 34, {"text": "goodbye"}),
    ],
    "make the recording louder but not faster": [("volume", None, {"gain_db": 6})],
    "leave the first sentence alone, and delete um": [("delete", (10, 11), {})],
    "fade in and out": [("fade", None, {"kind": kind, "seconds": 1}) for kind in ("in", "out")],
    "swap old and bright": [("move", (4, 5), {"to": 42000}), ("move", (9, 10), {"to": 18000})],
    "make the second sentence sound like a telephone call and the rest louder": [
        ("telephone", SECOND, {"do": "add"}),
        ("volume", FIRST, {"gain_db": 6}),
        ("volume", QUESTION, {"gain_db": 6}),
    ],
}
REFUSED = {
    "": "empty",
    " … ": "empty",
    "make it blorp": "not understood",
    "make it louder and blorp it": "blorp",
    "normalise it, then export to mp3": "export",
    "delete the elephant": "elephant",
    "delete very": "said twice",
    "delete the third very": "not 3 times",
    "delete the fifth sentence": "fifth sentence",
    "delete everything after 99 seconds": "99 seconds",
    "speed it up by 900 percent": "10 times the tempo",
    "raise the pitch by three octaves": "36 semitones",
    "make it 100 dB louder": "100 dB",
    "insert a pause of 90 seconds after miles": "90 seconds",
    "normalise to -90 LUFS": "-90 LUFS",
    "raise the pitch by 3": "raise the pitch by 3",
    "change bright to bright": "bright",
    "emphasise it": "names no part",
    "insert a pause": "names no part",
    "find the word bright": "bright",
    "delete um or bright": "or bright",
    "don't delete um": "don't",
    "make it sound happy": "emotion",
    "whisper it": "style",
    "read it like a news anchor": "style",
    "make it louder and say it angrily": "emotion",
    "lösche bitte das Wort": "German",
    "supprimez le dernier mot s'il vous plaît": "French",
    "удали последнее слово": "another language",
}


@pytest.mark.parametrize(("instruction", "expected"), ONE.items())
def test_one_request(instruction: str, expected: tuple) -> None:
    assert plan_in_short(instruction) == [expected]


@pytest.mark.parametrize(("instruction", "expected"), SOME.items())
def test_several_requests(instruction: str, expected: list) -> None:
    found = plan_in_short(instruction)
    assert [step[:2] for step in found] == [step[:2] for step in expected]
    if "swap" not in instruction:
        assert found == expected


@pytest.mark.parametrize(("instruction", "found"), REFUSED.items())
def test_what_cannot_be_done_is_refused_with_its_reason(instruction: str, found: str) -> None:
    with pytest.raises(BadInstruction) as refusal:
        make_plan(instruction, SEASIDE)
    assert found in refusal.value.found + refusal.value.remedy


def test_each_candidate_says_which_one_is_meant() -> None:
    with pytest.raises(BadInstruction) as refusal:
        make_plan("delete the", SEASIDE)
    candidates = refusal.value.candidates
    assert len(candidates) == len(SEASIDE.find("the"))
    for candidate, run in zip(candidates, SEASIDE.find("the"), strict=True):
        assert plan_in_short(f"delete {candidate.partition(' (')[0]}") == [("delete", (run.first, run.last), {})]


def test_a_word_that_is_not_there_has_close_ones() -> None:
    with pytest.raises(BadInstruction) as refusal:
        make_plan("delete the word harber", SEASIDE)
    assert "harbour" in refusal.value.candidates


@pytest.mark.parametrize("instruction", [*ONE, *SOME])
def test_a_plan_passes_its_own_checks_and_goes_through_json(instruction: str) -> None:
    plan = make_plan(instruction, SEASIDE)
    assert check_plan(Plan.from_row(json.loads(json.dumps(plan.to_row()))), SEASIDE) == plan
    lines = show_plan(plan).splitlines()
    assert len(lines) == 1 + len(plan.operations) and all(
        step.edit in line for step, line in zip(plan.operations, lines[1:], strict=True)
    )


def test_operations_name_their_words_and_their_reason() -> None:
    plan = make_plan("Please delete the second very, then slow the question down", SEASIDE)
    assert plan.operations[0].words == ("very (2nd)",)
    assert (
        "delete the second very" in plan.operations[0].reason and "slow the question down" in plan.operations[1].reason
    )


_SOUP = (
    "delete insert replace make move add the a it very bright word sentence first second last zero half between and "
    "from to after before louder slower by twice 20 percent 0 1/2 seconds pause pauses um noise not with , . ; “ ” ‹x› "
    "' % - every both except of in at without 's"
).split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_SOUP), max_size=9), st.sampled_from(TRANSCRIPTS))
def test_whatever_is_asked_gives_a_plan_that_passes_its_checks_or_a_refusal(
    tokens: list[str], transcript: Transcript
) -> None:
    try:
        plan = make_plan(" ".join(tokens), transcript)
    except BadInstruction as refusal:
        assert refusal.found and refusal.wanted and refusal.remedy
    else:
        assert check_plan(plan, transcript) is plan


@pytest.mark.parametrize("instruction", [*ONE, *SOME, *REFUSED])
def test_a_recording_without_words_has_nothing_to_find(instruction: str) -> None:
    silent = Transcript((), 16_000, 48_000)
    try:
        plan = make_plan(instruction, silent)
    except BadInstruction:
        return
    assert check_plan(plan, silent) is plan
