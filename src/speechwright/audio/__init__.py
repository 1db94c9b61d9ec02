"""Sound in and out: reading, writing, resampling, levels, pitch and features. numpy, soundfile and soxr; no torch."""
