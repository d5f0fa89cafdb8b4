"""Sentences without their dates and pleas: what a verb is about does not end at one.

`The club failed on Friday, 3 July, to pay` says no to paying. A base of the checks on
wording; all functions are cached by text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.grounding.base import QUOTES, TEXTS
from briefer.grounding.moments import moments
from briefer.grounding.words import Word, blank, in_lower_case, lowered, read

_PLEA = re.compile(r"\bplead(?:s|ed|ing)? not guilty\b")
_VERDICT = re.compile(r"\b(?:convict|sentenc|jail|verdict|prison|found)")
"""Where one is told, it is of no account what the accused pleaded."""
_ON = re.compile(r"\b(?:on|in|of)\s$")
# A pause within a date, or behind it before what still belongs to the verb.
_DATE_PAUSE = re.compile(r"\0[ ,]+(?=\0)|\0,(?= (?:to|for|from|at|by|with|in)\b)")


@lru_cache(maxsize=TEXTS)
def undated(text: str) -> str:
    """`lowered` with blanks for dates, `on` before them and the commas round them."""
    return _without_dates(lowered(text), text)


@lru_cache(maxsize=TEXTS)
def undated_with_quotes(text: str) -> str:
    """`undated`, but quotations are left in."""
    return _without_dates(in_lower_case(text.translate(QUOTES)), text)


def _without_dates(plain: str, text: str) -> str:
    for one in moments(text):
        start, end = one.start, one.start + len(one.words)
        lead = _ON.search(plain, max(0, start - 4), start)
        start = lead.start() if lead else start
        plain = plain[:start] + "\0" * (end - start) + plain[end:]
    if "\0" in plain:
        plain = _DATE_PAUSE.sub(lambda match: "\0" * len(match[0]), plain)
        plain = plain.replace("\0", " ")
    has_plea = "not guilty" in plain and _VERDICT.search(plain)
    return _PLEA.sub(blank, plain) if has_plea else plain


@lru_cache(maxsize=TEXTS)
def undated_words(text: str) -> tuple[Word, ...]:
    """The words of `text` outside quotations and dates, in order."""
    return read(undated(text))


@lru_cache(maxsize=TEXTS)
def told(text: str) -> tuple[Word, ...]:
    """The content words of `text` outside quotations and dates, adverbs left out."""
    return tuple(
        word
        for word in undated_words(text)
        if word.is_content and word.text[-2:] != "ly"
    )
