"""What makes a thing so only if, for now or in part: the text may not leave it out.

A base of the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.grounding.base import Case
from briefer.grounding.cues import CARRIES_SPEECH
from briefer.grounding.narrow import own_words
from briefer.grounding.openings import Cues
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import hedges
from briefer.grounding.undated import undated_with_quotes
from briefer.grounding.words import all_words, content, lowered, overlap, segment_at

TOLD = 0.5
"""Share of a main clause, and of its condition, from which a text tells it."""
ALIGNED = 0.6
"""Share of the part of a sentence from which a text tells the part."""
FEWEST = 2
"""Words of a clause that tells something."""
ALIKE = 0.4
"""Share of a text in a sentence from which it tells of the same."""

_CONDITION = Cues(
    r"\b(?:(?<!as )(?<!asked )(?<!asks )(?<!asking )(?<!ask )(?<!know )(?<!say )"
    r"(?<!see )if(?! at all| any| so| ever| all goes| you\b| i (?:was|were)\b"
    r"|[^,.;]{1,40} to be believed)"
    r"|unless"
    r"|(?<!had )(?<!has )(?<!have )(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )"
    r"(?<!been )provided(?: that)?"
    r"|(?:as|so) long as|depending|subject to|in the event"
    r"|on condition(?! of anonymity))\b"
)
_END = re.compile(r"[,;]|\.(?! ?\d)")
_OPENS = re.compile(r"(?:[;:]|\band|\bbut|\bthat)\s*$")
"""What stands before a condition that limits what follows."""
_NEXT = 3
"""Words beside a condition of which one is told."""
_SAYING = content("say says said tell tells told add adds added")
_FOR_NOW = Cues(
    r"\b(?:for the (?:time being|moment)|for now|in principle|provisional(?:ly)?"
    r"|at this stage|as far as [^,.;]{1,40}? (?:tell|knows?|aware)|temporar(?:y|ily)"
    r"|until further notice|on paper|in theory|tentative(?:ly)?"
    r"|preliminary(?! (?:report|hearing|inquiry|statement)))\b"
)
"""Words that make a thing so for now or in part only."""
_WILL = Cues(r"\b(?:will|shall|is to|are to)\b|\w'll\b")
_WOULD = re.compile(r"\bwould\b")


def left_out(case: Case) -> Iterator[tuple[str, str]]:
    """Conditions of cited sentences and words such as `for now` that the text does
    without, and `would` that it makes `will`. Pairs of word and sentence.
    """
    yield from _unconditional(case)
    yield from _unlimited(case)
    yield from _certain(case)


def _unconditional(case: Case) -> Iterator[tuple[str, str]]:
    """Conditions; nothing where the text leaves it open in another way, as by `may`."""
    for passage in case.passages:
        sentence = spoken(passage.text)
        found = _CONDITION.search(lowered(sentence))
        if not found or _is_left_open(case):
            continue
        end = _END.search(sentence, found.end())
        stop = end.start() if end else len(sentence)
        clause = content(sentence[found.end() : stop])
        main = _beside(sentence, found.start(), stop) - clause
        own = _own(case)
        if len(clause) >= FEWEST and overlap(clause, own) >= ALIGNED:
            yield found[0], passage.text  # the condition itself is told as so
            continue
        clause -= content(sentence[: found.start()] + sentence[stop:])
        is_told = overlap(own, main) >= ALIKE and overlap(main, own) >= TOLD
        is_told = is_told or _is_beside(case, sentence, found.start(), stop)
        if is_told and clause and overlap(clause, own) < TOLD:
            yield found[0], passage.text


def _is_left_open(case: Case) -> bool:
    """Whether the text has a condition, or leaves it open in another way."""
    text = spoken(case.text)
    return (
        case.certainty == "possible"
        or "condition" in text
        or bool(_CONDITION.search(lowered(text)))
        or any(cue.kind == "possible" for cue in hedges(text))
    )


def _beside(sentence: str, start: int, stop: int) -> frozenset[str]:
    """The stems of the clause that a condition limits: before it, or else behind it."""
    before = sentence[:start].rstrip(" ,;")
    before = "" if _OPENS.search(before) else before
    begins = [match.end() for match in _END.finditer(before)]
    main = content(before[begins[-1] if begins else 0 :])
    if len(main) >= FEWEST:
        return main
    end = _END.search(sentence, stop + 1)
    return content(sentence[stop : end.start() if end else len(sentence)])


def _is_beside(case: Case, sentence: str, start: int, stop: int) -> bool:
    """Whether the text tells most of a sentence, and what stands next to a condition.

    Before it, or behind one that opens the sentence or a part of it.
    """
    own = own_words(case.text) - _SAYING
    known = [w for w in all_words(sentence) if w.is_content and w.stem not in _SAYING]
    before = [word.stem for word in reversed(known) if word.end <= start]
    behind = [word.stem for word in known if word.start >= stop]
    near = behind if _OPENS.search(sentence, 0, start) or not before else before
    shared = own & {*before, *behind}
    is_near = not own.isdisjoint(near[:_NEXT])
    return is_near and len(shared) >= FEWEST and len(shared) >= ALIGNED * len(own)


def _unlimited(case: Case) -> Iterator[tuple[str, str]]:
    """Words that hold for now or in part; only where the text tells their part."""
    if _FOR_NOW.search(lowered(spoken(case.text))):
        return
    for passage in case.passages:
        sentence = spoken(passage.text)
        for found in _FOR_NOW.finditer(lowered(sentence)):
            told = segment_at(sentence, found.start()).stems - content(found[0])
            if overlap(told, _own(case)) >= ALIGNED:
                yield found[0], passage.text


def _certain(case: Case) -> Iterator[tuple[str, str]]:
    """`would` of the outlet's own voice where the text has `will`: in what somebody
    says it only follows from the tense.
    """
    text = lowered(case.text)
    is_open = case.certainty == "possible" or _CONDITION.search(text)
    if is_open or not _WILL.search(text):
        return
    plain = [lowered(passage.text) for passage in case.passages]
    if any(map(_WILL.search, plain)):
        return
    for passage, low in zip(case.passages, plain, strict=True):
        is_own = _WOULD.search(low) and not CARRIES_SPEECH.search(low)
        if is_own and overlap(_own(case), content(passage.text)) >= ALIKE:
            yield "would", passage.text


def _own(case: Case) -> frozenset[str]:
    return content(undated_with_quotes(case.text))
