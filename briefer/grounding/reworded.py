"""Words of a claim that its article does not have: `accepted` where it says `noted`.

A ledger is asked for claims in the article's own words. What it says with a word of its
own is mostly something else: of the right claims in the newest articles of
`benchmarks/natural` one in a hundred has such a word, and four in ten of those in which
a hedge, a limit or a denial was changed. A base of the checks on summaries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefer.grounding.base import Case
from briefer.grounding.mentions import mentions
from briefer.grounding.moments import moments
from briefer.grounding.quantities import quantities
from briefer.grounding.words import Word, all_words, finding, rows
from briefer.schema import Finding

CODE = "word-unsupported"
ROOT = 5
"""Letters that words of one family share: `dismissed`, `dismissal`."""
REWORDED = 0.1
"""Share of claims with such words above which a ledger is one of paraphrases."""
_JOINING_WORDS = """account according adding after all also another anyone anything
because called cannot day days during each either else equals evening everyone
everything former having hour hours including instead last later man men minute minutes
month months morning named next night number once other others own part parts people
person place put question regarding same second since someone something than then thing
things time told took two version way week weeks well whether which while whose woman
women word words year years"""
_JOINING = frozenset(_JOINING_WORDS.split())
"""Words that a sentence may need to stand alone, and that claim nothing."""
_FAMILY_WORDS = """admit admits admitted admitting admission admissions
apply applies applied applying application applications
belief believe believes believed|birth born|bury buries buried burying burial
choice choose chose chosen|death die died dead
decide decides decided deciding decision decisions|deny denies denied denying denial
depth deep|divide divides divided division divisions
evade evades evaded evading evasion|fail fails failed failing failure failures
flight fly flew flown flee fled|gift give gave given|growth grow grew grown
height high|invade invades invaded invading invasion invasions|length long
life live lives lived|loss lose loses lost
marry marries married marriage|omit omits omitted omission omissions
proof prove proved proven|rely relies relied relying reliance
repeat repeats repeated repetition|sale sell sells sold
seize seizes seized seizing seizure seizures|sign signs signed signing signature
speech speak spoke|strength strong|thought think thinks
try tries tried trying trial trials
vary varies varied varying variation variations|width wide"""
_FAMILY = {word: frozenset(row) for row in rows(_FAMILY_WORDS) for word in row}
"""Words of one family that do not begin alike."""


def check_ledger(ledger: Sequence[Case]) -> list[tuple[Finding, ...]]:
    """For each claim of one article `word-unsupported` (warning), or nothing.

    The words of a ledger that is `REWORDED` throughout tell nothing. Only for English;
    names, numbers and dates have checks of their own.
    """
    found = [next(_unknown(case), "") for case in ledger]
    is_reworded = sum(map(bool, found)) > max(1, REWORDED * len(ledger))
    return [
        (_finding(case, word),) if word and not is_reworded else ()
        for case, word in zip(ledger, found, strict=True)
    ]


def _finding(case: Case, word: str) -> Finding:
    message = f"`{word}` is no word of the article: keep to its own words"
    return finding(case, CODE, "warning", message, word, case.evidence)


def _unknown(case: Case) -> Iterator[str]:
    """The words of the claim that its article does not have."""
    if not case.is_english:
        return
    heads = (text for a in case.articles.values() for text in (a.title, a.outlet))
    texts = (*(article.text for article in case.articles.values()), *heads)
    known = tuple(map(_forms, texts))
    for word in _own(case.text):
        if not any(map(_of(word.text, word.stem).intersection, known)):
            yield word.text


def _own(text: str) -> Iterator[Word]:
    """The words that tell what happens: no names, dates, numbers and joints."""
    lent = [(one.start, one.start + len(one.words)) for one in moments(text)]
    lent += [(one.start, one.end) for one in mentions(text)]
    lent += [(one.start, one.end) for one in quantities(text)]
    for word in all_words(text):
        is_lent = any(start <= word.start < end for start, end in lent)
        if word.is_content and word.text not in _JOINING and not is_lent:
            yield word


@lru_cache(maxsize=32768)
def _of(word: str, stem: str) -> frozenset[str]:
    """What of an article may stand for the word: its stem, its root, its family."""
    forms = {stem, stem[:ROOT], word[:ROOT]}
    return _FAMILY.get(word, frozenset()) | forms


@lru_cache(maxsize=64)
def _forms(text: str) -> frozenset[str]:
    """The words of `text`, their stems and roots."""
    found = {form for word in all_words(text) for form in (word.text, word.stem)}
    return frozenset(found | {form[:ROOT] for form in found})
