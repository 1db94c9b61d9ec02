"""A model under test, the voices that speak to it and the ears that listen to it, each opened when first needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from speechwright.asr.judge import Judge
from speechwright.audio.pauses import split_at_pauses
from speechwright.bench.settings import OPEN_SENTENCES, EvaluateSettings
from speechwright.bench.trial import Ask, Sections
from speechwright.bench.voices import LISTENING, MARGIN_S
from speechwright.corpus.bank import VoiceBank
from speechwright.corpus.sources.recordings import Recordings
from speechwright.corpus.sources.text import Sentences
from speechwright.corpus.studio import open_bank, with_margins
from speechwright.errors import BadModel, BadRecipe
from speechwright.infer.ear import world_sphinx
from speechwright.infer.folder import ModelFolder
from speechwright.infer.speechwright import Speechwright
from speechwright.lm.generate import Reply, generate_batch
from speechwright.lm.grammar import Guards
from speechwright.lm.room import context_tokens
from speechwright.lm.search import Opening, joined, write_down
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world.numbers import number_words
from speechwright.tts.voice import Voice
from speechwright.types import Audio, Conversation, Units
from speechwright.units.mini import MiniTokenizer

Stream = Literal["margin", "wording", "voice", "reference"]
JUDGE = "judge"
DIGIT_NAMES = r"(?P<text>\d)_(?P<voice>[^_]+)_\d+\.wav"
MAX_BATCH_TOKENS = 65_536  # under 1 GB of keys and values for a mini model, were all replies to fill their context
NOT_PARTS = ("figures.json", "report.json")  # may lie in a model's folder and say nothing of what it is


class Workbench:
    """What suites work with."""

    def __init__(self, folder: Path, settings: EvaluateSettings) -> None:
        self.settings = settings
        self.model = ModelFolder(folder)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all weights and settings in the model's folder."""
        digest = hashlib.sha256()
        for path in sorted(self.model.folder.rglob("*")):
            if path.suffix in (".safetensors", ".json") and path.name not in NOT_PARTS:
                digest.update(path.relative_to(self.model.folder).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    @cached_property
    def tokenizer(self) -> MiniTokenizer:
        """The model's tokenizer, which must read letters too."""
        tokenizer = self.model.tokenizer
        if not isinstance(tokenizer, MiniTokenizer):
            found = f"tokenizer {tokenizer.spec.tokenizer!r}, which reads no letters"
            raise BadModel(found, "the mini tokenizer", "leave this suite out")
        return tokenizer

    @cached_property
    def judge(self) -> Judge:
        folder = self.model.folder / JUDGE
        if not folder.is_dir():
            raise BadModel(f"{self.model.folder} without {JUDGE}/", "a judge", "add a `judge` step to the recipe")
        return Judge.load(folder)

    @cached_property
    def sphinx(self) -> Any:
        """PocketSphinx, listening for the mini world."""
        return world_sphinx()

    @cached_property
    def facade(self) -> Speechwright:
        """The model as its users have it. It has spoken once, so that no timing holds the first call's set-up."""
        facade = Speechwright(self.model)
        facade.chat(text="hello.")
        return facade

    @property
    def bank(self) -> VoiceBank:
        return open_bank(LISTENING)

    @cached_property
    def stored_voices(self) -> dict[str, NDArray[np.float32]]:
        """Vectors of the voices that come with the model, by name."""
        voices = dict(self.model.decoder.voices())
        if not voices:
            raise BadModel(f"{self.model.folder} without voices", "a decoder with voices", "train one with `voices`")
        return voices

    @cached_property
    def open_lines(self) -> tuple[str, ...]:
        """Open sentences in spoken form, in an order that the seed draws."""
        texts = self.settings.texts
        if texts is None:
            lines = tuple(spoken_form(line) for line in OPEN_SENTENCES.read_text("utf-8").splitlines())
        else:
            lines = tuple(map(spoken_form, Sentences(path=texts).lines("test")))
        return tuple(lines[place] for place in self._order(len(lines)))

    @cached_property
    def digits(self) -> list[tuple[Path, str, str]]:
        """Path, word and speaker of each recording, in an order that the seed draws."""
        if self.settings.people is None:
            raise BadRecipe("no recordings of people", "a folder of DIGIT_SPEAKER_TAKE.wav", "give --people DIR")
        words = {str(digit): number_words(digit) for digit in range(10)}
        people = Recordings(path=self.settings.people, names=DIGIT_NAMES, words=words, held_out_percent=0)
        people.size("train")  # refuses a folder without any
        found = people.files()
        return [found[place] for place in self._order(len(found))]

    def rng(self, index: int, stream: Stream | None = None) -> np.random.Generator:
        """The generator of an item; what is drawn in one stream leaves the others as they are."""
        own = [] if stream is None else [1 + get_args(Stream).index(stream)]
        return np.random.default_rng([self.settings.seed, index, *own])

    def record(self, text: str, voice: Voice, index: int) -> Audio:
        """The text spoken by a voice of the bank, at 16 kHz, with a little silence around it."""
        return with_margins(self.bank.say(text, voice), self.rng(index, "margin"), MARGIN_S)[0]

    def listen(self, sound: Audio) -> str:
        """What the judge hears."""
        return _in_pieces(self.judge.hear, sound)

    def spell(self, sound: Audio) -> str:
        """What the judge hears, letter by letter, whatever words it knows."""
        return _in_pieces(self.judge.spell, sound)

    def ask(self, conversation: Conversation, sections: Sections, heard: Units | None = None) -> Ask:
        """What the model is asked; with the units of a recording, its first section is what was heard.

        Raises:
            BadData: the conversation can't be rendered.
            BadRecipe: it leaves no room for a reply.
        """
        prompt, limit = self.model.lm.renderer.prompt(conversation), context_tokens(self.model.lm.model)
        if len(prompt) + 1 >= limit:
            raise BadRecipe(f"a prompt of {len(prompt)} tokens", f"fewer than {limit - 1}", "give shorter sentences")
        return Ask(prompt, sections, None if heard is None else self.tokenizer.letters(heard))

    def replies(self, asks: Sequence[Ask]) -> list[Reply]:
        """Greedy replies in the order of the asks; those of one form are made side by side."""
        openings = {place: self._heard(ask) for place, ask in enumerate(asks) if ask.letters is not None}
        left = {place: _after(ask, openings.get(place)) for place, ask in enumerate(asks)}
        rests: dict[int, Reply] = {}
        for sections in dict.fromkeys(ask.sections for ask in left.values() if ask.sections):
            places = [place for place, ask in left.items() if ask.sections == sections]
            rests.update(zip(places, self._batch([left[place] for place in places], sections), strict=True))
        return [self._whole(openings.get(place), rests.get(place)) for place in range(len(asks))]

    def _heard(self, ask: Ask) -> Opening:
        lm = self.model.lm
        assert ask.letters is not None, "a search has letters"
        return write_down(lm, ask.prompt, ask.letters, ask.sections[0], Guards())

    def _batch(self, asks: Sequence[Ask], sections: Sections) -> list[Reply]:
        lm = self.model.lm
        prompts = [ask.prompt for ask in asks]
        return generate_batch(lm.model, lm.renderer, prompts, Guards(), sections, MAX_BATCH_TOKENS)

    def _whole(self, opening: Opening | None, rest: Reply | None) -> Reply:
        if opening is not None:
            return joined(self.model.lm.renderer, opening, rest)
        assert rest is not None, "what was not heard was generated"
        return rest

    def _order(self, num: int) -> list[int]:
        return [int(place) for place in np.random.default_rng(self.settings.seed).permutation(num)]


def _after(ask: Ask, opening: Opening | None) -> Ask:
    """What is left to ask after the first section."""
    return ask if opening is None else Ask(np.concatenate([ask.prompt, opening.ids]), ask.sections[1:])


def _in_pieces(ear: Callable[[Audio], str], sound: Audio) -> str:
    """A very long sound, as a broken model may make, in pieces that an ear can hold."""
    heard = [ear(piece) for piece in split_at_pauses(sound)]
    return " ".join(text for text in heard if text)
