"""Hedges, limits of numbers and negation: none of them vanishes or hardens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from briefer.grounding import (
    conditions,
    extents,
    limits,
    modality,
    opposites,
    parts,
    polarity,
)
from briefer.grounding.base import Case
from briefer.grounding.cues import (
    AFFIRMED,
    CARRIED_BY,
    CARRIED_BY_CERTAINTY,
    CARRIES_SPEECH,
    FUTURE,
)
from briefer.grounding.denials import ROOT, Denied, denials, is_given
from briefer.grounding.quoted import quotations, spoken
from briefer.grounding.scopes import (
    Cue,
    denies,
    hedges,
    is_near,
    is_of_words,
    is_shared,
    negators,
    noes,
    says_no,
)
from briefer.grounding.verbs import is_told
from briefer.grounding.words import (
    Segment,
    content,
    finding,
    lowered,
    nearest,
    overlap,
    segments,
    stem,
    words,
)
from briefer.schema import Finding, Severity

_LEAST = 0.3
"""Share of a text in a sentence from which a word that is denied there is the same."""
_ON_WORD = ("alleged", "reported")
_SUSPICION = ("alleg", "suspect")
_MOSTLY = 0.5
"""Share of a text's words in a sentence from which both refuse the same."""
_NEARLY = 0.75
"""Share of the other words that the evidence must have to tell the same."""
_NEXT = 3
"""Words behind a word such as `stopped` of which one is stopped."""
_LIGHT_WORDS = "hold make take have give get do go come put set see bring keep run"
_LIGHT = frozenset(map(stem, _LIGHT_WORDS.split()))
"""Verbs that mean something only with what follows: `hold a call`, `hold talks`."""
_SAYS = frozenset(map(stem, ("said", "told")))
_TURN = re.compile(r"\b(?:but|however|though|although|only to|until|still|while)\b")
_TOLD = 0.8
"""Share of a text's words in a sentence from which that tells it."""
_UNDONE = ("planned", "attempt")
"""Classes of what is not done yet, and is told as done only by a verb in the past."""


_NOBODY = ("nobody", "no one", "none")
_NOBODY_THERE = re.compile(r"\b(?:nobody|no[ -]one|none|no \w+)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\b(?P<verb>\w+) (?P<no>nothing|none)\b")
_ELLIPTIC = re.compile(
    r"(?:\b(?:not|neither)|n['’]t)"
    r"(?:[.,;:!?\"”]|$| (?:because|since|either|until|before)\b)"
    r"|\b(?:denie[sd]|disput\w+|reject\w*) (?:it|this|that|these|them)\b"
    r"|\b(?:is|was|are|were) (?:not true|false|wrong)\b"
)
"""A no to what was said before: `The others had not.`, `He denied it.`"""
_REJECTED = re.compile(
    r"\b(?:denie[sd]|disput\w+|reject\w*|dismiss\w*) (?:the|all|both)"
    r" (?:claim|allegation|accusation|suggestion|charge|report|account)s?[.,;]"
)
"""A no to something that another sentence tells."""
_NO_BEFORE = re.compile(r"\b(no|not|never|hardly|n['’]t|by no means) $", re.IGNORECASE)
_BEFORE = 40
"""Characters before a quotation in which the text may say the no itself."""
_NO_TRUTH = re.compile(
    r"\b(?:no truth|not a word of truth|untrue|baseless|groundless|unfounded|smear)\b"
)
"""A denial of a report, also in a quotation, that says no to all of it."""
_REFUSAL = re.compile(r"declin|refus|unwilling|never agreed")


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
    yield from limits.lost(case)
    yield from extents.stretched(case)
    yield from parts.whole(case)
    for cue, sentence in conditions.left_out(case):
        message = f"the source says `{cue}`: keep what it limits by that"
        yield finding(case, "hedge-lost", "warning", message, evidence=sentence)
    for segment in segments(case.text):
        yield from _first(_hedged(case, segment))
        yield from _first(_negation(case, segment))


