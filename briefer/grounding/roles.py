"""Titles and posts that a text gives to a person, by where they stand and not by lists.

A title stands with capitals right before a name. A post stands behind a verb that
gives it: `was chosen to serve as ...`, `made Ann Lee ...`, `the job of ...`, `is the
new ...`. The words of either must stand in a sentence that has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.mentions import POSSESSIVE, mentions
from briefer.grounding.offices import office_of
from briefer.grounding.openings import Cues
from briefer.grounding.words import all_words

MOSTLY = 0.5
"""Share of the words of a post from which it is the source's, worded otherwise."""
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]+"
_NAME = rf"{_CAPITAL}(?: (?:(?:van|de|von|bin|al|der) )*{_CAPITAL})*"
_BEFORE = re.compile(rf"(?:(?:^|(?<=[ (“\"]))(?:{_CAPITAL}[ -])+)$")
_POST = (
    r"(?P<post>(?!(?:on|in|by|after|at|for|from|with|last|this"
    r"|to|under|before|during|since)\b)[a-z][\w’'-]*"
    r"(?: (?!(?:on|in|by|after|at|as|said|says|from|with|who|which"
    r"|that|and|but|until|since|to (?:serve|take|be))\b)[\w’'-]+){0,6})"
)
_DETERMINED = r"(?:(?:the|its|their|his|her|an?|new|next|first|interim|acting) )*"
_GIVES = re.compile(
    rf"\b(?:made|named|appointed|elected|hired|nominated|promoted|chose|picked) "
    rf"(?P<name>{_NAME}) (?:(?:on|in|yesterday|today)(?: [\w,]+){{0,3}}? (?=as |to ))?"
    rf"(?:(?:as|to be|to serve as|to(?! serve)) )?{_DETERMINED}{_POST}"
)
_AS = re.compile(
    rf"\b(?:(?:to )?serv(?:e|es|ed|ing) as|(?:role|job|post|position|office) of"
    rf"|t(?:ake|akes|ook|aken|aking) over as|sworn in as|installed as|appointed"
    rf"|named|elected|as (?:the|its) (?:new|next)) {_DETERMINED}{_POST}"
)
_IS = re.compile(
    rf"(?P<name>{_NAME}) (?:is|was|(?:will|would) be|be|ha[sd] been|became|becomes)"
    rf" (?:(?:named|appointed|made|elected|chosen|picked) )?(?:as )?"
    rf"(?:the|its|an?) (?:new|next|first) {_POST}"
)
_SUCCEEDED = re.compile(r"\b(?:succeed|replac)\w* [^.;]{2,60}$")
"""Behind it stands whose post it was; it goes to the one before."""
_ANY = Cues(
    r"\b(?:made|named|appointed|elected|hired|nominated|promoted|chose|picked"
    r"|serv\w+ as|(?:role|job|post|position|office) of|over as|in as|new|next|first)\b"
)
_SMALL = "the a an of for to its their his her new next first and mr mrs ms miss sir"
_POST_OF = re.compile(r"\w+(?: \w+)? (?:of|for|at)\b")
_OPENER = re.compile(
    r"^(?:As|The|But|And|In|For|To|From|With|Without|By|Under|Over|At|On|Of|Since|Until"
    r"|After|Before|Despite|Like|Unlike) "
)
_EMPTY = frozenset(_SMALL.split())
_OPEN = ("", "chief", "head")
"""What a word is that `offices` does not compare."""
_END = re.compile(r"(?<=[.!?”])\s+(?=[^a-z])")


class Role(NamedTuple):
    """A title or post and the person it is given to."""

    name: str
    words: str
    is_title: bool


@lru_cache(maxsize=TEXTS)
def roles(text: str) -> tuple[Role, ...]:
    """What `text` gives to whom; a post to the last name before it, or the first."""
    return (*_titles(text), *(_posts(text) if _ANY.search(text) else ()))


def _titles(text: str) -> Iterator[Role]:
    for mention in mentions(text):
        if len(mention.folded) < 2:
            continue
        before = _BEFORE.search(text, 0, mention.start)
        found = before[0].strip() if before else _title_of(mention.words)
        title = _OPENER.sub("", found)
        is_known = office_of(re.split("[ -]", title.lower())[-1]) not in _OPEN
        is_opener = all(not word.is_content for word in all_words(title))
        is_owner = bool(POSSESSIVE.search(title))
        if not (is_opener or is_known or is_owner):
            yield Role(mention.words.removeprefix(title).strip(), title, True)


def _title_of(name: str) -> str:
    """What stands before the last two words of a name."""
    words = name.split()
    is_linked = any(word.islower() for word in words)
    return "" if is_linked else " ".join(words[:-2])


def _posts(text: str) -> Iterator[Role]:
    for pattern in (_GIVES, _IS):
        for match in pattern.finditer(text):
            if not (match[0].startswith("made ") and _is_deed(match["post"])):
                yield Role(match["name"], match["post"], False)
    people = [one for one in mentions(text) if len(one.folded) > 1]
    for match in _AS.finditer(text):
        if match[0].startswith("named ") and _is_deed(match["post"]):
            continue
        known = [one for one in people if one.end <= match.start()]
        is_heir = _SUCCEEDED.search(text, 0, match.start())
        near = (known[:1] if is_heir else known[-1:]) or people[:1]
        yield from (Role(one.words, match["post"], False) for one in near)


def _is_deed(words: str) -> bool:
    """Whether `made Ann Lee ...` goes on with what she had to do, and no office."""
    is_post = _POST_OF.match(words) or any(map(office_of, words.split()))
    return not is_post


def misgiven(case: Case) -> Iterator[Role]:
    """Titles and posts whose words stand in no sentence that has the name.

    Only of people whom the articles know and give a title or post themselves.
    """
    for role in roles(case.text):
        told = _told_of(role, case)
        if told and not _stands(role, told):
            yield role


def _told_of(role: Role, case: Case) -> frozenset[str]:
    """The words of all sentences that have the last word of the name.

    Of the cited ones alone where these give a post. Empty for a title where the
    articles give this name none.
    """
    last = role.name.split()[-1].removesuffix("'s").removesuffix("’s")
    given = [p.text for p in case.passages if last in p.text and _gives_post(p.text)]
    if given and not role.is_title:
        return frozenset[str]().union(*map(_words, given))
    near = [one for text in _texts(case) for one in _sentences(text) if last in one]
    if role.is_title and not any(_has_title(one, role.name) for one in near):
        return frozenset()
    return frozenset[str]().union(*map(_words, near))


def _gives_post(text: str) -> bool:
    return any(not role.is_title for role in roles(text))


def _has_title(sentence: str, name: str) -> bool:
    at = sentence.find(name)
    return at > 0 and bool(_BEFORE.search(sentence, 0, at))


def _texts(case: Case) -> Iterator[str]:
    for article in case.articles.values():
        yield article.text
    yield from (f"{claim.text} {claim.who}" for claim in case.claims)
    yield from (f"{passage.before} {passage.text}" for passage in case.passages)


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_END.split(text))


@lru_cache(maxsize=TEXTS)
def _words(text: str) -> frozenset[str]:
    """The words of `text`, the forms of each one: `spokesman`, `spokeswoman`."""
    found = (word for word in all_words(text) if word.text not in _EMPTY)
    return frozenset(office_of(word.text) or word.stem for word in found)


def _stands(role: Role, told: frozenset[str]) -> bool:
    """Whether the words are there: most of several, or the one."""
    own = _words(role.words)
    return not own or len(own & told) > (MOSTLY * len(own) if len(own) > 1 else 0)
