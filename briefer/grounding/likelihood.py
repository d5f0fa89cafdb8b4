"""Likelihood words: one yardstick, for judgments only, and apart from confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.grounding.base import Case
from briefer.grounding.cues import CONFIDENCE, LIKELIHOOD, LIKELIHOODS, PERCENTAGE
from briefer.grounding.scopes import hedges
from briefer.grounding.words import finding, lowered
from briefer.schema import Finding

_FORECAST = re.compile("forecast|predict|project|foresee|should|anticipat|believ")
_YARDSTICK = frozenset(LIKELIHOODS["ICD 203"].split("|"))
"""The wording that judgments use; see `schema.Likelihood`."""


def check(case: Case) -> Iterator[Finding]:
    """Likelihood words of another yardstick, or that no source uses; all warnings.

    `likelihood-mixed`: a judgment with a word of another yardstick or with two words,
    any other sentence with a word the evidence lacks, or a percentage put to a word.
    `confidence-mixed`: a level of confidence in a sentence with a likelihood word.
    """
    if not case.is_english:
        return
    plain = lowered(case.text)
    used = [
        case.text[match.start() : match.end()] for match in LIKELIHOOD.finditer(plain)
    ]
    if used and (level := CONFIDENCE.search(plain)):
        message = f"`{level[0]}` and `{used[0]}` belong in two sentences"
        yield finding(case, "confidence-mixed", "warning", message, level[0])
    if used:
        yield from _of_judgment(case, used) if case.is_judgment else _of(case, used)


def _of_judgment(case: Case, used: list[str]) -> Iterator[Finding]:
    for word in used:
        if word.lower() not in _YARDSTICK:
            message = f"`{word}` is on another yardstick than the briefing's"
            yield finding(case, "likelihood-mixed", "warning", message, word)
    if len({word.lower() for word in used}) > 1:
        message = "one sentence, one likelihood: make two sentences of it"
        yield finding(case, "likelihood-mixed", "warning", message, used[1])


def _of(case: Case, used: list[str]) -> Iterator[Finding]:
    """What a source calls likely stays in its words and gets no number."""
    evidence = case.evidence.lower()
    said = {_degree(match[0]) for match in LIKELIHOOD.finditer(evidence)}
    known = said | _expected(case)
    for word in used:
        if _degree(word) not in known:
            message = f"the cited sentences do not say `{word}`"
            yield finding(
                case, "likelihood-mixed", "warning", message, word, case.evidence
            )
    is_counted = PERCENTAGE.search(case.text.lower()) and not PERCENTAGE.search(
        evidence
    )
    if said and is_counted:
        message = "the source puts no percentage to its likelihood"
        yield finding(
            case, "likelihood-mixed", "warning", message, used[0], case.evidence
        )


def _expected(case: Case) -> set[str]:
    """What may be said of something that the source expects, or does not."""
    evidence = case.evidence.lower()
    if "not expect" in evidence or "no longer expect" in evidence:
        return {"unlikely"}
    found = (cue for passage in case.passages for cue in hedges(passage.text))
    is_held = any(
        _FORECAST.match(c.text)
        or (c.kind == "likely" and not LIKELIHOOD.search(c.text))
        for c in found
    )
    return {"likely"} if "expect" in evidence or is_held else set()


def _degree(word: str) -> str:
    """The word as one adjective in lower case: `probably` says what `likely` says."""
    low = word.lower().replace("certainly", "certain")
    return (
        low.replace("probably", "likely")
        .replace("improbable", "unlikely")
        .replace("probable", "likely")
    )
