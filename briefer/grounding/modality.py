"""Whether a text tells as a fact what its evidence leaves open, whatever the words.

The check on hedges compares a hedge and the verb it governs. Here the clause of a hedge
and the text are laid beside each other by the roots of their words: who tells mostly
that clause, and nothing that leaves it open, tells more than it. A base of that check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import (
    CARRIED_BY_CERTAINTY,
    CARRIES_SPEECH,
    CONVICTED,
    FORECAST,
    FUTURE,
    SPEECH,
    UNDONE,
)
from briefer.grounding.denials import ROOT, unattributed
from briefer.grounding.openings import Cues
from briefer.grounding.polarity import part_of, roots, roots_of
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import Cue, hedges, negators, noes
from briefer.grounding.verbs import is_over, is_past
from briefer.grounding.words import Segment, content, lowered, overlap, stem

ALIGNED = 0.6
"""Share of a text's roots in the clause of a hedge from which it tells that clause."""
ASSURED = 0.45
"""The share from which a word of certainty is about what the sentence leaves open."""
WHOLE = 0.75
"""Share of a sentence in the clause of a hedge from which it tells nothing else."""
PARTLY = 0.4
"""Share of a text's roots in a sentence from which it tells that for want of others."""
MOSTLY = 0.7
"""The share in the whole sentence from which it tells what the hedge governs there."""
_FEWEST = 3
_NO_DELAYS = ("nothing", "nobody", "none", "until")
"""Words for no that put nothing off."""
_SPEECH_NOUNS = ("report", "reports", "claim", "claims")
"""Nouns among the words of speech: `the report appeared`."""
_OPEN = ("possible", "likely", "reported", "condition")
_SURE = re.compile(r"(?:will|would|shall|'ll|going to)$")
"""Hedges of a text that make an intention, an offer or a forecast a certain thing."""
_INTENT = re.compile(
    r"\b(?:plan|intend|intent|propos|pledg|promis|vow|offer|commit|should|earmark|aim"
    r"|hop|want|wish|ambition|keen|eager|would like|forecast|predict|project|mean"
    r"|suppos|prepar|ready|willing|press|due|schedul|slated)"
)
"""Hedges of which `will` says more; `is to` and `is set to` say as much."""
_AHEAD = Cues(
    r"\b(?:will|shall|can(?= be)|(?:is|are) (?:(?:due|set|scheduled|supposed) )?to)"
    r"(?: (?:each|all|also|then|soon|\w+ly))* (?:be )?(?P<verb>(?!not\b|never\b)\w+)"
)
"""What is still to come, or only may."""
_OF_IT = 0.5
"""Share of a text's words in the sentence from which it tells what is ahead there."""
_GIVING = re.compile(
    r"\b(?:paid|gave|given|received|got|provided|delivered|handed|sent|granted|donated"
    r"|transferred|spent|supplied)\b|\b(?:ha[sd]|have)(?: \w+ly| already)?"
    r" (?!to\b|not\b)\w+|\b(?:was|were|been) \w+(?:ed|en|t)\b"
)
"""Something given or done already."""


_ASSURED = Cues(
    r"\b(?:(?<!not )(?:certain|sure|bound) to|(?<!not )guaranteed"
    r"|it is (?:certain|confirmed)|definitely|undoubtedly|without (?:a )?doubt"
    r"|inevitably|ha(?:s|ve|d) (?:taken|made) a(?: \w+)? decision"
    r"|(?:has|have|had|was|were|is|are) already)\b"
)
_KNOWN = Cues(
    r"\b(?:confirm(?:s|ed)?|establish(?:es|ed)|prove[sdn]?|proof|determine[sd]|knew"
    r"|certainly|verif(?:ies|ied)|(?:is|are|was|were) (?:certain|convinced|sure))\b"
)
"""Words that make an opinion something known."""
_SOFT = re.compile(
    r"\b(?:suggest|believ|think|thought|guess|suspect|reckon|estimat|assum|presum|hint"
    r"|theor|forecast|predict|project|perhaps|maybe|possib|understood)"
)
"""Words of opinion, of which `confirmed` and `established` say more."""


