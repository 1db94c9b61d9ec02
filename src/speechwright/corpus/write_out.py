"""English text → what a voice should say: numbers, dates, times, sums of money, units and abbreviations in words.

Voices read such things each in their own way, and recognizers write them in another: a text that is written out is
said and heard alike. The words of numbers come from num2words; what kind of number it is, is told from what stands
around it. Case and punctuation stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal

from speechwright.corpus.abbreviations import (
    ABBREVIATIONS,
    BEFORE_NUMBERS,
    CURRENCIES,
    DOTTED_UNITS,
    MAGNITUDES,
    MONTHS,
    SIGNS,
    UNITS,
)
from speechwright.tables import missing_extra

_LONGEST_NUMBER = 15  # digits; a longer one is read digit by digit, and so is one of seven or more without commas
_PLAIN_DIGITS = 6
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def written_out(text: str) -> str:
    """The text with nothing left that is not said as it is spelled. Applied twice it changes nothing more.

    Raises:
        MissingExtra: num2words is not installed.
    """
    plain = unicodedata.normalize("NFKC", _FRACTION_SIGNS.sub(_fraction_sign, text))
    for pattern, reading in _READINGS:
        plain = pattern.sub(reading, plain)
    return " ".join(re.sub(r"\s+([,.;:!?])", r"\1", plain).split())


def _say(number: int | Decimal, kind: str = "cardinal") -> str:
    try:
        from num2words import num2words
    except ModuleNotFoundError as error:
        raise missing_extra("num2words", "voices") from error
    return str(num2words(number, to=kind)).replace(",", "")


def _whole(digits: str) -> str:
    """A whole number; digit by digit where it is none that people read as a number."""
    plain = digits.replace(",", "")
    as_digits = len(plain) > _LONGEST_NUMBER or (len(plain) > _PLAIN_DIGITS and "," not in digits)
    if as_digits or (len(plain) > 1 and plain[0] == "0"):
        return _by_digit(plain)
    return _say(int(plain))


def _by_digit(digits: str) -> str:
    return " ".join(_say(int(digit)) for digit in digits if digit.isdigit())


def _number(digits: str) -> str:
    """A whole number or a decimal."""
    whole, point, fraction = digits.partition(".")
    head = _whole(whole) if whole else ""
    return f"{head} point {_by_digit(fraction)}".strip() if point else head


def _read_number(match: re.Match[str]) -> str:
    return f" {_number(match.group())} "


def _read_ordinal(match: re.Match[str]) -> str:
    return f"{_say(int(match.group(1).replace(',', '')), 'ordinal')}"


def _read_year(match: re.Match[str]) -> str:
    return f"{_year(int(match.group()))}"


def _read_early_year(match: re.Match[str]) -> str:
    return f"{match.group()[:-4]}{_year(int(match.group()[-4:]))}"


def _year(year: int) -> str:
    """num2words reads 1066 as a number, which no one does."""
    if 1000 < year < 1100:
        return f"ten {_say(year - 1000) if year >= 1010 else f'oh {_say(year - 1000)}'}"
    return _say(year, "year").replace("-hundred", " hundred")


def _read_decade(match: re.Match[str]) -> str:
    """1990s → nineteen nineties; '60s → sixties; 1800s → eighteen hundreds."""
    words = _year(int(match.group(1))) if len(match.group(1)) == 4 else _say(int(match.group(1)))
    return words.removesuffix("y") + "ies" if words.endswith("y") else f"{words}s"


def _read_money(match: re.Match[str]) -> str:
    sign, digits, magnitude = match.groups()
    one, several, cent, cents = CURRENCIES[sign]
    if magnitude:
        magnitude = MAGNITUDES.get(magnitude.strip().lower(), magnitude.strip())
        return f"{_number(digits)} {magnitude} {several}"
    whole, _, fraction = digits.partition(".")
    if fraction and len(fraction) != 2:
        return f"{_number(digits)} {several}"
    parts = [] if int(whole.replace(",", "")) == 0 and fraction.strip("0") else [_counted(whole, one, several)]
    if fraction.strip("0"):
        parts.append(_counted(str(int(fraction)), cent, cents))
    return " and ".join(parts)


def _counted(digits: str, one: str, several: str) -> str:
    return f"{_whole(digits)} {one if digits == '1' else several}"


