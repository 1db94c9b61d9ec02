"""Edits that only add or remove one effect, such as the sound of a telephone."""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.doing import ADD, REMOVE, doing
from speechwright.tasks.edits.edit import Amounts, Edit, Sense, keys
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.score import Score

_PICTURE = whole("like|as if|as though|as when")
_WISH = whole(
    r"should|make|as if|as though|want|let|have|needs?|would|what if|how about|so that|add|give|turn|put|i'd|"
    r"(?:could|can|may|might) (?!you|i|we|somebody|someone)\S+"
)


def effect(
    name: str,
    cue: str,
    senses: tuple[Sense, ...],
    vocabulary: str,
    plain: tuple[str, str],
    score: Score,
    surely_added: str = "(?!)",
) -> Edit:
    """An edit with the one amount `do`.

    Args:
        cue: its words.
        vocabulary: other words that may be there.
        surely_added: a pattern with which it is added whatever else is said: "cut the treble" muffles.
        plain: two patterns; where one is there and nothing else tells, it is added or it is removed.
        score: how it is measured.
    """
    adds, removes = (whole(pattern) for pattern in plain)

    named = whole(cue)

    states = whole(
        rf"(?:is|it's|was|were|sounds?|seems?|are|got|gets|has become|comes? out|came out|keeps?|i'm|i) (?:(?:very|"
        rf"so|all|"
        rf"really|quite|a bit|kind of|like|totally|completely|too|badly|pretty|way|rather|terribly|horribly|awfully|"
        rf"~) )*"
        rf"(?:{cue})"
    )

    def _complains(text: str, said: str) -> bool:
        """ "The audio is clipped" is no wish that it were."""
        return states.search(text) is not None and not _WISH.search(said)

    def _before_picture(text: str) -> str:
        """In "distort it as if the level was too high" nothing is too high."""
        head = _PICTURE.split(text, maxsplit=1)[0]
        return head if named.search(head) and not states.search(head) else text

    def settle(heard: Heard) -> Amounts | None:
        if heard.amounts:
            return None
        text = _before_picture(heard.text)
        what = (
            "add"
            if whole(surely_added).search(text)
            else "remove"
            if removes.search(text) or _complains(text, heard.clause.phrase.low)
            else doing(named.sub("¤", text)) or ("add" if adds.search(text) or states.search(text) else "")
        )
        return {"do": what} if what else None

    cues = Cues(
        name,
        cue,
        settle,
        (
            f"{REMOVE}|{ADD}|{vocabulary}|any|all|artifacts?|artefacts?|effect|filter|so|too|some|"
            f"hear|there is|there's|bits?|parts?|sections?|spots?|badly|came|comes?|kind of|"
            f"there are|still|has|contains|suffers|full|lots|a lot of|lot|quality|narrow"
        ),
        joins=True,
        compares=True,
    )
    return Edit(name, senses, lambda clause: cover(clause, cues), {"do": ("add", "remove")}, keys("do"), score=score)