def _first(findings: Iterator[Finding]) -> Iterator[Finding]:
    """One finding of a kind is enough for a part of a sentence, a note the last."""
    notes = []
    for one in findings:
        if one.severity != "note":
            yield one
            return
        notes.append(one)
    yield from notes[:1]


def _is_free(cue: Cue, case: Case, cues: Callable[[str], tuple[Cue, ...]]) -> bool:
    """Whether the evidence has the word once more where no such cue is about it."""
    return any(
        word.stem == cue.head
        and not any(word in other.scope for other in cues(passage.text))
        for passage in case.passages
        for word in words(passage.text)
    )


def _form(case: Case, head: str) -> str:
    """The word of this stem as it stands in the text."""
    forms = (case.text[w.start : w.end] for w in words(case.text) if w.stem == head)
    return next(forms, "")


# Hedges


def _hedged(case: Case, segment: Segment) -> Iterator[Finding]:
    yield from _lost_hedges(case, segment)
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
    for word, sentence in modality.assured(case, segment):
        message = f"the source leaves open what the text says with `{word}`"
        yield finding(case, "hedge-lost", "warning", message, word, sentence)


def _lost_hedges(case: Case, segment: Segment) -> Iterator[Finding]:
    for passage in case.passages:
        sentence = spoken(passage.text)
        for cue in hedges(sentence):
            if cue.kind not in CARRIED_BY or _is_free(cue, case, hedges):
                continue
            if cue.kind == "attempt" and cue.scope and is_given(sentence, cue.scope[0]):
                continue
            is_whole = is_shared(cue, segment.stems)
            if not is_whole and not _is_done_of(cue, case, segment, passage.text):
                continue
            if severity := _severity(case, cue):
                severity = severity if is_whole else "warning"
                message = f"the source says `{cue.text}`: restore it"
                form = _form(case, cue.head)
                yield finding(case, "hedge-lost", severity, message, form, passage.text)


def _is_done_of(cue: Cue, case: Case, segment: Segment, sentence: str) -> bool:
    """Whether the part tells as done the verb of a plan, and much of its sentence."""
    return (
        cue.head in segment.stems - _LIGHT
        and (cue.kind not in _UNDONE or is_told(case.text, cue.head))
        and not cue.is_about_all
        and overlap(segment.stems, content(sentence)) >= _LEAST
    )


