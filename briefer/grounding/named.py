"""What the names of a text may rest on, and whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefer import names
from briefer.grounding.aliases import groups, is_seat, same
from briefer.grounding.base import TEXTS, Case
from briefer.grounding.capitals import significant
from briefer.grounding.mentions import Mention, folded_words, mentions
from briefer.grounding.openings import Cues

SHORTEST = 3
"""Initials that stand for a name; two are too often a word."""
REACH = 12
"""Sentences that the "we" of a speech may reach back."""

_OUTLET_WORDS = """times post news journal herald tribune gazette telegraph guardian
mail chronicle observer today independent mirror express standard echo courier"""
_OUTLET = frozenset(_OUTLET_WORDS.split())
_WE = Cues(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_PERSON = Cues(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[^\W\d_a-z][A-Z' .-]{2,30}(?:,\s[^—–(]{1,40})?(?:\([^)]{2,40}\)\s?)?"
    r"\s?[—–-]{1,2}\s"
)
"""Where a report was written, which need not be where what it tells happened."""
_BODY_WORDS = """agency alliance assembly association authority bank board bureau
cabinet centre center chamber club college commission committee company congress council
court department directorate federation forum foundation fund government group hospital
inspectorate institute league ministry museum network office parliament party police
regulator senate school society tribunal trust union university"""
_BODIES = frozenset(map(names.fold, _BODY_WORDS.split()))
"""Last words of names for which `the union` may stand."""
_LINKS = frozenset(("of", "the", "de", "and", "for"))


@dataclass(frozen=True)
class Source:
    """What the names of a case may rest on: folded words in order, between spaces.

    Each text is made when it is first asked for: most names stand where they are cited.
    """

    case: Case

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        cited = (_DATELINE.sub("", passage.text) for passage in self.case.passages)
        claimed = (f"{c.text} {c.who} {c.via}" for c in self.case.claims)
        return (*cited, *claimed, *_before(self.case))

    @cached_property
    def _wholes(self) -> tuple[str, ...]:
        return tuple(f"{a.title}\n{a.text}" for a in self.case.articles.values())

    @cached_property
    def shown(self) -> frozenset[str]:
        """The names of the cited sentences to the letter: most are found so."""
        return frozenset[str]().union(*(_shown(p.text) for p in self.case.passages))

    @cached_property
    def reach(self) -> str:
        """Cited sentences, those their pronouns lead to, the claims of a statement."""
        return joined(self._texts)

    @cached_property
    def ends(self) -> str:
        """The last word of each run of capitalized words there."""
        return _ends(self._texts)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Outlets there and of the articles; their words alone are no names."""
        return _outlets(self._texts) | _publishers(self.case)

    @cached_property
    def articles(self) -> str:
        """The whole articles with their titles."""
        return joined(self._wholes)

    @cached_property
    def singles(self) -> frozenset[str]:
        """The names of one word in reach."""
        found = (one for text in self._texts for one in mentions(text))
        runs = (significant(self.case, one)[1] for one in found if " " not in one.words)
        return frozenset(run[0] for run in runs if run)

    @cached_property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """The names of several words in the articles."""
        return _long_runs(self._wholes)


def stands(words: tuple[str, ...], mention: Mention, source: Source) -> bool:
    """Whether a name, or each part of a run of names, is in what it may rest on.

    `words` are those of the mention that matter, folded. A given name and a surname of
    different people are not a name.
    """
    words = words[1:] if words[0] in _LINKS else words
    if not words or _is_whole(words, mention, source):
        return True
    if " ".join(words) in source.outlets:
        return True
    return any(
        _is_left(words[:cut], mention, source) and stands(words[cut:], mention, source)
        for cut in range(1, len(words))
    )


def has_form(words: tuple[str, ...], mention: Mention, reach: str) -> bool:
    """Whether the name, or one that may stand for it, is among the words of `reach`.

    A capital that is named as a place stands only for itself.
    """
    name = " ".join(words)
    forms = same(name) if mention.is_place and is_seat(name) else groups(name)
    if any(f" {form} " in reach for form in forms):
        return True
    return len(words) == 1 and any(f" {form} " in reach for form in _roots(name))


def is_surname_only(words: tuple[str, ...], source: Source) -> bool:
    """Whether the last word is there and no article gives it a first name."""
    if len(words) < 2 or "of" in words or f" {words[-1]} " not in source.reach:
        return False
    return not any(words[-1] in run[1:] for run in source.runs)


def _before(case: Case) -> Iterator[str]:
    """The sentences in which a pronoun of a cited one may have its name.

    That before; for the "we" of a speech all since the one that introduces it, which
    is cited with it.
    """
    for name, article in case.articles.items():
        cited = [p for p in case.passages if p.article == name]
        yield from (p.before for p in cited if _has_person(p.text))
        if any(_WE.search(passage.text) for passage in cited):
            numbers = [passage.number for passage in cited]
            last = min(max(numbers), len(article.sentences) + 1)
            first = max(min(numbers) - 2, last - REACH, 1)
            yield from map(article.sentence, range(first, last))


