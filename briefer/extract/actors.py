"""Who acts: names with the roles that stand before or behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefer.datewords import MONTHS, WEEKDAYS
from briefer.extract import cues
from briefer.extract.lines import Line
from briefer.extract.speech import RUN, SMALL, Said, split_role
from briefer.schema import Actor

MOST = 12
"""Actors of one article; the rest is mentioned in passing."""
_OFFICE = cues.either(" ".join(cues.OFFICES))
_SMALL_ROLE = (
    rf"(?:(?:[A-Z]\.){{2,}}\s|[^\W\d_a-z]\w+\s)?(?:{SMALL}\s+){{0,3}}?(?:{_OFFICE})"
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<small>{_SMALL_ROLE})\s+)?(?P<run>{RUN})(?P<end>['’]s)?"
)
_BARE = re.compile(rf"(?<!\w)(?P<run>{RUN})(?P<end>['’]s)?")
"""The same where no word is an office, in a third of the time."""
_LETTERS = re.compile("[a-z]+")
_BEHIND = re.compile(
    rf",\s+(?P<role>(?:an?|the)\s+[^,.;]{{0,40}}?\b(?:{_OFFICE})\b"
    r"[^,.;]{0,40}),"
)
_ADJECTIVE = re.compile(r"(?:ian|ish|ese|ican|pean|aeli|ench|reek|utch|.man)$")
_OPENINGS = """The A An In On At But And He She It They We I You This That These Those
There His Her Their Its For From After Before When While As If According
Since During Despite However Although Meanwhile Separately Both Some Many
Most One Two Three Asked Writing Arriving Earlier Later Hours Much Only
Finally Today Yesterday What Who How Why Where Which By To With No Not Yes
Of Or So Then Now Also Because Under Over Among Between Instead Statement
Sept Oct Nov Dec Jan Feb Mar Apr Aug Jul Jun"""
_NOT_NAMES = frozenset([*MONTHS, *WEEKDAYS, *_OPENINGS.split()])
_ADDRESS_WORDS = "mr mrs ms miss mx sir dame lord lady dr herr frau"
_ADDRESS = frozenset(_ADDRESS_WORDS.split())
"""How somebody is addressed, which is no role."""


def actors(lines: Sequence[Line], voices: Iterable[Said]) -> tuple[Actor, ...]:
    """Those who speak, have a role or are named often, in the order they are met."""
    counts: Counter[str] = Counter()
    roles: dict[str, Counter[str]] = {}
    for name, role in (pair for line in lines for pair in named(line)):
        counts[name] += 1
        roles.setdefault(name, Counter())[role] += 1
    for said in voices:
        if said.who[:1].isupper():
            counts[said.who] += 2
            roles.setdefault(said.who, Counter())[said.role] += 1
    ranked = sorted(counts, key=lambda name: (not _role(roles[name]), -counts[name]))
    known = {n for n in ranked[:MOST] if counts[n] > 1 or _role(roles[n])}
    return tuple(Actor(name=n, role=_role(roles[n])) for n in counts if n in known)


def _role(counted: Counter[str]) -> str:
    """The role given most often; empty for none."""
    found = [
        (n, len(role), role)
        for role, n in counted.items()
        if role and role.lower().rstrip(".") not in _ADDRESS
    ]
    return max(found)[2] if found else ""


def named(line: Line) -> Iterator[tuple[str, str]]:
    """Names of a sentence and the roles that stand beside them, empty for none."""
    outside = line.outside
    has_office = not (
        cues.OFFICES.isdisjoint(line.vocabulary)
        or cues.OFFICES.isdisjoint(_LETTERS.findall(outside))
    )
    for match in (_NAMED if has_office else _BARE).finditer(outside):
        role, name = split_role(_without_opening(match["run"]))
        if not name or name in _NOT_NAMES or len(name) < 2:
            continue
        if name.split()[0].lower() in cues.OFFICES and " " not in name:
            continue
        behind = _BEHIND.match(outside, match.end())
        small = match["small"] if has_office else ""
        beside = small or (re.sub("^the ", "", behind["role"]) if behind else "")
        if _ADJECTIVE.search(name) and " " not in name:
            continue
        yield name, role or (beside if " " in name else "")


def _without_opening(run: str) -> str:
    """`run` without the word that is capitalized only for opening the sentence."""
    first, _, rest = run.partition(" ")
    return rest if first in _NOT_NAMES else run
