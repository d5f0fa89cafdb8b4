"""Negation: a no of the evidence is not left out, and none is added to it.

Denied words are compared here by what governs them; `polarity` and `opposites` compare
whole clauses and words that take sides. A base of the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.grounding import opposites, polarity
from briefer.grounding.base import Case
from briefer.grounding.cues import AFFIRMED, CARRIES_SPEECH, FUTURE, UNDONE
from briefer.grounding.denials import ROOT, Denied, denials, is_given
from briefer.grounding.narrow import own_words
from briefer.grounding.openings import Cues
from briefer.grounding.quoted import quotations, spoken
from briefer.grounding.scopes import (
    Cue,
    denies,
    form,
    hedges,
    is_free,
    is_of_words,
    is_shared,
    negators,
    noes,
    says_no,
)
from briefer.grounding.words import (
    Segment,
    content,
    finding,
    lowered,
    nearest,
    overlap,
    stem,
)
from briefer.schema import Finding, Severity

_LEAST = 0.3
"""Share of a text in a sentence from which a word that is denied there is the same."""
_MOSTLY = 0.5
"""Share of a text's words in a sentence from which both refuse the same."""
_NEARLY = 0.75
"""Share of the other words that the evidence must have to tell the same."""
_LIKELY = 0.5
"""The same for a plain `not`, which seldom stands for a word such as `trapped`."""
_PLAIN_NO = re.compile(r"(?:\bnot|n['’]t|\bnever)$")
_SAYS = frozenset(map(stem, ("said", "told")))
_YET = re.compile(r"\byet\b")
_TURN = re.compile(r"\b(?:but|however|though|although|only to|until|still|while)\b")
_TOLD = 0.8
"""Share of a text's words in a sentence from which that tells it."""
_NOBODY = ("nobody", "no one", "none")
_NOBODY_THERE = re.compile(r"\b(?:nobody|no[ -]one|none|no \w+)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\b(?P<verb>\w+) (?P<no>nothing|none)\b")
_EMPTY = re.compile(r"\b(?:nothing|none)\b")
_NOT_ALL = re.compile(
    r"(?:not|\w+n['’]t) (?:\w+ )?(?:all|every(?:one|body)?)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\d (?:per ?cent|percentage)|\d ?%")
