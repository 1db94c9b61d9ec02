"""Whether an effect is to be added or removed: "add some noise", "less echo", "it's too boomy"."""

from __future__ import annotations

from speechwright.tasks.edits.forms import forms, whole

_REMOVING = forms(
    "remove delete reduce cut get_rid_of take_out take_away take_off take eliminate suppress clean cancel "
    "filter_out filter kill lose undo fix repair restore clear strip lessen minimise minimize decrease "
    "lower drop clean_up attenuate correct scrub erase isolate dampen mend reverse tame ditch axe chuck chuck_out "
    "nix zap "
    "bin weed_out purge nuke tidy tidy_up treat tackle combat fight sort sort_out deal_with take_care_of heal cure "
    "rescue rectify address handle solve do_something_about see_to edit_out get_out tone_down dial_down dial_back "
    "turn_down bring_down pull_down cut_down cut_out knock_down knock_back smooth smooth_out wipe wipe_out banish "
    "excise "
    "scrap dump turn_off switch_off shut_off do_away_with dispose_of rid ease soften quieten stop avoid block mute "
    "silence gate subtract extract separate neutralise neutralize counter counteract polish put_right get_under_control"
)
REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:out|away|off|up|down|from))?"
    r"|removal|reduction|cancellation|suppression|less|no|without|too(?: much| many| ~)?|"
    r"no more|don't want|do not want|(?:has|have|needs?|ought|got) to go|should go|can go|must go|gone|free of|not|"
    r"isn't|shouldn't|free|don't like|hate|dislike|can't stand|drives? me (?:mad|crazy|nuts|insane|up the wall)|"
    r"get(?:s|ting)? (?:on my nerves|in the way)|bothers? me|disappear|vanish|go away|any ?more|to a minimum|at bay|"
    r"sick of|tired of|swimming in|drowning in|spoils?|ruins?|ruined|spoilt|spoiled|plagued by|riddled with|"
    r"out of|instead of|rather than"
)
_ADDING = forms(
    "add put apply mix give simulate insert overlay introduce lay throw use create bring include inject "
    "superimpose mimic imitate emulate sprinkle turn drench soak bathe bury drown wrap surround blend blend_in stick "
    "slap throw_in mix_in lay_over fake place pop chuck slather douse smother cover have get let want turn_on "
    "switch_on "
    "enable play run send drop set sneak slip fill flood wet"
)
ADD = (
    rf"{_ADDING}(?: "
    rf"␣)?(?: (?:in|on|over|into))?"
    r"|more|sound(?:s|ed|ing)? (?:like|as if|as though)|like|as if|as though|make(?: ␣)?|"
    r"through|over|via|in|inside|(?:needs|wants|want|need|some|with|into)"
)
_CLEARLY_ADDING = forms(
    "add put apply simulate insert overlay introduce create inject superimpose mimic imitate emulate give mix drench "
    "soak bathe bury drown blend slap throw sprinkle lay turn_on switch_on enable fake"
)
_TAKEN_OUT = whole(
    rf"(?:{forms('get take pull strip lift clean wipe scrub edit cut filter squeeze suck draw')}) "
    r"(?:(?!in |on |to |into )\S+ ){0,6}(?:out|off|away)"
)
_STRONG_ADD = (
    rf"{_CLEARLY_ADDING}|"
    rf"more|sound(?:s|ed|ing)? (?:like|as if|as though)|like|as if|as though|some|through"
)


_COMPLAINS = (
    r"there(?:'s| is| are| was| were|'re)|theres|(?:i|we|you|one)(?: can| still| keep| can still| always)* "
    r"hear(?:ing)?|"
    r"i'm hearing|can be heard|audible|noticeable|i(?:'m| am)? (?:getting|picking up)|"
    r"(?:is|are|was|were|sounds?) (?:awful|terrible|horrible|annoying|distracting|too much|bad)|"
    r"suffers from|plagued by|riddled with|swimming in|drowning in|drenched in|(?:it|the recording|the audio|␣) "
    r"(?:has|contains|suffers from|"
    r"is full of)|full of"
)


_STATES_IT = whole(
    r"(?:i|we|you) (?:really |just )?sound (?:a bit )?(?:like|as if)|(?:it|this|that|everything|␣) (?:really |just )?"
    r"(?:sounds|is) (?:\S+ ){0,2}(?:, )?(?:like|as if|as though)|it's (?:\S+ ){0,2}(?:, )?(?:like|as if|as though)"
)
_LOOSES = whole(
    r"(?:don't|do not|doesn't|shouldn't|should not|less|not|no longer|stop) (?:\S+ ){0,5}(?:like|as if|as though)|"
    r"no more|"
    r"not so much|less (?:of )?(?:an? |the )?|too (?:much|many)|way too|don't want|rid of"
)


_SO_IT_IS = whole(
    r"(?:(?:and|but|because|since|,|[.;]) )*(?:it|this|that|everything|i|the (?:whole )?(?:recording|audio|sound|"
    r"voice|speech))(?:'s| is|'m| am| sounds?)"
    r"(?: (?:all|so|very|really|just|rather|quite|pretty|a bit|a little|~))* (?P<how>[a-z]+)(?: .*)?"
)
_WISHED = whole("should|shall|must|want|wanted|let|make|add|put|need|needs|supposed|to be|going|if(?<!as if)")


def complains(text: str) -> bool:
    """Whether it only says how it sounds: "it's noisy", "it sounds dull, like under a blanket"."""
    return _SO_IT_IS.match(text) is not None and not _WISHED.search(text)


def doing(text: str) -> str:
    """ "remove", "add", or "" where neither is said or both are."""
    if complains(text):
        return "remove"
    if _LOOSES.search(text) or _STATES_IT.match(text):
        return "remove"
    removes, adds = whole(REMOVE).search(text), whole(_STRONG_ADD).search(text)
    if _TAKEN_OUT.search(text) and not whole("add|apply|insert").search(text):
        return "remove"
    if whole(_COMPLAINS).search(text) and not whole(
        "should|add|put|want|let|apply|like|as though|as if|pretend|imagine"
    ).search(text):
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
