"""Quantities of a text: value, unit, and the words around that say of what.

Dates, years, clock times and digits inside names (`F-16`, `G7`) are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS
from briefer.grounding.numerals import DIGITS, SCALE_OF, SPELLED, digits, spelled
from briefer.grounding.uncounted import blanked
from briefer.grounding.units import MONEY, SIGN, in_base_units, unit_behind, unit_of
from briefer.grounding.words import in_lower_case

Reading = tuple[Fraction, str]
"""A value and its unit; the unit is empty for what is only counted."""


class Quantity(NamedTuple):
    """A number of a text, as all its spellings have it in common."""

    start: int
    end: int
    words: str
    """As it stands in the text, with sign, scale and unit."""
    kind: str
    """`number`, `ordinal`, `decade`, `indefinite` (dozens), or `article` (an hour)."""
    number: Fraction
    """Before the scale word: 2 of `2 million`."""
    readings: tuple[Reading, ...]
    """What it may mean, the likeliest first; times in minutes or months."""
    unit: str = ""
    is_word: bool = False
    """Whether it is spelled out."""
    is_given: bool = False
    """Whether the text takes it as known: `the two leaders`."""
    head: frozenset[str] = frozenset()
    """Stems of the words for what is counted."""
    around: frozenset[str] = frozenset()
    """Stems of the other words beside it."""
    other_end: Fraction | None = None
    """The second number of a range or score; on the first only."""

    @property
    def value(self) -> Fraction:
        return self.readings[0][0]


# Searched in lower case, which is three times as fast as ignoring it.
_ANY = re.compile(
    r"[0-9½¼¾]|\b(?:half|third|quarter|first|second|zero|one|two|three|four|five|fif"
    r"|six|seven|eight|nin|ten|eleven|twel|thirt|twent|fort|dozen|score|hundred"
    r"|thousand|million|billion|trillion)|long\b"
)
_LEAD = re.compile(
    rf"(?:(?:{SIGN})\s?|\b(?:an?|half an?|several|few|many)[ -])$", re.IGNORECASE
)
_SHORT = "k|m|b|mn|bn|tn"
_LONG = "|".join(
    sorted((w for w in SCALE_OF if w not in _SHORT.split("|")), key=len, reverse=True)
)
_NUMERAL = re.compile(
    rf"(?P<sign>(?:{SIGN})\s?)?(?:(?P<fraction>[1-9]/[2-9](?![0-9/])|[0-9]*[½¼¾])"
    rf"|(?P<digits>{DIGITS})(?P<suffix>st|nd|rd|th|s)?(?![A-Za-z0-9]*[0-9])"
    rf"|\b(?P<words>{SPELLED}))"
    rf"(?:(?<=[0-9])\s?(?P<short>{_SHORT})\b|[\s-](?P<scale>{_LONG})\b)?",
    re.IGNORECASE,
)
_LASTS = re.compile(r"(?<![\w-])(hour|day|week|month|year|decade)s?-?long\b")
_SINGLE_UNIT = re.compile(
    r"(?<![\w-])(?<!half )(?:an?|per|each|this|the past|the last)\s"
    r"(minute|hour|day|week|month|year|decade)(?![\w-])"
)
_PARTS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


CASUALTIES = frozenset(("kill", "wound"))
"""Stems that tell best which number is which."""

EARLIER = "earlier"
"""Stands for the words that tell the older of two values."""

NEAR = 45
"""Characters within which a bare number continues the one before."""


@lru_cache(maxsize=TEXTS)
def quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of `text` in reading order.

    `language` decides what `1.234` is. Number words are read in English; scale words,
    percent and currencies in the larger European languages as well.
    """
    if not _ANY.search(in_lower_case(text)) and not _SINGLE_UNIT.search(text):
        return ()
    plain = blanked(text, language)
    found = [*_numbers(plain, text, language), *_single_units(plain)]
    found.sort(key=_start)
    return tuple(_linked(_in_context(found, plain), plain))


