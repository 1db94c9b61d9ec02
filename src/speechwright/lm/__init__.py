"""Language models that speak: grown vocabularies, rendered conversations, guarded generation, model folders."""
