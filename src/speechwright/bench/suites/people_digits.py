"""Recordings of people who say a digit: read freely, and as a choice among the ten."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from speechwright.alphabet import ALPHABET, letters_of
from speechwright.audio.read import read_speech
from speechwright.bench.asking import transcribe, transcript_prompt
from speechwright.bench.cases import DigitCase
from speechwright.bench.scoring import by_words
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.lm.generate import score_choices
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world.numbers import number_words
from speechwright.types import Text, Units
from speechwright.units.mini import MiniTokenizer

DIGITS = tuple(number_words(digit) for digit in range(10))
BLANK = ALPHABET.index("_")


def _case(bench: Workbench, index: int) -> DigitCase:
    path, word, speaker = bench.digits[index]
    return DigitCase(index, path, word, speaker)


def _trial(bench: Workbench, case: DigitCase) -> Asking:
    sound = read_speech(case.path, bench.tokenizer.spec.sample_rate_hz)
    heard = yield from transcribe(bench, sound, case.index)
    units = bench.tokenizer.encode(sound)
    choices = {"choice_lm": choose_by_lm(bench, units, case.index), "choice_ctc": choose_by_ctc(bench.tokenizer, units)}
    return Outcome({"text": heard.text, **choices}, sound.length_s, {"asr": heard.stops})


def choose_by_lm(bench: Workbench, units: Units, index: int) -> str:
    """The digit that the language model finds likeliest as the transcript."""
    lm = bench.model.lm
    prompt = lm.renderer.prompt(transcript_prompt(bench, units, index))
    choices = [[*lm.renderer.content([Text(spoken_form(digit))]), lm.layout.end] for digit in DIGITS]
    return DIGITS[int(score_choices(lm.model, lm.renderer, prompt, choices).argmax())]


def choose_by_ctc(tokenizer: MiniTokenizer, units: Units) -> str:
    """The digit whose letters are likeliest by CTC over the units."""
    return likeliest_digit(torch.from_numpy(tokenizer.letters(units)))


def likeliest_digit(log_probs_SA: Tensor) -> str:
    """The digit that is likeliest by CTC, a letter, all ways of timing its letters together; "" if none fits.

    By the letter, since in an unclear recording each letter costs something, and "one" would always win.

    Args:
        log_probs_SA: natural-log probabilities of the alphabet's letters in each of S frames.
    """
    letters = [torch.from_numpy(letters_of(digit)) for digit in DIGITS]
    num_letters = torch.tensor([len(each) for each in letters])
    num = torch.full((len(DIGITS),), len(log_probs_SA))
    every_SDA = log_probs_SA[:, None].expand(-1, len(DIGITS), -1)
    losses_D = F.ctc_loss(every_SDA, torch.cat(letters), num, num_letters, blank=BLANK, reduction="none")
    return DIGITS[int((losses_D / num_letters).argmin())] if bool(losses_D.isfinite().any()) else ""


SUITE = Suite(
    name="people_digits",
    title="digits said by people",
    group="hearing",
    needs=("tokenizer", "people"),
    columns=("text", "choice_lm", "choice_ctc"),
    case=_case,
    trial=_trial,
    score=by_words,
    measures=(
        Measure("people_read_right", "people's digits, read freely and right", "share", "text", by_voice=True),
        Measure("people_choice_lm", "people's digits, chosen by the model", "share", "choice_lm", by_voice=True),
        Measure("people_choice_ctc", "people's digits, chosen by the units", "share", "choice_ctc", by_voice=True),
    ),
    count=lambda bench: len(bench.digits),
)
