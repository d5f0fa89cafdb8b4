"""How far something goes: `some` is not made `all`, nor `usually` `always`.

A base of the check on hedges; numbers have their limits (`limits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.grounding.base import Case
from briefer.grounding.openings import Cues
from briefer.grounding.words import content, finding, lowered, overlap
from briefer.schema import Finding

_WHOLE = Cues(
    r"\b(?:all|every|everything|everyone|everybody|always|never|entire(?:ly)?|complete(?:ly)?"
    r"|wholly|fully|nobody|no one|none|nothing|throughout|constantly|only|solely|ever"
    r"|exclusively|whole)\b"
)
_PART = Cues(
    r"\b(?:almost|nearly|virtually|practically|usually|often|sometimes|rarely|seldom"
    r"|generally|typically|normally|mainly|mostly|largely|partly|primarily"
    r"|some(?! of \d)|many|several|most|few|fewer|certain|majority|intermittently"
    r"|occasionally|on the whole|a number of|in part|not all|a third|half|chiefly|much"
    r"|part|among others|common|little|in \d+ years|since (?:19|20)\d\d)\b"
)
_ALMOST = Cues(
    r"\b(?:(?:almost|nearly|virtually|practically)[ -]|near-)"
    r"(?!the\b|its\b|his\b|her\b|their\b|that\b)([a-z]{3,})"
)
_MOST = Cues(r"\b(?:most|majority|mainly|mostly|largely|predominantly)\b")
_SOME = re.compile(r"\b(?:some|few|several|certain|a number of)\b")
_OF_DEGREE = re.compile(
    r"\b(?:the|its|his|her|their|at|[a-z]+['’]s) $|^ (?:likely|recent)"
)
"""`the most likely outcome` is no majority."""
ALIKE = 0.4
"""Share of a text in a sentence from which its words of extent are about the same."""


def stretched(case: Case) -> Iterator[Finding]:
    """`quantifier-lost` where the text says `all` and the evidence only `some`.

    An error for `nobody` where it has `almost nobody`, else a warning.
    """
    own, text = content(case.text), lowered(case.text)
    near = [p.text for p in case.passages if overlap(own, content(p.text)) >= ALIKE]
    is_part = _PART.search(text) or _ALMOST.search(text)
    for sentence in near if not is_part else ():
        for match in _ALMOST.finditer(sentence.lower()):
            cue = match[1]
            if re.search(rf"\b{re.escape(cue)}\b", text):
                message = f"the source says almost `{cue}`: restore it"
                yield finding(case, "quantifier-lost", "error", message, cue, sentence)
                return
    word = _stretch(text, case.evidence.lower()) if near else ""
    for sentence in near if word else ():
        if part := _PART.search(sentence.lower()):
            message = f"the source says `{part[0]}`, the text `{word}`"
            yield finding(case, "quantifier-lost", "warning", message, word, sentence)
            return


def _stretch(text: str, cited: str) -> str:
    """A word of the text that goes further than any of the evidence; empty if none."""
    if (found := _WHOLE.search(text)) and not _WHOLE.search(cited):
        return found[0]
    most = list(_MOST.finditer(text))
    if most and not _MOST.search(cited) and _SOME.search(cited):
        for found in most:
            before = text[max(0, found.start() - 12) : found.start()]
            if not _OF_DEGREE.search(before):
                return found[0]
    return ""