def _start(quantity: Quantity) -> int:
    return quantity.start


def _numbers(plain: str, text: str, language: str) -> Iterator[Quantity]:
    at = 0
    for found in _ANY.finditer(in_lower_case(plain)):
        if found.start() < at:
            continue
        if match := _numeral(plain, found.start(), at):
            quantity = _quantity(match, plain, text, language)
            yield quantity
            at = max(match.end(), quantity.end)


def _numeral(plain: str, place: int, floor: int) -> re.Match[str] | None:
    """The numeral at `place`, from the sign or article before it on."""
    lead = _LEAD.search(plain, max(floor, place - 9), place)
    match = _NUMERAL.match(plain, lead.start()) if lead else None
    return match or _NUMERAL.match(plain, place)


def _quantity(match: re.Match[str], plain: str, text: str, language: str) -> Quantity:
    """The quantity a match stands for, with the unit behind it."""
    kind, numbers, scale = _read(match, language)
    scale *= SCALE_OF.get((match["short"] or match["scale"] or "").lower(), 1)
    sign = unit_of(match["sign"] or "")
    has_unit = kind in ("number", "indefinite")
    unit, end = unit_behind(plain, match.end()) if has_unit else ("", match.end())
    values = [n * scale for n in numbers] if scale != 1 else list(numbers)
    readings = [in_base_units(n, sign or unit) for n in values]
    readings += [(n, sign or unit) for n in values if not sign]
    if (match["short"] or "").lower() == "m" and not sign:
        readings.append((numbers[0], "meter"))
    if unit == "GBP":
        readings.append((readings[0][0], "pound"))
    return Quantity(
        start=match.start(),
        end=end,
        words=text[match.start() : end],
        kind=kind,
        number=numbers[0],
        readings=_distinct((*readings, *_as_percent(readings[0]))),
        unit=sign or unit,
        is_word=bool(match["words"]),
        is_given=bool(_GIVEN.search(plain, max(0, match.start() - 12), match.start())),
    )


def _distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Each once; compared one by one, as fractions take long to hash."""
    found: list[Reading] = []
    for reading in readings:
        if reading not in found:
            found.append(reading)
    return tuple(found)


_GIVEN = re.compile(r"\b(?:the|these|those|both|all|their|other|our|its)\s$", re.I)


def _read(match: re.Match[str], language: str) -> tuple[str, tuple[Fraction, ...], int]:
    """Kind, possible numbers and scale of a match."""
    if words := match["words"]:
        kind, number, scale = spelled(words)
        return kind, (number,), scale
    if part := match["fraction"]:
        return "number", (_part(part),), 1
    suffix = (match["suffix"] or "").lower()
    kind = "decade" if suffix == "s" else "ordinal" if suffix else "number"
    return kind, digits(match["digits"], language), 1


def _part(text: str) -> Fraction:
    if "/" in text:
        return Fraction(text)
    return Fraction(text[:-1] or 0) + _PARTS[text[-1]]


def _as_percent(reading: Reading) -> tuple[Reading, ...]:
    """`half` is 50 percent."""
    value, unit = reading
    is_part = not unit and value < 1 and (value * 100).denominator == 1
    return ((value * 100, "percent"),) if is_part else ()


def _single_units(plain: str) -> Iterator[Quantity]:
    """`hour-long`, and `an hour`, which only supports and is never checked."""
    for pattern, kind in ((_LASTS, "number"), (_SINGLE_UNIT, "article")):
        for match in pattern.finditer(plain):
            unit = unit_of(match[1])
            yield Quantity(
                start=match.start(),
                end=match.end(),
                words=match[0],
                kind=kind,
                number=Fraction(1),
                readings=(in_base_units(Fraction(1), unit),),
                unit=unit,
                is_word=True,
            )


_STOP = re.compile(
    r"[.,;:()\[\]\"“”\0!?]|\s[-–—]|[–—]|\b(?:and|or|but|while|as|when|after|before|who"
    r"|which|that|where|if|because|since|until|than|including|versus)\b"
)
_OPEN_WORDS = """of the a an its their his her our all these those other some any such
this that more than least about around nearly almost up over under only just roughly
approximately estimated further additional another most first last next past new"""
_CLOSE_WORDS = """in at to from by for with on into onto per during within across
against was were is are be been being has have had will would can could may might
should not no it he she they we him them there here also then so via near between
among toward towards through out off down"""
_OPEN = frozenset(_OPEN_WORDS.split())
_CLOSE = frozenset(_CLOSE_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w’'.²]*")
_KILLED = (
    "kill",
    "dead",
    "died",
    "die",
    "dying",
    "death",
    "fatal",
    "slain",
    "lives",
    "bod",
)
_WOUNDED = ("wound", "injur", "hurt", "hospitali", "treated")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What the forms of an English word have in common, roughly.

    Words for killed are one, and those for wounded: reports vary them freely.
    """
    plain = re.sub(r"['’.].*$", "", word.lower())
    for name, words in (("kill", _KILLED), ("wound", _WOUNDED)):
        if plain.startswith(words):
            return name
    for end in ("ies", "ing", "ed", "es", "s", "y"):
        if plain.endswith(end) and len(plain) - len(end) >= 3:
            plain = plain.removesuffix(end)
            break
    return plain.rstrip("e")


