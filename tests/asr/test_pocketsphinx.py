import numpy as np
import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.ngram import NGrams
from speechwright.asr.pocketsphinx import PocketSphinx
from speechwright.asr.recognizer import NOTHING
from speechwright.audio.resample import resample
from speechwright.errors import BadAudio, BadModel, BadRecipe, BadText
from speechwright.types import Audio
from tests.asr.say import spoken

PHRASES = (
    "turn on the kitchen light",
    "turn off the light in the hall",
    "play some quiet music",
    "tell me a short story",
    "how far is the moon",
    "add nine and four",
)
VOICES = ("en-us", "en-us+f2", "en-us+m3")


@pytest.fixture(scope="module")
def open_ear():
    return RECOGNIZERS["pocketsphinx"]()


@pytest.fixture(scope="module")
def closed_ear():
    return PocketSphinx(phrases=PHRASES)


@pytest.fixture(scope="module")
def domain_ear(tmp_path_factory):
    path = tmp_path_factory.mktemp("domain") / "requests.arpa"
    NGrams(PHRASES).write(path)
    return PocketSphinx(language_model=path)


def right(ear: PocketSphinx, voice: str) -> int:
    return sum(ear.recognize(spoken(phrase, voice).audio).text == phrase for phrase in PHRASES)


@pytest.mark.parametrize("voice", VOICES)
def test_a_closed_list_is_understood(closed_ear, voice):
    assert right(closed_ear, voice) >= len(PHRASES) - 1


def test_a_domain_is_understood_better_than_open_english(domain_ear, open_ear):
    assert right(domain_ear, "en-us") >= right(open_ear, "en-us") + 2


def test_only_what_is_on_the_list_is_heard(closed_ear, open_ear):
    stranger = spoken("the children went to school").audio
    assert closed_ear.recognize(stranger).text in (*PHRASES, "")
    assert open_ear.recognize(stranger).text not in PHRASES


def test_what_was_heard_before_changes_nothing(closed_ear, open_ear):
    sounds = [spoken(phrase, voice).audio for phrase, voice in zip(PHRASES[3:5], VOICES, strict=False)]
    for ear, fresh in ((closed_ear, PocketSphinx(phrases=PHRASES)), (open_ear, PocketSphinx())):
        forwards = [ear.recognize(sound) for sound in sounds]
        spans = ear.align(sounds[0], PHRASES[3])
        assert [ear.recognize(sound) for sound in reversed(sounds)] == forwards[::-1]
        assert fresh.align(sounds[0], PHRASES[3]) == spans
        assert fresh.recognize(sounds[1]) == forwards[1]


def test_words_lie_in_order_within_the_sound(closed_ear):
    heard = closed_ear.recognize(spoken(PHRASES[1]).audio)
    times = [time for span in heard.words for time in (span.start_s, span.end_s)]
    assert times == sorted(times)
    assert 0 <= times[0] and times[-1] <= spoken(PHRASES[1]).audio.length_s
    assert heard.text.split() == [span.label for span in heard.words]
    assert 0 < heard.confidence <= 1


@pytest.mark.parametrize("voice", VOICES)
def test_alignment_finds_words_where_they_were_spoken(open_ear, voice):
    phrase = spoken("tell me a short story", voice)
    truth = {span.label: span for span in phrase.words}
    for span in open_ear.align(phrase.audio, "Tell me a short story!"):
        if span.label in truth:  # the voice runs some words together, and reports them as one
            assert abs(span.start_s - truth[span.label].start_s) < 0.1
            assert abs(span.end_s - truth[span.label].end_s) < 0.1


def test_a_shifted_sound_has_shifted_spans(open_ear):
    audio = spoken("play some quiet music").audio
    pause = np.zeros(audio.rate_hz, np.float32)
    later = open_ear.align(Audio(np.concatenate([pause, audio.samples]), audio.rate_hz), "play some quiet music")
    for here, there in zip(open_ear.align(audio, "play some quiet music"), later, strict=True):
        assert there.start_s == pytest.approx(here.start_s + 1, abs=0.06)


def test_level_and_rate_of_the_recording_do_not_matter(closed_ear):
    audio = spoken("how far is the moon").audio
    quiet = Audio(audio.samples * 0.02, audio.rate_hz)
    for other in (quiet, resample(audio, 44_100), resample(audio, 8_000)):
        assert closed_ear.recognize(other).text == "how far is the moon"


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(3), np.zeros(16_000), np.full(16_000, 1e-6)])
def test_silence_of_any_length_is_nothing(open_ear, closed_ear, samples):
    for ear in (open_ear, closed_ear):
        assert ear.recognize(Audio(samples, 16_000)) == NOTHING


