"""Names of the cited sentences that a text does without, and what is in their place.

A name that a text carries over from elsewhere is a mistake where it stands in the place
of one that is left out. A base of the check on names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from briefer.grounding.base import Case
from briefer.grounding.capitals import significant
from briefer.grounding.mentions import POSSESSIVE, Mention, mentions
from briefer.grounding.named import folds, has_form, initials_of, joined
from briefer.grounding.words import beside, content, overlap

NEAR = 0.5
"""A cited sentence with less than this part of what the most alike one shares with the
text is there for something else, such as who speaks."""
BESIDE = 6
"""Words before and behind a name that tell its place."""
ALIKE = 2
"""Of these, how many two names share that stand in the same place. With all names that
are left out 1.6 % more of a model's right claims were objected to, and no more names of
another sentence found in `benchmarks.grounding`."""
SHOUT = 4
"""Letters of the longest abbreviation."""
_UNNAMED = re.compile(
    r"\w+['’](?:re|ve|ll|d|m)|MPs?|(?:Eleven|Twelve|\w+(?:teen|ty))(?:-\w+)?"
)
_ASIDE = re.compile(
    r"(?:, \d{1,3})?, (?:an?|the|who|whose|which|where|its|his|her|of|at|in|near)"
    r"\s[^.]*|(?:, \d{1,3})?, (?!there |and |but )(?:[a-z-]+ ){1,3}"
    r"(?:at|of|for|in|with)(?: the)? "
    r"|,? (?:at|of|from)(?: the)? | \((?:[^()]*, )?"
)
"""What stands between a name and one that only tells more of it."""
_SUM = re.compile(r"[A-Z]{1,3}[a-z]?\d|OK\b")
"""`Kr46.20`, `Q1`: no names."""
_BEHIND = re.compile(r"(?:[’']s)?(?: [a-z-]+){1,3}")
_BEFORE = re.compile(r"(\w+) of(?: the)?(?: \w+ern)? $")
"""What a name may be attached to: the words behind it, and before it."""
_OWNED = re.compile(
    r"\b(?:its|their|his|her|country[’']s|company[’']s)((?: [a-z-]+){1,3})"
)
_PLACED = re.compile(r"(\w+) (?:in|at|off|near|from|outside)(?: the)? $")
_THE = re.compile(r"\b[Tt]he $")


def is_in_place(mention: Mention, left: Mention) -> bool:
    """Whether it may stand where the sentence has another name.

    `The hulls of X` may be those of the source, unless it has `the hulls of Y`. What is
    attached to nothing stands near the same words.
    """
    is_alike = len(_near(mention) & _near(left)) >= ALIKE
    if common := holders(mention) & content(left.text):
        owned = content(" ".join(_OWNED.findall(left.text)))
        others = holders(left) | _placed(left)
        return bool(common & (others | owned) or (others and is_alike))
    return is_alike


@lru_cache(maxsize=1024)
def holders(mention: Mention) -> frozenset[str]:
    """The stems of the nouns a name is attached to: `its shares`, `the hulls of it`."""
    before = _BEFORE.search(mention.text, 0, mention.start)
    found = [before[1]] if before else []
    owned = POSSESSIVE.search(mention.text[mention.start : mention.end])
    is_known = mention.words.startswith("The ") or _THE.search(
        mention.text, 0, mention.start
    )
    if owned or is_known:
        behind = _BEHIND.match(mention.text, mention.end)
        found += [behind[0]] if behind else []
    return content(" ".join(found))


@lru_cache(maxsize=1024)
def _placed(mention: Mention) -> frozenset[str]:
    """The stem of the noun that a name places: `the parliament in it`."""
    before = _PLACED.search(mention.text, 0, mention.start)
    return content(before[1]) if before else frozenset()


@lru_cache(maxsize=1024)
def _near(mention: Mention) -> frozenset[str]:
    """The stems of the words nearest to a name, on either side."""
    return beside(mention.text, mention.start, mention.end, BESIDE)


def left_out(case: Case) -> Iterator[Mention]:
    """The names of the cited sentences that the text does without.

    Outlets and authors speak all the time; only who is spoken of counts.
    """
    told = joined((case.text,))
    own = [one.folded for one in mentions(case.text)]
    theirs = {one.folded for p in case.passages for one in mentions(p.text)}
    initials = {initials_of(significant(case, one)[0]) for one in mentions(case.text)}
    publishers = _publishers(case)
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
        if is_told or words in publishers or _is_aside(mention, own):
            continue
        if not has_form(words, mention, told):
            yield mention


def _publishers(case: Case) -> frozenset[tuple[str, ...]]:
    """The names of outlets, agencies and authors, and the last words of outlets."""
    known = (folds((a.outlet, a.agency, *a.authors)) for a in case.articles.values())
    names = frozenset(tuple(one.split()) for one in frozenset[str]().union(*known))
    return names | {name[-1:] for name in names}


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
    """Whether it tells more of a name that is told: `Lee, 41, an analyst at Corvo,`,
    `Lee of Corvo`, `Lee (Corvo)`.
    """
    return any(
        _ASIDE.fullmatch(mention.text, one.end, mention.start)
        and any(_is_one(one.folded, name) for name in told)
        for one in mentions(mention.text)
        if one.end < mention.start
    )


def _is_no_name(mention: Mention) -> bool:
    """Whether it is a word in capitals, as tabloids have them, a numeral, or a word
    such as `We're` or `MPs`.
    """
    word = mention.words
    is_loud = word.isupper() and len(word) > SHOUT
    return is_loud or bool(_UNNAMED.fullmatch(word) or _SUM.match(word))
