"""Speech → discrete units. One file a tokenizer, one line in the table."""

from speechwright.tables import Table

TOKENIZERS = Table("tokenizer", {"mini": "speechwright.units.mini:MiniTokenizer"}, extra="models")
