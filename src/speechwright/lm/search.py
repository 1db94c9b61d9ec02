"""What a recording says, by the language model and by letters that were read in its units, together.

A language model that reads units knows what can be said, and takes what it half hears for something likelier; letters
(CTC) stay with the sound, and spell badly. A beam search over tokens adds the two logarithms of probability, as in
hybrid CTC/attention recognition (Watanabe et al. 2017, eq. 44); docs/log.md has what it gains.

Shape letters: B beginnings of texts in the beam, V rows of the head, S frames, A letters of the alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from speechwright.alphabet import Letters, letters_of
from speechwright.alphabet.paths import LetterScores
from speechwright.errors import BadRecipe
from speechwright.lm.cache import roomy_cache
from speechwright.lm.folder import SpeechLM
from speechwright.lm.generate import Reply, read_reply
from speechwright.lm.grammar import STATES, Guards, ReplyMachine, Section, StopReason, bias_table
from speechwright.lm.render import Renderer
from speechwright.lm.room import check_room, context_tokens, num_logits
from speechwright.types import Turn


@dataclass(frozen=True)
class Search:
    """How a search is made. Our choices, measured in docs/log.md.

    Args:
        letter_share: weight of the letters; the language model has the rest. 0 leaves the letters out.
        beam: beginnings of texts that are carried on at a time.
        tokens: likeliest continuations that are looked at at a time, of all beginnings together.
        strange_cost: what a word costs that the model's lexicon lacks, in nats; a model without one knows all words.
    """

    letter_share: float = 0.3
    beam: int = 16
    tokens: int = 512
    strange_cost: float = 4.0

    def __post_init__(self) -> None:
        if not 0 <= self.letter_share < 1 or self.beam < 1 or self.tokens < self.beam or not 0 <= self.strange_cost:
            wanted = "0 ≤ letter_share < 1, 1 ≤ beam ≤ tokens, 0 ≤ strange_cost"
            raise BadRecipe(str(self), wanted, "change the value")


@dataclass(frozen=True)
class Opening:
    """The first section of a reply: its tokens, a mark among them if it has one, and why it stopped."""

    ids: tuple[int, ...]
    stop: StopReason


@dataclass(frozen=True)
class _Text:
    """A text in the making: tokens, letters, and natural-log probability by the language model and by both."""

    ids: tuple[int, ...]
    letters: Letters
    log_prob: float
    score: float


def write_down(
    lm: SpeechLM,
    prompt_ids: ArrayLike,
    letters_SA: NDArray[np.floating],
    section: Section,
    guards: Guards,
    search: Search = Search(),
) -> Opening:
    """The likeliest text of a section that says what was heard.

    Args:
        lm: with its model in evaluation mode.
        prompt_ids: (T,) as from `Renderer.prompt`, with the recording's units.
        letters_SA: natural-log probabilities of what the tokenizer itself reads in the same units.
        section: "plain" for a transcript, "heard" for the first section of an answer.
        guards: bound its length.
        search: how to search.

    Raises:
        BadData: the prompt leaves no room in the model's context.
    """
    assert not lm.model.training, "a search wants model.eval()"
    mark = ReplyMachine(lm.layout, guards, (section,)).start()
    prompt = [*(int(token) for token in np.asarray(prompt_ids)), *mark]
    context = context_tokens(lm.model)
    check_room(len(prompt), context)
    room = context - len(prompt)
    beam = _Beam(lm, section, LetterScores(letters_SA), search)
    with torch.inference_mode():
        found, is_whole = beam.run(prompt, min(guards.max_text_tokens, room))
    stop: StopReason = "end" if is_whole else "max_text" if guards.max_text_tokens <= room else "context"
    return Opening((*mark, *found.ids), stop)


def joined(renderer: Renderer, opening: Opening, rest: Reply | None) -> Reply:
    """A whole reply from its opening and what was generated after it; None where nothing follows."""
    begun = read_reply(renderer, [*opening.ids, renderer.layout.end], opening.stop)
    if rest is None:
        return begun
    turn = Turn("assistant", (*begun.turn.parts, *rest.turn.parts))
    stop = rest.stop if opening.stop == "end" else opening.stop
    return Reply(turn, stop, len(opening.ids) + rest.num_tokens)


class _Beam:
    """The beginnings of texts that are carried on, and the best whole text so far."""

    def __init__(self, lm: SpeechLM, section: Section, letters: LetterScores, search: Search) -> None:
        model, renderer = lm.model, lm.renderer
        self._model, self._text, self._lexicon = model, renderer.text, lm.lexicon
        self._letters, self._search = letters, search
        num_rows = num_logits(model)
        bias_SV = bias_table(renderer.layout, renderer.text, num_rows).to(model.device)
        self._first_V, self._later_V = (bias_SV[STATES.index(f"{section}{state}")] for state in ("_first", ""))
        self._is_word_V = torch.zeros(num_rows, dtype=torch.bool, device=model.device)
        self._is_word_V[: len(renderer.text.legal)] = torch.from_numpy(renderer.text.legal).to(model.device)
        self._cache = roomy_cache(model)
        self._live = [_Text((), (), 0.0, 0.0)]
        self._whole: _Text | None = None

    def run(self, prompt: list[int], max_tokens: int) -> tuple[_Text, bool]:
        """The best text, and whether it came to its end within that many tokens."""
        log_prob_BV = self._step([prompt], self._first_V)
        for count in range(max_tokens):
            grown = self._grow(log_prob_BV)
            if self._whole is not None and (not grown or self._whole.score >= grown[0][1].score):
                break
            self._reorder([row for row, _ in grown])
            self._live = [text for _, text in grown]
            self._letters.keep([text.letters for text in self._live])
            if count < max_tokens - 1:
                log_prob_BV = self._step([[text.ids[-1]] for text in self._live], self._later_V)
                self._finish(log_prob_BV)
        return (self._live[0], False) if self._whole is None else (self._whole, True)

    def _step(self, ids_BT: list[list[int]], bias_V: Tensor) -> Tensor:
        """Natural-log probabilities of what may follow (B, V)."""
        ids = torch.tensor(ids_BT, device=self._model.device)
        output = self._model(ids, past_key_values=self._cache, use_cache=True, logits_to_keep=1)
        log_prob_BV: Tensor = (output.logits[:, -1].float() + bias_V).log_softmax(-1)
        return log_prob_BV

    def _reorder(self, rows: list[int]) -> None:
        """Let the cache follow, before the beginnings themselves do; mostly nothing changes places."""
        if rows != list(range(len(self._live))):
            self._cache.batch_select_indices(torch.tensor(rows, device=self._model.device))

    def _grow(self, log_prob_BV: Tensor) -> list[tuple[int, _Text]]:
        """The best continuations by one token, best first, each with the row that it continues.

        What comes next can only make letters less likely, so that a continuation is worth no more than the language
        model's part of it with the letters so far: those that can't enter the beam any more are never read.
        """
        bounds, places = self._bounds(log_prob_BV)
        grown: list[tuple[int, _Text]] = []
        for start in range(0, len(bounds), 2 * self._search.beam):
            if len(grown) == self._search.beam and bounds[start] <= grown[-1][1].score:
                break
            chosen = [divmod(place, log_prob_BV.shape[1]) for place in places[start : start + 2 * self._search.beam]]
            log_probs = [float(log_prob_BV[row, token]) for row, token in chosen]
            new = zip([row for row, _ in chosen], self._continued(chosen, log_probs), strict=True)
            grown = sorted([*grown, *new], key=lambda each: -each[1].score)[: self._search.beam]
        return grown

    def _bounds(self, log_prob_BV: Tensor) -> tuple[list[float], list[int]]:
        """What continuations are worth at most, best first, and their places in the flat table."""
        share = self._search.letter_share
        bound_BV = torch.tensor([text.score for text in self._live])[:, None] + (1 - share) * log_prob_BV.cpu()
        bound_BV = bound_BV.masked_fill(~self._is_word_V.cpu(), -torch.inf)
        best, places = bound_BV.flatten().topk(min(self._search.tokens, bound_BV.numel()))
        possible = best.isfinite()
        return best[possible].tolist(), places[possible].tolist()

    def _continued(self, chosen: Sequence[tuple[int, int]], log_probs: Sequence[float]) -> list[_Text]:
        ids = [(*self._live[row].ids, token) for row, token in chosen]
        letters = [tuple(letters_of(self._text.decode(list(each))).tolist()) for each in ids]
        total = [self._live[row].log_prob + log_prob for (row, _), log_prob in zip(chosen, log_probs, strict=True)]
        return self._texts(ids, letters, total, is_whole=False)

    def _finish(self, log_prob_BV: Tensor) -> None:
        """Let each beginning end here, and keep the best."""
        ends = log_prob_BV.masked_fill(self._is_word_V, -torch.inf).amax(-1).tolist()
        letters = [text.letters for text in self._live]
        total = [text.log_prob + end for text, end in zip(self._live, ends, strict=True)]
        whole = self._texts([text.ids for text in self._live], letters, total, is_whole=True)
        best = [self._whole] if self._whole is not None else []
        self._whole = max([*best, *whole], key=lambda text: text.score)

    def _texts(
        self, ids: Sequence[tuple[int, ...]], letters: Sequence[Letters], log_probs: Sequence[float], is_whole: bool
    ) -> list[_Text]:
        share = self._search.letter_share
        by_letters = (self._letters.whole if is_whole else self._letters.begun)(letters)
        scores = (1 - share) * np.array(log_probs) + share * by_letters - self._strange_cost(letters, is_whole)
        return [_Text(*each) for each in zip(ids, letters, log_probs, scores.tolist(), strict=True)]

    def _strange_cost(self, letters: Sequence[Letters], is_whole: bool) -> NDArray[np.float64]:
        """What the words cost that are none (N,); a text that goes on never costs less."""
        if self._lexicon is None:
            return np.zeros(len(letters))
        return self._search.strange_cost * np.array([self._lexicon.count_strange(each, is_whole) for each in letters])
