"""Names: whoever and whatever a text names stands in the sentences it cites.

A long form may come from elsewhere in the article, and a name that a pronoun
of the cited sentence stands for from the sentence before. Naming an outlet does not
license the words of its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefer.grounding.aliases import groups
from briefer.grounding.base import Case
from briefer.grounding.capitals import significant
from briefer.grounding.carried import is_carried
from briefer.grounding.mentions import Mention, folded, folded_words, mentions
from briefer.grounding.named import Source, has_form, is_surname_only, stands
from briefer.grounding.offices import Office, offices
from briefer.grounding.persons import mistaken, unheard
from briefer.grounding.roles import misgiven
from briefer.schema import Finding, Severity

_ROOT = 5
"""Letters that a country and the word for its people share: `Marvosia`, `Marvosian`."""


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
    shown, words = significant(case, mention)
    if not words or shown in source.shown or stands(words, mention, source):
        return None
    if mention.has_office and has_form(words, mention, source.articles):
        return None
    if is_surname_only(words, source):
        message = f"`{shown}`: only the last name stands in the articles"
        return _finding(case, "name-unsupported", "note", shown, message)
    if is_carried(words, mention, source):
        return None
    message = f"`{shown}` is not named in the cited sentences"
    return _finding(case, "name-unsupported", "warning", shown, message)


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
    for word, theirs, _ in mistaken(case) if not objected else ():
        message = f"the source says `{theirs}`, and nothing of `{word}`"
        yield _finding(case, "role-unsupported", "warning", word, message)
    for word in unheard(case) if not objected else ():
        message = f"the articles do not call anybody `{word}`"
        yield _finding(case, "role-unsupported", "warning", word, message)
        return
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
    return all(
        one.country
        and one.country not in forms
        and one.country[:_ROOT] != office.country[:_ROOT]
        for one in own
    )


def _is_there(office: Office, case: Case) -> bool:
    return any(folded(office.holder) in folded_words(text) for text in _texts(case))
