"""Who says it: the speaker of a sentence, through whom, and how sure that makes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefer.extract import cues
from briefer.extract.lines import Line
from briefer.schema import Certainty, Kind

_CAP = (
    # sooner than by all alternatives
    r"(?=[^\W\d_a-zß-ÿа-џіїєґ])"
    r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[^\W\d_a-z])|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Lt|St)\."
    r"|[^\W\d_a-zß-ÿа-џіїєґ][\w-]*(?:['’](?!s\b)\w[\w-]*)*)"
)
_LINK = r"(?:of|for|de|von|van|der|den|bin|al|el|del|da|di|the|du|la)"
RUN = rf"{_CAP}(?:\s+(?:{_LINK}\s+){{0,2}}{_CAP})*"
"""A run of capitalized words, with the small words that names have inside."""
_SOURCES = cues.either(cues.SOURCES)
_FUNCTION = (
    r"(?!(?:after|before|and|or|nor|as|that|when|while|if|but|of|to|in|on|at|by|for|from"
    r"|with|than|since|until|because|where|who|which|whom|whose|is|are|was|were|has|have"
    r"|had|be|been|not|it|he|she|they|we|the|a|an|following|whether|against|between)\b)"
)
SMALL = rf"{_FUNCTION}[^\W\d_A-Z][\w’'-]*"
"""A word in lower case that a noun may have before it."""
_HEAD = r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ther)\s+)?"
_ROLE = rf"(?:{_CAP}\s+|{SMALL}\s+){{0,4}}?(?:{_SOURCES})(?:\s+(?:{_SOURCES}))?"
_PAPER = (
    r"(?:survey|study|poll|report|data|figures|statement) (?:by|from|of) "
    rf"(?:the )?{RUN}"
)
_OWNER = rf"(?:{_CAP}['’]s?\s+)?"
_BEFORE_NAME = rf"{_OWNER}(?:{_CAP}\s+)?(?:{SMALL}\s+){{0,3}}?(?:{_SOURCES})"
_OFFICE_OF = rf"{_BEFORE_NAME}(?: (?:to|of|in) (?:the )?{RUN})?,\s+{RUN}"
_NAMES = rf"{RUN}(?:\s+and\s+(?:[Tt]he\s+)?{RUN})?"
_TITLED = (
    rf"{_OWNER}(?:{_CAP}\s+)?(?:{SMALL}\s+){{0,3}}?{_NAMES}"
    rf"(?:\s+(?:{_SOURCES}|magazine|newspaper|news))?"
)
_BODY = rf"(?:{SMALL}\s+){{0,3}}?(?:{_SOURCES}) (?:of|in|for) (?:the )?{RUN}"
_NOUN = rf"{_HEAD}(?:{_PAPER}|{_BODY}|{_OFFICE_OF}|{_TITLED}|{_OWNER}{_ROLE})"
_WITHOUT_COMMA = rf"{_HEAD}(?:{_PAPER}|{_BODY}|{_TITLED}|{_OWNER}{_ROLE})"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z]\w+(?: \d{4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d{1,2}(?:, \d{4},?)?"
    r"|(?:week|month|year|evening|morning|night))"
)
_ADVERB = (
    r"(?:also|later|earlier|previously|then|again|repeatedly|reportedly|has|have|had"
    r"|publicly|recently|once|who|both|all|himself|herself)"
)
_BETWEEN = re.compile(
    r"(?:,(?:[^,]|(?<=\d),(?=\d)){2,90},)?"
    r"(?:,?\s+(?:(?:on|in|late|early|last|this|earlier|late)\s+){0,3}"
    rf"{_DAY},?|\s+{_ADVERB})*\s*$"
)
"""What may stand between a speaker and the verb."""
_MAY_BE_BETWEEN = re.compile(
    rf"(?:,|\d|day|\b(?:{_ADVERB}|week|month|year|evening|morning|night))$"
)
_SPEAKER_END = re.compile(rf"(?<![\w’'-])(?P<who>{_WITHOUT_COMMA})$")
_ANYBODY_END = re.compile(
    rf"(?<![\w’'-])(?P<who>(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir)\s+"
    rf"(?:{SMALL}\s+){{0,3}}{SMALL})$"
)
"""A speaker such as `the coast guard`; a noun that is none says nothing either."""
_SUBORDINATE = re.compile(
    r"\b(?:in|of|at|for|to|with|by|from|on|against|between|near|which|that|who|whom"
    r"|after|before|since|when|as|than|because|if|what)\s*$"
)
_RUN = re.compile(RUN)
_PRONOUN_END = re.compile(r"(?<![\w’'-])(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)$")
_PRONOUN = len("they")
_OFFICE_END = re.compile(rf"(?<![\w’'-])(?P<who>{_HEAD}{_OFFICE_OF})$")
_SPEAKER_NEXT = re.compile(rf"\s*(?P<who>{_NOUN})(?![\w’'])")
_APPOSITION = re.compile(rf"^(?P<role>.+?),\s+(?P<name>{RUN})$")
_LEADING_DAY = re.compile(rf"^(?:On\s+)?{_DAY},?\s+")
_PAPER_OF = re.compile(r"^(?:[Aa]n? |[Tt]he )?[a-z]+ (?:by|from|of) (?:the )?(?=[A-Z])")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s+(?=[^\W\d_a-z])")
_LONGEST = 70
"""Characters of the longest subject."""
_WINDOW = 110
"""Characters before a verb in which its subject stands."""


class Said(NamedTuple):
    """Who says a sentence, as far as its words tell."""

    who: str = ""
    """Name or description without titles; empty for the outlet's own voice."""
    role: str = ""
    """What stands before the name."""
    via: str = ""
    is_attributed: bool = False
    """Whether somebody says it, known by name or not."""
    is_pronoun: bool = False
    """Whether a pronoun, or nothing at all, stands for the name."""
    named_in: int = 0
    """Number of the sentence with the name; 0 for the sentence itself."""


