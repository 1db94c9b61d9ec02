"""Edits that only add or remove one effect, such as the sound of a telephone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.doing import ADD, REMOVE, complains, doing
from speechwright.tasks.edits.edit import Amounts, Edit, Sense, keys
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.score import Score

_PICTURE = whole("like|as if|as though|as when")
_NO_LONGER = whole("no longer|not any longer|not any ?more|no more")
_WISH = whole(
    r"should|make|as if|as though|want|let|have|needs?|would|what if|how about|so that|add|give|turn|put|i'd|"
    r"(?:could|can|may|might) (?!you|i|we|somebody|someone)\S+"
)


_STATE = (
    r"(?:is|it's|was|were|sounds?|seems?|are|got|gets|has become|comes? out|came out|keeps?|i'm|i) (?:(?:very|so|all|"
    r"really|quite|a bit|kind of|like|totally|completely|too|badly|pretty|way|rather|terribly|horribly|awfully|~) )*"
)
_VOCABULARY = (
    "any|all|artifacts?|artefacts?|effect|filter|so|too|some|"
    "hear|there is|there's|bits?|parts?|sections?|spots?|badly|came|comes?|kind of|"
    "there are|still|has|contains|suffers|full|lots|a lot of|lot|quality|narrow"
)


@dataclass(frozen=True)
class _Words:
    """What tells whether an effect is to come or to go: patterns of its name, of a complaint that it is there, of what
    surely adds it, and of what adds or removes it where nothing else tells."""

    named: re.Pattern[str]
    states: re.Pattern[str]
    surely_added: re.Pattern[str]
    adds: re.Pattern[str]
    removes: re.Pattern[str]

    def settle(self, heard: Heard) -> Amounts | None:
        """The amounts of a clause; none where it does not tell."""
        what = "" if heard.amounts else self._what(self._before_picture(heard.text), heard.clause.phrase.low)
        return {"do": what} if what else None

    def _what(self, text: str, said: str) -> str:
        if _NO_LONGER.search(text) or complains(said):
            return "remove"
        if self.surely_added.search(text):
            return "add"
        if self.removes.search(text) or self._complains(text, said):
            return "remove"
        return doing(self.named.sub("¤", text)) or ("add" if self.adds.search(text) or self.states.search(text) else "")

    def _complains(self, text: str, said: str) -> bool:
        """ "The audio is clipped" is no wish that it were."""
        return self.states.search(text) is not None and not _WISH.search(said)

    def _before_picture(self, text: str) -> str:
        """In "distort it as if the level was too high" nothing is too high."""
        head = _PICTURE.split(text, maxsplit=1)[0]
        return head if self.named.search(head) and not self.states.search(head) else text


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
    words = _Words(whole(cue), whole(f"{_STATE}(?:{cue})"), whole(surely_added), whole(plain[0]), whole(plain[1]))
    cues = Cues(name, cue, words.settle, f"{REMOVE}|{ADD}|{vocabulary}|{_VOCABULARY}", joins=True, compares=True)
    return Edit(name, senses, lambda clause: cover(clause, cues), {"do": ("add", "remove")}, keys("do"), score=score)
