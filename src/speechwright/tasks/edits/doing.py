"""Whether an effect is to be added or removed: "add some noise", "less echo", "it's too boomy"."""

from __future__ import annotations

from speechwright.tasks.edits.forms import forms, whole

_REMOVING = forms(
    "remove delete reduce cut get_rid_of take_out take_away take_off take eliminate suppress clean cancel "
    "filter_out filter kill lose undo fix repair restore clear strip lessen minimise minimize decrease "
    "lower drop clean_up attenuate correct scrub erase isolate dampen mend reverse tame"
)
REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:out|away|off|up|down|from))?"
    r"|removal|reduction|cancellation|suppression|less|no|without|too(?: much| many| ~)?|"
    r"no more|don't want|do not want|(?:has|have|"
    r"needs?) to go|gone|free of|not|isn't|shouldn't|free"
)
_ADDING = forms(
    "add put apply mix give simulate insert overlay introduce lay throw use create bring include inject "
    "superimpose mimic imitate emulate sprinkle turn"
)
ADD = (
    rf"{_ADDING}(?: "
    rf"␣)?(?: (?:in|on|over|into))?"
    r"|more|sound(?:s|ed|ing)? (?:like|as if|as though)|like|as if|as though|make(?: ␣)?|"
    r"through|over|via|in|inside|(?:needs|wants|want|need|some|with|into)"
)
_CLEARLY_ADDING = forms(
    "add put apply simulate insert overlay introduce create inject superimpose mimic imitate emulate give mix"
)
_STRONG_ADD = (
    rf"{_CLEARLY_ADDING}|"
    rf"more|sound(?:s|ed|ing)? (?:like|as if|as though)|like|as if|as though|some|through"
)


_COMPLAINS = (
    r"there(?:'s| is| are)|theres|i (?:can )?(?:still )?hear|i'm hearing|you can hear|one "
    r"can hear|can be heard|(?:it|the recording|the audio|␣) (?:has|contains|suffers from|"
    r"is full of)|full of"
)


def doing(text: str) -> str:
    """ "remove", "add", or "" where neither is said or both are."""
    removes, adds = whole(REMOVE).search(text), whole(_STRONG_ADD).search(text)
    if whole(_COMPLAINS).search(text) and not whole("should|add|put|want").search(text):
        return "remove"
    if removes and adds:
        return (
            "remove"
            if whole("sounds? (?:like|as if)|some").search(text)
            and not whole("add|put|apply|insert|simulate").search(text)
            else ""
        )
    if removes:
        return "remove"
    return "add" if adds or whole(ADD).search(text) else ""
