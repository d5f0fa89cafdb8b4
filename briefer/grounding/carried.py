"""Names that a text carries over from the article around the cited sentences.

A ledger is asked for claims that make sense alone, so it writes `the merger of Halden
and Corvo` where the cited sentence has `the merger`. That is right where the article is
about them, or named them shortly before; but a name that stands in the place of one
that the cited sentences have is a mistake: where one of theirs is left out that stood
near the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from briefer.grounding.base import Case
from briefer.grounding.leftout import holders, is_in_place, left_out
from briefer.grounding.mentions import Mention, mentions
from briefer.grounding.named import Source, has_form, joined
from briefer.grounding.undated import undated_with_quotes
from briefer.grounding.words import content, nearest, overlap, segments
from briefer.schema import Article

LEAD = 4
"""Sentences at the start that say what an article is about."""
BACK = 4
"""Sentences before a cited one in which its `the company` may have its name."""
OFTEN = 3
"""Mentions that make a name one of those that an article is about."""
TOLD = 0.6
"""Share of the text's words in the cited sentences below which its names may be those
of another matter. With `NEAR` and `OFTEN` it was chosen on claims of a model and on
`benchmarks.grounding`."""
LEAST = 0.2
"""The share below which they are of another matter, though the article has the rest."""
FEWEST = 2
"""Words besides those carried over that the cited sentences must have."""
_REFERS = re.compile(
    r"\b(?:the|he|she|it|its|they|their|them|his|her|him|this|that|these|those|there"
    r"|here|we|our|us|my|me|both|neither|all (?:two|three|four|five|six|\d+))\b|\bI\b",
    re.IGNORECASE,
)
"""Words that can stand for a name, or begin what does: `the company`."""
_ADDED = re.compile(
    r"\b(?:of|in|for|at|to|on|from|with|against|over|after|about)\s(?:the\s)?(?:\w+ern\s)?$"
)
"""What a name is added with to a sentence that makes sense without it."""


def is_carried(words: tuple[str, ...], mention: Mention, source: Source) -> bool:
    """Whether the article around the cited sentences gives the name `words`.

    It has to be the article's matter, or near; they must have something that can stand
    for it, and the text must tell what they tell and leave out no name in its place.
    """
    case = source.case
    return (
        _is_referred_to(mention, case)
        and _is_told(case)
        and any(_gives(a, words, mention, case) for a in case.articles.values())
        and not any(
            is_in_place(mention, left) for left in left_out(_part(case, mention))
        )
    )


def _is_referred_to(mention: Mention, case: Case) -> bool:
    """Whether the cited sentences have something that can stand for the name, or need
    none: `No warning was issued` of what the article begins with.
    """
    if _REFERS.search(case.evidence) or holders(mention):
        return True
    last = mention.folded[-1]
    is_added = _ADDED.search(mention.text, 0, mention.start)
    return bool(is_added) and any(
        f" {last} " in joined(_lead(article)) and _counted(article.text)[last] >= 2
        for article in case.articles.values()
    )


def _part(case: Case, mention: Mention) -> Case:
    """The part of the text that the mention stands in, with the sentences it tells."""
    parts = segments(case.text)
    if len(parts) < 2:
        return case
    part = next((p for p in parts if p.holds(mention.start)), parts[0])
    near = nearest(part.stems, case)
    passages = tuple(p for p in case.passages if p.text in near) or case.passages
    return replace(case, text=case.text[part.start : part.end], passages=passages)


def _is_told(case: Case) -> bool:
    """Whether the cited sentences tell what the text tells, names aside.

    `the quake in eastern Tamirra` is carried over with its name.
    """
    names = (content(one.words) for one in mentions(case.text))
    own = content(undated_with_quotes(case.text)) - frozenset[str]().union(*names)
    cited = content(case.evidence)
    if overlap(own, cited) >= TOLD:
        return True
    whole = (content(a.text) for a in case.articles.values())
    rest = own - (frozenset[str]().union(*whole) - cited)
    is_much = len(rest & cited) >= FEWEST and overlap(own, cited) >= LEAST
    return is_much and overlap(rest, cited) >= TOLD


def _gives(
    article: Article, words: tuple[str, ...], mention: Mention, case: Case
) -> bool:
    counted = _counted(article.text)
    if max(counted[" ".join(words)], counted[words[0]], counted[words[-1]]) >= OFTEN:
        return True
    if has_form(words, mention, joined(_around(article, case))):
        return True
    return _is_linked(article, words, mention, case)


def _is_linked(
    article: Article, words: tuple[str, ...], mention: Mention, case: Case
) -> bool:
    """Whether the article has the name beside the cited noun that it is attached to:
    `the foreman of Dunmere Stone` for `the foreman`.
    """
    held = holders(mention) & content(case.evidence)
    known = (article.sentence(n) for n in range(1, len(article.sentences) + 1))
    return bool(held) and any(
        held & content(sentence) and f" {' '.join(words)} " in joined((sentence,))
        for sentence in known
    )


@lru_cache(maxsize=64)
def _counted(text: str) -> Counter[str]:
    """Names, and the last words of those of several words."""
    found = [one.folded for one in mentions(text)]
    last = (run[-1] for run in found if len(run) > 1)
    return Counter([*(" ".join(run) for run in found), *last])


def _around(article: Article, case: Case) -> tuple[str, ...]:
    """Title, lead, the cited sentences and those before them."""
    cited = [p.number for p in case.passages if p.article == article.id]
    near = {n for last in cited for n in range(last - BACK, last + 1)}
    known = range(LEAD + 1, len(article.sentences) + 1)
    return (*_lead(article), *(article.sentence(n) for n in known if n in near))


def _lead(article: Article) -> tuple[str, ...]:
    """Title and first sentences."""
    last = min(LEAD, len(article.sentences))
    return (article.title, *map(article.sentence, range(1, last + 1)))
