"""Changes recordings of people: tempo, pitch and voice, by overlap and add; gain, repair, and damage to repair."""
