"""What a hedge governs in the evidence, told word for word without the hedge.

The check on hedges asks whether a text tells most of what a hedge is about. Here two
words right behind it are enough, where a text goes on with the same two and nothing
before them leaves it open. A base of that check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import CARRIED_BY, CARRIED_BY_CERTAINTY, UNDONE
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import Cue, hedges, noes
from briefer.grounding.words import Segment, Word, all_words, stem

_NEAR = 6
"""Words round the two among which a hedge of the text is about them."""
_OPEN = (*UNDONE, "possible", "likely", "condition", "reported", "alleged", "view")
"""Classes of hedges that leave a view open as well."""
_BETWEEN = "be been being have has had is are was were to not already also now still"
_SKIPPED = frozenset(_BETWEEN.split())
"""Words between a hedge and its verb that change with the hedge."""
_PLACING = "in on at of from by with under into about as until after before"
_UNTOLD = frozenset(_PLACING.split())
"""Words that say where or when: what follows them need not be the hedged thing."""
_IN_FAVOUR = re.compile(r"\b(?:support|favou?r|back|ought|advocat|want)")
_NOUNS = ("view", "opinion")
_BORDER = re.compile(r"[,;:.](?!\d)")


def bared(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Hedges of cited sentences that the segment does without; pairs of hedge and
    sentence.
    """
    known = CARRIED_BY_CERTAINTY.get(case.certainty, ())
    for passage in case.passages:
        sentence = spoken(passage.text)
        for cue in hedges(sentence):
            if cue.kind in known or cue.text in _NOUNS:
                continue
            behind = _behind(cue, sentence)
            if behind and any(
                segment.holds(place) for place in _bare(cue, behind, case.text)
            ):
                yield cue.text, passage.text


def _behind(cue: Cue, sentence: str) -> Sequence[Word]:
    """The two words behind a hedge, three behind `if`; none where they are parted."""
    count = 3 if cue.kind == "condition" else 2
    end = cue.start + len(cue.text)
    words = [word for word in all_words(sentence) if word.start >= end]
    while words and words[0].text in _SKIPPED:
        del words[0]
    found = words[:count]
    if len(found) < count or found[0].text in _UNTOLD:
        return ()
    is_parted = _BORDER.search(sentence, found[0].start, found[-1].start)
    return (
        () if is_parted or all(_is_bland(word, sentence) for word in found) else found
    )


def _is_bland(word: Word, sentence: str) -> bool:
    """Whether many sentences on the same have it: names, articles and the like."""
    return not word.is_content or sentence[word.start].isupper()


def _bare(cue: Cue, behind: Sequence[Word], text: str) -> Iterator[int]:
    """Where `text` has the words, as a fact."""
    words = all_words(text)
    if stem(cue.text.split()[0]) in map(_key, words):
        return
    wanted = [_key(word) for word in behind]
    for place in _places(text).get((wanted[0], wanted[1]), ()):
        found = words[place : place + len(behind)]
        before = words[max(0, place - _NEAR) : place]
        is_same = [_key(word) for word in found] == wanted
        if is_same and _is_verb(found[0], behind[0], before):
            near = words[max(0, place - _NEAR) : place + len(behind) + _NEAR]
            if not _is_open(cue, text, near[0].start, near[-1].start):
                yield found[0].start


def _is_verb(word: Word, theirs: Word, before: Sequence[Word]) -> bool:
    """Whether the text asserts the word: `taking`, `to take` and `its having taken` do
    not.
    """
    is_noun = word.text.endswith("ing") and not theirs.text.endswith("ing")
    last = before[-1].text if before else ""
    return not (is_noun or last == "to" or last.endswith("ing"))


def _is_open(cue: Cue, text: str, start: int, end: int) -> bool:
    """Whether something between two places of `text` hedges as well, or says no."""
    if cue.kind in UNDONE and _IN_FAVOUR.search(text):
        return True
    carried = CARRIED_BY.get(cue.kind, _OPEN)
    hedged = (own.start for own in hedges(spoken(text)) if own.kind in carried)
    return any(start <= at <= end for at in (*hedged, *(no.start for no in noes(text))))


@lru_cache(maxsize=TEXTS)
def _places(text: str) -> Mapping[tuple[str, str], list[int]]:
    """Each pair of words of `text` that stand side by side, to their places."""
    keys = [_key(word) for word in all_words(text)]
    found: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(pairwise(keys)):
        found.setdefault(pair, []).append(place)
    return found


def _key(word: Word) -> str:
    return word.stem if word.is_content else word.text
