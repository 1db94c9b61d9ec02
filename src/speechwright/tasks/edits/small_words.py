"""Words that ask for nothing by themselves: politeness, hesitation, what joins clauses, and the glue of English."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.harmless import HARMLESS, PURPOSES
from speechwright.tasks.edits.phrase import Phrase

_WE = r"(?:i|we|you|they|he|she)"
_ADVERBS = (
    r"(?:please|pls|plz|kindly|just|simply|maybe|perhaps|possibly|actually|really|quickly|"
    r"also|now|then|always|basically|literally|probably|definitely|only|still|again)"
)
_DO = (
    r"(?:(?:go ahead and|go and|help me(?: to)?|try to|try and|go|proceed to|be able to|"
    r"manage to|(?:start|begin|finish|end|finish off) by(?! saying)|remember to|make sure "
    r"(?:to|that you|you)|see if you can|see to it that|arrange for|consider|start off "
    r"by) )"
)
_LEADS = (
    (
        r"(?:can|could|would|will|may|might|should|shall|do|does|did|cannot|can't|couldn't|"
        r"won't|wouldn't|must) (?:i|we|you|it|they|someone|somebody|u|ya)(?: (?:have|get|ask "
        r"you to|please|be so kind as to|be able to|mind|possibly|see (?:that|to it that)|"
        r"make it so(?: that)?))*"
    ),
    (
        r"(?:i'd|i would|i|we'd|we would|we|id|i'd really|i should|i'm|i am|im)(?: (?:really|"
        r"just|also|quite|now|then))* (?:like|love|want|need|prefer|wish|appreciate|ask|gonna "
        r"need|going to need|hoping|looking|trying|wanting|would like)(?: for)?(?: (?:you|it|"
        r"u|us))?(?: if you(?: could| would| can)?| to| if| that)?(?: (?:have|get|see|hear))?"
    ),
    (
        r"(?:i was wondering|i wonder|i am wondering|i'm wondering|wondering) (?:if|whether) "
        r"(?:you (?:could|can|would|might)|we could|it's possible to|it is possible to)(?: "
        r"(?:possibly|maybe))?"
    ),
    (
        r"(?:is it|would it be|is there (?:any |a )?(?:way|chance)|any chance|any way|is "
        r"there any possibility|would there be a way)(?: (?:possible|ok|okay|alright|too much "
        r"trouble|too much to ask|all right))?(?: (?:for you|of you|you|i|we|that you|that we|"
        r"(?:could|can)))*(?: (?:to|can|could|if you could|if we))?"
    ),
    (
        r"(?:it would|it'd|that would|that'd|it will|it's|it is) be (?:great|nice|good|lovely|"
        r"wonderful|cool|awesome|better|best|ideal|perfect|helpful|fantastic)(?: (?:if|to|"
        r"for))?(?: (?:you|we|it))?(?: (?:could|can|would|to))?"
    ),
    (
        r"(?:i'd|i would|we'd|we would) (?:much )?rather(?! not)(?: (?:you|we|have|hear|that|see))*|"
        r"(?:i think|i guess|i feel|i reckon|i suppose|i believe|i'd say|it might be|it'd be|it would be|maybe it's|"
        r"it's) "
        r"(?:better|best|nicer|good|nice|an idea|a good idea|time|worth)(?: to| if(?: you| we)?)|"
        r"i (?:reckon|guess|suppose|believe|feel)(?: that)?(?: (?:you|we) (?:should|could))?|i'm after|give me|"
        r"(?:you|we) (?:might|may) (?:want|like|wish|as well)(?: to)?|i'd appreciate(?: it)?(?: if you(?: could| "
        r"would)?)?|"
        r"your job(?: is)?(?: to)?|time to|go on and|would it be (?:okay|ok|possible|alright) (?:to|if you|if)|"
        r"i'd be (?:grateful|happy|glad|delighted|pleased) if(?: you)?(?: could| would| can)?|please could (?:you|we)|"
        r"could i ask you to|may i ask you to|can i ask you to|can i get you to|are you able to|you'd better|"
        r"be a dear and|be an angel and|do it so that|i'd be (?:grateful|happy) for|"
        r"(?:what|how) about|what if (?:you|we|i)?(?= )|why (?:don't|not)(?: (?:you|we))?|would you "
        r"mind|do you mind|do you think you (?:could|can)|do me a favou?r and|if you (?:could|"
        r"can|would|don't mind|please|wouldn't mind)(?: please)?|be so (?:kind|good) (?:as to|"
        r"and)|feel free to|you (?:should|could|can|need to|have to|must|may|might want to)|"
        r"we (?:should|could|need to|have to|must|can|might)|i (?:need|think) you (?:to|"
        r"should)|i think (?:you|we|it|i) (?:should|could|would|need to)|let's|lets|let us|"
        r"let me|allow me to|i (?:will|have to|need to|must|should)|your (?:task|job) is to|"
        r"the (?:task|goal|aim) is to|i request (?:that )?you|my request is to"
    ),
    (
        r"(?:hey|hi|hello|yo|ok|okay|alright|all right|right|well|so|oh(?! (?:dear|no|my|god|boy|well|wow|yes))|ah|"
        r"listen|look|yes|"
        r"yeah|yep|(?:sure|great|thanks|thank you|good|fine|perfect|excellent)(?= [,.!])|sorry|excuse me|pardon me|now|"
        r"actually|i misspoke|my mistake|my bad|correction|i made a mistake|i made an error|i got (?:it|that) wrong|"
        r"oops|"
        r"whoops|i messed up|i slipped up|forgive me|apologies|one thing|quick fix|small fix|request|task|todo|note|"
        r"i'm not happy with it|here's what i want|here is what i want)(?: (?:there|again|computer|assistant|editor|"
        r"so|then|now|robot|buddy|mate|"
        r"speechwright|friend|please))*"
    ),
    (
        r"(?:first of all|first off|firstly|secondly|thirdly|fourthly|lastly|finally|next|"
        r"next up|then|afterwards?|after that|after this|after which|following that|and then|"
        r"to (?:start|begin|finish) with|to (?:start|begin|finish|end|start off|finish off)|"
        r"for starters|as a (?:first|second|third|final|last|next) step|in the end|at the "
        r"same time|meanwhile|in addition|in addition to that|additionally|furthermore|"
        r"moreover|besides|on top of that|on top|apart from that|when (?:that's|that is|"
        r"you're|you are|it's) (?:done|finished)|once (?:that's|that is|you're|you are|it's) "
        r"(?:done|finished)|when done|later|subsequently|step (?:one|two|three|four|five|\d)|"
        r"number (?:one|two|three|four|five|\d)|part (?:one|two)|one more thing|and one more "
        r"thing|oh and|second|third|first|fourth|last|last but not least|last of all|and "
        r"finally|before that|before you do that|but first|but before that|at first|another "
        r"thing|while you're at it|while you are at it|after doing that|having done that|with "
        r"that done|and|but|plus|also|yet|then also|followed by|along with|together with|"
        r"as well as|while|whilst|not only)"
    ),
    (
        r"(?:my|our) (?!voice|speech|speaker|recording)\w+ (?:says|said|thinks|told me|tells me|insists|reckons|"
        r"suggests|suggested|recommends|complains|complained|asked|claims|wants|wanted)(?: that| me| us| to)*"
    ),
    _ADVERBS,
    (
        r"(?:(?:do|make|apply|i (?:want|need)|i'd like|we need|here are|there are) )?(?:these|the following|"
        r"(?:all )?(?:two|"
        r"three|four|several|a few|some)) (?:(?:two|three|four) )?(?:little |small |simple |quick )*(?:things|"
        r"changes|edits|"
        r"fixes|steps|tasks|jobs|requests)(?: (?:please|for me|to (?:do|make)|to be done|in order|"
        r"in this order))*(?= :)"
    ),
    (
        r"(?:after|once|when|as soon as|now that)(?: you(?:'ve| have)| having| we've)(?= \w+)|before you(?= \w+)|"
        rf"like(?= "
        rf"(?:{forms('delete remove make slow speed change replace insert add turn raise lower cut put move repeat')}) "
        rf")|(?:after|when|once|by|before that|having)(?= \w+ing )"
    ),
    _DO[3:-2],
)
_MINUS = (
    r"-(?! (?:\d|\.\d|half|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty)(?!\w))"  # no sign of a number
)
_LEAD = re.compile(rf"(?:{'|'.join(_LEADS)}|[,;.:!?–]|{_MINUS})(?= |$)(?: |$)")
_TRAILS = (
    r"(?:pretty )?(?:please|pls|plz)|thanks(?: (?:a lot|so much|in advance|mate|very much|"
    r"a million|a bunch))?|thank you(?: (?:so much|very much|in advance|kindly))?|thx|ta|"
    r"cheers|for (?:me|us)|if (?:you )?(?:possible|can|could|would|don't mind|please|"
    r"wouldn't mind|like|will|may|want)|if it's not too much trouble|if that's (?:ok|okay|"
    r"alright|all right|possible|fine)(?: with you)?|if it is possible|will you|would you|"
    r"could you|can you|won't you|ok|okay|alright|right|now|right now|right away|at once|"
    r"immediately|asap|too|as well|also|afterwards?|after that|then|first|finally|next|at "
    r"the end of that|that's it|that's all|that is all|mate|buddy|dear|kindly|again|i "
    r"think|i guess|you know what i mean|while you're at it|when you get a chance|at the "
    r"same time|is that (?:ok|okay|possible)|would that be possible|okay\?|in one go|and "
    r"that's it|a bit please|actually|by the way|and so on|instead please|(?:would|will|"
    r"should) be (?:nice|great|good|better|lovely|perfect|ideal|cool|helpful|appreciated|"
    r"fine|best|wonderful)|would do|would help|will do|is what i want|somehow|real quick|"
    r"quickly|make it so|make it happen|so please do|if you would|would you|instead"
)
_TRAIL = re.compile(rf"(?:^|(?<= ))(?:{_TRAILS}|[,;.:!?–-])$")

_NEUTRAL_VERBS = forms(
    "make set turn change adjust modify alter edit do give apply have get let use put "
    "bring take go keep be want need like render "
    "transform convert modulate process treat perform run tweak shift move switch play "
    "read say speak talk sound tell try work produce "
    "create become become leave seem appear see hear come happen cause allow show handle "
    "fix improve pull add affect ask help tune dial slip lend stick throw pop sneak "
    "squeeze inject introduce include insert drop pretend imagine simulate grant "
    "increase push nudge ease step inch tick edge kick knock prepare adapt ensure sit hold measure demand require "
    "tweak "
    "reach land ramp notch aim target bump deliver pass provide supply route feed pipe mangle shape dial style present"
)
_NEUTRAL = whole(
    rf"{_NEUTRAL_VERBS}|a|an|the|of|by|to|in|at|on|for|with|from|so|that|this|these|those|(?<=# )each|"
    rf"which|as|is|are|be|am|was|were|been|being|"
    r"its|my|his|her|their|our|your|i|you|he|she|we|they|me|him|them|us|and|then|there|"
    r"here|should|would|could|will|shall|can|may|might|"
    r"must|has|have|had|it's|that's|there's|theres|bit|like|please|just|now|also|too|well|"
    r"only|actually|really|some|sort|kind|thing|things|part|parts|"
    r"section|bit|way|where|when|what|how|if|into|onto|over|about|towards?|near|around|during|within|"
    r"inside|through|throughout|overall|effect|"
    r"amount|value|level|original|current|currently|present|normal|usual|existing|than|"
    r"compared|before|relative|it|one|i'd|i'm|im|let's|would|"
    r"want|wanted|overall|right|okay|ok|seems?|feels?|comes?|out|up|down|off|back|more|"
    r"even|quite|rather|pretty|fairly|version|"
    r"respect|regards?|terms|exactly|approximately|roughly|nearly|almost|simply|audio|setting|slider|"
    r"recording|clip|file|sound|sounds|voice|speech|speaker|speaker's|track|audio's|"
    r"recording's|person|speaking|talking|reading|said|spoken|"
    r"words?|phrase|sentence(?= ␣)|whole|entire|all|everything|together|at once|same|time|such|i'll|gets?|needs?|along"
)
_CHANGES_NOTHING = whole(
    r"(?:(?:but|and) )?not (?:any )?(?:faster|slower|louder|quieter|softer|higher|lower|deeper)(?: in (?:pitch|"
    r"volume|speed|tone))?|"
    r"(?:(?:but|and|with|at) )*(?:the |its |at the |exactly the )?same (?:pitch|speed|tempo|pace|volume|timbre|"
    r"voice|words|"
    r"rhythm|duration)(?: (?:though|please|as before|as now))?|neither (?:too )?\S+ nor (?:too )?\S+|"
    r"not too \S+(?: (?:and|or|,))* not too \S+|(?:and )?nothing else|"
    r"(?:with )?(?:the )?(?:pitch|speed|tempo|volume|rest|timbre) (?:unchanged|untouched|unaffected|intact|the same|"
    r"as is)|"
    r"(?:(?:but|while|and) )?(?:without|not|don't|do not|never) (?:chang(?:e|ing)|"
    r"affect(?:ing)?|alter(?:ing)?|touch(?:ing)?|modify(?:ing)?|"
    r"shift(?:ing)?|los(?:e|ing)|mess(?:ing)? (?:with|up)|distort(?:ing)?) (?:the |its |"
    r"my |his |her |their |any of the |anything |any )?"
    r"(?:pitch|speed|tempo|pace|rate|volume|loudness|words?|voice|timbre|tone|text|"
    r"content|rest|else|anything|other|length|duration|rhythm|timing|quality|"
    r"speaker|everything|sound|intonation|intelligibility)(?: (?:or|and|of|the|pitch|"
    r"speed|tempo|volume|voice|words|anything|everything|else|recording|audio|clip))*"
    r"|(?:(?:but|while|and) )?(?:keep(?:ing)?|leav(?:e|ing)|preserv(?:e|ing)|"
    r"maintain(?:ing)?|retain(?:ing)?) (?:the |its |my |his |her |their )?(?:same )?"
    r"(?:rest|everything else|all else|pitch|speed|tempo|pace|volume|loudness|words?|"
    r"voice|timbre|tone|length|duration|everything|other words?|remainder|others|"
    r"remaining (?:words|part|audio)|original (?:voice|pitch|speed|tempo))"
    r"(?: (?:of (?:it|the (?:recording|audio|clip|sentence|file))|the same|unchanged|"
    r"untouched|intact|alone|as (?:it is|is|it was|they are|before)|constant|where it is|"
    r"like (?:it is|before)|identical|unaffected))*"
)


_ALONE = re.compile(
    r"^(?:[,.;] )?(?:and |but )*(?:leave|leaving|keep|keeping) .{1,60} (?:alone|as is|as "
    r"it is|as it was|unchanged|untouched|the same|intact)(?: [,.;])*$"
)
_REASON = re.compile(
    r"(?:[,.;] )?(?:because|since it|as it is|as it's|cause it|'cause) (?!.*\b(?:delete|remove|make|then|and)\b)"
)
_REGRET = re.compile(
    r"(?:[,.;] )?(?:(?:because|since|as|but|and) )*(?:(?:i|we|you|he|she|they|it|that|this) (?:(?:really|just|"
    r"actually) )*"
    r"(?:didn't|did not|never|wasn't|was not|shouldn't have|should not have|don't|do not|hadn't)"
    r"(?: (?:really|mean|meant|want|wanted|intend|intended|like|liked|need|needed|say|said|have|supposed|planned|plan|"
    r"be|been|to|go|in|there|notice|see|know)){1,5}(?: (?:it|that|this|them|there|in there|at all|anyway|any ?more))*|"
    r"(?:it|that|this) (?:was|is|'s) (?:all )?(?:just )?(?:a |an |my )?(?:slip(?: of the tongue)?|mistake|error|"
    r"accident|"
    r"fault|wrong|unintended|accidental|nonsense|silly|embarrassing)|i misspoke|(?:it|that) slipped out|my (?:bad|"
    r"mistake|"
    r"fault)|sorry(?: about that)?)(?: [,.;:!?])*"
)
_RESULT = re.compile(
    r"(?:[,;.] )?(?:and )?so (?:that )?(?:it|this|that|the sentence|the line|there|we|i)(?:'s| is| says| reads|'m|"
    r" am| are|"
    r"'re)? (?:just|only|left with|simply|says|reads) .+|(?:[,;.] )?so (?:that )?(?:it|this|that|"
    r"the sentence) (?:says|reads) "
    r".+"
)
_PASSIVE_LEAD = re.compile(r"(?:have|get|let|make|see|could|can|should|would|may|must|will|might) (?=\S)")
_WEAK = re.compile(
    r"now|right now|then|first|too|right|also|again|ok|okay|as well|next|finally|after "
    r"that|afterwards?|dear|mate|buddy|i think|i guess|actually|somehow|quickly"
)
_WISHED_IT = re.compile(r"(?:i|we) .*?(?=(?:it|this|that) (?:to )?$)")  # "I'd like it | at a low volume"
KEPT = 512  # phrases of which the plain forms are kept: each edit asks for the same ones
_HESITATION = re.compile(
    r"(?:(?:uh|um|er|erm|hmm|mm|ehm|uhm),? )+(?=\S)"
)  # at the beginning: elsewhere it may be a word that is meant
_LINK = re.compile(r"and|then|so|but|also|ok|okay|and then|[,;.]")
_ROW = re.compile(
    r"(?:first|second|third|fourth|last|next|only|just|now|so|right|well|then|really|"
    r"actually|literally|basically|always|also|still|again|okay|oh) ?$"
)


@lru_cache(KEPT)
def variants(phrase: Phrase) -> Sequence[tuple[Phrase, float]]:
    """A clause without the words of politeness and the connectives around it, and what it may be with some of them: in
    "first word louder" the "first" is none. Each with a cost, cheapest first."""
    phrase = phrase.stripped()
    found = []
    for trail, cost in _without_trails(phrase):
        leads = _without_lead(trail)
        found += [(lead, cost + 0.5 * place) for place, lead in enumerate(leads)]
        if (match := _PASSIVE_LEAD.match(leads[0].low)) and match.end() < len(leads[0].low):
            found.append((leads[0].cut(match.end(), len(leads[0].low)), cost + 0.5))
    return found


def _without_lead(phrase: Phrase) -> list[Phrase]:
    """The shortest first, and then those before a word of order that may belong to the rest."""
    kept, phrase = [], _without_hesitation(phrase)
    while (match := _LEAD.match(phrase.low)) and match.end() < len(phrase.low):
        if _ROW.search(match.group()):
            kept.append(phrase)
        elif wish := _WISHED_IT.match(match.group()):
            kept.append(phrase.cut(wish.end(), len(phrase.low)))
        phrase = phrase.cut(match.end(), len(phrase.low))
        if _LINK.fullmatch(match.group().strip()):
            phrase = _without_hesitation(phrase)
    return [phrase, *reversed(kept)]


def _without_hesitation(phrase: Phrase) -> Phrase:
    match = _HESITATION.match(phrase.low)
    return phrase.cut(match.end(), len(phrase.low)) if match else phrase


def _without_trails(phrase: Phrase) -> list[tuple[Phrase, float]]:
    """Shorter and shorter. "Now" and the like may be new text, as in "replace fish with oh now"; "please" hardly."""
    found, weak = [(phrase, 0.0)], 0.0
    while (match := _TRAIL.search(phrase.low)) and match.start() > 0:
        phrase = phrase.cut(0, match.start() - 1)
        if _WEAK.fullmatch(match.group().strip()) and not phrase.tokens[-1].is_mark:
            weak = 0.3
        else:
            found = [(one, cost + 0.5) for one, cost in found]
        found.append((phrase, weak))
    return sorted(found, key=lambda pair: pair[1])


@lru_cache(KEPT)
def without_trail(phrase: Phrase) -> Phrase:
    """Without politeness after it."""
    return min((one for one, _ in _without_trails(phrase.stripped())), key=len).stripped()


def without_promises(low: str) -> str:
    """Without "but keep the pitch": an edit never changes what it doesn't name."""
    return " ".join(PURPOSES.sub(" ", _CHANGES_NOTHING.sub(" ", low)).split())


def is_empty(phrase: Phrase) -> bool:
    """Whether a clause says nothing but thanks and promises."""
    rest = without_promises(phrase.low)
    return (
        not rest
        or bool(_ALONE.search(rest))
        or bool(_REASON.match(rest))
        or bool(_RESULT.fullmatch(rest))
        or bool(_REGRET.fullmatch(rest))
        or bool(re.fullmatch(rf"(?:(?:{'|'.join(_LEADS)}|{_TRAILS}|[,;.:!?\d]) ?)+", rest))
    )


def uncovered(low: str, vocabulary: re.Pattern[str], said: Set[str] = frozenset()) -> tuple[str, set[str]]:
    """What is left of a clause without its holes, the words of an edit, and glue; and the words that were taken for
    glue. Words that are said in the recording are never taken for harmless ones."""
    own = vocabulary.sub(" ", low)
    rest = HARMLESS.sub(lambda match: match.group() if match.group() in said else " ", own)
    rest = _NEUTRAL.sub(" ", rest)
    left = " ".join(token for token in rest.split() if token not in "␣#~▲▼,.;:!?–")
    return left, set(own.split()) - set(left.split())
