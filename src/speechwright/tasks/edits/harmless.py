"""Words that may stand in any request without changing what it asks for: judgements ("that awful hiss"), emphasis
("horribly distorted"), and what the sound is for ("for my listeners").

A closed list: a word that is unknown is not skipped for being unknown. None of these is a cue of an edit.
"""

from __future__ import annotations

from speechwright.tasks.edits.forms import whole

_ADVERBS = (
    "horribly terribly awfully badly incredibly unbelievably annoyingly properly correctly neatly cleanly carefully "
    "thoroughly accordingly overly excessively unnecessarily ridiculously insanely unbearably painfully weirdly oddly "
    "strangely frankly honestly obviously apparently unfortunately seamlessly directly instantly constantly "
    "continuously consistently regularly everywhere altogether whatsoever anyway anyhow forever often sometimes "
    "suddenly abruptly nicely fairly reasonably sufficiently enough especially particularly specifically generally "
    "mostly mainly clearly plainly evidently surely certainly absolutely truly genuinely awful personally ideally "
    "preferably accidentally wrongly mistakenly deliberately purposely intentionally artificially manually somehow "
    "already lately early later ever never_mind indeed kinda sorta a_little_bit whole_lot by_far for_once for_good "
    "for_real wise ought anywhere at_all as_well by_the_way on_purpose by_mistake by_accident in_general in_particular "
    "as_usual of_course "
    "for_sure no_doubt in_fact to_be_honest if_anything if_you_ask_me in_my_opinion for_my_taste for_my_liking "
    "to_my_ears to_my_taste a_little_too not_at_all out_of_nowhere all_of_a_sudden as_much_as_possible as_possible "
    "as_far_as_possible where_possible wherever_possible a_great_deal quite_frankly"
)
_JUDGEMENTS = (
    "horrible terrible dreadful nasty annoying irritating ugly bad poor unpleasant disturbing distracting hideous "
    "pesky damn damned bloody freaking fricking fucking goddamn unwanted unnecessary superfluous stupid silly weird "
    "strange odd proper decent nice good fine great lovely cool typical real actual genuine certain "
    "particular specific obvious audible noticeable constant persistent continuous old new plain simple basic terribly "
    "ridiculous insane crazy unbearable painful embarrassing ghastly atrocious shocking offensive intolerable "
    "pointless useless needless unintended accidental faulty flawed sloppy messy unprofessional amateurish "
    "many much such whole entire full complete overall lame crappy lousy rubbish shitty harsh grating "
    "unusable usable acceptable tolerable okay perfect ideal better best pleasant pleasing natural nicer"
)
_NOUNS = (
    "mic mike microphone laptop job problem problems issue issues trouble mess ears ear listener listeners audience "
    "viewers people everyone everybody anyone folks taste purpose reason stuff matter manner fashion feel vibe "
    "impression mode dose dash hint bunch load pile layer touch_of kind sort type lot lots of_mine wish idea shame "
    "pity "
    "disaster nightmare character colour color quality_of nature artefact artefacts artifact artifacts flavour "
    "flavor signature namely whatever vocally acoustically normally everyday sure busy damage mix nuisance eyesore "
    "mistake"
)
_WORDS = "|".join(
    sorted({word.replace("_", " ") for word in f"{_ADVERBS} {_JUDGEMENTS} {_NOUNS}".split()}, key=len, reverse=True)
)
_TAILS = (
    r"for (?:my|the|our|your|this) (?:listeners?|audience|show|boss|students?|children|kids|friends?|"
    r"class|book|demo|client|viewers|users?|project|purpose|presentation|voiceover|radio (?:play|show|drama)|podcast|"
    r"film|video|game|audio ?(?:play|book)|lesson|exam|test|talk|lecture|wedding|meeting|interview|report|article|"
    r"story|episode|broadcast|news|montage|trailer|exercise|drill|worksheet|learners?|pupils?|ceremony|funeral|"
    r"campaign|upload|website|channel|stream|platform)(?= ,| $|$)(?: ,)?|"
    r"in (?:my|his|her|their|the) (?:voice|recording|delivery)(?= |$)|"
    r"so (?:that )?(?:i|you|we|they|people|everyone|everybody|the listeners?|it) (?:can|could|will|may) "
    r"(?:actually |really |still )?(?:hear|understand|follow|catch|notice|make out|enjoy) "
    r"(?:it|that|this|them|what i say|what is said|everything|me|him|her)|"
    r"without (?:anyone|anybody|people) (?:noticing|hearing it)|without leaving (?:a|any) (?:gap|hole|pause|trace|"
    r"silence)|"
    r"(?:and )?close (?:up )?the gap(?: (?:it|that) leaves| left)?(?= ?$)|(?:from|against) the rest(?= ?$)|"
    r"with no (?:gap|trace)(?: left)?|"
    r"as if (?:it|nothing) (?:had )?(?:never )?(?:happened|been there|was there|was said)"
)
PURPOSES = whole(_TAILS)
"""A pattern for what is said about the purpose, and that nothing else shall be heard of the change."""

HARMLESS = whole(_WORDS)
"""A pattern for such words."""
