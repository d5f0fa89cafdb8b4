"""Words of a sentence: their stems, the parts they stand in, and what is quoted.

A base of the checks on wording; all functions are pure, and cached by text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import QUOTES, TEXTS, Case
from briefer.grounding.quoted import quotations
from briefer.schema import Finding, Severity

LONGEST_EVIDENCE = 160
"""Characters of the source that a finding shows."""

_WORD = re.compile(r"[^\W_][\w']*(?:[.,]\d[\d.,]*\d|[.,]\d)?|[;:,()]|\s-\s|[–—]")
_MAY = re.compile(r"\bMay\b")
_PAUSES = frozenset(";:,()–— \n\t")
# A clause starts at these words; what a cue says of the words before them is not meant
# for those behind.
_OPENERS = """that which who whose but while whereas although though because after
before when if unless until since as"""
_CLAUSE = frozenset(_OPENERS.split())
_SMALL = """a an the this that these those and or but nor so yet of in on at to for
from by with without into onto over under about after before between during through
against as than then there here it its he she they them his her their him we us our i
you your who whom whose which what when where while whereas if unless whether because
although though since until be is are was were been being am has have had having do
does did done will would shall should can could may might must not no never none
neither also just only even still already very too more most less least much many some
any all each every both other another such same own new up down out off again further
later earlier ago once soon now today yesterday tomorrow mr mrs ms dr s t n't"""
_FUNCTION = frozenset(_SMALL.split())
_SPLIT = re.compile(
    r";\s+|,\s+(?:and|but|while|whereas|although|though)\s+|\s(?:while|whereas)\s|(?<![A-Z])\.\s+"
)
_IRREGULAR = """arise arose arisen|awake awoke|bear bore borne|beat beaten
become became|begin began begun|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|bring brought|build built|burn burnt|buy bought|catch caught
choose chose chosen|come came|cut cutting|deal dealt|dig dug
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|flee fled|fly flew flown flies
forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got gotten
give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden
hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent
lie lied lying lain|lose lost|make made|mean meant|meet met|pay paid|rebuild rebuilt
die died|dry dried dries|try tried tries|tie tied
ride rode ridden|ring rang rung|rise rose risen|run ran running|say said|see saw seen
seek sought|sell sold|send sent|shake shook shaken|shoot shot|shrink shrank shrunk
sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid
speak spoke spoken|spend spent|spin spun|spread spreading|spring sprang sprung
stand stood|stick stuck|swear swore sworn
sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn
tell told|think thought|throw threw thrown|understand understood|wake woke woken
wear wore worn|weep wept|win won|withdraw withdrew withdrawn|write wrote written
overthrow overthrew overthrown|undertake undertook undertaken|withstand withstood
undergo underwent undergone|loss losses|talk talks
comment comments commented commenting"""
_SAME = """die dies died dying death deaths kill kills killed killing
steal steals stole stolen theft thefts
rise rose risen increase increases increased increasing climb climbed climbs jump
fall fell fallen drop drops dropped dropping decrease decreased decreases dip dipped
resign resigns resigned resigning resignation quit quits quitting
strike struck stricken strikes walkout walkouts
deal deals agreement agreements accord pact agree agrees agreed agreeing
approve approves approved approval adopt adopts adopted adoption
sue sues sued suing lawsuit lawsuits
buy bought purchase purchases purchased acquire acquired
begin began begun start starts started starting
injure injures injured injury injuries hurt hurts wounded
jobless unemployment unemployed
choose chose chosen pick picks picked select selects selected
close closes closed closing closure shut shuts shutting
open opens opened opening reopen reopens reopened reopening"""
"""Words that stand for each other in news: a sentence in the one supports the other."""
_ENDINGS = ("ments", "ingly", "edly", "ment", "ings", "ing", "ied", "ies", "ed", "es")


def rows(words: str) -> list[list[str]]:
    """The words of each row; rows end with a line or a bar."""
    return [row.split() for row in re.split(r"[|\n]", words)]


def _base_forms() -> Iterator[tuple[str, str]]:
    for base, *forms in (*rows(_IRREGULAR), *rows(_SAME)):
        yield from ((form, _regular(base)) for form in (base, *forms))


class Word(NamedTuple):
    """A word of a text outside its quotations."""

    text: str
    """In lower case."""
    stem: str
    start: int
    end: int
    clause: int
    """Number of the clause, from 0: a pause or a word such as `that` opens one."""

    @property
    def is_content(self) -> bool:
        """Whether it names something: no article, pronoun or auxiliary."""
        return self.text not in _FUNCTION


_new = tuple.__new__
"""Makes a word in two thirds of the time that `Word` takes."""


class Segment(NamedTuple):
    """A part of a sentence that could stand alone, and the stems of its content."""

    start: int
    end: int
    stems: frozenset[str]

    def holds(self, place: int) -> bool:
        """Whether the character at `place` of the sentence is in it."""
        return self.start <= place < self.end


