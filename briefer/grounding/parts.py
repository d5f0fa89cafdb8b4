"""Parts of a count, and about what time: `nine of 40` is not `all 40`.

A base of the check on hedges; numbers have their limits (`limits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.grounding.base import QUOTES, Case
from briefer.grounding.limits import VALUES, value
from briefer.grounding.openings import Cues
from briefer.grounding.quoted import spoken
from briefer.grounding.words import finding
from briefer.schema import Finding

_COUNT = rf"[0-9][0-9,]*|{'|'.join(VALUES)}"
_OF = re.compile(
    rf"\b(?P<part>{_COUNT})\s(?:out\s)?of\s(?:the\s|its\s|his\s|her\s|their\s|our\s"
    rf"|those\s|all\s|[\w.-]+[’']s?\s)?(?P<whole>{_COUNT})\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:other|rest|remaining|remainder|others)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|each)\b", re.IGNORECASE)
_TIME = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|(?<=[:.]\d\d))|\d{1,2}\so[’']clock"
_ABOUT_TIME = Cues(
    r"\b(?P<cue>(?:shortly|just|soon|well|an?\shour)\s(?:after|before)|around|about"
    r"|nearly|towards?|before|after|past"
    r"|(?<!stands )(?<!stood )(?<!stand )by)\s(?P<time>" + _TIME + ")",
    re.IGNORECASE,
)
_TIMES = re.compile(_TIME, re.IGNORECASE)


def whole(case: Case) -> Iterator[Finding]:
    """`quantifier-lost` (warning) where a part of a count is told as all, and what
    happened about a time as at that time.
    """
    text = spoken(case.text).translate(QUOTES)
    for passage in case.passages:
        sentence = spoken(passage.text).translate(QUOTES)
        for words in (*_of_all(text, sentence), *_at(text, sentence)):
            message = f"the source says `{words}`: keep that"
            yield finding(
                case, "quantifier-lost", "warning", message, evidence=passage.text
            )
            return


def _of_all(text: str, sentence: str) -> Iterator[str]:
    """`nine out of 40` of the sentence, where the text has only the 40."""
    found = list(_OF.finditer(sentence)) if " of " in sentence else []
    if not found or _REST.search(text) or _ALL.search(sentence):
        return
    known = _counts(text)
    for match in found:
        part, of = value(match["part"].lower()), value(match["whole"].lower())
        if part != "1" and of in known and part not in known:
            yield match[0]


def _at(text: str, sentence: str) -> Iterator[str]:
    """`shortly after 6 p.m.` of the sentence, where the text has `at 6 p.m.`."""
    found = list(_ABOUT_TIME.finditer(sentence))
    if not found:
        return
    loose = {_plain(match["time"]) for match in _ABOUT_TIME.finditer(text)}
    exact = {_plain(match[0]) for match in _TIMES.finditer(text)} - loose
    for match in found:
        if _plain(match["time"]) in exact:
            yield match[0]


def _counts(text: str) -> set[str]:
    return {value(found) for found in re.findall(rf"\b(?:{_COUNT})\b", text.lower())}


def _plain(time: str) -> str:
    return re.sub(r"[\s.]", "", time.lower()).replace(":", "")
