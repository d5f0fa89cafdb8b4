"""Numbers: every quantity stands in the cited sentences, with its unit and its noun.

Quantities are compared as values: `20` and `twenty`, `1,500` and `1.5
thousand` are the same, `2 million` and `2 billion` or `3 percent` and `3 percentage
points` are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefer.grounding.base import Case
from briefer.grounding.cues import PAIR_OF_VOICES
from briefer.grounding.quantities import CASUALTIES, EARLIER, Quantity, quantities, stem
from briefer.grounding.units import MONEY
from briefer.grounding.words import content, overlap
from briefer.schema import Finding, Severity

SMALL = 10
"""Number words up to this may count what the source lists."""

TOLERANCE = 0.05
"""How far a number after "about" may be from the source's to pass for rounded."""

_ANYBODY = frozenset(map(stem, ("people", "persons", "others", "survivors")))
"""Stems of words that the dead and the injured share: they tell no number apart."""

_TWO = re.compile(r"\b(?:both|pair|twin|duo|twice|a couple|each other|double)\b", re.I)
_LABEL = re.compile(
    r"\b(?:(?:[A-Z][\w'’-]+ )?No\.?|[A-Z][\w'’-]+|clause|article|section|chapter"
    r"|paragraph|page|phase|stage|room|platform|route|gate|level|number|bus|line|flight"
    r"|ward|cell|block|unit|zone|berth|bay|lot|item|court) $"
)
_NUMBERED = re.compile(r"\b(?:no\.?|number) $")
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|over|under|close to"
    r"|(?:more|less|fewer) than|just over|up to|at least)\s(?:the\s)?$",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Finding]:
    """Quantities the cited sentences do not have, or have of something else.

    `number-unsupported` (error): the value is absent. `unit-changed` (error): the
    number is there with another unit, currency or scale. `number-noun` (warning): the
    value is there, but the words beside it belong to another one. `number-underived`
    (warning): a small count or a rounded value that may follow from the sentences.
    """
    found = quantities(case.text, case.language)
    if not found:
        return
    told = [(p.text, case.articles[p.article].language) for p in case.passages]
    by_sentence = [_unnamed(quantities(*one), one[0], case) for one in told]
    for quantity in _unnamed(found, case.text, case):
        if quantity.kind == "article":
            continue
        verdict = _verdict(quantity, by_sentence, case)
        if verdict and verdict[0] == "number-noun" and _is_claimed(quantity, case):
            continue
        if verdict:
            yield _finding(case, quantity, *verdict)


def _is_claimed(quantity: Quantity, case: Case) -> bool:
    """Whether the claims of a statement have the number for the same thing: what they
    make of the sentences is theirs to answer for, and marked there.
    """
    if case.is_claim or "number-noun" in case.marks:
        return False
    texts = [claim.text for claim in case.claims]
    told = [_unnamed(quantities(one, case.language), one, case) for one in texts]
    return _verdict(quantity, told, case) is None


def _unnamed(found: Iterable[Quantity], text: str, case: Case) -> tuple[Quantity, ...]:
    """Those that are no part of a name of the article: `Halcyon 3`."""
    return tuple(one for one in found if not _is_of_name(one, text, case))


def _is_of_name(quantity: Quantity, text: str, case: Case) -> bool:
    """Whether it ends a name that the article has more than once or in its title, or
    has at all where the cited sentences have none of the kind.
    """
    is_bare = quantity.words.isdigit()
    before = _LABEL.search(text, 0, quantity.start) if is_bare else None
    if not before:
        return False
    name = re.compile(rf"\b{re.escape(before[0] + quantity.words)}\b", re.IGNORECASE)
    if name.search(f"{case.who} {case.via}"):
        return True
    label, cited = before[0].lower(), case.evidence.lower()
    other = rf"\b{re.escape(label)}(?!{quantity.words}\b)[0-9]"
    is_same = _NUMBERED.search(label) and not re.search(other, cited)
    least = 1 if label not in cited or is_same else 2
    return any(
        name.search(article.title) or len(name.findall(article.text)) >= least
        for article in case.articles.values()
    )


Verdict = tuple[str, Severity, str]


