"""The search for what was heard, against every text that there is."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from speechwright.alphabet import ALPHABET, letters_of
from speechwright.alphabet.lexicon import Lexicon
from speechwright.alphabet.paths import LetterScores
from speechwright.errors import BadData, BadRecipe
from speechwright.lm.folder import SpeechLM
from speechwright.lm.generate import Reply, generate_batch
from speechwright.lm.grammar import STATES, Guards, bias_table
from speechwright.lm.search import Opening, Search, joined, write_down
from speechwright.types import Speech, Text, Turn
from tests.lm.makers import asked, mini, restless, speech

GUARDS = Guards(max_text_tokens=12, max_units=20)
LM = restless()
PROMPTS = [LM.renderer.prompt(asked("what is it?", speech(*units))) for units in ((1, 2), (3,), (4, 5, 6), (7, 1))]


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def letters(seed: int, num_frames: int = 30) -> np.ndarray:
    return _log_softmax(4 * np.random.default_rng(seed).normal(size=(num_frames, len(ALPHABET))))


def spelling(text: str) -> np.ndarray:
    """Letters that say one text clearly, with a blank after each."""
    frames = [frame for letter in letters_of(text) for frame in (letter, 0)]
    return _log_softmax(12.0 * np.eye(len(ALPHABET))[frames])


@pytest.mark.parametrize("prompt", PROMPTS)
def test_without_a_share_the_letters_have_no_say(prompt: np.ndarray):
    first, second = (write_down(LM, prompt, letters(seed), "plain", GUARDS, Search(0.0)) for seed in (1, 2))
    assert first == second


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
@pytest.mark.parametrize("lexicon", [None, Lexicon(["one", "two", "on it"])])
def test_a_wide_search_finds_the_best_of_all_texts(share: float, lexicon: Lexicon | None):
    lm, heard = replace(mini(), lexicon=lexicon), letters(2, 6)
    prompt = lm.renderer.prompt(asked("what is it?", speech(1, 2)))
    log_probs, texts = _every_text(lm, prompt)
    spelled = [tuple(letters_of(lm.renderer.text.decode(text)).tolist()) for text in texts]
    scores = (1 - share) * log_probs + share * LetterScores(heard).whole(spelled)
    if lexicon:
        scores -= 1.5 * np.array([lexicon.count_strange(each, True) for each in spelled])
    # With room for three tokens, texts of one and of two come to their end.
    wide = Search(share, beam=3000, tokens=200_000, strange_cost=1.5)
    found = write_down(lm, prompt, heard, "plain", Guards(max_text_tokens=3), wide)
    assert found == Opening(texts[int(scores.argmax())], "end")


def _every_text(lm: SpeechLM, prompt: np.ndarray) -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """All texts of one or two tokens, and the log-probability of each with its end, among what the grammar allows."""
    text = lm.renderer.text
    bias = bias_table(lm.layout, text, lm.model.config.vocab_size)
    words, starts = np.flatnonzero(text.legal).tolist(), np.flatnonzero(text.legal & ~text.blank).tolist()

    def following(heads: list[tuple[int, ...]], state: str) -> torch.Tensor:
        with torch.inference_mode():
            logits = lm.model(torch.tensor([[*prompt.tolist(), *head] for head in heads])).logits[:, -1]
        return (logits + bias[STATES.index(state)]).log_softmax(-1).double()

    first = following([()], "plain_first")[0]
    second = following([(word,) for word in starts], "plain")
    pairs = [(word, after) for word in starts for after in words]
    third = following(pairs, "plain")
    end = lm.layout.end
    ones = [float(first[word] + second[row, end]) for row, word in enumerate(starts)]
    row_of = {word: row for row, word in enumerate(starts)}
    twos = [float(first[a] + second[row_of[a], b] + third[row, end]) for row, (a, b) in enumerate(pairs)]
    return np.array([*ones, *twos]), [*((word,) for word in starts), *pairs]


def test_clear_letters_are_believed():
    lm = mini()
    prompt = lm.renderer.prompt(asked("what is it?", speech(1, 2)))
    found = write_down(lm, prompt, spelling("no"), "plain", GUARDS, Search(0.6, 2000, 200_000))
    assert letters_of(lm.renderer.text.decode(found.ids)).tolist() == letters_of("no").tolist()


def test_what_was_heard_opens_a_reply():
    prompt, sections = PROMPTS[0], ("answer", "speech")
    opening = write_down(LM, prompt, letters(3), "heard", GUARDS)
    (rest,) = generate_batch(LM.model, LM.renderer, [np.concatenate([prompt, opening.ids])], GUARDS, sections)
    whole = joined(LM.renderer, opening, rest)
    heard, answer, said = whole.turn.parts
    assert heard == Text(LM.renderer.text.decode(opening.ids[1:]), "heard") and (answer, said) == rest.turn.parts
    assert whole.num_tokens == len(opening.ids) + rest.num_tokens
    assert opening.ids[0] == LM.layout.heard and isinstance(said, Speech)


@pytest.mark.parametrize("opened, after, both", [("end", "loop", "loop"), ("max_text", "end", "max_text")])
def test_the_first_reason_to_stop_is_told(opened: str, after: str, both: str):
    words = tuple(LM.renderer.text.encode("nine").tolist())
    rest = Reply(Turn("assistant", (Text("ten", "answer"),)), after, 4)
    assert joined(LM.renderer, Opening((LM.layout.heard, *words), opened), rest).stop == both


def test_a_bound_is_a_reason():
    """A model of nothing but words never ends a text by itself."""
    lm = mini()
    prompt = lm.renderer.prompt(asked("what is it?", speech(1, 2)))
    short = write_down(lm, prompt, letters(5), "plain", Guards(max_text_tokens=1))
    assert (len(short.ids), short.stop) == (1, "max_text")
    room = lm.model.config.max_position_embeddings - 1
    full = np.concatenate([prompt, np.full(room - len(prompt), prompt[0])])
    assert write_down(lm, full, letters(5), "plain", GUARDS).stop == "context"
    with pytest.raises(BadData, match="context"):
        write_down(lm, np.append(full, prompt[:1]), letters(5), "plain", GUARDS)


@pytest.mark.parametrize(
    "bad",
    [{"letter_share": 1.0}, {"letter_share": -0.1}, {"beam": 0}, {"beam": 9, "tokens": 8}, {"strange_cost": -1.0}],
)
def test_a_search_that_can_not_be(bad: dict[str, float]):
    with pytest.raises(BadRecipe, match="beam"):
        Search(**bad)
