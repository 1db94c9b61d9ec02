"""A recording beside what was made of it, and where in both the parts lie that a goal is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from speechwright.bench.edits.item import EditItem, Goal
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.take import Part, Take
from speechwright.tasks.spoken_form import words_of

LENGTHENING = frozenset(
    "speed stress delete insert replace pause shorten_pauses remove_pauses trim fillers".split()
)  # edits after which later sound lies elsewhere
COMING = frozenset(("insert", "pause"))
EDGE_S, EDGE_SHARE = 0.05, 0.25  # what is left out at either end of a part of words: aligners are off by as much


@dataclass(frozen=True)
class Scene:
    """Both sides of an item.

    Args:
        item: what was asked.
        before, after: the sounds.
        where: where moments have gone; None where nobody knows, as when all was spoken anew.
    """

    item: EditItem
    before: Take
    after: Take
    where: Whereabouts | None

    def span(self, goal: Goal) -> Part | None:
        """The part that a goal is about, in the recording; None where its words are not found, or where something
        comes in and nobody says where."""
        if goal.is_whole and goal.edit in COMING:
            return None
        if goal.is_whole:
            return 0.0, self.before.length_s
        if goal.begin_s is not None and goal.end_s is not None:
            return goal.begin_s, goal.end_s
        return self._named(goal.words)

    def parts(self, goal: Goal) -> tuple[list[Part], list[Part]]:
        """Where the part that a goal is about lies in both; without what other goals lengthen or cut in it, and
        without the edges of a part. A side where it is not found is empty."""
        span = self.span(goal)
        if span is None:
            return [], []
        others = [self.span(other) for other in self.item.goals if other is not goal and other.edit in LENGTHENING]
        inner = span if goal.is_whole else _inner(span)
        old = _without(inner, [each for each in others if each and each != (0.0, self.before.length_s)])
        pairs = [self.pair(part) for part in old]
        found = [each for each in pairs if each is not None]
        return ([one for one, _ in found], [other for _, other in found]) if len(found) == len(pairs) else (old, [])

    def pair(self, part: Part) -> tuple[Part, Part] | None:
        """A part, and where it lies in the edited sound; None where that is not known. Where only words tell, both are
        from the first to the last word of the part."""
        if part == (0.0, self.before.length_s):
            return part, (0.0, self.after.length_s)
        if self.where is not None:
            rate_hz = self.before.rate_hz
            begin, end = (self.where.after(round(at * rate_hz)) / self.after.rate_hz for at in part)
            return part, (begin, end)
        return self._by_words(part)

    def _named(self, text: str) -> Part | None:
        """The first place where words are said."""
        wanted, labels = words_of(text), [span.label for span in self.before.words]
        for at in range(len(labels) - len(wanted) + 1 if wanted else 0):
            if labels[at : at + len(wanted)] == wanted:
                return self.before.words[at].start_s, self.before.words[at + len(wanted) - 1].end_s
        return None

    def _by_words(self, part: Part) -> tuple[Part, Part] | None:
        """From the first to the last of the same words, on both sides."""
        old, new = self.before.words, self.after.words
        matcher = SequenceMatcher(None, [span.label for span in old], [span.label for span in new], autojunk=False)
        pairs = [(block.a + at, block.b + at) for block in matcher.get_matching_blocks() for at in range(block.size)]
        middles = [(old[one].start_s + old[one].end_s) / 2 for one, _ in pairs]
        inside = [pair for pair, at_s in zip(pairs, middles, strict=True) if part[0] <= at_s < part[1]]
        if not inside:
            return None
        (first, begin), (last, end) = inside[0], inside[-1]
        return (old[first].start_s, old[last].end_s), (new[begin].start_s, new[end].end_s)


def _inner(part: Part) -> Part:
    edge_s = min(EDGE_S, EDGE_SHARE * (part[1] - part[0]))
    return part[0] + edge_s, part[1] - edge_s


def _without(part: Part, others: Sequence[Part]) -> list[Part]:
    """What of a part no other one touches."""
    left = [part]
    for begin_s, end_s in others:
        cut = [piece for one in left for piece in ((one[0], min(one[1], begin_s)), (max(one[0], end_s), one[1]))]
        left = [piece for piece in cut if piece[1] > piece[0]]
    return left
