"""Changes recordings of people: tempo, pitch, voice, intonation and stress, by pitch-synchronous overlap and add."""
