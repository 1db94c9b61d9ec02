"""Discrete units → speech. One file a decoder, one line in the table."""

from speechwright.tables import Table

DECODERS = Table("decoder", {"mini": "speechwright.vocoder.mini:MiniDecoder"}, extra="models")
