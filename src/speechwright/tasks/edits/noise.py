"""Noise goes or comes: "remove the background noise", "denoise it", "add some white noise at 10 dB SNR".

`do` is "remove" or "add"; with "add", `snr_db` may say how far the speech stands above the noise, -20 to 60 dB.
"""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.doing import ADD, REMOVE, complains, doing
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import NOISE
from speechwright.tasks.edits.slots import sense

SNR = Range(-20, 60, "dB")
_DENOISE = (
    rf"{forms('denoise')}|de noise(?:d)?|de noising|noise (?:reduction|removal|suppression|"
    rf"cancellation|gate)|noise cancel(?:l?ing)?|de hiss|dehiss"
)
_NOISE = (
    r"(?:(?:background|white|pink|brown|ambient|street|traffic|wind|room|city|crowd|cafe|"
    r"café|office|computer|fan|electrical|surrounding|air ?conditioning|air con|ac|mains|tape|mic|"
    r"microphone|engine|car|street|keyboard|machine|rain|static|constant|ambient|room|ground|earth) )*(?:noises?|"
    r"hiss(?:ing)?|"
    r"hum(?:ming)?|static|buzz(?:ing)?|background (?:sounds?|chatter|hum|noise)|rumble|"
    r"crackle|interference|traffic|chatter|babble|wind|whirr?(?:ing)?|whine|whining|(?<!i )(?<!you )drone|"
    r"(?<!i'm )droning|hissy|"
    r"(?:un)?wanted sounds?|crackling|pops and crackles|air ?con(?:ditioning|ditioner)?|fridge|ventilation|fan|racket|"
    r"din|clatter|white noise|room tone|noise floor|background(?: \S+)? (?:sounds?|noise))|noisy|noisier|noiseless|"
    r"background"
)
_CLEAN = rf"{forms('clean_up clean')}(?: ␣)? up|(?:{forms('clean')})(?: ␣)?$|cleaner|crystal clear|clean"


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    named = whole(_NOISE).search(text) or whole(_DENOISE).search(text)
    if whole("to silence|from silence|fade").search(text):
        return None
    if whole("room noise|filler|fillers|ums|uhs|telephone|phone|clipping|distortion|echo|reverb|pitch|speed").search(
        text
    ) and not whole("noise|hiss|hum").search(text):
        return None
    wants = whole("want|i'd like|should|how about|what about|let|could ␣|give|need|needs").search(
        heard.clause.phrase.low
    )
    adds = heard.one("db") or (wants and whole("some|bit of|layer|bed|hint|dash|on ␣|under ␣|behind ␣").search(text))
    what = (
        "remove"
        if whole(_DENOISE).search(text) and not whole("add").search(text)
        else _what(text, heard.clause.phrase.low)
        if named
        else "remove"
    )
    what = what or ("add" if adds else "")
    if not what or (not named and not whole(_CLEAN).search(text)):
        return None
    amount = heard.one("db")
    if not heard.amounts:
        return {"do": what}
    if amount is None or what != "add":
        return None
    return {"do": what, "snr_db": check_range(amount.value, SNR, heard.reason)}


def _what(text: str, said: str) -> str:
    if whole(r"(?:too|less|not so|isn't|very|so|really|quite|is|it's|that's|sounds) (?:~ )?noisy").search(text):
        return "remove"
    if whole("(?:make|keep|want|get) (?:~ )?(?:the )?background (?:quiet|silent|clean)|quiet(?:er)? background").search(
        text
    ):
        return "remove"
    if whole(r"no (?:more )?(?:\S+ )?(?:hiss|hum|noise|static|buzz|rumble)").search(text):
        return "remove"
    return "add" if whole("noisy|noisier").search(text) and not complains(said) else doing(text)


_CUES = Cues(
    "noise",
    rf"{_DENOISE}|{_NOISE}|{_CLEAN}",
    _settle,
    vocabulary=(
        rf"{REMOVE}|away|{ADD}|(?:signal to noise )?ratio|snr|s n r|signal to noise|any|all|"
        rf"behind|white|pink|unwanted|annoying|there is|there's|there are|hear|lots?|still|can|"
        rf"has|contains|suffers|full|level|so|out|much|cafe|too|sounds|some|apply|use|under|underneath|beneath|"
        rf"layer|bed|bit of|of|quiet|quieter|"
        rf"silent|from|running|going on|in the|make|more|i|i'm|i've|my|recorded|next to|on|over|a|amount|that|audible|"
        rf"heard|drown|buried|bury|noise|top|across|below|around|coming|comes|came|picked|picking|up|about|keep"
    ),
    compares=True,
)
_SENSES = (
    sense(
        "noise",
        "remove",
        """
        remove the noise
        remove the background noise
        remove the noise from {place}
        remove all background noise from {place}
        reduce the noise
        reduce the background noise in {place}
        get rid of the noise
        get rid of the hiss in {place}
        take out the background noise
        clean up the noise
        denoise it
        denoise {place}
        suppress the noise in {place}
        filter out the background noise
        eliminate the hum
        there's too much noise
        less background noise, please
        no background noise
        can you remove the noise?
        could you get rid of the background noise, please?
        I'd like the noise removed from {place}
        I don't want any background noise
        apply noise reduction
        the noise has to go
        kill the hiss in {place}
        there's a fan running in {place}, remove the noise
        I hear a hum in {place}
        clean the background of {place}
        scrub the noise from {place}
        please do something about the background noise
        the hum in {place} drives me mad, get rid of it
        take away the static in {place}
        reduce the room noise in {place}
        you can hear traffic in {place}, clean that up
        noise reduction on {place}, please
        I recorded this next to a road, can you remove the traffic noise?
        filter the hum out of {place}
        make {place} cleaner, without the noise
        """,
        """
        cut the background hiss
        would you denoise {place}?
        please cancel the noise in {place}
        make it less noisy
        lose the hum
        I want the static gone
        clear away the background noise
        """,
        lambda drawn: {"do": "remove"},
    ),
    sense(
        "noise",
        "add",
        """
        add noise
        add some noise
        add background noise to {place}
        add white noise to {place}
        add noise at {db} SNR
        add some background noise at a signal to noise ratio of {db}
        make it noisy
        put some noise behind {place}
        mix in background noise
        could you add some noise to {place}?
        put some hiss under {place}
        add a layer of noise to {place}
        make {place} noisy
        throw in some background noise at {db} SNR
        noise at {db} signal-to-noise ratio for {place}
        I want a bit of static on {place}
        sprinkle some noise over {place}
        mix white noise into {place}
        could {place} have some background noise?
        add street noise behind {place}
        let there be some hiss in {place}
        bury {place} in noise
        simulate a noisy background at {db} SNR
        {place} should sound noisy
        """,
        """
        overlay some white noise
        I'd like some background noise added
        please put noise over {place}
        mix noise into {place} with an SNR of {db}
        """,
        lambda drawn: {"do": "add", "snr_db": drawn["db"]} if "db" in drawn else {"do": "add"},
    ),
)
EDIT = Edit(
    "noise",
    _SENSES,
    lambda clause: cover(clause, _CUES),
    {"do": ("add", "remove"), "snr_db": SNR},
    keys("do", "do snr_db"),
    score=NOISE,
)
