"""Names: whoever and whatever a text names stands in the sentences it cites.

A long form may come from elsewhere in the article, and a name that a pronoun
of the cited sentence stands for from the sentence before. Naming an outlet does not
license the words of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer.grounding.aliases import groups
from briefer.grounding.base import Case
from briefer.grounding.denials import ROOT
from briefer.grounding.mentions import Mention, folded, folded_words, mentions
from briefer.grounding.named import Source, has_form, is_surname_only, stands
from briefer.grounding.offices import Office, offices
from briefer.grounding.roles import misgiven
from briefer.schema import Finding, Severity

_STARTER_WORDS = """the a an in on at by for from with without to of as after before
during since until while when where whether if although though because but and or nor
so yet both either neither nobody somebody anybody everybody
everyone someone anyone nothing something people up down off out through along
each every all some many most several few no not none one
two three four five six seven eight nine ten it its he she they we you this that these
those there here his her their our my what who whom whose which how why then now today
yesterday tomorrow later earlier meanwhile however also only even just still according
despite amid among between against under over about around across within following
talks officials sources police troops forces officers protesters experts analysts
lawmakers leaders diplomats residents witnesses authorities relations nearly almost
more less fewer another other such unlike like per via once again last next first
second third early late instead moreover nevertheless thus therefore dozens hundreds
thousands millions half unless upon toward towards beyond total daily local consumer
inflation prices power water food gas oil heavy strong new old big high low final
young fresh annual national public common general global regional further great large
small major minor main key recent current former senior top rail road traffic trains
train buses flights flight air sea schools school hospitals hospital health trade jobs
shares sales exports imports tests crowds fans workers teachers nurses farmers drivers
pupils students patients passengers voters customers investors floods fires storms wind
solar renewables unemployment thieves judges claims dock dockers miners soldiers rebels
gunmen hackers lawyers doctors scientists refugees migrants villagers rescuers pilots
sailors homes houses rents bills taxes cuts plans votes elections
port ferry support opposition demand growth"""
LEAST = 4
"""Fewest letters by which words are of one family, as `Economic` and `economy`."""
_STARTERS = frozenset(_STARTER_WORDS.split())
_NO_NAME = (" from ", " of ", " about ", " for ")
"""What follows a word such as `Unhappy` at the start of a sentence, and no name."""
_COMMON_ENDS = re.compile(
    r"(?:ing|ed|ly|tions?|ments?|ers|ors|ists|ials|ies|ness|ity|ional|ical|ious|ible"
    r"|ism|ship|ence|sions?|ants|ents|ages)$"
)


def check(case: Case) -> Iterator[Finding]:
    """Names and offices that the cited sentences do not have.

    `name-unsupported`: a name that is absent (warning), or the given name of a surname
    to which the articles give none (note). `role-unsupported` (warning): an office the
    articles give only to others. `memory-suspect` (warning): an office in no article.
    `check-skipped` (note): names cannot be told from other words, or the text is in
    another language than its articles.
    """
    if reason := _unable(case):
        yield _finding(case, "check-skipped", "note", "", reason)
        return
    source = Source(case)
    for mention in mentions(case.text):
        if finding := _name(case, mention, source):
            yield finding
    yield from _roles(case)


def _unable(case: Case) -> str:
    """Why names cannot be checked; empty where they can."""
    if case.language == "de":
        return "names were not checked: German writes every noun with a capital"
    if not _has_case(case.text):
        return "names were not checked: the script has no capitals"
    if any(article.language != case.language for article in case.articles.values()):
        return "names were not checked: text and article are in different languages"
    return ""


def _has_case(text: str) -> bool:
    return text.upper() != text.lower() or not any(map(str.isalpha, text))


def _finding(
    case: Case, code: str, severity: Severity, words: str, message: str
) -> Finding:
    shown = case.evidence if len(case.evidence) <= 400 else case.evidence[:399] + "…"
    return Finding(
        code=code,
        severity=severity,
        where=case.id,
        message=message,
        words=words,
        evidence=shown,
    )


def _name(case: Case, mention: Mention, source: Source) -> Finding | None:
    shown, words = _significant(case, mention)
    if not words or stands(words, mention, source):
        return None
    if mention.has_office and has_form(words, mention, source.articles):
        return None
    if is_surname_only(words, source):
        message = f"`{shown}`: only the last name stands in the articles"
        return _finding(case, "name-unsupported", "note", shown, message)
    message = f"`{shown}` is not named in the cited sentences"
    return _finding(case, "name-unsupported", "warning", shown, message)


def _significant(case: Case, mention: Mention) -> tuple[str, tuple[str, ...]]:
    """The name and its folded words, less one that has its capital from its place."""
    first, _, rest = mention.words.partition(" ")
    is_alone = not rest and case.text.startswith(_NO_NAME, mention.end)
    if mention.is_initial and (is_alone or _is_common(first, case)):
        return rest, mention.folded[1:]
    return mention.words, mention.folded


def _is_common(word: str, case: Case) -> bool:
    """Whether a capital at the start of a sentence need not mean a name."""
    lower = word.lower()
    if lower in _STARTERS or _COMMON_ENDS.search(lower):
        return True
    root = lower[:ROOT] if len(lower) > ROOT else lower.rstrip("sy")
    return any(
        lower in words
        or (len(root) >= LEAST and any(word.startswith(root) for word in words))
        for words in (_lower_words(one.text) for one in case.articles.values())
    )


@lru_cache(maxsize=256)
def _lower_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())


def _roles(case: Case) -> Iterator[Finding]:
    """Offices given to someone who does not have them in the articles."""
    given = [office for office in offices(case.text) if office.holder]
    known = _known(case) if given else ()
    objected = ""
    for office in given:
        if verdict := _misplaced(office, known, case):
            code, message = verdict
            words = objected = f"{office.words} {office.name}"
            yield _finding(case, code, "warning", words, message)
    for role in misgiven(case) if not objected else ():
        message = f"the articles do not call {role.name} `{role.words}`"
        yield _finding(case, "role-unsupported", "warning", role.words, message)


def _texts(case: Case) -> Iterator[str]:
    for article in case.articles.values():
        yield f"{article.title}\n{article.text}"
    for claim in case.claims:
        yield f"{claim.text}\n{claim.who}\n{claim.via}"
    yield f"{case.who}\n{case.via}"


def _known(case: Case) -> tuple[Office, ...]:
    return tuple(office for text in _texts(case) for office in offices(text))


def _misplaced(
    office: Office, known: tuple[Office, ...], case: Case
) -> tuple[str, str] | None:
    """Code and message if the articles do not give the office to its holder.

    Nothing where they name it without a holder, or do not know the name at all.
    """
    same = [one for one in known if office.fits(one)]
    own = [one for one in same if _may_hold(office.holder, one)]
    if own and not _is_of_another_country(office, own):
        return None
    if not own and not _is_other(office, known):
        is_open = any(not one.holder for one in same)
        if is_open or not _is_there(office, case):
            return None
    if same:
        message = f"the articles do not call {office.name} `{office.words}`"
        return "role-unsupported", message
    return "memory-suspect", f"no article names the office `{office.words}`"


def _may_hold(holder: str, office: Office) -> bool:
    """Whether it is said of this holder, or near it and of nobody else alone."""
    is_open = not office.holder or office.is_plural
    return holder == office.holder or (is_open and holder in office.near)


def _is_other(office: Office, known: tuple[Office, ...]) -> bool:
    """Whether the articles give its holder an office that this one cannot stand for."""
    return any(office.holder == one.holder and office.noun != one.noun for one in known)


def _is_of_another_country(office: Office, own: list[Office]) -> bool:
    """Whether all say whose office it is, and none as the text does."""
    if not office.country:
        return False
    forms = groups(office.country)
    return all(one.country and one.country not in forms for one in own)


def _is_there(office: Office, case: Case) -> bool:
    return any(folded(office.holder) in folded_words(text) for text in _texts(case))
