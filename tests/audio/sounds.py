"""Sounds and files that the tests of this room share."""

import io

import numpy as np
import soundfile

from speechwright.types import Audio

CODINGS = {
    "wav": ("WAV", "PCM_16"),
    "wav-24": ("WAVEX", "PCM_24"),
    "wav-float": ("WAV", "FLOAT"),
    "wav-adpcm": ("WAV", "IMA_ADPCM"),
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def tone(hz=220.0, rate_hz=16_000, length_s=0.5, amplitude=0.3) -> Audio:
    times = np.arange(round(length_s * rate_hz)) / rate_hz
    return Audio((amplitude * np.sin(2 * np.pi * hz * times)).astype(np.float32), rate_hz)


def noise(rate_hz=16_000, length_s=0.5, amplitude=0.1, seed=0) -> Audio:
    samples = np.random.default_rng(seed).standard_normal(round(length_s * rate_hz))
    return Audio((amplitude * samples).clip(-1, 1).astype(np.float32), rate_hz)


def pause(rate_hz=16_000, length_s=0.5) -> Audio:
    return Audio(np.zeros(round(length_s * rate_hz), np.float32), rate_hz)


def joined(*parts: Audio) -> Audio:
    return Audio(np.concatenate([part.samples for part in parts]), parts[0].rate_hz)


def file_bytes(coding: str, channels: list[Audio]) -> bytes:
    """A file made by soundfile alone, with several channels if wanted."""
    container, subtype = CODINGS[coding]
    samples = np.stack([channel.samples for channel in channels], axis=1)
    stream, rate_hz = io.BytesIO(), channels[0].rate_hz
    with soundfile.SoundFile(stream, "w", rate_hz, len(channels), format=container, subtype=subtype) as sound:
        for start in range(0, len(samples), 4096):
            sound.write(samples[start : start + 4096])
    return stream.getvalue()


def loudest_hz(audio: Audio) -> float:
    """The frequency of the highest peak of the spectrum."""
    spectrum = np.abs(np.fft.rfft(audio.samples * np.hanning(len(audio.samples))))
    return float(spectrum.argmax() * audio.rate_hz / len(audio.samples))
