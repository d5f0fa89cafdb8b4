"""Hedges, limits of numbers and negation: none of them vanishes or hardens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.grounding import (
    bared,
    conditions,
    extents,
    limits,
    modality,
    negation,
    parts,
)
from briefer.grounding.base import Case
from briefer.grounding.beyond import beyond
from briefer.grounding.cues import (
    CARRIED_BY,
    CARRIED_BY_CERTAINTY,
    CARRIES_SPEECH,
    FORECAST,
    FUTURE,
    UNDONE,
)
from briefer.grounding.denials import is_given
from briefer.grounding.narrow import narrowed
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import (
    Cue,
    form,
    hedges,
    is_free,
    is_near,
    is_shared,
    negators,
    noes,
)
from briefer.grounding.verbs import is_told
from briefer.grounding.words import (
    Segment,
    all_words,
    content,
    finding,
    lowered,
    overlap,
    segments,
    stem,
    words,
)
from briefer.schema import Finding, Severity

_LEAST = 0.3
"""Share of a text in a sentence from which a verb of both is the same."""
_RESTATED = 0.8
"""Share of a statement's words in its claims from which it only restates them."""
_ON_WORD = ("alleged", "reported")
_SUSPICION = ("alleg", "suspect")
_UNPROVEN = re.compile(r"\bno (?:proof|evidence|sign|indication) (?:that|of)\b")
_ON_TERMS = re.compile(r"\b(?:only (?:if|when)|unless|provided that|on condition)\b")
"""What depends on that is not told as certain."""
_NEXT = 3
"""Words behind a word such as `stopped` of which one is stopped."""
_INSERTED = re.compile(
    r",[^,;:.]{1,60},(?= to\b)"
    r"|(?:(?<=could)|(?<=would)|(?<=might)|(?<=may)),[^,;:.]{1,60},"
)
"""What stands between a hedge and its verb: `expected, after the call, to meet`."""
_LIGHT_WORDS = "hold make take have give get do go come put set see bring keep run"
_LIGHT = frozenset(map(stem, _LIGHT_WORDS.split()))
"""Verbs that mean something only with what follows: `hold a call`, `hold talks`."""


def check(case: Case) -> Iterator[Finding]:
    """Hedges, limits and negators of the evidence that the text leaves out or adds.

    `hedge-lost`, `quantifier-lost` and `negation-changed`: errors where the words round
    the cue are those of the text, warnings where the text only may mean the same. For
    other languages than English one `check-skipped` (note).
    """
    if not case.is_english:
        message = "hedges, negation and attribution are compared in English only"
        yield finding(case, "check-skipped", "note", message)
        return
    told = narrowed(case)
    found = _beyond_claims(case, list(_compared(told)))
    yield from found
    if all(one.severity == "note" for one in found):
        yield from beyond(told, case.evidence)


def _compared(case: Case) -> Iterator[Finding]:
    """What the text leaves out or adds to what is said of the same thing."""
    yield from limits.lost(case)
    yield from extents.stretched(case)
    yield from parts.whole(case)
    parts_of = segments(case.text)
    hedged = [one for part in parts_of for one in _first(_hedged(case, part))]
    yield from hedged
    if not hedged and modality.foretold(case):
        message = f"{case.when[0].date} was still to come when the article appeared"
        yield finding(case, "hedge-lost", "warning", message, evidence=case.evidence)
    if not hedged and (ahead := modality.to_come(case)):
        message = f"the source says `{ahead[0]}`, the text tells it as over"
        yield finding(case, "hedge-lost", "warning", message, evidence=ahead[1])
    for cue, sentence in conditions.left_out(case) if not hedged else ():
        message = f"the source says `{cue}`: keep what it limits by that"
        yield finding(case, "hedge-lost", "warning", message, evidence=sentence)
    denied = [one for part in parts_of for one in _first(negation.changed(case, part))]
    yield from denied
    for cue, sentence in bared.affirmed(case) if not denied else ():
        places = (no.start for no in negators(sentence) if no.text == cue)
        if any(negation.is_said_so(case.text, sentence, at) for at in places):
            continue
        message = f"the source says `{cue}`, the text goes on without it"
        yield finding(case, "negation-changed", "warning", message, evidence=sentence)
        return


