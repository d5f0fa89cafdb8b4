"""Whether a verb tells something as done or going on. A base of the check on hedges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefer.grounding.base import TEXTS
from briefer.grounding.words import IRREGULAR_PAST, Word, words

_AUXILIARIES = frozenset(("was", "were", "has", "have", "had", "been"))
# After these a past form is a participle or a noun, or no past form at all.
_BINDING = """to be being get the a an its his her their any will would shall may might
can could must should does do did"""
_DEPENDENT = frozenset(_BINDING.split())
_PREPOSITIONS = frozenset(("of", "on", "in", "for", "with", "by", "from", "about"))
_SAME_IN_PAST = frozenset(("cut", "put", "hit", "set", "let", "shut", "spread", "quit"))


@lru_cache(maxsize=TEXTS)
def is_past(text: str, head: str) -> bool:
    """Whether `text` has verbs of this stem, all of which stand as done, in a form that
    is that of the past alone.
    """
    known, places = _found(text, head)
    return bool(places) and all(
        _is_past_alone(known[place].text) and _is_finite(known, place)
        for place in places
    )


def _found(text: str, head: str) -> tuple[Sequence[Word], Sequence[int]]:
    """The words of `text` without adverbs, and where those of this stem are."""
    known = [word for word in words(text) if word.text[-2:] != "ly"]
    return known, [place for place, word in enumerate(known) if word.stem == head]


def _is_past_alone(word: str) -> bool:
    return word.endswith("ed") or word in IRREGULAR_PAST


@lru_cache(maxsize=TEXTS)
def is_told(text: str, head: str) -> bool:
    """Whether `text` has verbs of this stem, all of which stand as done or as going on.

    `met`, `was closed`, `is building` and `now occupies` do; `to be closed`, `will
    build`, `a building` and `the closed road` do not.
    """
    known, places = _found(text, head)
    return bool(places) and all(
        (_is_past(known[place]) and _is_finite(known, place))
        or _is_present(known, place)
        for place in places
    )


@lru_cache(maxsize=TEXTS)
def is_over(text: str) -> bool:
    """Whether a verb of `text` tells what has been: `met`, `was shut`, not `is set`."""
    known = words(text)
    before = ("", *(word.text for word in known))
    return any(
        word.text in _AUXILIARIES - {"has", "have"}
        or (
            _is_past_alone(word.text)
            and before[place] not in ("is", "are")
            and _is_finite(known, place)
        )
        for place, word in enumerate(known)
    )


def _is_present(known: Sequence[Word], place: int) -> bool:
    """Whether the form is that of what goes on: `occupies`, `is building`."""
    before = known[place - 1].text if place else ""
    word = known[place].text
    if word.endswith("ing"):
        return before in ("is", "are", "was", "were", "been")
    is_noun = before in _DEPENDENT or before in _PREPOSITIONS
    return word.endswith("s") and not is_noun and word != known[place].stem


def _is_past(word: Word) -> bool:
    """Whether the form is no present, no infinitive and no `-ing`."""
    if word.text.endswith(("ing", "s")):
        return False
    if word.text.endswith("ed") or word.text in _SAME_IN_PAST:
        return True
    return word.text.rstrip("e") != word.stem


def _is_finite(known: Sequence[Word], place: int) -> bool:
    """Whether the past form is the verb of its clause, and no participle."""
    before = known[place - 1].text if place else ""
    after = known[place + 1].text if place + 1 < len(known) else ""
    return before in _AUXILIARIES or (before not in _DEPENDENT and after != "by")
