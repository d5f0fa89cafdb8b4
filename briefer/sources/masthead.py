"""The line under a headline that names outlet, day and authors at once."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefer import dates
from briefer.sources.shapes import NAME, NAMES, is_byline, is_prose, words

LONGEST = 200
"""Characters of such a line."""
_LONGEST_NAME = 6
"""Words of an outlet or a section."""

_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—/-]{1,2}\s+|[,;.]\s+|\s*[,;.]?\s*$")
_BEFORE_DATE = re.compile(
    r"(?:(?:published|updated|posted|issued)\s+)?(?:on\s+)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"{NAME}(?::?\s+(?:(?:and|&)\s+)?{NAME}|,?\s+\d+)*")
_CREDIT = re.compile(
    r"\b(?:by|words|reports?|reporting|updates?|updated|live|correspondents?|editors?"
    r"|desk|newsroom|staff|team|writers?|edition|issue|exclusive|abridged|coverage"
    r"|analysis|photographs?|pictures)\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    rf".*(?:\b[Bb]y|\b(?:[Rr]eport|[Tt]eam|[Ww]ords):)\s+(?P<names>{NAMES})"
)
"""The last of several: `By Investigations Team: Ann Lee`."""


class Masthead(NamedTuple):
    """What the line says."""

    outlet: str
    credit: str
    """The rest of it; empty for none."""


def masthead(text: str) -> Masthead | None:
    """`text` read as outlet, date and credits; None where it is something else.

    All that stands beside a name and a day must be names, or be about who wrote it.
    """
    is_other = len(text) > LONGEST or is_byline(text) or is_prose(text)
    known = () if is_other else dates.find(text)
    days = [words for iso, words in known if dates.precision(iso) == "day"]
    if not days:
        return None
    before, _, behind = text.partition(days[0])
    before = _BEFORE_DATE.sub("", before)
    outlet, *others = [part for part in _PARTS.split(before) if part] or [""]
    others += [part for part in _PARTS.split(behind) if part]
    is_named = _NAMED.fullmatch(outlet) and words(outlet) <= _LONGEST_NAME
    if not is_named or not all(map(_is_credit, others)):
        return None
    return Masthead(outlet, behind.strip(" ,;.|·•–—/-"))


def authors(found: Masthead) -> re.Match[str] | None:
    """The part of the credits that names people, as `names`."""
    return _AUTHORS.match(found.credit)


def _is_credit(part: str) -> bool:
    is_name = _NAMED.fullmatch(part) and words(part) <= _LONGEST_NAME
    return bool(is_name or _CREDIT.search(part))
