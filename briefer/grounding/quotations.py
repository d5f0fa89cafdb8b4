"""Quotations: every quoted word stands in the cited sentences, said by who is named.

Before two texts are compared, the glyphs of marks and dashes, spaces and
ellipses are made one; beyond that only the case of the first letter and a final comma
or period may differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from briefer import names
from briefer.grounding.aliases import groups
from briefer.grounding.base import TEXTS, UNSEEN, Case, fold
from briefer.grounding.quoted import Quotation, quotations
from briefer.schema import Article, Finding

SHORT = 4
"""Words from which on a quotation has to stand in the cited sentences."""

_MARKS = "\"“”„‟«»〝〞＂'‘’‚‛`´ʼ＇"
_HAS_MARK = re.compile("[" + _MARKS + "「『]")
_DROPPED = re.compile(r"\"|(?<![^\W_])'|'(?![^\W_])")
_CUT = re.compile(r"\[[^\]]*\]|(?<!\.)\.{3}(?!\.)")
_BRACKET = re.compile(r"\[[^\]]*\] ?")
_ENDS = ",."
_SAY = (
    r"(?:sa(?:id|ys|ying)|told|tells|wr(?:ote|ites|iting)|add(?:ed|s|ing)"
    r"|claim(?:ed|s)|warn(?:ed|s)|stat(?:ed|es)|post(?:ed|s)|declar(?:ed|es)"
    r"|announc(?:ed|es)|call(?:ed|s)|describ(?:ed|es)|insist(?:ed|s)|argu(?:ed|es)"
    r"|repli(?:ed|es)|respond(?:ed|s)|ask(?:ed|s)|vow(?:ed|s)|not(?:ed|es)"
    r"|tweet(?:ed|s)|suggest(?:ed|s)|emphasi[sz](?:ed|es)|explain(?:ed|s)"
    r"|conclud(?:ed|es)|acknowledg(?:ed|es)|admitt(?:ed|s)|den(?:ied|ies)"
    r"|promis(?:ed|es)|urg(?:ed|es)|quipped|remarked|continued|recalled)"
)
_ATTRIBUTION = re.compile(rf"[\s,]*[^\"“”.!?]{{0,60}}\b{_SAY}\b[^\"“”!?]{{0,60}}")
_NEXT_ATTRIBUTION = re.compile(rf"[”\"\s,]*(?:[\w.’'-]+\s+){{0,4}}{_SAY}\b")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w’'-]+|\.(?:[A-Z]\.)*)"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|van|von|der|bin|al|el|of|the)\s+)?{_CAPITAL})*"
_BEFORE = re.compile(
    rf"({_NAME})(?:,[^,]{{1,60}},)?\s+(?:(?:also|later|then|had|has|again)\s+)?{_SAY}\b"
    r"(?=[^.!?\"“”]*$)"
)
_AFTER = re.compile(rf"\W*(?:{_SAY}\s+({_NAME})|({_NAME})\s+{_SAY}\b)")
_OPENERS = ("When", "Asked", "Questioned", "Pressed", "As", "While", "After", "If")
"""Words with a capital for opening a sentence, and no names."""
_ACCORDING = re.compile(rf"[Aa]ccording to ({_NAME})")
_WORD = re.compile(r"\w+")


def check(case: Case) -> Iterator[Finding]:
    """Quotations that are altered, not verifiable, or given to someone else.

    `quote-altered` (error): four words and more that are not in the cited sentences.
    `quote-unverified` (warning): fewer that are nowhere in the article, or more that
    stand in a sentence that is not cited. `quote-speaker` (warning): the speaker named
    beside the quotation is neither in nor next to the cited sentences.
    """
    if not _HAS_MARK.search(case.text):
        return
    for quotation in quotations(case.text):
        if finding := _wording(case, quotation) or _speaker(case, quotation):
            yield finding


def verbatim(case: Case, quote: str) -> str | None:
    """The source's own characters for the words of a quotation; None if it has none.

    `quote` is what stands between the marks. A final comma or period stays as it is in
    `quote`, and so do `...` and brackets that cut it; a paragraph's repeated opening
    mark is left out.
    """
    if not _stands(quote, _joined(case)):
        return None
    body = quote.rstrip(_ENDS + " ") if not quote.endswith("...") else quote
    tail = quote[len(body) :]
    source = unicodedata.normalize("NFC", case.evidence).translate(UNSEEN)
    if whole := _printed(body, source):
        return whole + tail
    return _printed_parts(body, source) + tail


def _printed_parts(body: str, source: str) -> str:
    """The parts of a cut quotation as printed, the cuts as they were."""
    pieces = re.split(r"(\[[^\]]*\]|…|\.{3})", body)
    pieces[::2] = [_in_spaces(piece, source) for piece in pieces[::2]]
    return "".join(pieces)


def _in_spaces(piece: str, source: str) -> str:
    words = piece.strip(" ,.")
    found = _printed(words, source) if words else None
    return piece.replace(words, found) if found else piece


def _printed(words: str, source: str) -> str | None:
    """The first run of `source` that folds to what `words` folds to."""
    match = re.search(_pattern(_key(words)), source)
    if not match:
        return None
    found = " ".join(match[0].split())
    is_balanced = len(re.findall('["“”]', found)) % 2 == 0
    return found if is_balanced else re.sub('["“”] ?', "", found)


def _pattern(key: str) -> str:
    """A pattern for every spelling of a folded text that is left to the source."""
    words = ("".join(_glyphs(word)) for word in key.split(" "))
    gap = rf"[{_MARKS}]*\s+(?:\[[^\]]*\]\s*)?[{_MARKS}]*"
    joined = gap.join(words)
    dash = f"(?:{re.escape(gap)})?\0(?:{re.escape(gap)})?"
    joined = re.sub(dash, lambda _: rf"[\s{_MARKS}]*[‐‑‒–—―−-]+[\s{_MARKS}]*", joined)
    first = key[:1]
    start = f"[{first.lower()}{first.upper()}]" if first.isalpha() else re.escape(first)
    return rf"(?<!\w){start}{joined[len(next(_glyphs(first), '')) :]}(?!\w)"


def _glyphs(word: str) -> Iterator[str]:
    if word == "-":
        yield "\0"
        return
    for part in re.findall(r"\.\.\.|.", word):
        if part == "...":
            yield r"(?:\.\.\.|…)"
        elif part == "'":
            yield "['‘’‚‛`´ʼ＇]"
        else:
            yield part if part.isalnum() else rf"[{_MARKS}]*{re.escape(part)}"


def _wording(case: Case, quotation: Quotation) -> Finding | None:
    words = quotation.words
    if not _WORD.search(words) or _stands(words, _joined(case)):
        return None
    home = _home(case, words)
    is_short = len(words.split()) < SHORT
    if is_short and home is not None:
        return None
    if is_short or home:
        where = f"only in sentence {home}, which is not cited" if home else "nowhere"
        message = f"the quotation stands {where}"
        return _finding(case, "quote-unverified", words, message)
    message = "the quotation is not in the cited sentences word for word"
    return _finding(case, "quote-altered", words, message)


def _finding(case: Case, code: str, words: str, message: str) -> Finding:
    return Finding(
        code=code,
        severity="error" if code == "quote-altered" else "warning",
        where=case.id,
        message=message,
        words=words,
        evidence=_shown(case),
    )


def _shown(case: Case) -> str:
    return case.evidence if len(case.evidence) <= 400 else case.evidence[:399] + "…"


def _home(case: Case, words: str) -> int | None:
    """The sentence a quotation stands in, 0 for elsewhere in the article."""
    cited = {(passage.article, passage.number) for passage in case.passages}
    for article in case.articles.values():
        for number in range(1, len(article.sentences) + 1):
            if (article.id, number) not in cited and _stands(
                words, _sentence(article, number)
            ):
                return number
        if _stands(words, (_article(article),)):
            return 0
    return None


def _sentence(article: Article, number: int) -> tuple[str, ...]:
    return (_key(article.sentence(number)),)


def _article(article: Article) -> str:
    return _key(f"{article.title}\n{article.text}")


@lru_cache(maxsize=TEXTS)
def _key(text: str) -> str:
    """`text` folded and without the marks of quotations: only words are compared."""
    return " ".join(_DROPPED.sub("", fold(text)).split())


def _joined(case: Case) -> tuple[str, ...]:
    return _sources(case.evidence)


@lru_cache(maxsize=1024)
def _sources(evidence: str) -> tuple[str, ...]:
    """What a quotation may stand in: the sentences, and what was said without breaks.

    Also without the words an editor put into brackets.
    """
    whole = _key(evidence)
    plain = (whole, _BRACKET.sub("", whole)) if "[" in whole else (whole,)
    return (*plain, *_speeches(evidence))


def _speeches(evidence: str) -> Iterator[str]:
    """Quotations broken by an attribution, joined again with any mark."""
    spans = quotations(evidence)
    for left, right in pairwise(spans):
        between = evidence[left.end + 1 : right.start - 1]
        has_own = _NEXT_ATTRIBUTION.match(evidence, right.end)
        if _ATTRIBUTION.fullmatch(between) and not has_own:
            for mark in ("", ".", left.words[-1:]):
                yield _key(f"{left.words.rstrip(_ENDS)}{mark} {right.words}")


def _stands(words: str, sources: tuple[str, ...]) -> bool:
    """Whether a quotation, or each part of a cut one in order, is in a source."""
    key = _key(words)
    whole = key if key.endswith("...") else key.rstrip(_ENDS + " ")
    if any(_place(whole, source, 0) >= 0 for source in sources):
        return True
    parts = [part.strip(" ,.") for part in _CUT.split(key)]
    parts = [part for part in parts if _WORD.search(part)]
    is_cut = bool(_CUT.search(key)) and bool(parts)
    return is_cut and any(_in_order(parts, source) for source in sources)


def _in_order(parts: list[str], source: str) -> bool:
    at = 0
    for part in parts:
        at = _place(part, source, at)
        if at < 0:
            return False
    return True


def _place(words: str, source: str, start: int) -> int:
    """Where `words` end in `source` as whole words, in either case of the first."""
    if not words:
        return -1
    places = (
        _whole(variant, source, start)
        for variant in (words, words[0].swapcase() + words[1:])
    )
    return max(places)


def _whole(words: str, source: str, start: int) -> int:
    at = source.find(words, start)
    while at >= 0:
        end = at + len(words)
        is_cut = source[end : end + 1].isalnum() and words[-1].isalnum()
        if not is_cut and not (at and source[at - 1].isalnum()):
            return end
        at = source.find(words, at + 1)
    return -1


def _speaker(case: Case, quotation: Quotation) -> Finding | None:
    """A finding where whoever the text lets speak is not near the source's words."""
    name = _named(case.text, quotation)
    if not name or _is_near(case, name):
        return None
    message = f"`{name}` is not named in or next to the cited sentences"
    return _finding(case, "quote-speaker", name, message)


