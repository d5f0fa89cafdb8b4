"""Patterns that are searched only in texts that have a word they cannot do without.

Most sentences have no word of most patterns. Which patterns a word may be of is asked
once for all texts, and the words of a text are asked once for all patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import or_

from briefer.grounding.base import TEXTS

_WORD = re.compile(r"\w+")

_TIMES = r"(?:[?*+]|\{\d*,?\d*\})?\??"
_LETTER = r"(?:\\[wd]|\[(?:\w(?:-\w)?)+\]|\w)"
_LETTERS = rf"{_LETTER}{_TIMES}|\|"
_GROUP = rf"\(\?:(?:{_LETTERS}|\(\?:(?:{_LETTERS})*\){_TIMES})*\)"
_TOKEN = re.compile(
    rf"(?P<letters>(?:(?:{_LETTER}|{_GROUP}){_TIMES})+)"
    r"|(?P<gap>\[(?:[^\w^\\\]]|\\\W)+\]|\\[^wdbSD]|[$^ '\",;:!-])"
    r"|\((?:\?(?:P<\w+>|(?P<look><?[=!])|i?:))?|\\.|\[\^?(?:\\.|[^\]\\])+\]|.",
    re.DOTALL,
)
"""Parts of a pattern: what is of a word, what is of none, brackets, and all else."""
_REPEATED = re.compile(_TIMES)
_ANY_LETTER = re.compile(r"\\.[*+]?|\[[^\]]*\][*+]?|\w[?*]|\{[^}]*\}|\$")
_GROUPED = re.compile(r"\(\?:([^()]*)\)([?*]?)")
_NO_MORE = r"(?!\w)"

_KNOWN: list[Cues] = []

Ways = frozenset[tuple[str, str | None]]
"""Of each way through a pattern the longest word, and the start of the next one; None
where that may have begun before."""


class Cues:
    """A pattern that looks for what it needs a word for, at once done without one.

    As one of `re`, but always searched in a whole text.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.match = self.pattern.match
        self._bit = 1 << len(_KNOWN)
        _KNOWN.append(self)
        for known in (_all_needed, _needing, _with_words_of):
            known.cache_clear()

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`."""
        return self.pattern.search(text) if self._bit & _with_words_of(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`."""
        is_open = self._bit & _with_words_of(text)
        return self.pattern.finditer(text) if is_open else iter(())


@lru_cache(maxsize=4 * TEXTS)
def _with_words_of(text: str) -> int:
    """A bit for each pattern that may have one of the words of `text`."""
    return reduce(or_, map(_needing, _WORD.findall(text)), 0)


@lru_cache(maxsize=65536)
def _needing(word: str) -> int:
    return sum(1 << at for at, one in enumerate(_all_needed()) if one.match(word))


@cache
def _all_needed() -> tuple[re.Pattern[str], ...]:
    return tuple(needed(one.pattern) for one in _KNOWN)


def needed(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern that matches a word of each text in which `pattern` is found.

    Of each of its alternatives the longest word, without what it asks of the text
    around; the empty word where there is none.
    """
    ways, _ = _ways(pattern.pattern, 0, Ways([("", None)]))
    words = {_longer(word, begun or "") for word, begun in ways}
    is_loose = "(?i:" in pattern.pattern
    flags = pattern.flags | re.IGNORECASE if is_loose else pattern.flags
    return re.compile("|".join(sorted(words)), flags)


def _ways(source: str, at: int, ways: Ways) -> tuple[Ways, int]:
    """The ways on to the bracket that closes, and its place."""
    first, ended = ways, Ways()
    while token := _TOKEN.match(source, at):
        at = token.end()
        if token[0] == ")":
            break
        if token[0] == "|":
            ways, ended = first, ended | ways
        elif letters := token["letters"]:
            ways = Ways((w, None if b is None else b + letters) for w, b in ways)
        elif token[0] == r"\b":
            ways = _bound(ways)
        else:
            ways, at = _past(token, ways)
    return ended | ways, at


def _past(token: re.Match[str], ways: Ways) -> tuple[Ways, int]:
    """The ways on behind a gap, brackets, or what may be of a word or of none."""
    source, at = token.string, token.end()
    if token[0][0] == "(":
        after, at = _ways(source, at, ways)
    elif token["gap"]:
        after = Ways((_longer(w, f"{b}$" if b else ""), "") for w, b in ways)
    else:
        after = Ways((_longer(w, b or ""), None) for w, b in ways)
    if token["look"]:
        return _bound(ways) if source[token.start() : at] == _NO_MORE else ways, at
    times = _REPEATED.match(source, at)[0]  # type: ignore[index]
    if times.startswith(("*", "+", "{")):
        after = Ways((w, b and None) for w, b in after)
    may_lack = times.startswith(("?", "*", "{0", "{,"))
    return after | ways if may_lack else after, at + len(times)


def _bound(ways: Ways) -> Ways:
    """The ways on where a word ends or begins."""
    return Ways((word, rf"{begun}\b" if begun else "") for word, begun in ways)


def _longer(word: str, other: str) -> str:
    return max(other, word, key=_size)


def _size(word: str) -> int:
    """The letters that a word has at least."""
    plain = _ANY_LETTER.sub("", word)
    while "(" in plain:
        plain = _GROUPED.sub(_shortest, plain)
    return len(plain)


def _shortest(group: re.Match[str]) -> str:
    return "" if group[2] else min(group[1].split("|"), key=len)
