"""English abbreviations, units of measure, signs and currencies, and how they are spoken."""

from __future__ import annotations

# What is spoken the same wherever it stands; the dot belongs to it.
ABBREVIATIONS: dict[str, str] = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Messrs.": "Messieurs", "Dr.": "Doctor", "Prof.": "Professor",
    "Gen.": "General", "Col.": "Colonel", "Lt.": "Lieutenant", "Capt.": "Captain", "Sgt.": "Sergeant",
    "Maj.": "Major", "Cmdr.": "Commander", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative",
    "Rev.": "Reverend", "Hon.": "Honourable", "Mt.": "Mount", "Ft.": "Fort", "Sr.": "Senior", "Jr.": "Junior",
    "Esq.": "Esquire", "Co.": "Company", "Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation",
    "Bros.": "Brothers", "dept.": "department", "est.": "established", "approx.": "approximately",
    "vs.": "versus", "etc.": "et cetera", "e.g.": "for example", "i.e.": "that is", "cf.": "compare",
    "viz.": "namely", "ca.": "about", "al.": "others", "A.D.": "A D", "B.C.": "B C", "a.m.": "a m", "p.m.": "p m",
    "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road", "Jan.": "January", "Feb.": "February", "Apr.": "April",
    "Aug.": "August", "Sept.": "September", "Sep.": "September", "Oct.": "October", "Nov.": "November",
    "Dec.": "December", "Mon.": "Monday", "Tues.": "Tuesday", "Wed.": "Wednesday", "Thurs.": "Thursday",
    "Fri.": "Friday",
}  # fmt: skip

# What is an abbreviation only before a number (or a Roman one).
BEFORE_NUMBERS: dict[str, str] = {
    "No.": "number", "Nos.": "numbers", "vol.": "volume", "Vol.": "volume", "ch.": "chapter", "Ch.": "chapter",
    "p.": "page", "pp.": "pages", "fig.": "figure", "Fig.": "figure", "sec.": "section", "art.": "article",
    "Chap.": "chapter", "chap.": "chapter", "pt.": "part", "ver.": "version",
}  # fmt: skip

# After a number. (one, several)
UNITS: dict[str, tuple[str, str]] = {
    "km/h": ("kilometre an hour", "kilometres an hour"), "m/s": ("metre a second", "metres a second"),
    "mph": ("mile an hour", "miles an hour"), "km": ("kilometre", "kilometres"), "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"), "m": ("metre", "metres"), "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"), "g": ("gram", "grams"), "lbs": ("pound", "pounds"), "lb": ("pound", "pounds"),
    "oz": ("ounce", "ounces"), "ft": ("foot", "feet"), "yd": ("yard", "yards"),
    "mi": ("mile", "miles"), "ml": ("millilitre", "millilitres"), "l": ("litre", "litres"),
    "ha": ("hectare", "hectares"),
    "GHz": ("gigahertz", "gigahertz"), "MHz": ("megahertz", "megahertz"), "kHz": ("kilohertz", "kilohertz"),
    "Hz": ("hertz", "hertz"), "GB": ("gigabyte", "gigabytes"), "MB": ("megabyte", "megabytes"),
    "KB": ("kilobyte", "kilobytes"), "TB": ("terabyte", "terabytes"), "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"), "W": ("watt", "watts"), "V": ("volt", "volts"), "dB": ("decibel", "decibels"),
    "ms": ("millisecond", "milliseconds"), "min": ("minute", "minutes"), "hrs": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "%": ("percent", "percent"), "‰": ("per mille", "per mille"),
}  # fmt: skip
# Those with a dot of their own; "in" without one is more often a word.
DOTTED_UNITS = {name: UNITS[name] for name in ("ft", "lb", "lbs", "oz", "yd", "mi", "min", "hr", "hrs")}
DOTTED_UNITS["in"] = ("inch", "inches")

# Sign: (one, several, a hundredth, hundredths).
CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "sen", "sen"),
}
MAGNITUDES: dict[str, str] = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}

SIGNS: dict[str, str] = {
    "&": " and ", "+": " plus ", "=": " equals ", "×": " times ", "÷": " divided by ", "±": " plus or minus ",
    "@": " at ", "#": " number ", "~": " about ", "≈": " about ", "§": " section ", "<": " less than ",
    ">": " greater than ", "≤": " at most ", "≥": " at least ", "©": " copyright ", "®": " ", "™": " ",
    "°": " degrees ", "%": " percent ", "$": " dollars ", "€": " euros ", "£": " pounds ", "¥": " yen ",
    "*": " ", "_": " ", "|": " ",
    "^": " to the power of ", "\\": " ", "/": " slash ", "•": " ", "‰": " per mille ", "−": " minus ",
}  # fmt: skip

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
