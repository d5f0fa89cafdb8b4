"""What a hedge or a no governs in the evidence, told word for word without it.

The check on hedges asks whether a text tells most of what a cue is about. Here two
words right behind it are enough, where a text goes on with the same two and nothing
round them leaves it open, or nothing at all says no. A base of that check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import (
    CARRIED_BY,
    CARRIED_BY_CERTAINTY,
    CARRIES_SPEECH,
    UNDONE,
)
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import Cue, hedges, negators, noes, says_no
from briefer.grounding.words import Segment, Word, all_words, lowered, stem

_NEAR = 8
"""Words round the two among which a hedge of the text is about them."""
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|(?:not |un)true|false)\b")
"""What says no to all that stands behind it."""
_BESIDE = 2
"""Words before a run of which a no is one; twice as many behind it."""
_OPEN = (*UNDONE, "possible", "likely", "condition", "reported", "alleged", "view")
"""Classes of hedges that leave a view open as well."""
_BY_OTHERS = ("reported", "alleged")
"""Those that leave open whatever they are about, in the text as in the source."""
_BETWEEN = "be been being have has had is are was were to not already also now still"
_SKIPPED = frozenset(_BETWEEN.split())
"""Words between a hedge and its verb that change with the hedge."""
_PLACING = "in on at of from by with under into about as until after before"
_UNTOLD = frozenset(_PLACING.split())
"""Words that say where or when: what follows them need not be the hedged thing."""
_IN_FAVOUR = re.compile(r"\b(?:support|favou?r|back|ought|advocat|want)")
_NOUNS = ("view", "opinion")
_I_THINK = re.compile(r"\b(?:I|[Ww]e) (?:do )?\w$")
_OF_NO = "do does did the a an any it yet"
_WITH_NO = frozenset(_OF_NO.split())
"""Words between a no and its verb or noun that go with it."""
_BORDER = re.compile(r"[,;:.](?!\d)")


def bared(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Hedges of cited sentences that the segment does without; pairs of hedge and
    sentence.
    """
    known = CARRIED_BY_CERTAINTY.get(case.certainty, ())
    for passage in case.passages:
        sentence = spoken(passage.text)
        for cue in hedges(sentence):
            if cue.kind in known or _is_plain_view(cue, sentence, case):
                continue
            if cue.kind == "reported" and CARRIES_SPEECH.search(lowered(case.text)):
                continue
            places = _told(_behind(cue, sentence, _SKIPPED), case.text)
            is_same_cue = stem(cue.text.split()[0]) in _keys(case.text)
            if not is_same_cue and any(
                segment.holds(all_words(case.text)[place].start)
                and not _is_open(cue, sentence, case.text, place)
                for place in places
            ):
                yield cue.text, passage.text


def _is_plain_view(cue: Cue, sentence: str, case: Case) -> bool:
    """Whether a view is no more than said: `in his view`, `I believe` of a speaker."""
    is_own = cue.kind == "view" and _I_THINK.search(sentence, 0, cue.start + 1)
    is_said = bool(is_own and CARRIES_SPEECH.search(lowered(case.text)))
    return is_said or cue.text in _NOUNS


def affirmed(case: Case) -> Iterator[tuple[str, str]]:
    """Negators of cited sentences whose words the text has, which says no in no way, or
    elsewhere; pairs of negator and sentence.
    """
    is_no = says_no(case.text)
    for passage in case.passages:
        sentence = spoken(passage.text)
        for cue in negators(sentence):
            if is_no:
                if _is_cut(cue, sentence, case):
                    yield cue.text, passage.text
                continue
            behind = _behind(cue, sentence, _SKIPPED | _WITH_NO)
            if tuple(_told(behind, case.text)) and not _is_affirmed(behind, case):
                yield cue.text, passage.text


def _is_cut(cue: Cue, sentence: str, case: Case) -> bool:
    """Whether the text has the two words before a negator and the one behind it side by
    side, as no cited sentence has: `if bills were paid` for `if bills were not paid`.
    """
    end = cue.start + len(cue.text)
    before = [_key(w) for w in all_words(sentence) if w.end <= cue.start][-2:]
    behind = [_key(w) for w in all_words(sentence) if w.start >= end][:1]
    run = (*before, *behind)
    return (
        len(run) > 2
        and cue.text not in _keys(case.text)
        and any(not _says_no_at(case.text, at) for at in _runs(case.text, run))
        and not any(_runs(passage.text, run) for passage in case.passages)
    )


