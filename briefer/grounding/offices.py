"""Offices and who holds them, as a text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer import names
from briefer.datewords import MONTHS, WEEKDAYS
from briefer.schema import Actor, Finding

_OFFICES = {
    "president": "president presidents",
    "premier": "premier prime-minister pm",
    "chancellor": "chancellor",
    "minister": "minister ministers",
    "secretary": "secretary",
    "senator": "senator sen senators",
    "representative": "representative rep congressman congresswoman congressmember",
    "governor": "governor gov",
    "mayor": "mayor",
    "ambassador": "ambassador ambassadors",
    "envoy": "envoy",
    "speaker": "speaker",
    "spokesperson": "spokesman spokeswoman spokesperson",
    "chair": "chairman chairwoman chairperson chair",
    "director": "director",
    "adviser": "adviser advisor aide",
    "commissioner": "commissioner",
    "judge": "judge justice",
    "prosecutor": "prosecutor attorney",
    "general": "general gen",
    "admiral": "admiral adm",
    "colonel": "colonel col",
    "captain": "captain capt",
    "commander": "commander",
    "king": "king",
    "queen": "queen",
    "prince": "prince",
    "princess": "princess",
    "pope": "pope",
    "bishop": "bishop archbishop",
    "ceo": "ceo",
    "negotiator": "negotiator",
    "head": "head",
    "chief": "chief",
}
_OFFICE_OF = {word: name for name, row in _OFFICES.items() for word in row.split()}
_CHANGES = "former ex vice deputy acting elect assistant"
_CHANGING = frozenset(_CHANGES.split())
_QUALIFIERS = """former ex vice deputy acting assistant prime first foreign defense
defence interior finance economy energy health justice state press national security
special crown attorney solicitor lieutenant major brigadier chief general secretary
trade culture education transport environment labor treasury police army navy military
intelligence"""
_HONORIFICS = """mr mrs ms miss dr prof professor sir dame lord lady herr frau monsieur
madame prime vice deputy former acting ex foreign"""
_TITLES = frozenset({*_OFFICE_OF, *_HONORIFICS.split()}) - {
    "state",
    "prince",
    "justice",
}
_NOUNS = sorted(
    (word.replace("-", "[- ]") for word in _OFFICE_OF), key=len, reverse=True
)
OFFICE = (
    rf"(?P<before>(?:(?:{'|'.join(_QUALIFIERS.split())})[ -])*)"
    rf"(?P<noun>{'|'.join(_NOUNS)})"
)
"""A pattern for an office and the words that qualify it."""
_ANY_WORD = re.compile("[A-Za-z]{2,}")
_FORCE = re.compile(r"\b(?:police|army|navy|military|intelligence) $", re.IGNORECASE)
_QUALIFIED = re.compile(
    rf"\b(?:(?:{'|'.join(_QUALIFIERS.split())})[ -])+$", re.IGNORECASE
)
_PHRASE = re.compile(
    rf"\b{OFFICE}\b(?P<general>[ -]general\b)?(?P<elect>-elect)?"
    r"(?P<of> of (?:State|Defense|Defence|War|the Treasury|Energy))?",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ](?:[\w’'-]+|\.(?:[A-Z]\.)*)"
_NAME = rf"{_CAPITAL}(?: (?:(?:van|de|von|bin|al) )?{_CAPITAL})*"
_THEN_NAME = re.compile(rf"(?:,|(?: of(?: [a-z]+){{1,5}})? (?:is|was))? ({_NAME})")
_NAME_THEN = re.compile(
    rf"({_NAME}), (?:(?!and |but |while |who |as |when )[\w’'.-]+ ){{0,5}}$"
)
_ADVERB = re.compile(
    r"(?:On |In |At |Elsewhere|Meanwhile|Separately|Later|Earlier|Also|However|Still)\b"
)
_BECOMES = re.compile(
    rf"({_NAME}) (?:(?:has|had|have|been|was|is|to|took|takes) )*"
    r"(?:is|was|be|as|becomes?|became|appointed|named|elected|installed|chosen"
    r"|nominated|office|sworn in)(?: (?:as|the|an?|its|new|next|to be))* $"
)
_MAKES = re.compile(
    rf"(?:made|makes|named|names|appointed|elected|nominated|chose|installed)"
    rf" ({_NAME}) (?:the |its |new )*$"
)
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DATE = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
_DAY = re.compile(rf" on (?:(?:{'|'.join(WEEKDAYS)})(?:, {_DATE})?|{_DATE})\b")
"""What stands between `was named` and `as director`, and is no holder."""
_SUCCEEDS = re.compile(
    rf"(?P<heir>{_NAME}) [^.;]{{0,40}}?\b(?:succeed\w*|replac\w+) {_NAME} as (?:the )?$"
)
_NEAR = re.compile(r"[^\W\d_a-z][\w’'-]+")
_OF_PEOPLE = ("memory-suspect", "name-unsupported", "role-unsupported")
"""Codes of findings that may be of an office, or of the body where it is held."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office a text names, and the person it names with it."""

    noun: str
    """One word for its forms: `spokesperson` for a spokesman."""
    qualifiers: frozenset[str]
    words: str
    holder: str
    """Folded surname; empty where no name stands beside the office."""
    name: str
    near: frozenset[str]
    """Folded words with a capital within a few words of it."""
    is_plural: bool = False
    """Whether several share it: `presidents`."""
    country: str = ""
    """Folded name right before the office: `french`."""

    def fits(self, other: Office) -> bool:
        """Whether a source that has `other` allows this one.

        `minister` stands for `foreign minister`, but `president` not for `former
        president`.
        """
        is_same = self.noun == other.noun and self.qualifiers <= other.qualifiers
        return is_same and not (other.qualifiers - self.qualifiers) & _CHANGING