_AS_BEFORE = re.compile(
    r"(?:not|never)(?: be)? (?:match|equal|stay|remain|kept|left|as \w+ as|the same)"
)
_CHANGE = re.compile(
    r"\b(?:more|less|fewer|larger|smaller|higher|lower\w*|rais\w+|cut|trimm\w+|rose|fell"
    r"|grew|shrank|up|down|gone|from|compared|against)\b"
)
_NOT_TRUE = re.compile(r"not (?:true|correct|right)\b")
_ELLIPTIC = Cues(
    r"(?:\b(?:not|neither)|n['’]t)"
    r"(?:[.,;:!?\"”]|$| (?:because|since|either|until|before)\b)"
    r"|\b(?:denie[sd]|disput\w+|reject\w*) (?:it|this|that|these|them)\b"
    r"|\b(?:is|was|are|were) (?:not true|false|wrong)\b"
    r"|\bnothing of the (?:kind|sort)\b|\bnone of (?:it|this|that|them)\b"
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
_AS_SAID = re.compile(r"\S+, as ([^,]{4,60}),")
_CONTRAST = re.compile(r"(?<=, )not (?:the )?(?P<number>\d(?:[\d,.:]*\d)?)")
"""Another number that something is not: `at 18:34, not 18:40 as first said`."""
_ILL = re.compile(r"\b(?:badly|poorly|wrongly|incorrectly|improperly|inadequately)\b")
"""A no of degree."""
_OF_SAYING = re.compile(
    r"not (?:the )?\d[\d,.]*(?= [^.;]{0,60}\b(?:said|announced|gave|reported|stated"
    r"|claimed)\b)"
    r"|(?:denie[sd]|disput\w+|reject\w*|dismiss\w*) (?:all |the |any )?"
    r"(?P<word>report|claim|rumou?r|suggestion|allegation|accusation)s?\b"
)
"""A no to what somebody says, which a text may tell as theirs."""
_SAYING = re.compile(
    r"\b(?P<word>report|claim|rumou?r|suggestion|allegation|accusation)s?\b"
    r"[^,.;]{0,40}? (?:sa(?:id|ys?)|claimed|alleged|suggested|had it)\b"
)
_FIRST = re.compile(r"\b(?:earlier|first|previous|initial|original)(?:ly)?\b", re.I)
"""Words of a number that was given before another."""
_UNTRUE = re.compile(
    r"\b(?:suggestion|claim|allegation|accusation|report|rumou?r|charge|idea)s?\b.*?"
    r"\b(?:false|untrue|baseless|unfounded|groundless|wrong|nonsense)\b"
)
"""A no to what somebody says, also where the text quotes it."""
_REFUSAL = re.compile(r"declin|refus|unwilling|never agreed")


def changed(case: Case, segment: Segment) -> Iterator[Finding]:
    """`negation-changed` for a part of the text; `check-skipped` (note) where it denies
    a word that the evidence does not have.
    """
    own = [c for c in negators(case.text) if segment.holds(c.start)]
    if own:
        yield from _added(case, own, segment, nearest(segment.stems, case))
    yield from _dropped(case, segment)
    yield from _cut(case, segment)
    for cue, sentence in polarity.affirmed(case, segment):
        if any(is_said_so(case.text, sentence, c.start) for c in negators(sentence)):
            continue
        message = f"the source says `{cue}`, the text seems to affirm it"
        yield finding(case, "negation-changed", "warning", message, evidence=sentence)
    if any(_ELLIPTIC.search(passage.text) for passage in case.passages):
        return
    is_no = says_no(case.text[segment.start : segment.end])
    for word, sentence in (
        *polarity.turned(case, segment),
        *opposites.opposed(case, segment),
    ):
        if is_no and (_EMPTY.search(sentence) or _is_not_yet(case.text, sentence)):
            continue
        if any(_is_no_of_both(no, word, sentence) for no in own):
            continue
        message = f"the source says the contrary of `{word}`"
        yield finding(case, "negation-changed", "warning", message, word, sentence)


def _is_no_of_both(no: Cue, word: str, sentence: str) -> bool:
    """Whether the sentence has the no that the text says to the word."""
    return stem(word.lower()) in no.stems and any(
        no.text == other.text and no.stems & other.stems for other in negators(sentence)
    )


def _added(
    case: Case, own: Sequence[Cue], segment: Segment, near: tuple[str, ...]
) -> Iterator[Finding]:
    """Negators of the text where the evidence says no in no way, or affirms it."""
    for cue in own:
        if cue.text == "without" or not cue.scope or not near:
            continue  # `without` may be what was taken out, or never mentioned
        head = _first_common(cue, case)
        if (
            _is_denied(cue, head, case, segment)
            or any(opposites.agree(case.text, cue.text, text) for text in near)
            or _is_copied(cue, case)
            or _is_contrast(cue, case)
        ):
            continue
        told = frozenset[str]().union(*map(content, near))
        is_twice = _is_twice(cue, case, near)
        if head not in told and not is_twice and any(map(says_no, near)):
            continue
        evidence = " ".join(near)
        is_new = _is_only_new(cue, head, segment, told)
        if head not in told and not (is_new and is_twice == _is_of_no(cue, case)):
            message = "the cited sentences have other words for what is denied"
            yield finding(case, "check-skipped", "note", message, cue.text, evidence)
            continue
        is_sure = head in told and cue.is_verbal and not cue.is_denial
        severity: Severity = "error" if is_sure else "warning"
        message = "the cited sentences do not deny this: take the negation back"
        yield finding(case, "negation-changed", severity, message, cue.text, evidence)


def _is_copied(cue: Cue, case: Case) -> bool:
    """Whether a cited sentence has the no between the same words: `might not have`."""
    before = case.text[: cue.start].split()[-1:]
    behind = case.text[cue.start :].split()[:2]
    words = " ".join((*before, *behind)).rstrip(".,;")
    return len(before) == 1 and any(words in passage.text for passage in case.passages)


def _is_contrast(cue: Cue, case: Case) -> bool:
    """Whether it is the number that a cited sentence corrects or denies."""
    other = _CONTRAST.match(case.text, cue.start)
    return other is not None and any(
        other["number"] in p.text and (says_no(p.text) or _FIRST.search(p.text))
        for p in case.passages
    )


def _is_only_new(cue: Cue, head: str, segment: Segment, told: frozenset[str]) -> bool:
    """Whether the sentence tells all else that the text does: then what is denied must
    be another word for what it affirms.
    """
    others = segment.stems - {head, stem(cue.text)}
    enough = _LIKELY if _PLAIN_NO.search(cue.text) else _NEARLY
    return cue.is_verbal and overlap(others, told) >= enough


def _is_of_no(cue: Cue, case: Case) -> bool:
    """Whether what the text denies says no itself: `did not fall short of it`."""
    return any(
        word.start <= no.start < word.end
        for word in cue.scope
        for no in noes(case.text)
    )


def _is_twice(cue: Cue, case: Case, near: Sequence[str]) -> bool:
    """Whether the text says no to a no that the sentences have but once: `did not bring
    it to a halt` where it was stopped.
    """
    theirs = [no.is_negator for text in near for no in noes(text)]
    is_once = bool(theirs) and not any(theirs)
    return bool(is_once and _PLAIN_NO.search(cue.text) and _is_of_no(cue, case))


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
        or (_NOT_TRUE.match(case.text, cue.start) and says_no(passage.text))
        or (cue.text in _NOBODY and _NOBODY_THERE.search(passage.text))
        or _is_nothing(cue, segment, passage.text)
        or _is_of_one_noun(cue, passage.text)
        or _is_of_part(case.text, cue, passage.text)
        or _is_of_change(case.text, cue, passage.text)
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


def _is_of_part(text: str, cue: Cue, sentence: str) -> bool:
    """Whether it is a `not all` that stands for a share that the sentence gives."""
    return bool(_NOT_ALL.match(text, cue.start) and _SHARE.search(sentence))


def _is_of_change(text: str, cue: Cue, sentence: str) -> bool:
    """Whether what did not stay as it was is told there as more or less than before."""
    return bool(_AS_BEFORE.match(text, cue.start) and _CHANGE.search(sentence))


def _is_of_one_noun(cue: Cue, sentence: str) -> bool:
    """Whether both say `no` to one noun: `no message`, `no automatic message`."""
    own = {word.stem for word in cue.scope[:3]}
    return cue.text == "no" and any(
        other.text == "no" and other.head in own for other in negators(spoken(sentence))
    )


def _is_refused(
    cue: Cue, head: str, case: Case, segment: Segment, sentence: str
) -> bool:
    """Whether the sentence turns the same away: `did not accept` what was rejected."""
    is_refusal = cue.is_denial or AFFIRMED.match(form(case, head).lower())
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
        if cue.head in other.stems and other.kind in UNDONE
    ]
    if plans and _is_not_yet(case.text, sentence):
        return True
    if any(not FUTURE.match(plan.text) for plan in plans) and says_no(sentence):
        return True
    is_past = not any(FUTURE.match(own.text) for own in hedges(case.text))
    return bool(plans) and is_past and bool(_TURN.search(sentence))


