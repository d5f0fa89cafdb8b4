"""All checks on one case: the front of `grounding`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from briefer.grounding import (
    attribution,
    days,
    footing,
    hedges,
    likelihood,
    numbers,
    plurals,
    proper_names,
    quotations,
    wording,
)
from briefer.grounding.base import Case, Check
from briefer.schema import Finding

CHECKS: tuple[Check, ...] = (
    quotations.check,
    numbers.check,
    days.check,
    proper_names.check,
    likelihood.check,
    wording.check,
    footing.check,
)
"""Run on every sentence."""
REPORTING: tuple[Check, ...] = (hedges.check, attribution.check, plurals.check)
"""Run on what reports a source; a judgment of the briefing's own speaks for itself."""

AT_ONCE = 40
"""Cases that one check goes over before the next one does: the claims of an article. Of
many more the functions below the checks would not remember the texts."""


def check(case: Case) -> tuple[Finding, ...]:
    """What the checks find, the worst first; nothing if all is well."""
    return check_all((case,))[0]


def check_all(cases: Sequence[Case]) -> list[tuple[Finding, ...]]:
    """For each case what `check` finds.

    One check after the other goes over the cases: that takes a sixth less time than one
    case after the other, as what a check runs on stays at hand in the processor.
    """
    found: list[list[Finding]] = [[] for _ in cases]
    for start in range(0, len(cases), AT_ONCE):
        part = range(start, min(start + AT_ONCE, len(cases)))
        for one, number in product((*CHECKS, *REPORTING), part):
            if one in CHECKS or not cases[number].is_judgment:
                found[number] += one(cases[number])
    return [tuple(sorted(own, key=_weight)) for own in found]


def _weight(finding: Finding) -> int:
    return ("error", "warning", "note").index(finding.severity)
