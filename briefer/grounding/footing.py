"""Whether what a text says has any footing in the words it cites.

Names, numbers and dates are compared one by one; what else a text asserts is made of
common words, which no comparison can verify. Where hardly any of them stand in the
cited sentences the other checks have looked at nothing, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.denials import ROOT
from briefer.grounding.mentions import folded_words
from briefer.grounding.undated import told
from briefer.grounding.words import all_words, finding, overlap
from briefer.schema import Finding

LEAST = 0.3
"""Share of a text's common words below which nothing was looked at. On the generated
articles 1 % of right sentences have less than a third of their words in what they cite,
and 99 % of invented ones less than a fifth."""
FEWEST = 3
"""Common words a text must have for a share to mean something."""


def check(case: Case) -> Iterator[Finding]:
    """`check-skipped` (note) where the evidence has hardly a word of what is told.

    Also where it does not have the one a forecast is given to. It refuses and never
    accepts: shared words say nothing for a text.
    """
    yield from _whose(case)
    if not case.is_english:
        return
    own = _common(case.text)
    if len(own) < FEWEST:
        return
    known = frozenset[str]().union(*(_all(p.text) for p in case.passages))
    if overlap(own, known) < LEAST:
        message = (
            "the cited sentences share too few words with it to compare: read them"
        )
        yield finding(case, "check-skipped", "note", message, case.text, case.evidence)


def _whose(case: Case) -> Iterator[Finding]:
    """A forecast of somebody whom the evidence does not have, by the last word."""
    own = folded_words(case.whose)
    if not own:
        return
    given = [f"{c.text} {c.who} {c.via}" for c in case.claims]
    given += [article.outlet for article in case.articles.values()]
    near = [f"{p.before} {p.text} {p.after}" for p in case.passages]
    if not any(own[-1] in folded_words(text) for text in (*given, *near)):
        message = (
            f"the cited sentences do not have `{case.whose}`, whose forecast it is"
        )
        yield finding(case, "check-skipped", "note", message, case.whose, case.evidence)


@lru_cache(maxsize=TEXTS)
def _common(text: str) -> frozenset[str]:
    """The roots of its words outside names, numbers, dates and quotations."""
    return frozenset(
        word.stem[:ROOT]
        for word in told(text)
        if text[word.start].islower() and word.text.isalpha()
    )


@lru_cache(maxsize=TEXTS)
def _all(text: str) -> frozenset[str]:
    return frozenset(word.stem[:ROOT] for word in all_words(text))