def _is_not_yet(text: str, sentence: str) -> bool:
    """Whether what has not been done yet may be what is planned there."""
    is_planned = any(cue.kind in UNDONE for cue in hedges(sentence))
    return is_planned and bool(_YET.search(text))


def _dropped(case: Case, segment: Segment) -> Iterator[Finding]:
    """Negators of the evidence where the text affirms the same words.

    Nothing where the text has a negator of its own, which may be to the same in other
    words; but not where the evidence has that one too, for something else.
    """
    if _UNTRUE.search(case.text):
        return
    theirs = [(cue, p.text) for p in case.passages for cue in negators(spoken(p.text))]
    own = [cue for cue in negators(case.text) if segment.holds(cue.start)]
    heads = {cue.head for cue in own} - {""}
    if any(not any(head in other.stems for other, _ in theirs) for head in heads):
        return
    unnamed = own_words(case.text)
    for cue, text in theirs:
        if not cue.scope or is_free(cue, case, negators):
            continue
        if is_said_so(case.text, text, cue.start) or _is_said_too(case, cue, text):
            continue
        is_of_name = not cue.is_verbal and is_given(spoken(text), cue.scope[0])
        if is_of_name or cue.head in _SAYS:
            continue
        is_told = is_shared(cue, segment.stems) or _is_head(cue, segment, text, unnamed)
        if (is_told and _is_contrary(case, segment, cue, text)) or (
            _is_taken(case, segment, cue)
        ):
            message = f"the source says `{cue.text}`, the text affirms it"
            word = form(case, cue.head)
            yield finding(case, "negation-changed", "error", message, word, text)


def _is_said_too(case: Case, cue: Cue, sentence: str) -> bool:
    """Whether the text has the very no, or one of degree: `badly` for `not correctly`.

    `Neither granted nor refused` says no to both.
    """
    plain = lowered(case.text)
    is_same = cue.is_denial and re.search(rf"\b{re.escape(cue.text)}\b", plain)
    is_of_both = sentence.endswith("nor ", 0, cue.start)
    return bool(is_same or is_of_both or _ILL.search(plain))


def is_said_so(text: str, sentence: str, start: int) -> bool:
    """Whether the text tells what others say, of which the sentence says no: `they are
    not, as ministers have implied, a forecast`, `it denied reports that she had left`.
    """
    if found := _OF_SAYING.match(sentence, start):
        plain = lowered(text)
        if not found["word"]:
            return bool(CARRIES_SPEECH.search(plain))
        return any(found["word"] == match["word"] for match in _SAYING.finditer(plain))
    said = _AS_SAID.match(sentence, start)
    return said is not None and overlap(content(said[1]), content(text)) >= _MOSTLY


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


def _is_head(
    cue: Cue, segment: Segment, sentence: str, unnamed: frozenset[str]
) -> bool:
    """Whether the part has the very word that is denied, and tells the sentence."""
    if cue.head not in segment.stems or cue.is_about_all:
        return False
    told = content(sentence)
    return overlap(segment.stems, told) >= _LEAST or (
        cue.is_verbal and overlap(segment.stems & unnamed, told) >= _MOSTLY
    )


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