@lru_cache(maxsize=TEXTS)
def _shown(text: str) -> frozenset[str]:
    return frozenset(one.words for one in mentions(_DATELINE.sub("", text)))


@lru_cache(maxsize=TEXTS)
def _has_person(text: str) -> bool:
    return bool(_PERSON.search(text))


def _publishers(case: Case) -> frozenset[str]:
    """Outlets, agencies and authors, and whoever the claim says it is from."""
    given = (
        (article.outlet, article.agency, *article.authors)
        for article in case.articles.values()
    )
    own = folds((case.who, case.via)).union(*map(folds, given))
    outlets = [article.outlet for article in case.articles.values()]
    short = folds(tuple(name for one in outlets for name in _short(one)))
    return own | short | {name.rstrip(" 0123456789") for name in own} - {""}


def _short(outlet: str) -> Iterator[str]:
    """How an outlet calls itself: `HBS` of HBS News, `TPA` of Tarn Press Agency."""
    words = outlet.removeprefix("The ").split()
    if not words:
        return
    yield " ".join(words)
    if words[0].isupper() and len(words[0]) >= SHORTEST:
        yield words[0]
    if len(initials := initials_of(outlet)) >= SHORTEST:
        yield initials


def initials_of(name: str) -> str:
    """`fma` for the Fair Markets Authority."""
    return "".join(re.findall(r"\b[A-Z]", name.removeprefix("The "))).lower()


@lru_cache(maxsize=2048)
def folds(given: tuple[str, ...]) -> frozenset[str]:
    """The folded names, without empty ones."""
    return frozenset(map(names.fold, given)) - {""}


@lru_cache(maxsize=2048)
def joined(texts: tuple[str, ...]) -> str:
    """The folded words of the texts, without those of names of outlets."""
    return "".join(f" {' '.join(_words(text))} |" for text in texts)


@lru_cache(maxsize=TEXTS)
def _words(text: str) -> tuple[str, ...]:
    for mention in reversed(mentions(text)):
        if _is_outlet(mention):
            text = text[: mention.start] + " 0 " + text[mention.end :]
    return folded_words(text)


def _is_outlet(mention: Mention) -> bool:
    return len(mention.folded) > 1 and mention.folded[-1] in _OUTLET


@lru_cache(maxsize=2048)
def _outlets(texts: tuple[str, ...]) -> frozenset[str]:
    found = (mention for text in texts for mention in mentions(text))
    return frozenset(" ".join(one.folded) for one in found if _is_outlet(one))


@lru_cache(maxsize=2048)
def _ends(texts: tuple[str, ...]) -> str:
    """Each last word once, between spaces."""
    last = {one.folded[-1]: None for text in texts for one in mentions(text)}
    return f" {'  '.join(last)} "


@lru_cache(maxsize=512)
def _long_runs(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    runs = (one.folded for text in texts for one in mentions(text))
    return tuple({run: None for run in runs if len(run) > 1})


def _is_whole(words: tuple[str, ...], mention: Mention, source: Source) -> bool:
    if f" {' '.join(words)} " in source.reach or _is_long_form(words, source):
        return True
    return has_form(words, mention, source.reach)


def _is_left(words: tuple[str, ...], mention: Mention, source: Source) -> bool:
    """Whether the words are a name of their own before another one."""
    if len(words) > 1:
        return _is_whole(words, mention, source)
    return has_form(words, mention, source.ends)


def _is_long_form(words: tuple[str, ...], source: Source) -> bool:
    """The article's full name for one whose short form is in reach.

    That is the last word; or the first alone, where no other name starts with it; or
    the initials.
    """
    if len(words) < 2 or f" {' '.join(words)} " not in source.articles:
        return False
    if f" {words[-1]} " in (source.reach if words[-1] in _BODIES else source.ends):
        return True
    if "of" in words[1:]:
        head = words[words.index("of", 1) - 1]  # `the council` of a Council of Ames
        if head in _BODIES and f" {head} " in source.reach:
            return True
    initials = "".join(word[0] for word in words if word not in _LINKS)
    if len(initials) >= SHORTEST and f" {initials} " in source.reach:
        return True
    return words[0] in source.singles and not any(
        run[0] == words[0] and run[: len(words)] != words[: len(run)]
        for run in source.runs
    )


@lru_cache(maxsize=4096)
def _roots(word: str) -> tuple[str, ...]:
    """A country for the word for its people, and the other way round."""
    if len(word) < 5:
        return ()
    root = re.sub(r"(?:ians?|ans?|ese|ish|is?|s)$", "", word)
    ends = ("", "a", "i", "ia", "an", "ian", "ians", "ans", "is", "s")
    return tuple(root + end for end in ends) if len(root) > 3 else ()