def _runs(text: str, run: tuple[str, ...]) -> tuple[int, ...]:
    """The places among the words of `text` where it has the run, of two at least."""
    keys, end = _keys(text), len(run)
    places = _places(text).get(run[:2], ())
    return tuple(place for place in places if keys[place : place + end] == run)


def _says_no_at(text: str, place: int) -> bool:
    """Whether something beside a run of three words says no, `sold no boats`, or denies
    all that follows: `it is not true that it sold boats`.
    """
    words = all_words(text)
    near = words[max(0, place - _BESIDE) : place + 3 + 2 * _BESIDE]
    if _DENIED.search(text, 0, near[0].start):
        return True
    return any(near[0].start <= no.start < near[-1].end for no in noes(text))


def _is_affirmed(denied: Sequence[Word], case: Case) -> bool:
    """Whether the cited sentences have the words once more, without that no."""
    texts = (spoken(passage.text) for passage in case.passages)
    return sum(len(tuple(_told(denied, text))) for text in texts) > 1


def _behind(cue: Cue, sentence: str, skipped: Collection[str]) -> Sequence[Word]:
    """The two words behind a cue, three behind `if`; none where they are parted."""
    count = 3 if cue.kind == "condition" else 2
    end = cue.start + len(cue.text)
    words = [word for word in all_words(sentence) if word.start >= end]
    while words and words[0].text in skipped:
        del words[0]
    found = words[:count]
    if len(found) < count or found[0].text in _UNTOLD:
        return ()
    is_parted = _BORDER.search(sentence, found[0].start, found[-1].start)
    is_bland = all(_is_bland(word, sentence) for word in found)
    return () if is_parted or is_bland else found


def _is_bland(word: Word, sentence: str) -> bool:
    """Whether many sentences on the same have it: names, articles and the like."""
    return not word.is_content or sentence[word.start].isupper()


def _told(behind: Sequence[Word], text: str) -> Iterator[int]:
    """The places among the words of `text` where it asserts the same words."""
    words = all_words(text)
    for place in _runs(text, tuple(map(_key, behind))):
        before = words[place - 1].text if place else ""
        if _is_verb(words[place], behind[0], before):
            yield place


def _is_verb(word: Word, theirs: Word, before: str) -> bool:
    """Whether the text asserts the word: `taking`, `to take` and `its having taken` do
    not.
    """
    is_noun = word.text.endswith("ing") and not theirs.text.endswith("ing")
    return not (is_noun or before == "to" or before.endswith("ing"))


def _is_open(cue: Cue, sentence: str, text: str, place: int) -> bool:
    """Whether something near the words at `place` hedges as well, or says no."""
    if cue.kind in UNDONE and _IN_FAVOUR.search(text):
        return True
    near = all_words(text)[max(0, place - _NEAR) : place + _NEAR + 3]
    start, end = near[0].start, near[-1].start
    theirs = {other.kind for other in hedges(sentence)}.intersection(_BY_OTHERS)
    carried = theirs.union(CARRIED_BY.get(cue.kind, _OPEN))
    hedged = (own.start for own in hedges(spoken(text)) if own.kind in carried)
    return any(start <= at <= end for at in (*hedged, *(no.start for no in noes(text))))


@lru_cache(maxsize=TEXTS)
def _places(text: str) -> Mapping[tuple[str, ...], Sequence[int]]:
    """Each pair of words of `text` that stand side by side, to their places."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, pair in enumerate(pairwise(_keys(text))):
        found.setdefault(pair, []).append(place)
    return found


@lru_cache(maxsize=TEXTS)
def _keys(text: str) -> tuple[str, ...]:
    """What the words of `text` are compared by, in order."""
    return tuple(map(_key, all_words(text)))


def _key(word: Word) -> str:
    return word.stem if word.is_content else word.text
