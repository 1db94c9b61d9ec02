"""Whether an instruction is in another language than English."""

from __future__ import annotations

import re

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.verbs import VERBS

_WORDS = {
    "German": "das rauschen lauter hall stimme pausen wörter kürze verschiebe wiederhole hebe senke "
    "erhöhe verringere verlangsame beschleunige "
    "der die das und ist nicht ein eine den dem bitte lösche entferne mach mache lauter "
    "leiser schneller langsamer wort satz "
    "ersetze durch füge ein nach vor letzte letzten ersten zweite stimme aufnahme tiefer höher und dann pause zwischen",
    "French": "augmente augmentez baisse diminue accélère bruit silence supprimer enlever mets répète "
    "déplace moins du "
    "le la les un une et est pas supprime supprimez mot phrase plus fort vite lentement "
    "ralentis remplace remplacez par après avant "
    "dernière dernier première voix enregistrement s'il vous plaît te avec dans sur deuxième efface ajoute enlève",
    "Spanish": "el la los las un una y es no elimina borra palabra frase más alto rápido lento "
    "reemplaza cambia por después antes última "
    "último primera voz grabación por favor con segundo haz hazlo que quita añade sube baja volumen velocidad",
    "Italian": "rimuovi rumore aumenta diminuisci rallenta accelera ripeti sposta rendi taglia forte "
    "il lo la gli un una e non elimina cancella parola frase più forte veloce lento "
    "sostituisci con dopo prima ultima "
    "voce registrazione per favore alza abbassa togli aggiungi secondo rendi",
    "Portuguese": "troque pela pelo ruído tire ponha repita mova o "
    "o os as um uma e não apague remova palavra frase mais alto rápido devagar substitua "
    "por depois antes última voz gravação "
    "faça aumente diminua volume tire coloque",
    "Dutch": "haal ruis weg luider stiller herhaal verplaats knip "
    "de het een en niet verwijder woord zin harder zachter sneller langzamer vervang "
    "door na voor laatste eerste stem opname "
    "maak alsjeblieft toe voeg",
}
_ENGLISH = frozenset(
    "the a an and is not please delete remove make it word sentence faster slower louder "
    "of to in with by after before replace change add "
    "insert say this that my voice recording for on at can you could i want would "
    "up down all from more less last first second pitch volume pause noise cut move repeat raise lower turn".split()
)
_ALSO_ENGLISH = frozenset(
    "die den des in on an as no me do plus pause volume door hard son fin sur ton un con per non".split()
)
_VERB = whole(VERBS)
_MOST_FOREIGN_LETTERS = 0.3


def refuse_other_language(instruction: str) -> None:
    """Raises BadInstruction where the words are those of another language rather than English. Quoted text may be."""
    plain = re.sub(r"[\"“„«][^\"“”»]*[\"“”»]", " ", instruction.lower())
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain)
    letters = [sign for sign in plain if sign.isalpha()]
    num_english = sum(word in _ENGLISH or _VERB.fullmatch(word) is not None for word in words)
    scores = {name: _score(known.split(), words) for name, known in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    if _is_foreign(letters) or (not num_english and not scores[best] and any(sign > "\x7f" for sign in letters)):
        raise _refusal("another language")
    if scores[best] > num_english:
        raise _refusal(best)


def _is_foreign(letters: list[str]) -> bool:
    """Whether more than 30 percent of the letters are of another script than the Latin one."""
    return sum(sign > "ɏ" for sign in letters) > _MOST_FOREIGN_LETTERS * len(letters)


def _score(known: list[str], words: list[str]) -> int:
    """How many words are of a language; 0 where they may all be English ones."""
    found = [word for word in words if word in known]
    return len(found) if any(len(word) > 1 and word not in _ALSO_ENGLISH for word in found) else 0


def _refusal(language: str) -> BadInstruction:
    return BadInstruction(f"an instruction in {language}", "English", "say it in English")