def _verdict(
    quantity: Quantity, by_sentence: Sequence[Sequence[Quantity]], case: Case
) -> Verdict | None:
    """Code, severity and message of what is wrong with a quantity; None if nothing."""
    evidence = [other for sentence in by_sentence for other in sentence]
    same = [other for other in evidence if agree(quantity, other)]
    if same:
        known = quantities(case.text, case.language)
        near = [one for one in by_sentence if any(other in same for other in one)]
        # `The organizers say 200` counts what the sentence before does.
        is_headless = not all(other.head for other in same)
        if is_headless or _is_of_nearest(near, by_sentence, case):
            evidence = [other for sentence in near for other in sentence]
        if _is_copied(quantity, case):
            return None
        return _misplaced(quantity, same, evidence, known)
    rivals = [other for other in evidence if _are_rivals(quantity, other)]
    if quantity.is_given:
        rivals = [other for other in rivals if not _is_one(other)]
    if _is_one(quantity):
        return _absent(quantity) if rivals and not _ONE.search(case.evidence) else None
    if _is_loose(quantity, rivals, case) or _is_half(quantity, case):
        return None
    if changed := _changed(quantity, evidence):
        return changed
    if not rivals and _is_small(quantity):
        return "number-underived", "warning", _says(quantity, "is a count of its own")
    if _is_rounded(quantity, evidence, case):
        return "number-underived", "warning", _says(quantity, "is rounded")
    return _absent(quantity)


def _is_of_nearest(
    near: Sequence[Sequence[Quantity]],
    by_sentence: Sequence[Sequence[Quantity]],
    case: Case,
) -> bool:
    """Whether the sentence with the number is that which the claim tells most."""
    if not case.is_claim or len(by_sentence) == 1:
        return case.is_claim
    own = content(case.text)
    shares = [overlap(own, content(passage.text)) for passage in case.passages]
    with_it = [
        share for share, one in zip(shares, by_sentence, strict=True) if one in near
    ]
    return max(with_it) == max(shares)


def _says(quantity: Quantity, what: str) -> str:
    return f"`{quantity.words}` {what}, not a number of the cited sentences"


def _absent(quantity: Quantity) -> Verdict:
    message = f"`{quantity.words}` is not in the cited sentences"
    return "number-unsupported", "error", message


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can be the same: kind, value and unit."""
    kinds = {one.kind, other.kind} - {"article"}
    if len(kinds) > 1 and kinds != {"number", "decade"}:
        return False
    return any(
        a == b and _units_agree(one, unit, other, other_unit)
        for a, unit in one.readings
        for b, other_unit in other.readings
    )


def _units_agree(one: Quantity, unit: str, other: Quantity, other_unit: str) -> bool:
    """Equal units, or one that is not said and no noun that says otherwise."""
    if unit == other_unit:
        return True
    if unit and other_unit:
        return False
    bare = other if unit else one
    return not bare.head


def _are_rivals(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, so that only one value can be right."""
    if other.kind != one.kind or one.unit != other.unit:
        return False
    return bool(one.unit or one.head & other.head)


def _is_one(quantity: Quantity) -> bool:
    """`one` and `first`, which are rarely meant as numbers."""
    is_plain = quantity.is_word and not quantity.unit and quantity.kind != "indefinite"
    return is_plain and quantity.value == 1


def _is_small(quantity: Quantity) -> bool:
    is_count = quantity.kind in ("number", "ordinal")
    return quantity.is_word and is_count and 1 <= quantity.value <= SMALL


def _is_loose(quantity: Quantity, rivals: Sequence[Quantity], case: Case) -> bool:
    """Two that the source names otherwise, and small words of another language."""
    if rivals:
        return False
    if _is_carried(quantity, case):
        return True
    if not _is_small(quantity):
        return False
    is_foreign = any(a.language != "en" for a in case.articles.values())
    is_pair = quantity.value == 2 and bool(
        _TWO.search(case.evidence) or PAIR_OF_VOICES.search(case.evidence)
    )
    is_known = quantity.is_given and quantity.value == 2
    return is_foreign or is_pair or is_known


def _is_half(quantity: Quantity, case: Case) -> bool:
    """Whether both say `half`, of what the one names and the other does not."""
    return quantity.words.lower() == "half" and bool(_HALF.search(case.evidence))


