"""Words that go beyond the evidence: `certainly`, `all`, `no longer`, `admitted`.

The other rules lay the words round a hedge, a limit or a negator beside each other.
Here one word is enough: right summaries hardly ever have it where their source has none
of its kind. Each was kept for finding many mistakes in `benchmarks/natural` and one
right claim in a thousand at most. A base of the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.grounding.base import Case
from briefer.grounding.openings import Cues
from briefer.grounding.quoted import spoken
from briefer.grounding.scopes import noes
from briefer.grounding.words import finding, lowered
from briefer.schema import Finding

_DENIED = 12
"""Characters before a word within which a `not` takes it back."""


_NO = re.compile(
    r"\b(?:den(?:y|ie[sd]|ial)|refus\w+|reject\w*|disput\w+|dismiss\w*|not|never|no)\b"
    r"|n['’]t\b"
)


class _Kind(NamedTuple):
    """Words that mean much the same."""

    code: str
    said: str
    backed: str
    """What of the evidence can stand for them; empty for themselves alone."""
    is_reply: bool = False
    """Whether they object only where the evidence says no: `admitted` may be `said`."""


_KINDS = {
    "certain": _Kind(
        "hedge-lost",
        r"certain(?:ly|ty)?|definitely|undoubtedly|surely|for sure|inevitabl[ye]"
        r"|conclusively|guaranteed",
        "",
    ),
    "proved": _Kind("hedge-lost", r"pro(?:of|ve[sdn]?|ving)", ""),
    "confirmed": _Kind(
        "hedge-lost", r"confirm(?:s|ed|ing)?(?! (?:as|that)\b|[.,]|$)", r"confirm"
    ),
    "established": _Kind("hedge-lost", r"establish(?:es|ed)?", ""),
    "known": _Kind(
        "hedge-lost",
        r"know(?:s|n)?|knew",
        r"know|knew|aware|famous|called|remember|told|understood|reali[sz]|learn|fame",
    ),
    "decided": _Kind("hedge-lost", r"(?:has|have|had) decided", r"deci[ds]"),
    "for good": _Kind("hedge-lost", r"permanent(?:ly)?|for good", ""),
    "at once": _Kind("hedge-lost", r"at once", r"at once|immediate"),
    "already": _Kind(
        "hedge-lost", r"already", r"(?:has|have|had|already|since|yet|earlier)\b"
    ),
    "clear": _Kind("hedge-lost", r"clear(?:ly)?|obvious(?:ly)?|evident(?:ly)?", ""),
    "all": _Kind(
        "quantifier-lost",
        r"all(?! but)|every(?! (?:day|week|month|year))|everyone|everybody",
        r"(?:all|every\w*|each|both|whole|entire(?:ly)?|full(?:y)?|any|always|total"
        r"|completely|throughout)\b",
    ),
    "whole": _Kind(
        "quantifier-lost",
        r"fully|completely|entire(?:ly)?|whole|wholly",
        r"full|complet|entire|whol|total|altogether|all\b",
    ),
    "exactly": _Kind("quantifier-lost", r"precisely|exactly", ""),
    "more": _Kind(
        "quantifier-lost",
        r"more than|over(?= \d)",
        r"more|over|exceed|above|least|up\b|beyond|top|plus|further|upward|longer|rise"
        r"|bigger|larger|surpass|greater|higher|excess|past|no fewer|minimum|or so|\+"
        r"|ris|rose|gr[eo]w|increas|gain|climb|jump|drop|f[ae]ll|down|pass",
    ),
    "less": _Kind(
        "quantifier-lost",
        r"(?<!no )(?:less|fewer) than|(?:under|below)(?= \d)",
        r"less|fewer|under|below|short|almost|nearly|just|up to|most|not even|lower"
        r"|maximum|within|close to|inside|limit|cap",
    ),
    "at least": _Kind(
        "quantifier-lost",
        r"at least",
        r"least|more|over|minimum|no fewer|no less|or so|exceed|above|plus|upward",
    ),
    "some of": _Kind(
        "quantifier-lost",
        r"(?:some|parts|several|many|a few|a number) of",
        r"some|part|several|few|among|includ|half|one of|portion|share|many|number of"
        r"|most|majority|various|of (?:the|them|its|his|her|their)\b",
    ),
    "most": _Kind(
        "quantifier-lost",
        r"most(?: of)?(?= (?:the|its|his|her|their|\w+s)\b)|the majority of",
        r"most|major|mainly|largely|chiefly|half|main",
    ),
    "both": _Kind(
        "quantifier-lost",
        r"both",
        r"both|two|either|each|neither|pair|twin|and\b|couple",
    ),
    "at most": _Kind(
        "quantifier-lost",
        r"at most|no more than",
        r"at most|more than|up to|maximum|most|limit|only|cap|exceed|within|or less"
        r"|or fewer|just|not even",
    ),
    "only": _Kind(
        "quantifier-lost",
        r"only",
        r"only|just|sole|no more|limited|confined|nothing|alone|merely|except|single"
        r"|until|unless|no\b|f[ae]ll|low|drop|down",
    ),
    "never": _Kind(
        "negation-changed",
        r"never",
        r"never|not once|not ever|nobody|no one|none|always|unused|den(?:y|ie)|untrue"
        r"|false|nonsense|reject|dismiss",
    ),
    "no longer": _Kind(
        "negation-changed",
        r"no longer",
        r"no longer|any ?more|longer|stop|ceas|former|once|used to|end|until|lost|gone"
        r"|since|free|resign|abolish|quit|step|left|leav|drop|scrap|abandon|replac|sold"
        r"|clos|shut|withdr",
    ),
    "admitted": _Kind(
        "negation-changed",
        r"admit(?:s|ted|ting)?|conced(?:es?|ed)|acknowledg(?:es?|ed)"
        r"|plead(?:s|ed)? guilty|confess(?:es|ed)?",
        r"admi|conce|acknowledg|accept|guilty|confess|agree|allow|recogni|grant"
        r"|own(?:s|ed)? up|n't deny|not deny",
        is_reply=True,
    ),
    "true": _Kind(
        "negation-changed",
        r"(?:is|are|was|were) (?:true|correct|right)",
        r"true|correct|right",
    ),
}
_SAID = Cues(
    "|".join(
        rf"(?P<k{number}>\b(?:{kind.said})\b)"
        for number, kind in enumerate(_KINDS.values())
    )
)
_BACKED = {
    f"k{number}": (kind, re.compile(rf"\b(?:{kind.backed or kind.said})"))
    for number, kind in enumerate(_KINDS.values())
}


def beyond(case: Case, cited: str) -> Iterator[Finding]:
    """`hedge-lost`, `quantifier-lost` and `negation-changed` (warnings) for words that
    no sentence of `case` has, nor one like them, nor what is `cited` besides before the
    same word.

    Who puts several claims together may say `at least` and `most` of them.
    """
    found = list(_SAID.finditer(lowered(spoken(case.text))))
    if not found:
        return
    evidence = spoken(case.evidence).lower()
    denied = [no.start for no in noes(case.text)]
    for match in found:
        kind, backed = _BACKED[match.lastgroup or ""]
        is_free = (
            any(0 < match.start() - at < _DENIED for at in denied)
            or (kind.is_reply and not _NO.search(evidence))
            or (kind.code == "quantifier-lost" and len(case.claims) > 1)
            or _with_next(match) in cited.lower()
        )
        if not is_free and not backed.search(evidence):
            message = f"no cited sentence says `{match[0]}` or the like"
            yield finding(case, kind.code, "warning", message, match[0], case.evidence)
            return


def _with_next(match: re.Match[str]) -> str:
    """The word and the one behind it: `certain batteries`."""
    return " ".join(match.string[match.start() :].split(maxsplit=2)[:2])
