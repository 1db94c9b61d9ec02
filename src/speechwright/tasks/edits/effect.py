"""Edits that only add or remove one effect, such as the sound of a telephone."""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.doing import ADD, REMOVE, doing
from speechwright.tasks.edits.edit import Amounts, Edit, Sense, keys
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.score import Score


def effect(
    name: str, cue: str, senses: tuple[Sense, ...], vocabulary: str, plain: tuple[str, str], score: Score
) -> Edit:
    """An edit with the one amount `do`.

    Args:
        cue: its words.
        vocabulary: other words that may be there.
        plain: two patterns; where one is there and nothing else tells, it is added or it is removed.
        score: how it is measured.
    """
    adds, removes = (whole(pattern) for pattern in plain)

    named = whole(cue)

    states = whole(
        rf"(?:is|it's|was|sounds|seems|are|got|has become|comes out) (?:(?:very|so|all|really|"
        rf"quite|a bit|kind of) )*(?:{cue})"
    )

    def _complains(text: str) -> bool:
        """ "The audio is clipped" is no wish that it were."""
        wishes = whole("should|make|like|as|want|let|have|needs?|to|would|so that").search(text)
        return states.search(text) is not None and not wishes

    def settle(heard: Heard) -> Amounts | None:
        if heard.amounts:
            return None
        what = (
            "remove"
            if removes.search(heard.text) or _complains(heard.text)
            else doing(named.sub("¤", heard.text)) or ("add" if adds.search(heard.text) else "")
        )
        return {"do": what} if what else None

    cues = Cues(
        name,
        cue,
        settle,
        (
            f"{REMOVE}|{ADD}|{vocabulary}|any|all|artifacts?|artefacts?|effect|filter|so|too|some|"
            f"hear|there is|there's|"
            f"there are|still|has|contains|suffers|full|lots|a lot of|lot|quality"
        ),
    )
    return Edit(name, senses, lambda clause: cover(clause, cues), {"do": ("add", "remove")}, keys("do"), score=score)