def _severity(case: Case, cue: Cue) -> Severity | None:
    """How sure it is that the text says more than the hedge; None for not at all."""
    if _is_hardened(case, cue):
        return "error" if cue.kind == "possible" else "warning"
    if _is_carried(case, cue):
        is_weaker = cue.text.startswith(_SUSPICION) and _is_plain_word(case, cue)
        return "warning" if is_weaker else None
    if cue.kind in _UNDONE:
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
    return any(
        _carries(own, cue)
        and is_near(own, case.text, cue.head)
        and not _is_of_else(own, cue, case)
        and stem(own.text.split()[-1]) != cue.head  # `asked for` is what was planned
        for own in hedges(spoken(case.text))
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
    is_sure = cue.kind not in _UNDONE and FUTURE.match(own.text)
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


# Negation


def _negation(case: Case, segment: Segment) -> Iterator[Finding]:
    own = [c for c in negators(case.text) if segment.holds(c.start)]
    if own:
        yield from _added(case, own, segment, nearest(segment.stems, case))
    yield from _dropped(case, segment)
    yield from _cut(case, segment)
    for cue, sentence in polarity.affirmed(case, segment):
        message = f"the source says `{cue}`, the text seems to affirm it"
        yield finding(case, "negation-changed", "warning", message, evidence=sentence)
    if any(_ELLIPTIC.search(passage.text) for passage in case.passages):
        return
    for word, sentence in (
        *polarity.turned(case, segment),
        *opposites.opposed(case, segment),
    ):
        message = f"the source says the contrary of `{word}`"
        yield finding(case, "negation-changed", "warning", message, word, sentence)


def _added(
    case: Case, own: Sequence[Cue], segment: Segment, near: tuple[str, ...]
) -> Iterator[Finding]:
    """Negators of the text where the evidence says no in no way, or affirms it."""
    for cue in own:
        head = _first_common(cue, case)
        if not cue.scope or not near or _is_denied(cue, head, case, segment):
            continue
        if any(opposites.agree(case.text, cue.text, text) for text in near):
            continue
        told = frozenset[str]().union(*map(content, near))
        if head in told or not any(map(says_no, near)):
            message = "the cited sentences do not deny this: take the negation back"
            is_sure = head in told and cue.is_verbal and not cue.is_denial
            severity: Severity = "error" if is_sure else "warning"
            evidence = " ".join(near)
            if head not in told and not _is_only_new(cue, head, case, segment, told):
                code, severity = "check-skipped", "note"
                message = "the cited sentences have other words for what is denied"
                yield finding(case, code, severity, message, cue.text, evidence)
                continue
            yield finding(
                case, "negation-changed", severity, message, cue.text, evidence
            )


def _is_only_new(
    cue: Cue, head: str, case: Case, segment: Segment, told: frozenset[str]
) -> bool:
    """Whether the sentence tells all else that the text does: then what is denied must
    be another word for what it affirms.

    Not where what is denied says no itself: `did not fall short of it`.
    """
    is_double = any(
        word.start <= no.start < word.end
        for word in cue.scope
        for no in noes(case.text)
    )
    others = segment.stems - {head, stem(cue.text)}
    return cue.is_verbal and not is_double and overlap(others, told) >= _NEARLY


def _first_common(cue: Cue, case: Case) -> str:
    """The stem of the first word in its scope that is no name."""
    common = (word for word in cue.scope if not is_given(case.text, word))
    return next((word.stem for word in common), cue.head)


def _is_denied(cue: Cue, head: str, case: Case, segment: Segment) -> bool:
    """Whether a cited sentence denies the word, or tells why a plan came to nothing."""
    return any(
        denies(passage.text, head, cue.is_verbal)
        or _NO_TRUTH.search(passage.text)
        or _ELLIPTIC.search(passage.text)
        or _REJECTED.search(passage.text)
        or (cue.text in _NOBODY and _NOBODY_THERE.search(passage.text))
        or _is_nothing(cue, segment, passage.text)
        or _is_among(head, denials(passage.text))
        or _is_undone(cue, case, passage.text)
        or _is_refused(cue, head, case, segment, passage.text)
        for passage in case.passages
    )


def _is_nothing(cue: Cue, segment: Segment, sentence: str) -> bool:
    """Whether the sentence has `nothing` where the part does, or behind a verb of it:
    `received nothing` for `received no answer`.
    """
    for match in _NOTHING.finditer(sentence):
        is_same = cue.text == match["no"].lower()
        if is_same or stem(match["verb"].lower()) in segment.stems:
            return True
    return False


def _is_refused(
    cue: Cue, head: str, case: Case, segment: Segment, sentence: str
) -> bool:
    """Whether the sentence turns the same away: `did not accept` what was rejected."""
    is_refusal = cue.is_denial or AFFIRMED.match(_form(case, head).lower())
    if not is_refusal or not denials(sentence):
        return False
    return overlap(segment.stems - {head}, content(sentence)) >= _MOSTLY


def _is_among(head: str, denied: Sequence[Denied]) -> bool:
    return any(head[:ROOT] in one.roots and not one.is_asked for one in denied)


def _is_undone(cue: Cue, case: Case, sentence: str) -> bool:
    """Whether the word is only planned or tried there, and nothing came of it."""
    plans = [
        other
        for other in hedges(sentence)
        if cue.head in other.stems and other.kind in _UNDONE
    ]
    if any(not FUTURE.match(plan.text) for plan in plans) and says_no(sentence):
        return True
    is_past = not any(FUTURE.match(own.text) for own in hedges(case.text))
    return bool(plans) and is_past and bool(_TURN.search(sentence))


def _dropped(case: Case, segment: Segment) -> Iterator[Finding]:
    """Negators of the evidence where the text affirms the same words.

    Nothing where the text has a negator of its own, which may be to the same in other
    words; but not where the evidence has that one too, for something else.
    """
    theirs = [(cue, p.text) for p in case.passages for cue in negators(spoken(p.text))]
    own = [cue for cue in negators(case.text) if segment.holds(cue.start)]
    if any(not any(cue.head in other.stems for other, _ in theirs) for cue in own):
        return
    for cue, text in theirs:
        if not cue.scope or _is_free(cue, case, negators):
            continue
        is_of_name = not cue.is_verbal and is_given(spoken(text), cue.scope[0])
        if is_of_name or cue.head in _SAYS:
            continue
        is_told = is_shared(cue, segment.stems) or _is_head(cue, segment, text)
        if (is_told and _is_contrary(case, segment, cue, text)) or (
            _is_taken(case, segment, cue)
        ):
            message = f"the source says `{cue.text}`, the text affirms it"
            form = _form(case, cue.head)
            yield finding(case, "negation-changed", "error", message, form, text)


def _cut(case: Case, segment: Segment) -> Iterator[Finding]:
    """Quotations that begin right behind a no of the source, which is left out."""
    for quote in quotations(case.text):
        if not segment.holds(quote.start):
            continue
        before = case.text[max(0, quote.start - 1 - _BEFORE) : quote.start - 1]
        for passage in case.passages:
            at = passage.text.find(quote.words)
            found = _NO_BEFORE.search(passage.text, 0, at) if at > 0 else None
            if found and not says_no(before):
                message = f"the source says `{found[1]}` before what is quoted"
                words = quote.words, passage.text
                yield finding(case, "negation-changed", "error", message, *words)


def _is_head(cue: Cue, segment: Segment, sentence: str) -> bool:
    """Whether the part has the very word that is denied, and tells the sentence."""
    is_told = cue.head in segment.stems and not cue.is_about_all
    return is_told and overlap(segment.stems, content(sentence)) >= _LEAST


def _is_taken(case: Case, segment: Segment, cue: Cue) -> bool:
    """Whether the text accepts what the evidence says was declined or refused."""
    part = case.text[segment.start : segment.end].lower()
    if not _REFUSAL.match(cue.text) or says_no(part) or not AFFIRMED.search(part):
        return False
    about = cue.stems - {cue.head}
    if not about or 2 * len(about & segment.stems) < len(about):
        return False
    return not any(_is_agreed_in(p.text, segment) for p in case.passages)


def _is_agreed_in(sentence: str, segment: Segment) -> bool:
    """Whether this other sentence accepts what the text does, and tells all of it."""
    is_yes = not says_no(sentence) and AFFIRMED.search(sentence.lower())
    return bool(is_yes) and overlap(segment.stems, content(sentence)) >= _TOLD


def _is_denied_too(case: Case, cue: Cue, sentence: str) -> bool:
    """Whether the text denies the word as well, by a no that is not the sentence's for
    something else.
    """
    if any(cue.head in own.stems for own in negators(spoken(case.text))):
        return True
    others = {no.word for no in noes(sentence)} - {cue.text.split()[0]}
    text = case.text
    for no in noes(text):
        if not no.is_negator and no.word in others:
            end = no.start + len(no.word)
            text = f"{text[: no.start]}{' ' * len(no.word)}{text[end:]}"
    return denies(text, cue.head, cue.is_verbal)


def _is_contrary(case: Case, segment: Segment, cue: Cue, sentence: str) -> bool:
    """Whether the text affirms what a negator of the evidence denies.

    Who rejects a plan does not deny that there is one: the text must welcome it.
    """
    if not cue.is_denial:
        return not _is_denied_too(case, cue, sentence)
    if any(own.kind == "alleged" for own in hedges(case.text)):
        return False
    part = case.text[segment.start : segment.end].lower()
    denied = {word.stem[:ROOT] for word in cue.scope}
    if any(stem(no.word)[:ROOT] not in denied for no in noes(part)):
        return False
    return bool(is_of_words(cue, sentence) or AFFIRMED.search(part))