def _read_dotted_measure(match: re.Match[str]) -> str:
    return f"{_number(match.group(1))} {DOTTED_UNITS[match.group(2)][match.group(1) != '1']}"


def _read_measure(match: re.Match[str]) -> str:
    digits, unit = match.group(1), match.group(2)
    return f"{_number(digits)} {UNITS[unit][digits != '1']}"


def _read_time(match: re.Match[str]) -> str:
    hour, minute, half = match.group(1), match.group(2), match.group(3)
    words = [_say(int(hour))]
    if int(minute):
        words.append(f"{'oh ' if int(minute) < 10 else ''}{_say(int(minute))}")
    elif not half:
        words.append("o'clock" if 0 < int(hour) <= 12 else "hundred")
    return " ".join([*words, *([" ".join(re.findall("[apm]", half.lower()))] if half else [])])


def _read_hour(match: re.Match[str]) -> str:
    return f"{_say(int(match.group(1)))} {' '.join(re.findall('[apm]', match.group(2).lower()))}"


def _read_date(match: re.Match[str]) -> str:
    year, month, day = match.group("y", "m", "d")
    if not 1 <= int(month) <= len(MONTHS) or not 1 <= int(day) <= 31:
        return _by_digit(match.group())
    return f"{MONTHS[int(month) - 1]} {_say(int(day), 'ordinal')}, {_year(int(year))}"


def _read_month_day(match: re.Match[str]) -> str:
    return f"{match.group(1)} {_say(int(match.group(2)), 'ordinal')}"


def _read_day_month(match: re.Match[str]) -> str:
    return f"{_say(int(match.group(1)), 'ordinal')} {match.group(2)}"


_DENOMINATORS = {"2": ("half", "halves"), "4": ("quarter", "quarters")}
_FRACTION_SIGNS = re.compile("[¼½¾⅐-⅞]")


def _fraction_sign(match: re.Match[str]) -> str:
    return " " + unicodedata.normalize("NFKC", match.group()).replace("⁄", "/")


def _read_fraction(match: re.Match[str]) -> str:
    whole, above, below = match.groups()
    one, several = _DENOMINATORS.get(below, (_say(int(below), "ordinal"), f"{_say(int(below), 'ordinal')}s"))
    if above == "1":
        said = f"{'a' if whole else 'one'} {one}"
    else:
        said = f"{_say(int(above))} {several}"
    return f"{_whole(whole)} and {said}" if whole else said


def _read_sections(match: re.Match[str]) -> str:
    return " point ".join(_say(int(number)) for number in match.group().split("."))


def _roman(digits: str) -> int:
    values = [_ROMAN_VALUES[digit] for digit in digits]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _read_roman_part(match: re.Match[str]) -> str:
    if not _ROMAN.fullmatch(match.group(2)):
        return match.group()
    return f"{match.group(1)} {_say(_roman(match.group(2)))}"


def _read_roman_name(match: re.Match[str]) -> str:
    """Henry VIII → Henry the eighth. A lone I, or letters that are no number, stay."""
    if not _ROMAN.fullmatch(match.group(2)):
        return match.group()
    return f"{match.group(1)} the {_say(_roman(match.group(2)), 'ordinal')}"


def _read_street(match: re.Match[str]) -> str:
    return "Saint " if match.group(1) else "Street"


def _read_phone(match: re.Match[str]) -> str:
    """Groups of digits as people dictate them; a plus before them is said."""
    groups = re.findall(r"\d+", match.group())
    return ("plus " if match.group()[0] == "+" else "") + ", ".join(_by_digit(group) for group in groups)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_DECIMAL = rf"(?:{_WHOLE})(?:\.\d+)?|\.\d+"
