"""What a request says besides itself: what it is for, why it is asked, what shall stay as it is.

"For the podcast, raise the volume of the last sentence, so that everybody can follow" asks for no more than "raise the
volume of the last sentence". Its core is more easily recognised than all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechwright.tasks.edits.small_words import without_promises

_SUBJECT = r"(?:i|we|you|he|she|it|they|people|everyone|everybody|nobody|no one|listeners?|the|that|my|our|␣)"
_TAIL = re.compile(
    rf" (?:[,;.] )?(?:so that|so as|such that|so(?= {_SUBJECT} )|in order (?:to|that|for)|because|since|otherwise|lest|"
    rf"while (?:keeping|preserving|retaining|leaving|maintaining)|without (?:\S+ly )?\S+ing|"
    rf"(?:[,;] )(?:preserving|keeping|leaving|matching|giving|yielding|which|as (?:for|in|required|it|i|if|though)|"
    rf"like|in the same|with the same|in case|to \S+|for|it's|it is|i'm|my|"
    rf"the way (?:i|you|we|they|he|she|people)|but (?:keep|leave|retain|preserve|don't|do not|not)(?!.*␣))(?= )|"
    rf"before (?:i|we) (?:upload|publish|send|post|share|release|submit|hand)) .*$"
)
_LEAD = re.compile(
    r"^(?:(?:for|to|since|because|as|given|owing to|due to|in|now that|while|with) [^,;.]{3,}, |"
    r"(?!(?:if|when|unless|until|whenever) )[^,;.]*(?:(?<!\S)(?:is|are|was|were|has|have|had|sounds?|"
    r"sounded|seems?|i'm|it's|there's|that's|i|we|he|she|my|"
    r"our|nobody|everyone)(?!\S))[^,;.]* [,;.] (?:(?:so|please|and|can you|could you|would you|i want|i'd like) )*)"
)


def cores(text: str) -> Iterator[str]:
    """An outline's text, and what is left of it without what comes before and behind the request."""
    whole = without_promises(text) or text
    yield from dict.fromkeys(one for one in _shorter(whole) if " " in one or one == whole)


def without_tail(text: str) -> str:
    """Without what comes behind the request."""
    return _TAIL.sub("", without_promises(text) or text)


def _shorter(text: str) -> Iterator[str]:
    yield text
    yield (head := _TAIL.sub("", text))
    for rest in (text, head):
        while (match := _LEAD.match(rest)) and match.end() < len(rest):
            rest = rest[match.end() :]
            yield rest
            yield _TAIL.sub("", rest)
