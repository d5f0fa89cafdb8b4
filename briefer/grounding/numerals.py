"""Numerals: the values of digits and of number words."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth
eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
nineteenth"""
_ORDINAL_TENS = """twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth
ninetieth"""

_CARDINAL = {word: n for n, word in enumerate(_ONES.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
_ORDINAL = {word: n for n, word in enumerate(_ORDINALS.split())} | {
    word: 10 * n for n, word in enumerate(_ORDINAL_TENS.split(), 2)
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + s: n for word, n in _ORDINAL.items() if 3 <= n <= 10 for s in ("", "s")
}
_POWER = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_MANY = {word + "s": n for word, n in _POWER.items()} | {"tens": 10, "scores": 20}

# Abbreviations, and the scale words of other languages, which often follow digits.
_SCALES = {
    10**3: "k thousand тисяч тисячі тысяч тысячи тис тыс tausend tysięcy mila duizend",
    10**5: "lakh lakhs",
    10**6: """m mn mln mio million millions millionen millones milioni milhões miljoen
    mil milionów мільйонів мільйони мільйон миллионов миллиона миллион млн""",
    10**7: "crore crores",
    10**9: """b bn billion billions mrd mld milliarde milliarden milliard milliards
    miliardi miljard miliardów мільярдів мільярди миллиардов миллиарда млрд""",
    10**12: "tn trn trillion trillions трлн",
}
SCALE_OF = {word: n for n, row in _SCALES.items() for word in row.split()} | {
    "dozen": 12,
    "hundred": 100,
}
"""Lower-case scale word or abbreviation behind digits to its factor."""
_A = ("a", "an", "one")
_SOME = ("several", "few", "many")


def _any(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_CARD = f"(?:{_any(_CARDINAL)})"
_POW = f"(?:{_any(_POWER)})"
_ORD = f"(?:{_any(_ORDINAL)})"
_PLAIN = rf"(?:{_CARD}|{_POW})"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)) and "
SPELLED = (
    rf"(?:(?:tens|hundreds|dozens|scores|thousands) of )?(?:{_any(_MANY)})\b(?! old\b)"
    rf"|(?:several|few|many) {_POW}\b"
    rf"|half an? {_POW}\b|half an?(?= (?:hour|day|year|century)\b)|half-(?=hour\b)"
    rf"|{_CARD} and (?:a half|three[ -]quarters)(?:[ -]{_POW})?\b"
    r"|(?:an?|one)[ -](?:half|third|quarter|fifth|tenth)(?= of\b|[;,.:)]|$)"
    rf"|(?:two|three|four|five|six|seven|eight|nine)[ -](?:{_any(_PARTS)})(?<=s)\b"
    r"|one-(?:half|third|quarter|fifth|tenth)\b|half(?= (?:of|the|its|their|his|her)\b)"
    rf"|(?:(?:{_PLAIN}[ -])*?(?:{_POW}|{_any(_TENS.split())})(?: and |[ -]))?{_ORD}\b"
    rf"|(?:an? (?={_POW}))?{_PLAIN}(?:(?:[ -]|{_AND}){_PLAIN})*\b"
)
"""A pattern for number words; what `spelled` reads."""

DIGITS = (
    r"[0-9]{1,3}(?:[,.\u00a0\u2009\u202f’'][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)
"""A pattern for digits with separators; what `digits` reads."""

_GROUPED = re.compile(r"[0-9]{1,3}(?:([,.])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_SPACE = re.compile(r"[ \u00a0\u2009\u202f’']")


@lru_cache(maxsize=1024)
def digits(text: str, language: str = "en") -> tuple[Fraction, ...]:
    """The values a numeral in digits may have, the likeliest first.

    In English a comma groups and a period starts decimals, elsewhere the other way;
    there one group of three behind either mark can be both.
    """
    plain = _SPACE.sub("", text)
    match = _GROUPED.fullmatch(plain)
    english = Fraction(plain.replace(",", "")) if plain.count(".") < 2 else None
    if language == "en" and english is not None and not _DECIMAL.fullmatch(plain):
        return (english,)
    grouped = Fraction(re.sub("[,.]", "", plain)) if match else None
    foreign = plain.replace(".", "").replace(",", ".")
    decimal = Fraction(foreign) if foreign.count(".") < 2 else None
    values = (decimal, grouped, english if match else None)
    return tuple(dict.fromkeys(value for value in values if value is not None))


@lru_cache(maxsize=1024)
def spelled(text: str) -> tuple[str, Fraction, int]:
    """Kind (`number`, `ordinal`, `indefinite`), number and scale of number words.

    `two million` is 2 and a scale of a million, `two hundred thousand` 200 and a
    thousand; the value is their product.
    """
    every = re.findall("[a-z]+", text.lower())
    words = [word for word in every if word not in ("a", "an")]
    if every[0] in _SOME:
        return "indefinite", Fraction(_POWER[words[-1]]), 1
    if many := [_MANY[word] for word in words if word in _MANY]:
        return "indefinite", Fraction(many[0]), many[-1] if len(many) > 1 else 1
    is_part = words[-1] in _PARTS and (every[0] in _A or words[-1] not in _ORDINAL)
    if is_part or "half" in words or "quarters" in words:
        return ("number", *_fraction(words))
    if words[-1] in _ORDINAL:
        return "ordinal", _sum(words[:-1]) + _ORDINAL[words[-1]], 1
    return _cardinal(words)


def _cardinal(words: list[str]) -> tuple[str, Fraction, int]:
    last = words[-1]
    if last not in _POWER or last in ("dozen", "hundred"):
        return "number", _sum(words), 1
    return "number", _sum(words[:-1]) or Fraction(1), _POWER[last]


def _fraction(words: list[str]) -> tuple[Fraction, int]:
    """`half million`, `two and half million`, `two thirds`, `quarter`."""
    scale = _POWER.get(words[-1], 1)
    words = words[:-1] if words[-1] in _POWER else words
    *rest, part = words
    if "and" in rest:
        whole, above = rest[: rest.index("and")], rest[rest.index("and") + 1 :]
        return _sum(whole) + (_sum(above) or 1) * Fraction(1, _PARTS[part]), scale
    return (_sum(rest) or 1) * Fraction(1, _PARTS[part]), scale


def _sum(words: list[str]) -> Fraction:
    total = current = 0
    for word in words:
        if word in _CARDINAL:
            current += _CARDINAL[word]
        elif word in _POWER:
            current = (current or 1) * _POWER[word]
            if _POWER[word] >= 1000:
                total, current = total + current, 0
    return Fraction(total + current)