def hardened(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Hedges of cited sentences whose clause the segment tells as a fact.

    Pairs of hedge and sentence. Nothing where the segment leaves it open or denies it,
    or where another sentence tells it plainly.
    """
    own, common = part_of(case.text, segment)
    if len(own) < _FEWEST:
        return
    if any(not hedges(p.text) and _tells(own, p.text) for p in case.passages):
        return
    is_no = any(segment.holds(no.start) for no in noes(case.text))
    for passage in case.passages:
        if _is_denied(case.text, segment, passage.text):
            continue
        for cue in hedges(passage.text):
            if not _tells_hedged(own, cue, passage.text, case):
                continue
            if cue.text == "whether" and is_no and noes(passage.text):
                continue  # the answer was no
            if common <= roots(passage.text) and not common & _governed(cue):
                continue
            if not _is_left_open(cue, passage.text, case, segment):
                yield cue.text, passage.text


def convicted(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Verdicts of the segment where the cited sentences only accuse.

    Pairs of word and sentence.
    """
    part = lowered(case.text)[segment.start : segment.end]
    found = CONVICTED.search(part)
    if not found or any(CONVICTED.search(lowered(p.text)) for p in case.passages):
        return
    if found[0] == "guilty of" and SPEECH.search(part):
        return  # whoever says it accuses
    if any(segment.holds(no.start) for no in negators(case.text)):
        return
    for passage in case.passages:
        if any(cue.kind == "alleged" for cue in hedges(passage.text)):
            yield found[0], passage.text


def settled(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Intentions, offers and forecasts that the segment tells as settled or done.

    Pairs of hedge and sentence: `will` for `plans to`, `paid` for `pledged`.
    """
    mine = [one for one in hedges(case.text) if segment.holds(one.start)]
    is_sure = bool(mine) and all(_SURE.match(one.text) for one in mine)
    if not is_sure and (mine or not _is_done(case.text, segment)):
        return
    own, _ = part_of(case.text, segment)
    elsewhere = roots_of(case.text, segment) - {one.head[:ROOT] for one in mine}
    if any(_tells(own, p.text) and _is_certain(p.text) for p in case.passages):
        return
    for passage in case.passages:
        if _is_denied(case.text, segment, passage.text):
            continue
        for cue in hedges(passage.text):
            is_soft = cue.kind in (*UNDONE, "view") and _INTENT.search(cue.text)
            if not is_soft or cue.kind in CARRIED_BY_CERTAINTY.get(case.certainty, ()):
                continue
            is_named = cue.text.endswith(" by")  # `a plan by the city to build`
            if is_sure and not is_named and cue.head[:ROOT] in elsewhere:
                continue  # `would` is said of another verb
            is_same_verb = is_sure and any(one.head == cue.head for one in mine)
            if not is_same_verb and len(own) < _FEWEST:
                continue
            if _tells_hedged(own, cue, passage.text, case):
                yield cue.text, passage.text


def promised(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """What the segment says will be, where the cited sentences have no such word.

    Pairs of hedge and sentence: a `will` must come from somewhere, and where there are
    only `may` and `plans to` it comes from these.
    """
    mine = [one for one in hedges(case.text) if segment.holds(one.start)]
    if not mine or not all(_SURE.match(one.text) for one in mine):
        return
    if mine[0].text == "would" and not SPEECH.search(lowered(case.text)):
        return
    is_no = any(segment.holds(no.start) for no in negators(case.text))
    theirs = [(cue, p.text) for p in case.passages for cue in hedges(p.text)]
    if not all(_is_soft(cue) for cue, _ in theirs):
        return
    own = roots_of(case.text, segment)
    for cue, sentence in theirs:
        is_known = cue.kind in CARRIED_BY_CERTAINTY.get(case.certainty, ())
        if is_known or (is_no and noes(sentence)):
            continue
        if overlap(own, roots(sentence)) >= PARTLY:
            yield cue.text, sentence


def foretold(case: Case) -> bool:
    """Whether a claim tells as over what it dates after its article appeared."""
    if not case.is_claim or not case.when or hedges(case.text):
        return False
    if any(no.word not in _NO_DELAYS for no in noes(case.text)):
        return False  # what is put off until then is put off already
    day = case.when[0].date
    appeared = [article.published.date for article in case.articles.values()]
    if not all(_is_before(other, day) for other in appeared):
        return False
    said = (match[0] for match in SPEECH.finditer(lowered(case.text)))
    is_said = any(word not in _SPEECH_NOUNS for word in said)
    return is_over(spoken(case.text)) and not is_said


def to_come(case: Case) -> tuple[str, str] | None:
    """What a cited sentence says will or can be, and the text tells as over.

    Its words and the sentence. None where a sentence tells it as over too.
    """
    for passage in case.passages:
        for ahead in _AHEAD.finditer(passage.text):
            head = stem(ahead["verb"].lower())
            if not is_past(case.text, head):
                continue
            if any(is_past(other.text, head) for other in case.passages):
                continue
            if overlap(content(case.text), content(passage.text)) >= _OF_IT:
                return " ".join(ahead[0].split()), passage.text
    return None


def _is_before(one: str, other: str) -> bool:
    """Whether one ISO date is before another, as far as both reach; no mere years."""
    if min(len(one), len(other)) < len("2025-01"):
        return False
    return one[: len(other)] < other[: len(one)]


def _is_soft(cue: Cue) -> bool:
    """Whether `will` says more: of possible and likely things, plans and offers."""
    is_open = cue.kind in ("possible", "likely", "reported")
    return is_open or bool(cue.kind in UNDONE and _INTENT.search(cue.text))


def assured(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of certainty or of what is over, where the cited sentences leave it open.

    Pairs of word and sentence: `is certain to meet`, `have already met` for `plan to
    meet`.
    """
    part = lowered(case.text)[segment.start : segment.end]
    plain = [lowered(passage.text) for passage in case.passages]
    for pattern in (_ASSURED, _KNOWN):
        found = pattern.search(part)
        if not found or any(map(pattern.search, plain)):
            continue
        own = roots_of(case.text, segment)
        for passage, low in zip(case.passages, plain, strict=True):
            is_open = _SOFT.search(low) or (
                pattern is _ASSURED and _leaves_open(passage.text)
            )
            if is_open and overlap(own, roots(passage.text)) >= ASSURED:
                yield found[0], passage.text


def _leaves_open(sentence: str) -> bool:
    return any(cue.kind in (*UNDONE, *_OPEN) for cue in hedges(sentence))


def _is_done(text: str, segment: Segment) -> bool:
    """Whether the segment tells in its own words that something has been done."""
    part = lowered(text)[segment.start : segment.end]
    return bool(_GIVING.search(part)) and not CARRIES_SPEECH.search(part)


def _is_certain(sentence: str) -> bool:
    found = hedges(sentence)
    return not found or any(_SURE.match(one.text) for one in found)


def _is_denied(text: str, segment: Segment, sentence: str) -> bool:
    """Whether the segment says no, and with more than another word for the sentence's.

    `suspend` for `halt` denies nothing, nor does it for `suspension`.
    """
    own = [no for no in noes(text) if segment.holds(no.start)]
    if not own:
        return False
    theirs = {no.word for no in noes(sentence)}
    stops = any(not no.is_negator for no in noes(sentence))
    return any(
        no.word not in theirs
        and (no.is_negator or not (stops or no.word[:ROOT] in roots(sentence)))
        for no in own
    )


def _tells_hedged(own: frozenset[str], cue: Cue, sentence: str, case: Case) -> bool:
    """Whether words tell what a hedge leaves open: its clause, or all that is cited."""
    is_alone = len(case.passages) == 1
    return _tells_clause(own, cue, sentence) or (
        is_alone and _is_of_all(own, cue, sentence)
    )


def _tells_clause(own: frozenset[str], cue: Cue, sentence: str) -> bool:
    """Whether words are mostly of a hedge's clause, or of its sentence and scope."""
    if overlap(own, _clause_of(cue, sentence)) >= ALIGNED:
        return True
    governed = _governed(cue)
    is_told = governed and 2 * len(governed & own) >= len(governed)
    return bool(is_told) and overlap(own, roots(sentence)) >= MOSTLY


def _is_of_all(own: frozenset[str], cue: Cue, sentence: str) -> bool:
    """Whether a hedge is of nearly all that a sentence tells, and words are of it."""
    whole = frozenset(word.stem[:ROOT] for word in unattributed(sentence))
    is_whole = overlap(whole, _clause_of(cue, sentence)) >= WHOLE
    return is_whole and overlap(own, whole) >= PARTLY


def _governed(cue: Cue) -> frozenset[str]:
    """The roots of what a hedge is about."""
    return frozenset(word.stem[:ROOT] for word in cue.scope)


def _tells(own: frozenset[str], text: str) -> bool:
    return overlap(own, frozenset(w.stem[:ROOT] for w in unattributed(text))) >= ALIGNED


@lru_cache(maxsize=TEXTS)
def _clause_of(cue: Cue, text: str) -> frozenset[str]:
    """The roots of the clause in which a hedge stands, and of what it governs."""
    known = unattributed(text)
    before = [word.clause for word in known if word.start <= cue.start]
    clause = before[-1] if before else 0
    scope = {word.start for word in cue.scope}
    near = (w for w in known if w.clause == clause or w.start in scope)
    return frozenset(word.stem[:ROOT] for word in near)


def _is_left_open(cue: Cue, sentence: str, case: Case, segment: Segment) -> bool:
    """Whether the segment, or the certainty of a claim, says no more than the hedge.

    A hedge that the sentence has besides (`may offer`) opens nothing in `offered`.
    """
    if cue.kind not in _OPEN or cue.kind in CARRIED_BY_CERTAINTY.get(
        case.certainty, ()
    ):
        return True
    if cue.kind == "likely" and FORECAST.search(case.text):
        return True
    if cue.kind != "possible" and _first(cue) in roots(case.text):
        return True
    besides = {_first(other) for other in hedges(sentence) if other != cue}
    return any(
        segment.holds(own.start)
        and not (own.kind in UNDONE and _first(own) in besides)
        and not FUTURE.match(own.text)
        for own in hedges(case.text)
    )


def _first(cue: Cue) -> str:
    return cue.text.split()[0][:ROOT]