def test_a_click_and_a_few_samples_are_no_words(closed_ear):
    click = np.zeros(16_000)
    click[8_000] = 0.9
    assert closed_ear.recognize(Audio(click, 16_000)) == NOTHING
    assert closed_ear.recognize(Audio(np.full(5, 0.5), 16_000)) == NOTHING


def test_a_word_without_a_pronunciation_is_named(open_ear):
    audio = spoken("the wug sleeps").audio
    assert open_ear.missing_words(["wug", "the", "blicket", "wug"]) == ("blicket", "wug")
    with pytest.raises(BadText, match="no pronunciation of wug"):
        open_ear.align(audio, "the wug sleeps")
    with pytest.raises(BadText, match="pronunciations"):
        PocketSphinx(phrases=["a wug", "a cat"])


def test_a_given_pronunciation_is_used():
    ear = PocketSphinx(phrases=["the wug sleeps", "the dog sleeps"], pronunciations={"wug": "w ah g"})
    audio = spoken("the wug sleeps").audio
    assert ear.recognize(audio).text == "the wug sleeps"
    assert [span.label for span in ear.align(audio, "the wug sleeps")] == ["the", "wug", "sleeps"]


def test_a_further_pronunciation_is_heard_as_the_same_word():
    said = spoken("stopping").audio
    assert PocketSphinx(phrases=["stop", "go"]).recognize(said).text == "stop"
    heard = PocketSphinx(phrases=["stop", "go"], pronunciations={"go": "S T AA P IH NG"}).recognize(said)
    assert (heard.text, [span.label for span in heard.words]) == ("go", ["go"])


@pytest.mark.parametrize(
    ("word", "phones"), [("wug", "W AH1 G"), ("wug", ""), ("Wug", "W AH G"), ("two words", "T UW"), ("wug", "W XX G")]
)
def test_a_pronunciation_that_is_none_is_refused(word, phones):
    with pytest.raises(BadText, match="the pronunciation"):
        PocketSphinx(phrases=["yes"], pronunciations={word: phones})


def test_a_text_that_was_not_spoken_is_not_aligned(open_ear):
    with pytest.raises(BadAudio, match="own text"):
        open_ear.align(Audio(spoken("yes").audio.samples[:2_000], 22_050), " ".join(PHRASES))
    with pytest.raises(BadAudio, match="silence"):
        open_ear.align(Audio(np.zeros(16_000), 16_000), "yes")
    with pytest.raises(BadText, match="at least one word"):
        open_ear.align(spoken("yes").audio, "…")


def test_what_can_be_said_is_given_in_one_way(tmp_path):
    with pytest.raises(BadRecipe):
        PocketSphinx(language_model=tmp_path / "x.arpa", phrases=["yes"])
    for phrases in ([], ["…"]):
        with pytest.raises(BadText):
            PocketSphinx(phrases=phrases)


def test_a_language_model_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "domain.arpa"
    with pytest.raises(BadModel, match=r"domain\.arpa"):
        PocketSphinx(language_model=path)
    path.write_text("\\data\\\nngram 1=2\n\n\\1-grams:\n-1.0\tyes\n")
    with pytest.raises(BadModel, match="can't be read"):
        PocketSphinx(language_model=path)


def test_a_language_model_with_words_that_cannot_be_heard_is_refused(tmp_path):
    NGrams(["a wug", "a cat"]).write(tmp_path / "wugs.arpa")
    with pytest.raises(BadText, match=r"wug .*wugs\.arpa"):
        PocketSphinx(language_model=tmp_path / "wugs.arpa")
    assert PocketSphinx(language_model=tmp_path / "wugs.arpa", pronunciations={"wug": "W AH G"}).name == "pocketsphinx"


def test_one_that_is_told_how_words_are_said_knows_them_and_listens_for_the_same(open_ear):
    ear = PocketSphinx(phrases=["the dog sleeps", "the cat eats"])
    told = ear.knowing({"wug": "W AH G"})
    assert ear.missing_words(["wug", "dog"]) == ("wug",) and told.missing_words(["wug", "dog"]) == ()
    said = spoken("the dog sleeps").audio
    assert told.recognize(said) == ear.recognize(said)
    for expecting in (told.expecting("the wug sleeps"), open_ear.expecting("the dog").knowing({"wug": "W AH G"})):
        assert expecting.missing_words(["wug"]) == ()
        assert set(expecting.recognize(said).text.split()) <= {"the", "wug", "dog", "sleeps"}
    with pytest.raises(BadText):
        told.knowing({"wug": "none"})
