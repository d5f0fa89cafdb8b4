"""All checks on one case: the front of `grounding`."""

from __future__ import annotations

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


def check(case: Case) -> tuple[Finding, ...]:
    """What the checks find, the worst first; nothing if all is well."""
    checks = CHECKS if case.is_judgment else (*CHECKS, *REPORTING)
    found = [finding for one in checks for finding in one(case)]
    return tuple(sorted(found, key=_weight))


def _weight(finding: Finding) -> int:
    return ("error", "warning", "note").index(finding.severity)
