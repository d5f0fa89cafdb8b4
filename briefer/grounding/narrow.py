"""What of the cited sentences a claim tells, where that is not all of them.

What a sentence hedges, denies or gives as somebody's word is its main clause: an aside,
`, which carries a sentence of 12 years`, is the outlet's own. And a sentence before the
one that tells the claim may be cited for a name alone, or for what a thing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefer.grounding.base import Case, Passage
from briefer.grounding.mentions import mentions
from briefer.grounding.moments import moments
from briefer.grounding.openings import Cues
from briefer.grounding.scopes import says_no
from briefer.grounding.words import Word, all_words, content, overlap, unquoted

_ASIDE = Cues(
    r", (?:(?:at|by|for|from|in|of|to|with) )?(?:when|where|which|who|whom|whose)\b"
    r"(?:[^,;:.]|[,.:](?=\d))+"
)
_OF = 3
"""Content words before an aside that may be those of the thing it tells of."""
_TOLD = 0.75
"""Share of a claim's words in an aside and the thing it tells of, from which those tell
it: names and dates, which any sentence may lend, left out."""
_ITSELF = 0.5
"""Share of those that are not of the thing in the aside."""
_MAIN = 0.35
"""Share of them in the rest of a sentence, which the claim tells if it has more."""
_TELLS = 0.6
"""Share of them in a sentence that tells the claim."""
_LENDS = 0.25
"""Share of them in one that lends it a name at most."""
_NAMING_WORDS = """'s a about against an at between by for from her his in its of on
our over the their to with"""
_NAMING = frozenset(_NAMING_WORDS.split())
"""Words behind which a thing is named, not told of."""
_LEAST = 2
"""Words of a claim from which such shares mean anything."""


def narrowed(case: Case) -> Case:
    """The case of a claim with only what it tells of the cited sentences."""
    stems = own_words(case.text) if len(case.claims) <= 1 else frozenset()
    if len(stems) < _LEAST:
        return case
    passages = _asides(case, stems) or tuple(_telling(case, stems))
    return case if passages == case.passages else replace(case, passages=passages)


def own_words(text: str) -> frozenset[str]:
    """The stems of a text without names and dates, which any sentence may lend it."""
    lent = [one.words for one in moments(text)] + [one.words for one in mentions(text)]
    return content(text) - _stems(word for words in lent for word in all_words(words))


def _asides(case: Case, stems: frozenset[str]) -> tuple[Passage, ...]:
    """The aside that the claim tells, if it tells one and nothing else: one with a no,
    or with an aside of its own, tells more.
    """
    if not any(_ASIDE.search(passage.text) for passage in case.passages):
        return ()
    text = unquoted(case.text)
    if says_no(text) or _ASIDE.search(text):
        return ()
    found = ((passage, _aside(passage, stems)) for passage in case.passages)
    return next(((replace(p, text=aside),) for p, aside in found if aside), ())


def _aside(passage: Passage, stems: frozenset[str]) -> str:
    """The aside of a sentence that has the words, empty if there is none."""
    for match in _ASIDE.finditer(passage.text):
        start, end = match.span()
        found = [word for word in all_words(passage.text) if word.is_content]
        before = [word for word in found if word.end <= start]
        aside = content(match[0])
        of = _stems(before[-_OF:])
        rest = _stems(before[:-_OF]) | _stems(w for w in found if w.start >= end)
        is_of_aside = overlap(stems - of, aside) >= _ITSELF
        is_told = is_of_aside and overlap(stems, aside | of) >= _TOLD
        if is_told and overlap(stems, rest - aside - of) <= _MAIN:
            return match[0].strip(", ")
    return ""


def _telling(case: Case, stems: frozenset[str]) -> Iterator[Passage]:
    """The sentences without those that lend a name, or say what a thing is, to one
    behind them that tells the claim. One behind that may take it back: `He denied it.`
    """
    told = [content(passage.text) for passage in case.passages]
    shares = [overlap(stems, one) for one in told]
    for place, passage in enumerate(case.passages):
        lends_name = shares[place] <= _LENDS and max(shares[place:]) >= _TELLS
        if not lends_name and not _lends_thing(case.text, stems, told, place):
            yield passage


def _lends_thing(
    text: str, stems: frozenset[str], told: Sequence[frozenset[str]], place: int
) -> bool:
    """Whether a sentence says only what a thing is that one behind it tells of:
    `the cut to diesel relief`, where that has `the cut` or `it`.
    """
    behind = frozenset[str]().union(*told[place + 1 :])
    lent = (stems & told[place]) - behind
    rest = stems - lent
    if not rest or overlap(rest, behind) < _TELLS:
        return False
    return all(before in _NAMING for before in _before_runs(text, lent, stems))


def _before_runs(
    text: str, lent: frozenset[str], stems: frozenset[str]
) -> Iterator[str]:
    """The word before each run of words of `lent`; names, and words that name nothing,
    may stand between these.
    """
    last, is_within = "", False
    for word in all_words(text):
        if word.is_content and word.stem in lent:
            if not is_within:
                yield "'s" if last.endswith(("'s", "s'")) else last
            is_within = True
        elif word.stem in stems:
            is_within = False
        last = word.text


def _stems(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words)
