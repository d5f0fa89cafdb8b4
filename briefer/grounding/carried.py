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
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from briefer.grounding.base import Case
from briefer.grounding.capitals import significant
from briefer.grounding.mentions import Mention, mentions
from briefer.grounding.named import Source, folds, has_form, joined
from briefer.grounding.undated import undated_with_quotes
from briefer.grounding.words import (
    all_words,
    content,
    nearest,
    overlap,
    segments,
)
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
NEAR = 0.5
"""A cited sentence with less than this part of what the most alike one shares with the
text is there for something else, such as who speaks."""
FEWEST = 2
"""Words besides those carried over that the cited sentences must have."""
BESIDE = 6
"""Words before and behind a name that tell its place."""
ALIKE = 2
"""Of these, how many two names share that stand in the same place. With all names that
are left out 1.6 % more of a model's right claims were objected to, and no more names of
another sentence found in `benchmarks.grounding`."""
SHOUT = 4
"""Letters of the longest abbreviation."""
_REFERS = re.compile(
    r"\b(?:the|he|she|it|its|they|their|them|his|her|him|this|that|these|those|there"
    r"|here|we|our|us|my|me|both|neither|all (?:two|three|four|five|six|\d+))\b|\bI\b",
    re.IGNORECASE,
)
"""Words that can stand for a name, or begin what does: `the company`."""
_SUM = re.compile(r"[A-Z]{1,3}[a-z]?\d|OK\b")
"""`Kr46.20`, `Q1`: no names."""
_ADDED = re.compile(
    r"\b(?:of|in|for|at|to|on|from|with|against|over|after|about)\s(?:the\s)?(?:\w+ern\s)?$"
)
"""What a name is added with to a sentence that makes sense without it."""
_BEHIND = re.compile(r"(?:[’']s)?(?: [a-z-]+){1,3}")
_BEFORE = re.compile(r"(\w+) of(?: the)?(?: \w+ern)? $")
_OWNED = re.compile(
    r"\b(?:its|their|his|her|country[’']s|company[’']s)((?: [a-z-]+){1,3})"
)
_THE = re.compile(r"\b[Tt]he $")
"""What a name may be attached to: the words behind it, and before it."""
_ASIDE = re.compile(
    r"(?:an?|the|who|whose|which|where|its|his|her|of|at|in|near)\s[^.]*$"
)
_UNNAMED = re.compile(
    r"\w+['’](?:re|ve|ll|d|m)|MPs?|(?:Eleven|Twelve|\w+(?:teen|ty))(?:-\w+)?"
)


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
            _is_in_place(mention, left) for left in _left_out(_part(case, mention))
        )
    )


def _is_referred_to(mention: Mention, case: Case) -> bool:
    """Whether the cited sentences have something that can stand for the name, or need
    none: `No warning was issued` of what the article begins with.
    """
    if _REFERS.search(case.evidence) or _holders(mention) & content(case.evidence):
        return True
    last = mention.folded[-1]
    is_added = _ADDED.search(mention.text, 0, mention.start)
    return bool(is_added) and any(
        f" {last} " in joined(_lead(article)) and _counted(article.text)[last] >= OFTEN
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

    `the quake in eastern Tamirra` is carried over with its name, from the lead.
    """
    names = (content(one.words) for one in mentions(case.text))
    own = content(undated_with_quotes(case.text)) - frozenset[str]().union(*names)
    cited = content(case.evidence)
    if overlap(own, cited) >= TOLD:
        return True
    leads = (content(" ".join(_lead(a))) for a in case.articles.values())
    rest = own - (frozenset[str]().union(*leads) - cited)
    return len(rest & cited) >= FEWEST and overlap(rest, cited) >= TOLD


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
    held = _holders(mention) & content(case.evidence)
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


def _is_in_place(mention: Mention, left: Mention) -> bool:
    """Whether it may stand where the sentence has another name.

    `The hulls of X` may be those of the source, unless it has `the hulls of Y`. What is
    attached to nothing stands near the same words.
    """
    is_alike = len(_near(mention) & _near(left)) >= ALIKE
    if common := _holders(mention) & content(left.text):
        owned = content(" ".join(_OWNED.findall(left.text)))
        others = _holders(left)
        return bool(common & (others | owned) or (others and is_alike))
    return is_alike


@lru_cache(maxsize=1024)
def _holders(mention: Mention) -> frozenset[str]:
    """The stems of the nouns a name is attached to: `its shares`, `the hulls of it`."""
    before = _BEFORE.search(mention.text, 0, mention.start)
    found = [before[1]] if before else []
    owned = mention.text[mention.start : mention.end].endswith(("'s", "’s", "'", "’"))
    is_known = mention.words.startswith("The ") or _THE.search(
        mention.text, 0, mention.start
    )
    if owned or is_known:
        behind = _BEHIND.match(mention.text, mention.end)
        found += [behind[0]] if behind else []
    return content(" ".join(found))


@lru_cache(maxsize=1024)
def _near(mention: Mention) -> frozenset[str]:
    """The stems of the words nearest to a name, on either side."""
    known = [word for word in all_words(mention.text) if word.is_content]
    before = [word.stem for word in known if word.start < mention.start]
    behind = [word.stem for word in known if word.start >= mention.end]
    return frozenset(before[-BESIDE:] + behind[:BESIDE])


def _left_out(case: Case) -> Iterator[Mention]:
    """The names of the cited sentences that the text does without.

    Outlets and authors speak all the time; only who is spoken of counts.
    """
    told = joined((case.text,))
    own = [one.folded for one in mentions(case.text)]
    theirs = {one.folded for p in case.passages for one in mentions(p.text)}
    initials = {_initials(significant(case, one)[0]) for one in mentions(case.text)}
    publishers = frozenset[str]().union(
        *(folds((a.outlet, a.agency, *a.authors)) for a in case.articles.values())
    )
    for mention in chain.from_iterable(map(mentions, _telling(case))):
        words = significant(case, mention)[1]
        words = words[words[:1] == ("the",) :]
        if not words or words[0] in initials or _is_no_name(mention):
            continue
        if mention.has_office:
            continue  # `the Russian president`, whose name the text has
        is_told = any(
            _is_one(words, name) and (words == name or name not in theirs)
            for name in own
        )
        if is_told or " ".join(words) in publishers or _is_aside(mention, own):
            continue
        if not has_form(words, mention, told):
            yield mention


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
    if not before or not _ASIDE.match(mention.text, pause + 2, mention.start):
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
    return is_loud or bool(_UNNAMED.fullmatch(word) or _SUM.match(word))