def is_title(word: str) -> bool:
    """Whether the word is an office or honorific, as before a name."""
    return word.lower().rstrip(".") in _TITLES


def office_of(word: str) -> str:
    """One word for all forms of an office, in lower case; empty for other words."""
    return _OFFICE_OF.get(word, "")


@lru_cache(maxsize=2048)
def offices(text: str) -> tuple[Office, ...]:
    """The offices that `text` names, in reading order, words in brackets included."""
    return tuple(_offices(_DAY.sub("", re.sub(r"[\[\]]", "", text))))


def _offices(text: str) -> Iterator[Office]:
    for match in _phrases(text):
        noun, qualifiers = _read(match)
        name = _holder(match, text)
        start, end = match.span()
        yield Office(
            noun=noun,
            qualifiers=qualifiers,
            words=match[0],
            holder=names.fold(name).rpartition(" ")[2],
            name=name,
            is_plural=match["noun"].endswith("s"),
            near=_capitals(text[max(0, start - 60) : end + 60]),
            country=_country(text[max(0, start - 30) : start]),
        )


def _phrases(text: str) -> Iterator[re.Match[str]]:
    """Every match of `_PHRASE`, tried only where a word is an office."""
    at = 0
    for word in _ANY_WORD.finditer(text):
        if word.start() < at or word[0].lower() not in _OFFICE_OF:
            continue
        if word[0].lower() in ("head", "chief") and not _is_leader(word, text):
            continue
        before = _QUALIFIED.search(text, max(at, word.start() - 40), word.start())
        start = before.start() if before else word.start()
        if match := _PHRASE.match(text, start):
            yield match
            at = match.end()


def _is_leader(word: re.Match[str], text: str) -> bool:
    """Whether `head` or `chief` is an office: `head of`, `police chief`."""
    is_of = text.startswith((" of staff", " of the"), word.end())
    return is_of or bool(_FORCE.search(text, max(0, word.start() - 13), word.start()))


_AS_SEARCHED = str.maketrans({" ": "-", "ı": "i", "\u0307": None})
"""What `re` takes for an `i` where it ignores case, and folding leaves as it is."""


def _read(match: re.Match[str]) -> tuple[str, frozenset[str]]:
    """Noun and qualifiers of an office, the forms of each made one."""
    before = match["before"].lower().replace("defence", "defense")
    words = set(re.split("[ -]", before)) - {""}
    words |= {word for word in ("general", "elect", "of") if match[word]}
    noun = _OFFICE_OF[match["noun"].casefold().translate(_AS_SEARCHED)]
    if noun == "minister" and "prime" in words:
        return "premier", frozenset(words - {"prime"})
    return noun, frozenset(words)


@lru_cache(maxsize=2048)
def _capitals(text: str) -> frozenset[str]:
    found = map(_fold, _NEAR.findall(text))
    return frozenset(word for name in found for word in name.split())


def _country(before: str) -> str:
    match = re.search(r"([^\W\d_a-z][\w.]*)(?:['’]s?)? $", before)
    return _fold(match[1]) if match else ""


def _holder(match: re.Match[str], text: str) -> str:
    """The name right behind the office, or the one it explains."""
    if succeeds := _SUCCEEDS.search(text, max(0, match.start() - 90), match.start()):
        return succeeds["heir"]
    if after := _THEN_NAME.match(text, match.end()):
        return _without_possessive(after[1])
    for pattern in (_BECOMES, _MAKES, _NAME_THEN):
        before = pattern.search(text, max(0, match.start() - 90), match.start())
        if before and not _ADVERB.match(before[1]):
            return _without_possessive(before[1])
    return ""


def _without_possessive(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).rstrip(".,")


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    return names.fold(word)


def known_offices(
    found: Sequence[Finding], actors: Sequence[Actor], text: str
) -> tuple[Finding, ...]:
    """`found` in `text` without what belongs to the offices of those it names.

    Another article may give these: an office, or the body where somebody holds it.
    """
    doubted = [one for one in found if one.code in _OF_PEOPLE]
    if not doubted:  # as nearly always: actors may be many
        return tuple(found)
    known = set(_all_words(text))
    there = [a for a in actors if known.intersection(_all_words(a.name)[-1:])]
    cleared = [one for one in doubted if _is_known(one, there)]
    return tuple(one for one in found if one not in cleared)


def _all_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_known(finding: Finding, actors: Sequence[Actor]) -> bool:
    """Whether a finding of `_OF_PEOPLE` is of what the roles of `actors` say."""
    words = finding.words.casefold()
    roles = [actor.role.casefold() for actor in actors]
    if finding.code == "name-unsupported":
        return any(words in role for role in roles)
    *office, holder = words.split() or [""]
    if not office:
        return any(holder in role.split() for role in roles)
    return any(
        actor.name.casefold().endswith(holder)
        and any(word in actor.role.casefold().split() for word in office)
        for actor in actors
    )