def _in_context(found: Sequence[Quantity], plain: str) -> list[Quantity]:
    """Each with the words that say what it counts.

    One that stands bare takes those of the one before: `20 people in one town and 3 in
    another`.
    """
    known: list[Quantity] = []
    bounds = [0, *(q.end for q in found)], [*(q.start for q in found), len(plain)]
    for place, one in enumerate(found):
        head, around = _behind(plain[one.end : bounds[1][place + 1]])
        before = _ahead(plain[max(bounds[0][place], one.start - 60) : one.start])
        if _BACK_THEN.match(plain, one.end):
            around |= {EARLIER}
        if known and _is_share_of_same(known[-1], one, plain):
            head |= known[-1].head
        continues = known and head <= _OTHERS and _continues(known[-1], one, plain)
        if continues and head:
            head = known[-1].head
        elif continues:
            is_verb = plain.startswith((" were ", " was ", " are "), one.end)
            is_own = bool(before or around & CASUALTIES)
            told = CASUALTIES if is_own or is_verb else frozenset[str]()
            head = known[-1].head - told
            if not before and not is_verb:
                before = known[-1].around - told
        known.append(one._replace(head=head, around=around | before))
    return known


_OTHERS = frozenset(("other",))
"""The head of `18 others`, who are of what was counted before."""


def _is_share_of_same(before: Quantity, one: Quantity, plain: str) -> bool:
    """`4 percent of voters trust one and 3 percent the other`."""
    is_share = one.unit == before.unit == "percent"
    is_whole = plain.startswith(" of ", before.end)
    is_part = plain.startswith(" of ", one.end)
    is_same = not is_part or plain.startswith((" of those ", " of them "), one.end)
    return is_share and is_whole and is_same


def _continues(before: Quantity, one: Quantity, plain: str) -> bool:
    """Whether both stand in one sentence and neither has a unit, or one thing changed:
    `from 7 percent of capacity to 41`."""
    gap = plain[before.end : one.start]
    if before.unit and one.unit == before.unit:
        return bool(_CHANGE.fullmatch(gap))
    is_far = len(gap) > NEAR or re.search(r"[.!?]\s|[;:(]", gap)
    return not (one.unit or before.unit or is_far)


_CHANGE = re.compile(r" of (?:[a-z]+ ){1,3}to ")