_ALONE = r"(?<![\w.])"  # no number or word goes on before it
_HALF = r"([ap]\.?m\b\.?|[AP]\.?M\b\.?)"
_MONTH = f"({'|'.join(MONTHS)})"
_SIGN = f"[{''.join(CURRENCIES)}]"
_MAGNITUDE = r"(\s(?:thousand|million|billion|trillion)\b|(?:[kKmMbB]n?)\b)?"
_ROMAN_PARTS = "[Cc]hapter|[Vv]olume|[Pp]art|[Bb]ook|[Ss]ection|[Aa]rticle|[Ss]cene|[Aa]ct|War|number|page|pages"
_ROMAN_NAMES = (
    "Henry|Charles|George|Edward|William|James|Louis|Richard|Elizabeth|Napoleon|Philip|Paul|John|Pius|Leo|Francis|Peter|"
    "Catherine|Alexander|Frederick|Nicholas|Gregory|Innocent|Benedict|Clement|Otto|Ferdinand|Gustav|Christian|Victoria"
)
_BEFORE_YEARS = r"\b(?:[Ii]n|[Ss]ince|[Yy]ear|[Bb]y|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Aa]bout|to|of)\s"

_Reading = str | Callable[[re.Match[str]], str]
# Order matters: what needs the most around it comes first.
_MARKS: tuple[tuple[str, _Reading], ...] = (
    ("[’‘ʼ`´]", "'"),
    ("[“”«»„]", '"'),
    (r"\s*(?:--+|—)\s*", ", "),
    ("…", "."),
    (r"(?<![\w)])[-−](?=\.?\d)", "minus "),
)
_WORDS: tuple[tuple[str, _Reading], ...] = (
    (rf"(?<!\w)({_any_of(BEFORE_NUMBERS)})(?=\s*(?:\d|[IVXLC]+\b))", lambda match: BEFORE_NUMBERS[match.group(1)]),
    (rf"(?<![\w.])({_any_of(ABBREVIATIONS)})(?!\w)", lambda match: ABBREVIATIONS[match.group(1)]),
    (r"\bSt\.(\s+(?=[A-Z]))?", _read_street),
    (rf"\b({_ROMAN_PARTS}) ([IVXLC]+)\b", _read_roman_part),
    (rf"\b({_ROMAN_NAMES}) ([IVX]+)\b", _read_roman_name),
)
_DAYS_AND_HOURS: tuple[tuple[str, _Reading], ...] = (
    (r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _read_date),
    (r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})(?![\d/])", _read_date),
    (rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}\b", _read_day_month),
    (rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\.\d)", _read_month_day),
    (rf"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?:\s*{_HALF})?(?![\d:])", _read_time),
    (rf"(?<![\d:.])(1[0-2]|[1-9])\s*{_HALF}", _read_hour),
    (r"(?<![\d'])'?(\d{4}|(?<=')\d0)'?s\b", _read_decade),
)
_NUMBERS: tuple[tuple[str, _Reading], ...] = (
    (r"\+\d{1,3}(?:[ -]\d{2,5}){2,}|(?<![\d-])(?:\d{3}-){1,2}\d{4}(?![\d-])", _read_phone),
    (rf"(?<=\d)\s*[–-]\s*(?={_SIGN}?\d)", "–"),
    (rf"({_SIGN})\s?({_DECIMAL}){_MAGNITUDE}", _read_money),
    (r"(?<![\d/.])(?:(\d+)\s)?(\d{1,2})/(0*[2-9]|[1-9]\d)(?![\d/])", _read_fraction),
    (r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.]*\d)", _read_sections),
    (rf"{_ALONE}({_WHOLE})(?:st|nd|rd|th)\b", _read_ordinal),
    (rf"{_ALONE}({_DECIMAL})\s?({_any_of(DOTTED_UNITS)})\.(?=\s+[a-z\d,])", _read_dotted_measure),
    (rf"{_ALONE}({_DECIMAL})\s?({_any_of(UNITS)})(?![\w/])", _read_measure),
    (rf"(?:(?<=\w)|(?<=\d ))–(?={_SIGN}?\w)", " to "),
    (rf"(?:{_BEFORE_YEARS})10\d\d(?![\d,]*\d|\.\d|\w)", _read_early_year),
    (rf"{_ALONE}(?:1[1-9]|20)\d\d(?![\d,]*\d|\.\d|\w)", _read_year),
    (_DECIMAL, _read_number),
)
_REST: tuple[tuple[str, _Reading], ...] = (
    (f"[{re.escape(''.join(SIGNS))}]", lambda match: SIGNS[match.group()]),
    ("–", ", "),
    (r"[\[\]{}()\"]", " "),
)
_READINGS = tuple((re.compile(p), reading) for p, reading in (*_MARKS, *_WORDS, *_DAYS_AND_HOURS, *_NUMBERS, *_REST))