def _is_carried(quantity: Quantity, case: Case) -> bool:
    """Whether it is a count that the article has of the same: `the six men`."""
    return (quantity.is_given or _is_small(quantity)) and any(
        agree(quantity, other) and quantity.head & other.head
        for article in case.articles.values()
        for other in quantities(article.text, article.language)
    )


def _changed(quantity: Quantity, evidence: Sequence[Quantity]) -> Verdict | None:
    """The same digits with another unit or scale."""
    for other in evidence:
        is_same = other.kind == quantity.kind and other.number == quantity.number
        if is_same and _is_telling(quantity, other):
            message = f"`{quantity.words}` is `{other.words}` in the cited sentences"
            return "unit-changed", "error", message
    return None


def _is_telling(one: Quantity, other: Quantity) -> bool:
    """Whether equal digits are no coincidence: by their scale, or by both units."""
    if one.unit == other.unit:
        return one.value != other.value
    is_share = {one.unit, other.unit} & (MONEY | {"percent", "point"})
    return bool(is_share or (one.unit and other.unit))


def _is_rounded(quantity: Quantity, evidence: Sequence[Quantity], case: Case) -> bool:
    if not _ABOUT.search(case.text, 0, quantity.start):
        return False
    return any(
        other.kind == "number"
        and abs(other.value - quantity.value) <= TOLERANCE * other.value
        and other.readings[0][1] == quantity.readings[0][1]
        for other in evidence
    )


def _misplaced(
    quantity: Quantity,
    same: Sequence[Quantity],
    evidence: Sequence[Quantity],
    known: Sequence[Quantity],
) -> Verdict | None:
    """A value that is there, whose words fit another value better."""
    if _is_one(quantity):
        return None
    own = max(_overlap(quantity, other) for other in same)
    rivals = [
        other
        for other in evidence
        if other.kind == quantity.kind
        and other not in same
        and not (EARLIER in other.around and EARLIER not in quantity.around)
        and not _is_told(other, quantity, known)
        and not _is_of_else(other, quantity, same)
    ]
    rival = max(rivals, key=lambda other: _overlap(quantity, other), default=None)
    if rival and _overlap(quantity, rival) > own and rival.unit == quantity.unit:
        message = f"`{quantity.words}` has the words of `{rival.words}` in the source"
        return "number-noun", "warning", message
    if quantity.other_end is not None and _is_reversed(quantity, same, evidence):
        message = f"`{quantity.words}` begins what it ends in the cited sentences"
        return "number-noun", "warning", message
    return None


def _is_copied(quantity: Quantity, case: Case) -> bool:
    """Whether a cited sentence has the same two words before it: `five of the 17`."""
    before = case.text[: quantity.start].split()[-2:]
    words = " ".join((*before, quantity.words))
    return len(before) == 2 and any(f" {words}" in p.text for p in case.passages)


def _is_told(rival: Quantity, quantity: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether the text has the other number too, in words that fit it no less."""
    return any(
        agree(other, rival) and _overlap(other, rival) >= _overlap(quantity, rival)
        for other in known
        if other != quantity
    )


def _is_of_else(rival: Quantity, quantity: Quantity, same: Sequence[Quantity]) -> bool:
    """Whether the number itself counts what the text counts, and the rival does not."""
    return any((quantity.head & one.head) - rival.head for one in same)


def _overlap(one: Quantity, other: Quantity) -> int:
    """Words they share; what is counted weighs more, and most that of the dead, or of
    what was before."""
    words, others = one.head | one.around, other.head | other.around
    common = words & others
    if common <= _ANYBODY:
        return 0
    telling = 2 * len(common & CASUALTIES) + 4 * len(common & {EARLIER})
    return len(common) + len(one.head & other.head) + telling


def _is_reversed(
    quantity: Quantity, same: Sequence[Quantity], evidence: Sequence[Quantity]
) -> bool:
    ends = (quantity.other_end, quantity.number)
    is_there = any(other.other_end == quantity.other_end for other in same)
    return not is_there and any((o.number, o.other_end) == ends for o in evidence)


def _finding(case: Case, quantity: Quantity, *verdict: str) -> Finding:
    code, severity, message = verdict
    shown = case.evidence if len(case.evidence) <= 400 else case.evidence[:399] + "…"
    return Finding(
        code=code,
        severity=severity,  # type: ignore[arg-type]
        where=case.id,
        message=message,
        words=quantity.words,
        evidence=shown,
    )
