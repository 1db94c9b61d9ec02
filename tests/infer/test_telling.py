"""A streamed reply adds up to the whole one."""

import numpy as np
import pytest

from speechwright.infer.folder import ModelFolder
from speechwright.infer.prompts import CHAT_SECTIONS, TRANSCRIPT, chat_prompt, transcript_prompt
from speechwright.infer.stopwatch import STAGES, Stopwatch
from speechwright.infer.telling import tell, timed
from speechwright.lm.generate import reply
from speechwright.lm.grammar import Guards
from speechwright.tasks.chat import FORMS, Form
from speechwright.types import Speech, Text, Units
from tests.modelbox import babble, model_box

GUARDS = Guards(max_text_tokens=40, max_units=60)


@pytest.fixture(scope="module")
def model() -> ModelFolder:
    return ModelFolder(model_box())


@pytest.mark.parametrize("form", FORMS)
def test_the_last_step_of_each_section_is_that_section_of_the_reply(form: Form, model: ModelFolder):
    heard = form in ("speech-speech", "speech-text", "direct")
    request = Speech(model.tokenizer.encode(babble())) if heard else Text("what time is it?")
    prompt = model.lm.renderer.prompt(chat_prompt(form, request))
    seen: dict[str, str | Units] = {}
    steps = tell(model.lm, prompt, CHAT_SECTIONS[form], GUARDS)
    num = 0
    while True:
        try:
            step = next(steps)
        except StopIteration as stopped:
            whole = stopped.value
            break
        before, num = seen.get(step.section), num + 1
        assert before is None or len(step.content) == len(before) + 1, "one more token each time"
        seen[step.section] = step.content
    said = [part.text if isinstance(part, Text) else part.units for part in whole.turn.parts]
    assert list(seen) == list(CHAT_SECTIONS[form]) and list(seen.values()) == said
    assert whole == reply(model.lm.model, model.lm.renderer, prompt, GUARDS, sections=CHAT_SECTIONS[form])
    assert num == sum(map(len, said))


@pytest.mark.parametrize("form", ["speech-speech", "speech-text"])
def test_with_letters_what_was_heard_comes_at_once_and_the_rest_follows_from_it(form: Form, model: ModelFolder):
    units = model.tokenizer.encode(babble())
    prompt = model.lm.renderer.prompt(chat_prompt(form, Speech(units)))
    watch = Stopwatch()
    whole = timed(tell(model.lm, prompt, CHAT_SECTIONS[form], GUARDS, model.tokenizer.letters(units)), watch)
    first, *_ = tell(model.lm, prompt, CHAT_SECTIONS[form], GUARDS, model.tokenizer.letters(units))
    heard = whole.turn.parts[0]
    assert isinstance(heard, Text) and (first.section, first.content) == ("heard", heard.text)
    told = np.append(prompt, model.lm.renderer.content([heard]))
    rest = reply(model.lm.model, model.lm.renderer, told, GUARDS, sections=CHAT_SECTIONS[form][1:])
    assert whole.turn.parts[1:] == rest.turn.parts
    assert watch.timings(0.5, 0.0)["hear"] > 0


def test_plain_text_is_streamed_too(model: ModelFolder):
    prompt = model.lm.renderer.prompt(transcript_prompt(Speech(model.tokenizer.encode(babble()))))
    *_, last = tell(model.lm, prompt, TRANSCRIPT, GUARDS)
    watch = Stopwatch()
    whole = timed(tell(model.lm, prompt, TRANSCRIPT, GUARDS), watch)
    assert last.section == "plain" and whole.turn.parts == (Text(str(last.content)),)
    timings = watch.timings(0.5, 0.0)
    assert timings["hear"] > 0 and timings["total"] == timings["hear"] and timings["audio_in"] == 0.5


def test_total_leaves_out_loading():
    watch = Stopwatch()
    for stage in STAGES:
        watch.lap(stage)
    timings = watch.timings(1.0, 2.0)
    assert set(timings) == {*STAGES, "total", "audio_in", "audio_out"}
    assert timings["total"] == pytest.approx(sum(timings[stage] for stage in STAGES if stage != "load"), abs=5e-4)
