"""Relative dates written out: `next year` of an article of 2026 is `in 2027`.

The reader of a briefing does not know the day from which `next year` counts; code does,
where a cited article says it in these words and states when it was published.
"""

from __future__ import annotations

import re

from briefer.dates import format_date
from briefer.grounding.base import Case
from briefer.grounding.words import lowered
from briefer.schema import When

_PERIOD = re.compile(
    r"\b(?P<words>(?P<step>last|this|next) (?P<unit>year|month))\b"
    r"(?P<own>['’]s\b)?(?!['’-])"
)
_STEPS = {"last": -1, "this": 0, "next": 1}
_BARE_BEHIND = re.compile(
    r"\b(?:by|until|till|since|from|than|of|to|for|before|after|through(?:out)?|into"
    r"|during|over|in|within) $"
)
"""Words behind which a date stands without `in`."""
_OTHERWISE_MEANT = re.compile(r"\b(?:the|every|each|of an?) $")
"""`the next year` is twelve months."""
_GOES_ON = re.compile(r" (?:and|or|to|through) (?:the )?(?:next|last|one)\b")


def dated(case: Case) -> str:
    """The text of `case` with years and months written out.

    As it is where it is a claim's or not English, where it is a source's own to the
    letter, or where cited articles would make different dates of the words.
    """
    text = case.text
    if case.is_claim or not case.is_english:
        return text
    if any(text.rstrip(".") in passage.text for passage in case.passages):
        return text
    plain = lowered(text)
    for match in reversed(list(_PERIOD.finditer(plain))):
        before = plain[: match.start()]
        if _OTHERWISE_MEANT.search(before) or _GOES_ON.match(plain, match.end()):
            continue
        if found := _meant(match, case):
            is_bare = match["own"] or _BARE_BEHIND.search(before)
            words = found if is_bare else f"{'in' if before else 'In'} {found}"
            words += text[match.end("words") : match.end()]
            text = text[: match.start()] + words + text[match.end() :]
    return text


def _meant(match: re.Match[str], case: Case) -> str:
    """The year or month that all cited articles with these words mean by them."""
    found = {
        _counted(match, case.articles[passage.article].published)
        for passage in case.passages
        if match["words"] in lowered(passage.text)
    }
    return found.pop() if len(found) == 1 else ""


def _counted(match: re.Match[str], when: When) -> str:
    published = when.date if when.basis == "stated" else ""
    step = _STEPS[match["step"]]
    if match["unit"] == "year":
        return str(int(published[:4]) + step) if published else ""
    if len(published) < len("2026-01"):
        return ""
    months = int(published[:4]) * 12 + int(published[5:7]) - 1 + step
    return format_date(f"{months // 12:04}-{months % 12 + 1:02}")