def _behind(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of what is counted (at most three words), and of what comes after."""
    stop = _STOP.search(text)
    head: list[str] = []
    around: list[str] = []
    is_open = True
    for word in _WORD.findall(text[: stop.start()] if stop else text):
        if word.lower() in _CLOSE:
            is_open = False
        elif word.lower() not in _OPEN:
            (head if is_open and len(head) < 3 else around).append(stem(word))
        elif head:
            is_open = False
    return frozenset(head), frozenset(around[:3])


def _ahead(text: str) -> frozenset[str]:
    """Stems of the last two words before a number that mean something."""
    part = _STOP.split(text)[-1]
    words = [word for word in _WORD.findall(part) if word.lower() not in _NO_CONTENT]
    earlier = (EARLIER,) if _EARLIER.search(text) else ()
    return frozenset((*map(stem, words[-2:]), *earlier))


# Of two values for one thing the older stands behind such a word.
_EARLIER = re.compile(
    r"\b(?:from|after|following|compared (?:with|to)|against|versus|than|previously"
    r"|had (?:been|stood at|come to)|used to be"
    r"|(?:year|month|week|decade)s? (?:ago|earlier|before),?)\s"
    r"|^\s(?:ago|earlier|before),?\s"
    r"(?:about\s|the\s)?$"
)
_BACK_THEN = re.compile(
    r"\s(?:in |at |on )?(?:the |a |one )?(?:same )?(?:\w+ )?"
    r"(?:before|earlier|previously|ago)\b"
)
_NO_CONTENT = _OPEN | _CLOSE

_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s|\sor\s")
_LIST = re.compile(r",\s(?:and\s|or\s)?|\sand\s")


def _linked(found: Sequence[Quantity], plain: str) -> list[Quantity]:
    """Ends of ranges and members of lists share unit and scale with the last one."""
    linked = list(found)
    for place in range(len(linked) - 1, 0, -1):
        left, right = linked[place - 1 : place + 1]
        gap = plain[left.end : right.start]
        if _is_range(left, gap, plain):
            linked[place - 1 : place + 1] = _ranged(left, right, gap)
        elif _LIST.fullmatch(gap) and not left.unit:
            linked[place - 1] = _sharing(left, right, is_range=False)
    return linked


def _is_range(left: Quantity, gap: str, plain: str) -> bool:
    is_between = gap == " and " and plain.endswith("between ", 0, left.start)
    return is_between or bool(_RANGE.fullmatch(gap))


def _ranged(left: Quantity, right: Quantity, gap: str) -> tuple[Quantity, Quantity]:
    if left.unit in MONEY and not right.unit:
        readings = tuple((value, left.unit) for value, _ in right.readings)
        right = right._replace(unit=left.unit, readings=readings)
    if gap.strip() in ("-", "–", "—", "to"):
        left = left._replace(other_end=right.number)
    head, around = left.head | right.head, left.around | right.around
    # `fell from 9 to 7 percent in May`: only the second is of May.
    is_change = EARLIER in left.around
    left = left._replace(head=head, around=left.around if is_change else around)
    right = right._replace(head=head, around=around - {EARLIER})
    return _sharing(left, right, is_range=True), right


def _sharing(left: Quantity, right: Quantity, *, is_range: bool) -> Quantity:
    """`left` also read with the unit and scale of `right`, first so in a range."""
    has_sign = not right.is_word and not right.words[0].isdigit()
    has_scale = left.value != in_base_units(left.number, left.unit)[0]
    if has_scale or (has_sign and left.unit != right.unit):
        return left
    if not right.number or left.unit not in ("", right.unit):
        return left
    value, unit = in_base_units(left.number, right.unit)
    shared = (value * right.value / in_base_units(right.number, right.unit)[0], unit)
    both = (shared, *left.readings) if is_range else (*left.readings, shared)
    unit = right.unit if is_range else left.unit
    return left._replace(readings=_distinct(both), unit=unit)