def _beyond_claims(case: Case, found: list[Finding]) -> list[Finding]:
    """Of what is found in a statement, what its claims do not answer for.

    A claim was compared with the same sentences, and is marked where it changes what
    they say. A statement that has its words of claims without such a mark, and the very
    same hedges and negators, is not warned of for what sentences beside them say.
    """
    if not any(one.severity == "warning" for one in found) or case.is_claim:
        return found
    told = frozenset[str]().union(*(content(claim.text) for claim in case.claims))
    cues = frozenset[str]().union(*(_cues(claim.text) for claim in case.claims))
    if overlap(content(case.text), told) < _RESTATED or cues != _cues(case.text):
        return found
    return [one for one in found if one.severity != "warning" or one.code in case.marks]


def _cues(text: str) -> frozenset[str]:
    """The hedges and the words for no in a text."""
    said = {cue.text for cue in hedges(text)} | {no.word for no in noes(text)}
    return frozenset(word.lower() for word in said)


def _first(findings: Iterator[Finding]) -> Iterator[Finding]:
    """One finding of a kind is enough for a part of a sentence, a note the last."""
    notes = []
    for one in findings:
        if one.severity != "note":
            yield one
            return
        notes.append(one)
    yield from notes[:1]


def _hedged(case: Case, segment: Segment) -> Iterator[Finding]:
    if any(hedges(p.text) or hedges(spoken(p.text)) for p in case.passages):
        yield from _of_hedges(case, segment)
    for word, sentence in modality.assured(case, segment):
        message = f"the source leaves open what the text says with `{word}`"
        yield finding(case, "hedge-lost", "warning", message, word, sentence)


def _of_hedges(case: Case, segment: Segment) -> Iterator[Finding]:
    yield from _lost_hedges(case, segment)
    for cue, sentence in bared.bared(case, segment):
        message = f"the source says `{cue}`: restore it"
        yield finding(case, "hedge-lost", "warning", message, evidence=sentence)
    for cue, sentence in modality.hardened(case, segment):
        message = f"the source says `{cue}`, the text tells it as a fact"
        yield finding(case, "hedge-lost", "warning", message, evidence=sentence)
    for word, sentence in modality.convicted(case, segment):
        message = f"the source has an accusation, and no verdict for `{word}`"
        yield finding(case, "hedge-lost", "warning", message, word, sentence)
    for cue, sentence in (
        *modality.settled(case, segment),
        *modality.promised(case, segment),
    ):
        message = f"the source says `{cue}`, the text tells it as settled"
        yield finding(case, "hedge-lost", "warning", message, evidence=sentence)


def _lost_hedges(case: Case, segment: Segment) -> Iterator[Finding]:
    for passage in case.passages:
        sentence = spoken(passage.text)
        for cue in hedges(sentence):
            if cue.is_about_all:
                cue = _without_names(cue, sentence)
            elif cue.scope and is_given(sentence, cue.scope[0]):
                continue  # `thinks of Ann Lee` leaves nothing open
            if cue.kind not in CARRIED_BY or is_free(cue, case, hedges):
                continue
            is_whole = is_shared(cue, segment.stems)
            if not is_whole and not _is_done_of(cue, case, segment, passage.text):
                continue
            if severity := _severity(case, cue):
                severity = severity if is_whole else "warning"
                message = f"the source says `{cue.text}`: restore it"
                word = form(case, cue.head)
                yield finding(case, "hedge-lost", severity, message, word, passage.text)


def _without_names(cue: Cue, sentence: str) -> Cue:
    """The hedge without names and numbers that it governs, as the text may have them
    for something else.
    """
    scope = tuple(word for word in cue.scope if not is_given(sentence, word))
    return cue if len(scope) == len(cue.scope) else cue._replace(scope=scope)


