"""Training: one loop for every language-model stage, loops of their own for the rest. One line a stage in the table."""

from speechwright.tables import Table

STAGES = Table(
    "stage",
    {
        "text": "speechwright.train.stages:TEXT",
        "pretrain": "speechwright.train.stages:PRETRAIN",
        "sft": "speechwright.train.stages:SFT",
        "chain": "speechwright.train.stages:CHAIN",
    },
    extra="train",
)
