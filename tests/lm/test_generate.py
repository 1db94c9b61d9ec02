"""Streams, batches and forced choice with a tiny model of random weights."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import GPT2Config, GPT2LMHeadModel

from speechwright.errors import BadData, BadRecipe
from speechwright.lm.generate import (
    GREEDY,
    Guards,
    Sampling,
    generate_batch,
    read_reply,
    reply,
    score_choices,
    stream,
)
from speechwright.lm.grow import grow
from speechwright.lm.mini import CONTEXT, mini_tokenizer
from speechwright.lm.render import Renderer
from speechwright.types import Text
from tests.lm.makers import SPEC, asked, byte_level, mini, restless, seeded, speech

LM = mini()
GUARDS = Guards(max_text_tokens=12, max_units=20)
WILD = Sampling(temperature=3.0, top_p=1.0, top_k=0)
FORMS = st.sampled_from([None, ("plain",), ("speech",), ("answer", "speech"), ("heard", "answer", "speech")])
PROMPT = LM.renderer.prompt(asked("what is it?"))


def drained(tokens):
    """All tokens of a stream, and why it stopped."""
    ids = []
    while True:
        try:
            ids.append(next(tokens))
        except StopIteration as stopped:
            return ids, stopped.value


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), sections=FORMS, make=st.sampled_from([mini, byte_level]))
def test_random_weights_still_make_grammatical_replies_that_end_with_a_reason(seed: int, sections, make):
    lm = make()
    prompt = lm.renderer.prompt(asked("what is it?", speech(1, 2)))
    ids, stop = drained(stream(lm.model, lm.renderer, prompt, GUARDS, WILD, seeded(seed), sections))
    assert lm.renderer.parse_reply(ids).reason == ""
    assert ids[-1] == lm.layout.end
    assert stop in ("end", "max_text", "max_units", "loop", "held")
    inside = False
    for token in ids:
        assert lm.layout.is_unit(token) == (inside and token != lm.layout.speech_end)
        inside = token == lm.layout.speech or (inside and token != lm.layout.speech_end)
    kinds = [getattr(part, "kind", "speech") for part in read_reply(lm.renderer, ids, stop).turn.parts]
    assert sections is None or kinds == list(sections)


def test_a_model_may_end_of_its_own_accord():
    stops = [reply(LM.model, LM.renderer, PROMPT, GUARDS, WILD, seeded(seed)).stop for seed in range(30)]
    assert {"end", "max_text", "max_units"} >= set(stops) >= {"end"}


def test_equal_seeds_draw_equal_replies():
    first, second, third = (
        reply(LM.model, LM.renderer, PROMPT, GUARDS, WILD, seeded(seed), ("heard", "answer", "speech"))
        for seed in (1, 1, 2)
    )
    assert first == second != third


def test_narrow_sampling_is_greedy():
    greedy = reply(LM.model, LM.renderer, PROMPT, GUARDS)
    for sampling in (Sampling(1.0, 1.0, 1), Sampling(1.0, 1e-6, 0), Sampling(1e-6, 1.0, 0)):
        assert reply(LM.model, LM.renderer, PROMPT, GUARDS, sampling, seeded()) == greedy


def test_streaming_leaves_gradients_on_between_tokens():
    for _ in stream(LM.model, LM.renderer, PROMPT, GUARDS):
        assert torch.is_grad_enabled()
        assert not torch.is_inference_mode_enabled()


def test_greedy_streaming_takes_what_the_whole_model_finds_likeliest():
    ids, _ = drained(stream(LM.model, LM.renderer, PROMPT, GUARDS, sections=("speech",)))
    whole = torch.tensor([[*PROMPT.tolist(), *ids]])
    units = slice(LM.layout.first_unit, LM.layout.first_unit + SPEC.size)
    with torch.inference_mode():
        likeliest = LM.model(whole).logits[0, :, units].argmax(-1) + LM.layout.first_unit
    drawn = [index for index, token in enumerate(whole[0].tolist()) if LM.layout.is_unit(token)]
    assert len(drawn) >= 1
    assert whole[0, drawn].tolist() == likeliest[np.array(drawn) - 1].tolist()


@settings(max_examples=8)
@given(
    lengths=st.lists(st.integers(1, 60), min_size=1, max_size=6), sections=FORMS, room=st.sampled_from([1, 200, 9999])
)
def test_a_batch_gives_each_prompt_the_reply_it_would_get_alone(lengths: list[int], sections, room: int):
    draws = np.random.default_rng(sum(lengths))
    for lm in (restless(), byte_level()):
        words = ["".join(draws.choice(list("abcdefgh"), length)) for length in lengths]
        prompts = [lm.renderer.prompt(asked(word, speech(len(word) % 20))) for word in words]
        alone = [reply(lm.model, lm.renderer, prompt, GUARDS, sections=sections) for prompt in prompts]
        assert generate_batch(lm.model, lm.renderer, prompts, GUARDS, sections, room) == alone


def test_replies_of_a_batch_that_end_at_different_times_do_not_disturb_each_other():
    lm = restless()
    prompts = [lm.renderer.prompt(asked(f"say {index}" * (index + 1))) for index in range(16)]
    guards = Guards(max_text_tokens=60, max_units=60)
    alone = [reply(lm.model, lm.renderer, prompt, guards) for prompt in prompts]
    assert len({answer.num_tokens for answer in alone}) > 8, "the prompts should differ in what they get"
    assert len({answer.stop for answer in alone}) > 1
    assert generate_batch(lm.model, lm.renderer, prompts, guards) == alone


def test_models_with_learned_positions_generate_too():
    tokenizer = mini_tokenizer()
    config = GPT2Config(vocab_size=len(tokenizer), n_embd=32, n_layer=2, n_head=2, n_positions=128)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = GPT2LMHeadModel(config).eval()
    renderer = Renderer(tokenizer, grow(model, tokenizer, SPEC, seeded()))
    prompts = [renderer.prompt(asked("hello" * count)) for count in (1, 3, 2)]
    alone = [reply(model, renderer, prompt, GUARDS, sections=("answer", "speech")) for prompt in prompts]
    assert generate_batch(model, renderer, prompts, GUARDS, ("answer", "speech")) == alone


def test_an_empty_batch_is_empty():
    assert generate_batch(LM.model, LM.renderer, [], GUARDS) == []


def test_an_opening_is_gone_on_from():
    opening = (Text("hm", "heard"),)
    prompt = LM.renderer.prompt(asked("hi"), opening)
    answer = reply(LM.model, LM.renderer, prompt, GUARDS, sections=("answer", "speech"))
    assert [getattr(part, "kind", "speech") for part in answer.turn.parts] == ["answer", "speech"]


@pytest.mark.parametrize("spare", [1, 2, 3, 30])
def test_the_context_is_never_overrun(spare: int):
    text = "a" * (CONTEXT - spare - 3)
    prompt = LM.renderer.prompt(asked(text))
    assert len(prompt) == CONTEXT - spare
    answer = reply(LM.model, LM.renderer, prompt, Guards(), sections=("plain",))
    assert answer.stop == "context"
    assert answer.num_tokens == spare + 1, "all but the closing mark lies within the context"
    assert generate_batch(LM.model, LM.renderer, [prompt, PROMPT], Guards(), ("plain",))[0] == answer


def test_a_prompt_without_room_for_a_reply_is_refused():
    prompt = LM.renderer.prompt(asked("a" * (CONTEXT - 3)))
    with pytest.raises(BadData, match="shorten"):
        stream(LM.model, LM.renderer, prompt, GUARDS)
    with pytest.raises(BadData, match="shorten"):
        generate_batch(LM.model, LM.renderer, [PROMPT, prompt], GUARDS)
    with pytest.raises(BadData, match="shorten"):
        score_choices(LM.model, LM.renderer, prompt[:-1], [[1, 2]])


def choices(*texts: str) -> list[list[int]]:
    return [[*LM.renderer.text.encode(text).tolist(), LM.layout.end] for text in texts]


def test_choices_are_scored_by_the_chain_rule():
    offered = choices("yes", "no", "perhaps later", "n")
    scores = score_choices(LM.model, LM.renderer, PROMPT, offered)
    for choice, score in zip(offered, scores, strict=True):
        whole = torch.tensor([[*PROMPT.tolist(), *choice]])
        with torch.inference_mode():
            logp = LM.model(whole).logits[0].double().log_softmax(-1)
        terms = [logp[len(PROMPT) - 1 + index, token] for index, token in enumerate(choice)]
        assert score == pytest.approx(float(sum(terms)), abs=1e-4)


def test_choices_of_one_token_share_the_probability_of_all():
    scores = score_choices(LM.model, LM.renderer, PROMPT, [[token] for token in range(len(LM.tokenizer))])
    assert np.exp(scores).sum() == pytest.approx(1, abs=1e-5)


def test_no_choice_and_empty_choices_are_refused():
    for offered in ([], [[1], []]):
        with pytest.raises(BadData, match="empty choice"):
            score_choices(LM.model, LM.renderer, PROMPT, offered)


@pytest.mark.parametrize("values", [{"temperature": -1.0}, {"top_p": 0.0}, {"top_p": 1.1}, {"top_k": -1}])
def test_sampling_out_of_range_is_refused(values):
    with pytest.raises(BadRecipe):
        Sampling(**values)


def test_sampling_without_a_generator_and_a_model_in_training_are_programming_errors():
    with pytest.raises(AssertionError, match="generator"):
        reply(LM.model, LM.renderer, PROMPT, GUARDS, WILD)
    LM.model.train()
    try:
        with pytest.raises(AssertionError, match="eval"):
            reply(LM.model, LM.renderer, PROMPT, GUARDS, GREEDY)
    finally:
        LM.model.eval()