def _is_done_of(cue: Cue, case: Case, segment: Segment, sentence: str) -> bool:
    """Whether the part tells as done the verb of a plan, and much of its sentence."""
    return (
        cue.head in segment.stems - _LIGHT
        and (cue.kind not in UNDONE or is_told(case.text, cue.head))
        and not cue.is_about_all
        and overlap(segment.stems, content(sentence)) >= _LEAST
    )


def _severity(case: Case, cue: Cue) -> Severity | None:
    """How sure it is that the text says more than the hedge; None for not at all."""
    if cue.kind in ("possible", "likely") and _ON_TERMS.search(case.text):
        return None
    if _is_hardened(case, cue):
        return "error" if cue.kind == "possible" else "warning"
    if _is_carried(case, cue):
        is_weaker = cue.text.startswith(_SUSPICION) and _is_plain_word(case, cue)
        return "warning" if is_weaker else None
    if cue.kind in UNDONE:
        is_told_as_done = is_told(case.text, cue.head)
        is_denied = _is_kept_from(case.text, cue.head)
        return "error" if is_told_as_done and not is_denied else None
    return "warning" if cue.kind == "likely" and " to" in cue.text else "error"


def _is_kept_from(text: str, head: str) -> bool:
    """Whether a no of `text` is about the word: `not shut`, `kept from shutting`."""
    if any(head in own.stems for own in negators(text)):
        return True
    known = words(text)
    behind = ([w for w in known if w.start > no.start][:_NEXT] for no in noes(text))
    return any(word.stem == head for near in behind for word in near)


def _is_carried(case: Case, cue: Cue) -> bool:
    """Whether the text, or what else is known of a claim, hedges as well."""
    if cue.kind in CARRIED_BY_CERTAINTY.get(case.certainty, ()):
        return True
    if cue.kind in _ON_WORD and CARRIES_SPEECH.search(lowered(case.text)):
        return True
    if _UNPROVEN.search(case.text):
        return True
    if cue.kind in ("planned", "likely") and FORECAST.search(case.text):
        return True
    first = stem(cue.text.split()[0])
    is_same_cue = any(word.stem == first for word in all_words(case.text))
    if cue.kind != "possible" and is_same_cue:
        return True
    texts = dict.fromkeys((case.text, _INSERTED.sub("", case.text)))
    return any(
        _carries(own, cue)
        and is_near(own, text, cue.head)
        and not _is_of_else(own, cue, case)
        and stem(own.text.split()[-1]) != cue.head  # `asked for` is what was planned
        for text in texts
        for own in hedges(spoken(text))
    )


def _is_of_else(own: Cue, cue: Cue, case: Case) -> bool:
    """Whether a hedge of the text is one of the evidence about another word.

    `was published with the planning application` is not planned.
    """
    if cue.head in own.stems:
        return False
    same = [
        other
        for passage in case.passages
        for other in hedges(spoken(passage.text))
        if other.text == own.text
    ]
    return bool(same) and not any(cue.head in other.stems for other in same)


def _carries(own: Cue, cue: Cue) -> bool:
    """Whether a hedge of the text says no more than one of the evidence."""
    is_sure = cue.kind not in UNDONE and FUTURE.match(own.text)
    return own.kind in CARRIED_BY[cue.kind] and not is_sure


def _is_plain_word(case: Case, cue: Cue) -> bool:
    """Whether a suspicion is told as what somebody says, and not denied either."""
    is_known = cue.kind in CARRIED_BY_CERTAINTY.get(case.certainty, ())
    is_denied = any(no.is_denial for no in negators(case.text))
    is_careful = any(_carries(own, cue) for own in hedges(spoken(case.text)))
    return not (is_known or is_denied or is_careful)


def _is_hardened(case: Case, cue: Cue) -> bool:
    """Whether the text has `will` where the evidence has `may` or `likely`."""
    if cue.kind not in ("possible", "likely"):
        return False
    about = [own for own in hedges(spoken(case.text)) if cue.head in own.stems]
    is_future = any(own.head == cue.head and FUTURE.match(own.text) for own in about)
    return is_future and not any(_carries(own, cue) for own in about)
