"""The verbs with which people ask for edits. A clause that begins with one stands on its own."""

from __future__ import annotations

from speechwright.tasks.edits.forms import forms

VERBS = forms(
    "accelerate accent accentuate add aim alter amplify append apply attenuate banish begin boost bring bump "
    "cancel carry change chop chuck clean clear close compress convert convey correct crank crop cut decelerate "
    "declip decrease deepen delete deliver denoise dereverberate discard distort ditch do double downplay drag "
    "drop dry duplicate echo eliminate emphasise emphasize end erase even_out exaggerate exchange excise extend "
    "fade filter find finish fix flatten flip follow get get_rid_of give halve have hear highlight hold hurry "
    "imitate include increase inject insert interchange interject invert keep kill leave leave_out lend lengthen "
    "let level lift limit liven loop lose lower make master match mend mix modify move muffle mute narrow "
    "normalise normalize omit open overdrive overlay pad pause pitch play precede prepend pull pump punch purge "
    "push put quicken quieten raise read reduce remove render repair repeat replace restore reverse run "
    "say scrap send set shift shorten shout silence simulate skip slide slip slow smooth sneak snip soften speed "
    "squeeze standardise start stick stress stretch strike strip sub substitute suppress swap take take_out throw "
    "tighten tone top_and_tail trade transform transpose trim triple tune turn underline undo unmuffle use wait "
    "whisper widen"
)
