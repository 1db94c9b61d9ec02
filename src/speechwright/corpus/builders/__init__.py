"""What kinds of data are made. To add one: a file with a class that is a `Builder`, and a line in this table."""

from speechwright.tables import Table

BUILDERS = Table(
    "builder",
    {
        "speech": "speechwright.corpus.builders.speech:SpokenTexts",
        "unit-language": "speechwright.corpus.builders.language:UnitLanguage",
        "text-language": "speechwright.corpus.builders.language:TextLanguage",
        "cross-modal": "speechwright.corpus.builders.cross_modal:CrossModal",
        "chain": "speechwright.corpus.builders.chain:Chain",
        "interleaved": "speechwright.corpus.builders.interleaved:Interleaved",
        "woven": "speechwright.corpus.builders.woven:Woven",
        "text-to-units": "speechwright.corpus.builders.text_to_units:TextToUnits",
        "edits": "speechwright.corpus.builders.edits:EditPairs",
    },
    extra="all",
)