def voices(lines: Sequence[Line], language: str = "en") -> tuple[Said, ...]:
    """Who says each of the lines of an article, in order.

    Pronouns and sentences inside a quotation get the speaker, or else the person who is
    the subject, of the sentence before. In other languages than English only the
    capitalized words next to a verb of speech are taken for a name.
    """
    is_english = language[:2] == "en"
    people = _people(lines)
    found: list[Said] = []
    last = Said()
    for line in lines:
        said = _of_line(line, last)
        if not is_english:
            role, who = _named(_first_run(said.who))
            said = said._replace(who=who, role=role)
        found.append(said)
        last = _next(line, said, last, people)
    return tuple(found)


def _first_run(words: str) -> str:
    run = _RUN.match(words)
    return run[0] if run else ""


def _named(run: str) -> tuple[str, str]:
    """The office in another language that stands before a name, and the name."""
    office, _, name = run.partition(" ")
    if name and cues.FOREIGN_OFFICE.fullmatch(office):
        return office, name
    return "", run


def _people(lines: Iterable[Line]) -> frozenset[str]:
    """Last words of the names that stand behind an office."""
    runs = (run for line in lines for run in _RUN.findall(line.outside) if " " in run)
    titled = (name for role, name in map(split_role, runs) if role and name)
    return frozenset(name.split()[-1] for name in titled)


def _next(line: Line, said: Said, last: Said, people: Collection[str]) -> Said:
    """Whom a pronoun in the next sentence means."""
    if said.who:
        return said._replace(named_in=said.named_in or line.number)
    subject = _RUN.match(line.outside)
    if subject and not said.is_attributed:
        role, name = split_role(subject[0])
        if name and name.split()[-1] in people:
            return Said(name, role, named_in=line.number)
    return last if line.is_dangling else Said()


def _of_line(line: Line, last: Said) -> Said:
    if line.is_spoken:
        return _carried(last, last.via)
    said = attributed(line.outside) if line.tells_who else Said()
    if said.is_pronoun and not _names_before_pronoun(line.outside):
        return _carried(last, said.via)
    return said


def _carried(last: Said, via: str) -> Said:
    """What a sentence before tells of the speaker of this one."""
    return last._replace(via=via, is_attributed=True, is_pronoun=True)


def _names_before_pronoun(outside: str) -> bool:
    """Whether a name stands before the pronoun, so that it may be the one meant."""
    before = re.split(r"(?<!\w)[Hh]e\b|(?<!\w)[Ss]he\b|(?<!\w)[Tt]hey\b", outside)[0]
    return bool(re.search(rf"\s{_CAP}", before))


def attributed(outside: str) -> Said:
    """Who speaks in a sentence, going by what stands outside its quotations.

    An outlet that reports what another says is the one through whom it is known.
    """
    found = [*_by_preposition(outside), *_by_verb(outside)]
    via = next((said.via for said in found if said.via), "")
    speakers = (said for said in found if said.who or said.is_pronoun)
    said = next(speakers, Said())
    return said._replace(via=via, is_attributed=bool(found))


def _by_preposition(outside: str) -> Iterator[Said]:
    for cue in cues.ACCORDING.pattern.finditer(outside):
        if match := _SPEAKER_NEXT.match(outside, cue.end()):
            yield _said(match["who"], outside[match.end() :])


