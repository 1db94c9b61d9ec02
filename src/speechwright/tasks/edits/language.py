"""Whether an instruction is in another language than English."""

from __future__ import annotations

import re

from speechwright.errors import BadInstruction

_WORDS = {
    "German": "der die das und ist nicht ein eine den dem bitte lösche entferne mach mache lauter "
    "leiser schneller langsamer wort satz "
    "ersetze durch füge ein nach vor letzte letzten ersten zweite stimme aufnahme tiefer höher und dann pause zwischen",
    "French": "le la les un une et est pas supprime supprimez mot phrase plus fort vite lentement "
    "ralentis remplace remplacez par après avant "
    "dernière dernier première voix enregistrement s'il vous plaît te avec dans sur deuxième efface ajoute enlève",
    "Spanish": "el la los las un una y es no elimina borra palabra frase más alto rápido lento "
    "reemplaza cambia por después antes última "
    "último primera voz grabación por favor con segundo haz hazlo que quita añade sube baja volumen velocidad",
    "Italian": "il lo la gli un una e non elimina cancella parola frase più forte veloce lento "
    "sostituisci con dopo prima ultima "
    "voce registrazione per favore alza abbassa togli aggiungi secondo rendi",
    "Portuguese": "o os as um uma e não apague remova palavra frase mais alto rápido devagar substitua "
    "por depois antes última voz gravação "
    "faça aumente diminua volume tire coloque",
    "Dutch": "de het een en niet verwijder woord zin harder zachter sneller langzamer vervang "
    "door na voor laatste eerste stem opname "
    "maak alsjeblieft toe voeg",
}
_ENGLISH = frozenset(
    "the a an and is not please delete remove make it word sentence faster slower louder "
    "of to in with by after before replace change add "
    "insert say this that my voice recording for on at can you could i want would".split()
)
_FEWEST_WORDS, _MOST_FOREIGN_LETTERS = 2, 0.3


def refuse_other_language(instruction: str) -> None:
    """Raises BadInstruction where the words are those of another language rather than English. Quoted text may be."""
    plain = re.sub(r"[\"“„«][^\"“”»]*[\"“”»]", " ", instruction.lower())
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain)
    letters = [sign for sign in plain if sign.isalpha()]
    if letters and sum(not "a" <= sign <= "ɏ" for sign in letters) > _MOST_FOREIGN_LETTERS * len(letters):
        raise _refusal("another language")
    scores = {name: sum(word in known.split() for word in words) for name, known in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _FEWEST_WORDS and scores[best] > sum(word in _ENGLISH for word in words):
        raise _refusal(best)


def _refusal(language: str) -> BadInstruction:
    return BadInstruction(f"an instruction in {language}", "English", "say it in English")
