"""The voices that speak to a model under test: those that its training held out.

A model is measured on voices new to it only if its recipe holds out the same ones: `recipes/mini.yaml` lists this bank.
"""

from __future__ import annotations

from speechwright.corpus.bank import VoicesSettings

HELD_OUT_PERCENT = 12
MARGIN_S = 0.2
# Whispers, machines and monsters: what a person would not understand is no test of an ear.
UNCLEAR = ("*+whisper*", "*Robot*", "*+robosoft*", "*+Demonic", "*+croak", "*+Tweaky")
LISTENING = (
    VoicesSettings(engine="espeak", share=3, without=UNCLEAR, held_out_percent=HELD_OUT_PERCENT),
    # Made from recordings of people; one of the five is kept for tests.
    VoicesSettings(engine="flite", share=1, held_out=("rms",), where_installed=True),
)
HUMAN_LIKE = "flite:"  # how the labels of voices made from recordings of people begin
