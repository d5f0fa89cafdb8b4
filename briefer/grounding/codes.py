"""What becomes of a sentence with a finding that neither code nor model could mend.

What each code means to a reader stands in `briefer.meanings`.
"""

from __future__ import annotations

from typing import Literal

Outcome = Literal["drop", "mark", "note"]

EXACT = frozenset(
    {
        "citation-missing",
        "date-unsupported",
        "number-unsupported",
        "quote-altered",
        "unit-changed",
    }
)
"""What compares letters and values: no second reading speaks against it."""

WORDED = frozenset(
    {"attribution-lost", "hedge-lost", "negation-changed", "quantifier-lost"}
)
"""What compares wordings, and may be mistaken."""

DROPPED = EXACT | WORDED
"""Left out, unless the settings ask for a mark."""

MARKED = frozenset(
    {
        "actor-unsupported",
        "bottom-line-long",
        "bottom-line-new",
        "confidence-mixed",
        "contentious-bare",
        "date-relative",
        "duplicate-statement",
        "events-merged",
        "judged-contradicted",
        "judged-unsupported",
        "likelihood-mixed",
        "memory-suspect",
        "name-unsupported",
        "number-noun",
        "number-underived",
        "opinion-as-fact",
        "plural-source",
        "quote-speaker",
        "quote-unverified",
        "role-unsupported",
        "stale",
        "word-unsupported",
    }
)
"""Shown, with the code beside the sentence."""


def outcome(code: str, *, is_disputed: bool = False) -> Outcome:
    """What becomes of a sentence with this finding; other codes are only listed.

    `is_disputed` where a model that was shown the evidence stands by the sentence: then
    checks that compare wordings mark it, so that the reader decides.
    """
    if code in DROPPED:
        return "mark" if is_disputed and code in WORDED else "drop"
    return "mark" if code in MARKED else "note"
