"""Generation under guards: one reply as a stream, many at once, and forced choice among texts.

Shape letters: B replies in a batch, T tokens, V rows of the head, C choices.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from speechwright.errors import BadData, BadRecipe
from speechwright.lm.cache import roomy_cache
from speechwright.lm.grammar import Guards, ReplyMachine, Section, StopReason, bias_table
from speechwright.lm.render import Renderer
from speechwright.lm.room import check_room, context_tokens, num_logits
from speechwright.types import Turn


@dataclass(frozen=True)
class Sampling:
    """How tokens are drawn. The defaults are those of the SpeechGPT release.

    Args:
        temperature: 0 takes the likeliest token (greedy) and uses nothing else here.
        top_p: draw from the likeliest tokens that together have this probability.
        top_k: and from no more than so many; 0 for no such bound.
    """

    temperature: float = 0.7
    top_p: float = 0.8
    top_k: int = 50

    def __post_init__(self) -> None:
        if self.temperature < 0 or not 0 < self.top_p <= 1 or self.top_k < 0:
            raise BadRecipe(str(self), "temperature ≥ 0, 0 < top_p ≤ 1, top_k ≥ 0", "change the value")


GREEDY = Sampling(temperature=0.0)


@dataclass(frozen=True)
class Reply:
    """A generated turn, why it stopped ("end": the model was done), and its length in tokens, marks included."""

    turn: Turn
    stop: StopReason
    num_tokens: int


def stream(
    model: Any,
    renderer: Renderer,
    prompt_ids: ArrayLike,
    guards: Guards,
    sampling: Sampling = GREEDY,
    generator: torch.Generator | None = None,
    sections: Sequence[Section] | None = None,
) -> Generator[int, None, StopReason]:
    """Draw a reply token by token. Marks and the closing `<|end|>` are among the tokens; the reason is returned.

    Errors come with the call, before the first token is asked for.

    Args:
        model: a grown causal language model in evaluation mode.
        renderer: its renderer.
        prompt_ids: (T,) as from `Renderer.prompt`.
        guards: bounds on the reply.
        sampling: how to draw.
        generator: needed unless greedy; on the CPU.
        sections: the form the reply must have, such as ("heard", "answer", "speech"); None leaves it to the model.

    Raises:
        BadData: the prompt leaves no room in the model's context.
        BadRecipe: sections that make no reply.
    """
    _check_model(model)
    assert generator is not None or sampling.temperature == 0, "sampling needs a generator"
    machine = ReplyMachine(renderer.layout, guards, sections)
    prompt, opening = _as_list(prompt_ids), machine.start()
    check_room(len(prompt) + len(opening), context_tokens(model))
    bias_SV = bias_table(renderer.layout, renderer.text, num_logits(model)).to(model.device)

    def draw(scores_V: Tensor) -> int:
        return _draw(scores_V + bias_SV[machine.state], sampling, generator)

    return _run(model, machine, prompt, opening, draw)


def _run(
    model: Any, machine: ReplyMachine, prompt: list[int], opening: list[int], draw: Callable[[Tensor], int]
) -> Generator[int, None, StopReason]:
    pending, num_fed, cache, context = [*prompt, *opening], 0, roomy_cache(model), context_tokens(model)
    yield from opening
    while not machine.done:
        scores_V = _step(model, pending, cache)
        num_fed += len(pending)
        pending = machine.advance(draw(scores_V))
        if not machine.done and num_fed + len(pending) >= context:
            pending += machine.cut()
        yield from pending
    return machine.stop


def reply(
    model: Any,
    renderer: Renderer,
    prompt_ids: ArrayLike,
    guards: Guards,
    sampling: Sampling = GREEDY,
    generator: torch.Generator | None = None,
    sections: Sequence[Section] | None = None,
) -> Reply:
    """A whole reply; arguments and errors as in `stream`."""
    tokens = stream(model, renderer, prompt_ids, guards, sampling, generator, sections)
    ids: list[int] = []
    while True:
        try:
            ids.append(next(tokens))
        except StopIteration as stopped:
            return read_reply(renderer, ids, stopped.value)


def read_reply(renderer: Renderer, ids: Sequence[int], stop: StopReason) -> Reply:
    """The reply that streamed tokens make."""
    turn = renderer.parse_reply(ids).turn
    assert turn is not None, "a generated reply has a part"
    return Reply(turn, stop, len(ids))


def generate_batch(
    model: Any,
    renderer: Renderer,
    prompts: Sequence[ArrayLike],
    guards: Guards,
    sections: Sequence[Section] | None = None,
    max_batch_tokens: int = 32_768,
) -> list[Reply]:
    """Greedy replies to many prompts, in their order; each as it would be alone, but for ties in the scores.

    Args:
        model: a grown causal language model in evaluation mode.
        renderer: its renderer.
        prompts: token ids, each as from `Renderer.prompt`.
        guards: bounds on each reply.
        sections: the form that all replies must have.
        max_batch_tokens: bound on replies at a time × the longest that prompt and reply can get; it bounds memory.

    Raises:
        BadData: a prompt leaves no room in the model's context.
    """
    _check_model(model)
    asked = [_as_list(prompt) for prompt in prompts]
    replies: dict[int, Reply] = {}
    for batch in _batches([len(prompt) for prompt in asked], guards, context_tokens(model), max_batch_tokens):
        done = _Batch(model, renderer, [asked[index] for index in batch], guards, sections).run()
        replies.update(zip(batch, done, strict=True))
    return [replies[index] for index in range(len(asked))]


def score_choices(
    model: Any, renderer: Renderer, prompt_ids: ArrayLike, choices: Sequence[Sequence[int]]
) -> NDArray[np.float64]:
    """Natural-log probability of each choice as the continuation of a prompt: (C,), summed over its tokens.

    Args:
        model: a grown causal language model in evaluation mode.
        renderer: its renderer.
        prompt_ids: (T,).
        choices: token ids, none empty. Let them end alike (with `<|end|>`, say), else a choice that begins another
            can't lose to it.

    Raises:
        BadData: a choice is empty, or does not fit into the model's context.
    """
    _check_model(model)
    prompt, lengths = _as_list(prompt_ids), [len(choice) for choice in choices]
    if not lengths or min(lengths) == 0:
        raise BadData("an empty choice", "at least one token each", "take it off the list")
    check_room(len(prompt) + max(lengths) - 1, context_tokens(model))
    padded = [[*choice] + [renderer.layout.pad] * (max(lengths) - len(choice)) for choice in choices]
    choices_CT = torch.tensor(padded, device=model.device)
    with torch.inference_mode():
        logp_CT = _choice_log_probabilities(model, prompt, choices_CT)
    counts = torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]
    return np.asarray(logp_CT.double().cpu().masked_fill(~counts, 0).sum(1))


def _choice_log_probabilities(model: Any, prompt: list[int], choices_CT: Tensor) -> Tensor:
    cache = roomy_cache(model)
    prompt_1T = torch.tensor([prompt], device=model.device)
    first = model(prompt_1T, past_key_values=cache, use_cache=True, logits_to_keep=1)
    scores_CTV = first.logits.expand(len(choices_CT), -1, -1)
    if choices_CT.shape[1] > 1:
        cache.batch_repeat_interleave(len(choices_CT))
        rest = model(choices_CT[:, :-1], past_key_values=cache, use_cache=True).logits
        scores_CTV = torch.cat([scores_CTV, rest], 1)
    logp_CTV: Tensor = scores_CTV.float().log_softmax(-1)
    return logp_CTV.gather(2, choices_CT[..., None])[..., 0]


class _Batch:
    """Replies under way side by side: their machines, and one cache whose rows leave as replies end.

    Rows draw in step. A row that has fewer tokens to feed than another gets padding before them, which the mask hides
    and the positions do not count, at the start and in the middle alike.
    """

    def __init__(
        self,
        model: Any,
        renderer: Renderer,
        prompts: list[list[int]],
        guards: Guards,
        sections: Sequence[Section] | None,
    ) -> None:
        self._model, self._renderer, self._context = model, renderer, context_tokens(model)
        self._machines = [ReplyMachine(renderer.layout, guards, sections) for _ in prompts]
        self._ids = [machine.start() for machine in self._machines]
        self._pending = [[*prompt, *ids] for prompt, ids in zip(prompts, self._ids, strict=True)]
        self._live = list(range(len(prompts)))
        self._mask_BT = torch.zeros((len(prompts), 0), dtype=torch.long, device=model.device)
        self._bias_SV = bias_table(renderer.layout, renderer.text, num_logits(model)).to(model.device)
        self._cache = roomy_cache(model)
        check_room(max(len(pending) for pending in self._pending), self._context)

    def run(self) -> list[Reply]:
        while self._live:
            states = [self._machines[row].state for row in self._live]
            tokens = (self._step() + self._bias_SV[states]).argmax(-1).tolist()
            lengths = self._mask_BT.sum(1).tolist()
            for row, token, length in zip(self._live, tokens, lengths, strict=True):
                self._advance(row, token, length)
            self._drop_finished()
        ended = zip(self._ids, self._machines, strict=True)
        return [read_reply(self._renderer, ids, machine.stop) for ids, machine in ended]

    def _step(self) -> Tensor:
        """Feed what is pending; scores of the next tokens, (B, V)."""
        width = max(len(self._pending[row]) for row in self._live)
        blanks = [width - len(self._pending[row]) for row in self._live]
        padded = [
            [self._renderer.layout.pad] * blank + self._pending[row]
            for blank, row in zip(blanks, self._live, strict=True)
        ]
        new_BT = torch.arange(width)[None] >= torch.tensor(blanks)[:, None]
        self._mask_BT = torch.cat([self._mask_BT, new_BT.to(self._mask_BT)], 1)
        positions_BT = (self._mask_BT.cumsum(1)[:, -width:] - 1).clamp_min(0)
        with torch.inference_mode():
            scores: Tensor = self._model(
                torch.tensor(padded, device=self._model.device),
                attention_mask=self._mask_BT,
                position_ids=positions_BT,
                past_key_values=self._cache,
                use_cache=True,
                logits_to_keep=1,
            ).logits
        return scores[:, -1].float()

    def _advance(self, row: int, token: int, num_fed: int) -> None:
        machine = self._machines[row]
        pending = machine.advance(token)
        if not machine.done and num_fed + len(pending) >= self._context:
            pending += machine.cut()
        self._pending[row] = pending
        self._ids[row] += pending

    def _drop_finished(self) -> None:
        kept = [index for index, row in enumerate(self._live) if not self._machines[row].done]
        if len(kept) < len(self._live):
            rows = torch.tensor(kept, dtype=torch.long, device=self._model.device)
            self._cache.batch_select_indices(rows)
            self._mask_BT = self._mask_BT[rows]
            self._live = [self._live[index] for index in kept]


def _batches(lengths: list[int], guards: Guards, context: int, max_batch_tokens: int) -> list[list[int]]:
    """Indices of prompts of like length, as many together as surely fit."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    reply_tokens = 2 * guards.max_text_tokens + guards.max_units
    batches: list[list[int]] = []
    while order:
        longest = min(lengths[order[0]] + reply_tokens, context)
        count = max(1, max_batch_tokens // longest)
        batches.append(order[:count])
        order = order[count:]
    return batches


def _step(model: Any, tokens: list[int], cache: Any) -> Tensor:
    # The mode is entered a step at a time: left open across a yield it would leak into the caller's code.
    with torch.inference_mode():
        ids = torch.tensor([tokens], device=model.device)
        scores: Tensor = model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1).logits
    return scores[0, -1].float()


def _draw(scores_V: Tensor, sampling: Sampling, generator: torch.Generator | None) -> int:
    if sampling.temperature == 0:
        return int(scores_V.argmax())
    top, ids = scores_V.topk(min(sampling.top_k or len(scores_V), len(scores_V)))
    chances = (top.cpu() / sampling.temperature).softmax(0)
    kept = chances * (chances.cumsum(0) - chances < sampling.top_p)
    return int(ids[int(torch.multinomial(kept, 1, generator=generator))])


def _check_model(model: Any) -> None:
    assert not model.training, "generation wants model.eval()"


def _as_list(ids: ArrayLike) -> list[int]:
    return [int(token) for token in np.asarray(ids)]
