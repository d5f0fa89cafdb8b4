"""Names that a text carries over from the article around the cited sentences.

A ledger is asked for claims that make sense alone, so it writes `the merger of Halden
and Corvo` where the cited sentence has `the merger`. That is right where the article is
about them, or named them shortly before; but a name that stands in the place of one
that the cited sentences have is a mistake. So none of theirs may be left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from briefer.grounding.base import Case
from briefer.grounding.capitals import significant
from briefer.grounding.mentions import Mention, mentions
from briefer.grounding.named import Source, folds, has_form, joined
from briefer.grounding.words import content, overlap
from briefer.schema import Article

LEAD = 3
"""Sentences at the start that say what an article is about."""
BACK = 6
"""Sentences before a cited one in which its `the company` may have its name."""
OFTEN = 3
"""Mentions that make a name one of those that an article is about."""
TOLD = 0.5
"""Share of the text's words in the cited sentences below which its names may be those
of another matter. With `NEAR` and `OFTEN` it was chosen on claims of a model on
articles, of which it leaves 5 % objected to, and on `benchmarks.grounding`."""
NEAR = 0.5
"""A cited sentence with less than this part of what the most alike one shares with the
text is there for something else, such as who speaks."""
SHOUT = 4
"""Letters of the longest abbreviation."""
_REFERS = re.compile(
    r"\b(?:the|he|she|it|its|they|their|them|his|her|him|this|that|these|those|there"
    r"|here|we|our|us|my|me|both|neither)\b|\bI\b",
    re.IGNORECASE,
)
"""Words that can stand for a name, or begin what does: `the company`."""
_UNNAMED = re.compile(
    r"\w+['’](?:re|ve|ll|d|m)|MPs?|(?:Eleven|Twelve|\w+(?:teen|ty))(?:-\w+)?"
)


def is_carried(words: tuple[str, ...], mention: Mention, source: Source) -> bool:
    """Whether the article around the cited sentences gives the name `words`.

    It has to be the article's matter, or near; they must have something that can stand
    for it, and the text must tell what they tell and leave out none of their names.
    """
    case = source.case
    names = (content(one.words) for one in mentions(case.text))
    own = content(case.text) - frozenset[str]().union(*names)
    return (
        bool(_REFERS.search(case.evidence))
        and overlap(own, content(case.evidence)) >= TOLD
        and any(_gives(a, words, mention, case) for a in case.articles.values())
        and not any(_left_out(case))
    )


def _gives(
    article: Article, words: tuple[str, ...], mention: Mention, case: Case
) -> bool:
    counted = _counted(article.text)
    if max(counted[" ".join(words)], counted[words[-1]]) >= OFTEN:
        return True
    return has_form(words, mention, joined(_around(article, case)))


@lru_cache(maxsize=64)
def _counted(text: str) -> Counter[str]:
    return Counter(" ".join(one.folded) for one in mentions(text))


def _around(article: Article, case: Case) -> tuple[str, ...]:
    """Title, lead, the cited sentences and those before them."""
    cited = [p.number for p in case.passages if p.article == article.id]
    near = {n for last in cited for n in range(last - BACK, last + 1)}
    numbers = near.union(range(1, LEAD + 1))
    known = range(1, len(article.sentences) + 1)
    return (article.title, *(article.sentence(n) for n in known if n in numbers))


def _left_out(case: Case) -> Iterator[tuple[str, ...]]:
    """The names of the cited sentences that the text does without.

    Outlets and authors speak all the time; only who is spoken of counts.
    """
    told = joined((case.text,))
    own = [one.folded for one in mentions(case.text)]
    initials = {_initials(one.words) for one in mentions(case.text)}
    publishers = frozenset[str]().union(
        *(folds((a.outlet, a.agency, *a.authors)) for a in case.articles.values())
    )
    for mention in chain.from_iterable(map(mentions, _telling(case))):
        words = significant(case, mention)[1]
        words = words[words[:1] == ("the",) :]
        if not words or words[0] in initials or _is_no_name(mention):
            continue
        is_told = any(_is_one(words, name) for name in own)
        if is_told or " ".join(words) in publishers or _is_aside(mention, own):
            continue
        if not has_form(words, mention, told):
            yield words


def _telling(case: Case) -> list[str]:
    """The cited sentences that tell what the text tells."""
    own = content(case.text)
    scored = [(overlap(own, content(p.text)), p.text) for p in case.passages]
    best = max(score for score, _ in scored)
    return [text for score, text in scored if score >= NEAR * best]


def _is_one(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one may be the short form of the other."""
    is_short = len(name) == 1 or len(other) == 1
    return name[-1] == other[-1] or (is_short and name[0] == other[0])


def _is_aside(mention: Mention, told: list[tuple[str, ...]]) -> bool:
    """Whether it tells more of a name that is told: `Lee, an analyst at Corvo,`."""
    pause = mention.text.rfind(", ", 0, mention.start)
    before = [one for one in mentions(mention.text) if one.end == pause]
    if not before or "." in mention.text[pause : mention.start]:
        return False
    return any(_is_one(before[0].folded, name) for name in told)


def _initials(name: str) -> str:
    """`fma` for the Fair Markets Authority."""
    return "".join(re.findall(r"\b[A-Z]", name.removeprefix("The "))).lower()


def _is_no_name(mention: Mention) -> bool:
    """Whether it is a word in capitals, as tabloids have them, a numeral, or a word
    such as `We're` or `MPs`.
    """
    word = mention.words
    is_loud = word.isupper() and len(word) > SHOUT
    return is_loud or bool(_UNNAMED.fullmatch(word))
