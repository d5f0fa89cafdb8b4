"""Text as it is stored: NFC, one kind of space, nothing a reader cannot see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")
_SPACES = re.compile(" {2,}")
_SPECIAL = re.compile(
    "[^\n -~\xa1-\xac\xae-\u034e\u0370-\u061b\u061d-\u115e\u2010-\u2027\u2030-\u205e"
    "\u2070-\u27ff\u3001-\u3163\u3165-\ud7ff]"
)
"""All that may be a line end, a space or unseen, and a little more; quickly found."""

_CLUSTER = re.compile(
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
"""The three flags written with tag characters: England, Scotland, Wales."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffc\ufffe\uffff\ue000-\uf8ff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff]"
)
"""Controls, default ignorable code points (Unicode, DerivedCoreProperties),
private use, surrogates and noncharacters."""

_KINDS = (
    (
        "zero-width",
        re.compile(
            "[\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u3164\uffa0]"
        ),
    ),
    ("direction", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")),
    ("tag", re.compile("[\U000e0000-\U000e0fff]")),
    ("control", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    ("private use", re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")),
)
_ORDINARY = re.compile("[\xad\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, variants of signs and byte order marks: in many honest texts."""
_SPELLING = re.compile("[\U000e0020-\U000e007e]+")
"""Tag characters, which shadow those of ASCII."""

_JOINED_SCRIPTS = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe"
)
_EMOJI = (
    "\u00a9\u00ae\u203c-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_KEPT_JOINER = re.compile(
    f"(?<=[{_JOINED_SCRIPTS}])[\u200c\u200d](?=[{_JOINED_SCRIPTS}])"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_EMOJI}0-9#*])[\ufe0e\ufe0f]"
    "|(?<=[\u1800-\u18af])[\u180b-\u180d\u180f]"
    "|(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


def text(raw: str) -> str:
    """`raw` in the stored form, line by line; no line is added or taken away."""
    if _SPECIAL.search(raw):
        raw = _SPACE.sub(" ", _visible(_LINE_ENDS.sub("\n", raw)))
    spaced = _SPACES.sub(" ", raw) if "  " in raw else raw
    lines = (line.strip(" ") for line in spaced.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines))


def line(raw: str) -> str:
    """`raw` in the stored form, on one line: titles, names and the like."""
    return " ".join(text(raw).split())


def unseen(*raw: str) -> str:
    """What `text` takes out of `raw` for being invisible, counted; or nothing.

    Such as `2 zero-width, 5 tag characters that spell “obey”`.
    """
    odd = (one for one in raw if _SPECIAL.search(one) and _UNSEEN.search(one))
    lost = "".join(match[0] for one in odd for match in _unseen(one))
    lost = _ORDINARY.sub("", lost)
    if not lost:
        return ""
    counts = [(name, len(kind.findall(lost))) for name, kind in _KINDS]
    other = len(lost) - sum(count for _, count in counts)
    told = [f"{n} {name}" for name, n in (*counts, ("other", other)) if n]
    spelled = "".join(chr(ord(c) - 0xE0000) for c in "".join(_SPELLING.findall(lost)))
    spelling = f" that spell “{spelled[:500]}”" if spelled else ""
    return f"{', '.join(told)} characters{spelling}"


def _visible(raw: str) -> str:
    """`raw` without what a reader cannot see, joiners where they join kept."""
    if not _UNSEEN.search(raw):
        return raw
    lost = {match.start() for match in _unseen(raw)}
    return _UNSEEN.sub(lambda m: "" if m.start() in lost else m[0], raw)


def _unseen(raw: str) -> Iterator[re.Match[str]]:
    """Every invisible character of `raw` that joins nothing."""
    kept = {match.start() for match in _KEPT_JOINER.finditer(raw)}
    for match in _CLUSTER.finditer(raw):
        kept.update(range(*match.span()))
    return (match for match in _UNSEEN.finditer(raw) if match.start() not in kept)
