import io

import numpy as np
import pytest
from PIL import Image

from speechwright.page.pictures import picture
from speechwright.types import Audio
from tests.audio.sounds import noise, pause, tone


def pixels(audio: Audio) -> np.ndarray:
    image = Image.open(io.BytesIO(picture(audio)))
    assert image.format == "PNG" and image.mode == "RGBA"
    return np.asarray(image).astype(int)


def test_a_picture_is_of_its_sound_and_has_no_background():
    one, other = pixels(tone(300)), pixels(tone(3000))
    assert one.shape == other.shape and (one != other).any()
    assert (pixels(tone(300)) == one).all()
    assert one[0, 0, 3] == 0 and one[..., 3].max() == 255


def test_high_tones_stand_high():
    """The brightest row of the spectrogram lies nearer to the top for the higher tone."""

    def brightest(hz: float) -> int:
        image = pixels(tone(hz))
        half = image[image.shape[0] * 2 // 5 : image.shape[0] * 4 // 5, 150:-150, :3]
        return int(half.sum((1, 2)).argmax())

    assert brightest(4000) < brightest(1000) < brightest(250)


@pytest.mark.parametrize("audio", [pause(), noise(8_000, 0.01), noise(44_100, 3.0), Audio(np.ones(1), 16_000)])
def test_any_sound_can_be_drawn(audio: Audio):
    assert pixels(audio).size