def _regular(word: str) -> str:
    """The word without a regular ending, a doubled letter and final `e`s."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    else:
        word = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


_IRREGULAR_STEMS = dict(_base_forms())
IRREGULAR_PAST = frozenset(
    form
    for _, *forms in rows(_IRREGULAR)
    for form in forms
    if not form.endswith(("s", "ing"))
)
"""Past forms and participles that do not end in `ed`."""


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """What the forms of an English word share: `struck` and `strikes` agree."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR_STEMS:
        return _IRREGULAR_STEMS[word]
    return _regular(word) if len(word) > 3 else word


def blank(match: re.Match[str]) -> str:
    """Blanks for what matched, as long, so that places agree."""
    return " " * len(match[0])


@lru_cache(maxsize=TEXTS)
def unquoted(text: str) -> str:
    """`text` with straight quotation marks and blanks for all that is quoted.

    As long as `text`, so that places agree.
    """
    plain = text.translate(QUOTES)
    for quote in quotations(text):
        blank = " " * (quote.end - quote.start)
        plain = plain[: quote.start] + blank + plain[quote.end :]
    return plain


@lru_cache(maxsize=TEXTS)
def lowered(text: str) -> str:
    """`unquoted` in lower case and as long; `May`, a month or name, is blotted out."""
    return in_lower_case(_MAY.sub("_ay", unquoted(text)))


def in_lower_case(text: str) -> str:
    """`text` in lower case and as long, so that places agree."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_lower, text))


def _lower(char: str) -> str:
    """The small letter, unless it is two characters long as that of `İ`."""
    low = char.lower()
    return low if len(low) == 1 else char


@lru_cache(maxsize=TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` outside quotations, in order."""
    return read(in_lower_case(unquoted(text)))


@lru_cache(maxsize=TEXTS)
def all_words(text: str) -> tuple[Word, ...]:
    """The words of `text`, those of quotations too."""
    return read(in_lower_case(text.translate(QUOTES)))


@lru_cache(maxsize=TEXTS)
def read(plain: str) -> tuple[Word, ...]:
    """The words of `plain`, a text in lower case with straight quotation marks."""
    found, clause = [], 0
    for match in _WORD.finditer(plain):
        word = match[0]
        if word[0] in _PAUSES:
            clause += 1
            continue
        clause += word in _CLAUSE
        found.append(_new(Word, (word, stem(word), *match.span(), clause)))
    return tuple(found)


@lru_cache(maxsize=TEXTS)
def content(text: str) -> frozenset[str]:
    """The stems of all that `text` names, quotations included."""
    return frozenset(word.stem for word in all_words(text) if word.is_content)


@lru_cache(maxsize=TEXTS)
def segments(text: str) -> tuple[Segment, ...]:
    """The parts of `text`, cut at semicolons and at `, and`, `, but`, `while`.

    A part of fewer than three content words stays with the one before it.
    """
    cuts = [match.end() for match in _SPLIT.finditer(unquoted(text))]
    if not cuts:
        return (Segment(0, len(text), content(text)),)
    parts: list[Segment] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        stems = _stems(text, start, end)
        if parts and len(stems) < 3:
            last = parts.pop()
            start, stems = last.start, last.stems | stems
        parts.append(Segment(start, end, stems))
    return tuple(parts)


def segment_at(text: str, place: int) -> Segment:
    """The part of `text` that holds the character at `place`."""
    return next(one for one in segments(text) if one.holds(place))


def beside(text: str, start: int, end: int, count: int) -> frozenset[str]:
    """The stems of the `count` content words nearest to a span, on either side."""
    known = [word for word in all_words(text) if word.is_content]
    before = [word.stem for word in known if word.start < start]
    behind = [word.stem for word in known if word.start >= end]
    return frozenset(before[-count:] + behind[:count])


def _stems(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in all_words(text)
        if start <= word.start < end and word.is_content
    )


def overlap(stems: frozenset[str], other: frozenset[str]) -> float:
    """The share of `stems` that `other` has too, 0 where there are none."""
    return len(stems & other) / len(stems) if stems else 0.0


def nearest(stems: frozenset[str], case: Case) -> tuple[str, ...]:
    """The cited sentences that say what `stems` say: the most alike, and near rivals.

    Empty where none has any of them.
    """
    scored = [(overlap(stems, content(p.text)), p.text) for p in case.passages]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(text for score, text in scored if best and score >= 0.6 * best)


def clip(text: str) -> str:
    """The start of `text`, short enough to stand in a report."""
    if len(text) <= LONGEST_EVIDENCE:
        return text
    return text[: LONGEST_EVIDENCE - 3].rsplit(" ", 1)[0] + "..."


def finding(
    case: Case,
    code: str,
    severity: Severity,
    message: str,
    words: str = "",
    evidence: str = "",
) -> Finding:
    """A finding on `case`, with its evidence cut short."""
    return Finding(
        code=code,
        severity=severity,
        where=case.id,
        message=message,
        words=words,
        evidence=clip(evidence),
    )