def _by_verb(outside: str) -> Iterator[Said]:
    for cue in cues.SPEECH.pattern.finditer(outside):
        before = outside[max(0, cue.start() - _WINDOW) : cue.start()]
        yield from _subject(before, cue[0], outside[cue.end() :])


def _subject(before: str, verb: str, behind: str) -> Iterator[Said]:
    """The speaker in front of a verb of speech, or behind it where none can be."""
    subject = before.rstrip()
    if _MAY_BE_BETWEEN.search(subject):
        subject = before[: _BETWEEN.search(before).start()]  # type: ignore[union-attr]
    if _PRONOUN_END.search(subject, max(0, len(subject) - _PRONOUN)):
        yield Said(is_attributed=True, is_pronoun=True)
        return
    if match := _speaker(before, subject, verb):
        if not _SUBORDINATE.search(before[: match.start()]):
            yield _said(match["who"], behind, is_report=verb == "reported")
    elif not subject.strip(" ,") and (match := _SPEAKER_NEXT.match(behind)):
        yield _said(match["who"], behind)
    elif cues.SAYING.fullmatch(verb):
        yield Said(is_attributed=True)


def _speaker(before: str, subject: str, verb: str) -> re.Match[str] | None:
    """The words for a speaker at the end of a subject; None if nobody can be meant."""
    if "," in before and (match := _OFFICE_END.search(before.rstrip(" ,"))):
        return match
    start, comma = max(0, len(subject) - _LONGEST), subject.rfind(",")
    if comma >= start and (match := _OFFICE_END.search(subject, start)):
        return match
    match = _SPEAKER_END.search(subject, max(start, comma))
    if match or not cues.SAYING.fullmatch(verb):
        return match
    return _ANYBODY_END.search(subject, start)


def _said(words: str, behind: str, *, is_report: bool = False) -> Said:
    """The speaker named by `words`; an outlet only passes on what others say."""
    words = _LEADING_DAY.sub("", words).strip(" ,.")
    words = _PAPER_OF.sub("", words)
    name = _ARTICLE.sub("", words)
    if name[:1].isupper() and (cues.OUTLET.search(words) or is_report):
        citing = cues.CITING.search(behind)
        return Said(via=f"{name}, citing {citing[1].strip()}" if citing else name)
    if apposition := _APPOSITION.match(words):
        role = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", apposition["role"])
        return Said(apposition["name"], role, is_attributed=True)
    role, name = split_role(words)
    return Said(name, role, is_attributed=True)


@lru_cache(maxsize=8192)
def split_role(words: str) -> tuple[str, str]:
    """The role and the name in `Kremlin spokesman Dmitry Peskov`; one may be empty.

    The name of `Russian officials` is the whole of it.
    """
    parts = _ARTICLE.sub("", words).split()
    if len(parts) == 1:
        return "", parts[0]
    offices = [
        place
        for place, word in enumerate(parts)
        if word.lower().strip(".,") in cues.OFFICES
    ]
    if not offices or offices[-1] + 1 == len(parts):
        return "", " ".join(parts)
    end = offices[-1] + 1
    if parts[end] == "of" and end + 2 < len(parts):
        end += 2  # `Secretary of State Marco Rubio`
    if not parts[end][:1].isupper():
        return "", " ".join(parts)
    return " ".join(parts[:end]), " ".join(parts[end:])


def certainty(line: Line, said: Said, language: str) -> Certainty:
    """How sure a sentence is of what it says, from its words outside quotations.

    `reported` for languages whose words of caution are not known here.
    """
    for name, cue in _CERTAINTIES:
        if line.has(cue):
            return name
    is_known = language[:2] == "en" and not said.is_attributed
    return "confirmed" if is_known and not line.is_spoken else "reported"


_CERTAINTIES: tuple[tuple[Certainty, cues.Cue], ...] = (
    ("denied", cues.DENIED),
    ("alleged", cues.ALLEGED),
    ("planned", cues.PLANNED),
    ("possible", cues.POSSIBLE),
    ("reported", cues.REPORTED),
)


def kind(line: Line, said: Said, sure: Certainty, *, is_old: bool) -> Kind:
    """What sort of assertion a sentence is."""
    looks_ahead = line.has(cues.AHEAD) and not line.has(cues.PAST)
    if looks_ahead and sure in ("planned", "possible"):
        return "forecast"
    if said.is_attributed and cues.STANCE.search(line.outside):
        return "position"
    if said.who or line.is_spoken:
        return "statement"
    if is_old:
        return "background"
    return "figure" if re.search(r"\d", line.outside) else "event"
