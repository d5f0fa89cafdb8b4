"""Support: a plural only for several sources, contentious words only with a voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer import names
from briefer.grounding.base import Case
from briefer.grounding.cues import (
    CARRIES_SPEECH,
    CONTENTIOUS,
    HEDGE,
    NEGATOR,
    PAIR_OF_VOICES,
    PLURAL_SOURCE,
)
from briefer.grounding.scopes import hedges
from briefer.grounding.words import finding, lowered, unquoted
from briefer.schema import Finding

_SINGULAR = {"media": "outlet", "witnesses": "witness", "diplomats": "diplomat"}
_HEARSAY = ("reports", "media", "outlets", "newspapers")
_OFFICIAL = re.compile(
    r"\b(?:charged with|convicted of|sentenced|pleaded|trial|indict\w+"
    r"|(?:court|jury|judge|tribunal)\b[^.;]{0,60}? f(?:ound|inds?))"
)


def check(case: Case) -> Iterator[Finding]:
    """Plural sources with one voice behind them, and blame that nobody answers for.

    `plural-source` where the text has `officials said` and the evidence has neither
    that plural nor two speakers or origins; `contentious-bare` (statements only) for
    words of blame without a speaker and on one origin. Both are warnings.
    """
    if not case.is_english:
        return
    yield from _plural(case)
    if not case.is_claim:
        yield from _contentious(case)


def _plural(case: Case) -> Iterator[Finding]:
    for match in PLURAL_SOURCE.finditer(lowered(case.text)):
        noun = match["noun"] or match["cited"]
        if _is_plural_there(noun, case) or _count_voices(case) > 1:
            continue
        message = f"one source is cited: name it, or write `one {_one_of(noun)}`"
        words = case.text[match.start() : match.end()]
        yield finding(case, "plural-source", "warning", message, words, case.evidence)


def _one_of(noun: str) -> str:
    return _SINGULAR.get(noun, noun.removesuffix("s"))


def _is_plural_there(noun: str, case: Case) -> bool:
    """Whether the evidence speaks of several itself: of these, or of sources at all.

    What is `reportedly` so is known from reports.
    """
    return any(
        re.search(rf"\b{noun}\b", passage.text.lower())
        or PLURAL_SOURCE.search(passage.text.lower())
        or (
            noun in _HEARSAY and any(h.kind == "reported" for h in hedges(passage.text))
        )
        for passage in case.passages
    )


def _count_voices(case: Case) -> int:
    """Different speakers of the cited claims or in a pair there, or more origins."""
    speakers = {names.fold(who) for claim in case.claims if (who := claim.who)}
    pairs = any(PAIR_OF_VOICES.search(passage.text) for passage in case.passages)
    return max(len(speakers), case.origins, 2 if pairs else 1)


def _contentious(case: Case) -> Iterator[Finding]:
    match = CONTENTIOUS.search(unquoted(case.text))
    if match and case.origins == 1 and not _has_voice(lowered(case.text)):
        message = f"`{match[0]}` needs a speaker or a second origin"
        yield finding(
            case, "contentious-bare", "warning", message, match[0], case.evidence
        )


def _has_voice(plain: str) -> bool:
    """Whether somebody says it, a court deals with it, or it is hedged or denied."""
    return any(
        pattern.search(plain) for pattern in (CARRIES_SPEECH, HEDGE, NEGATOR, _OFFICIAL)
    )