def _named(text: str, quotation: Quotation) -> str:
    """The name that the text puts beside the quotation as its speaker's, or none."""
    before = text[: quotation.start - 1]
    match = (
        _AFTER.match(text, quotation.end + 1)
        or _BEFORE.search(before)
        or _ACCORDING.search(before)
    )
    found = next(filter(None, match.groups()), "") if match else ""
    name = re.sub(r"['’]s?$", "", found).strip(" .,")
    return "" if name in _OPENERS else name


def _is_near(case: Case, name: str) -> bool:
    """Whether the first or last word of the name is said where a speaker has to be."""
    near = _near(case)
    forms = {names.fold(name), *groups(name)}
    words = (form.split() for form in forms if form)
    return any(one[0] in near or one[-1] in near for one in words)


def _near(case: Case) -> frozenset[str]:
    around = (f"{p.before} {p.text} {p.after}" for p in case.passages)
    said_by = (f"{claim.who} {claim.via}" for claim in case.claims)
    return _folded_words(" ".join((*around, case.who, case.via, *said_by)))


@lru_cache(maxsize=1024)
def _folded_words(text: str) -> frozenset[str]:
    found = map(_folded, re.findall(r"[^\W_][\w’'.-]*", text))
    return frozenset(word for name in found for word in name.split())


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    return names.fold(word)
