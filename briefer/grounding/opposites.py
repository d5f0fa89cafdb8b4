"""Two words for one matter that cannot both be right: `backed` it, and `opposed` it.

What is denied is often told with other words than it was asserted with, so that neither
a negator nor a common verb shows it. Here such words stand in pairs of sides; a text
that takes the one where the sentence it rests on takes the other is wrong. A base of
the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from briefer.grounding.base import Case
from briefer.grounding.polarity import roots, roots_of
from briefer.grounding.words import Segment, blank, lowered, overlap

ALIGNED = 0.5
"""Share of a text's roots in a sentence above which both are of one matter."""
REACH = 40
"""Characters before a word in which `not` turns it round."""

_MEASURES = (
    r"(?:a|an|the|any|its|his|her|their) (?:\w+ )?(?:proposals?|plans?|bills?|laws?"
    r"|motions?|bans?|moves?|ideas?|reforms?|measures?|tax(?:es)?|deals?)"
)
_CASES = r"(?:a|an|the|its|his|her|their) (?:\w+ )?(?:appeals?|case|lawsuit|bid)"
_LEAVE = r"(?:a|an|the|any) (?:\w+ )?(?:licen[cs]e|permit|permission|request|visa|bail)"


class _Sides(NamedTuple):
    one: str
    other: str
    about: str = ""
    """What both texts must name; anything where empty."""


_SIDES = (
    # a measure is wanted, or not
    _Sides(
        rf"in favou?r of|favou?rs?|supports?|supported|supporting|backs?|backed|backing"
        rf"|for {_MEASURES}",
        rf"oppos(?:es?|ed|ing|ition)|against {_MEASURES}",
    ),
    # what was asked for is given, or not
    _Sides(
        r"approv(?:es?|ed|al)|accept(?:s|ed)?|grant(?:s|ed)?|endors(?:es?|ed)"
        r"|adopt(?:s|ed)?|successful|succeed(?:s|ed)?|green light|sign(?:s|ed)? off"
        rf"|(?:won|allow(?:s|ed)?|upheld|upholds|clear(?:s|ed)?) {_CASES}",
        r"reject(?:s|ed|ion)?|refus(?:es?|ed|al)|dismiss(?:es|ed)?|turn(?:s|ed)? down"
        r"|threw out|thrown out|vot(?:es?|ed) down|vetoe[sd]|struck down|defeated"
        rf"|vot(?:es?|ed)(?: [\d–-]+)? against|unsuccessful|los[et]s? {_CASES}"
        rf"|denied {_LEAVE}",
    ),
    # an allegation is owned to, or not
    _Sides(
        r"admit(?:s|ted)?|confirm(?:s|ed)?|acknowledg(?:es?|ed)|conced(?:es?|ed)"
        r"|accept(?:s|ed)?|true|confess(?:es|ed)?|pleaded guilty",
        r"den(?:y|ies|ied)|reject(?:s|ed)?|untrue|false|smear|baseless|groundless"
        r"|unfounded|fabricat\w+|lies?|no truth|not a word|no basis"
        r"|ple(?:aded|a of) not guilty",
    ),
    # it is to be, or not
    _Sides(
        r"an option|possible|considered|considers|considering|under consideration"
        r"|announc(?:es?|ed)|open to|agree[sd]? to|t[ao]kes? place|took place"
        r"|go(?:es)? ahead|went ahead",
        r"out of the question|rul(?:es?|e|ed|ing) out|no reason to|called off"
        r"|cancell?ed|scrapped|shelved",
    ),
    # it goes on, or not
    _Sides(
        r"extend(?:s|ed|ing)?|renew(?:s|ed|ing|al)?|prolong(?:s|ed)?",
        r"terminat(?:es?|ed)|lapse[sd]?|discontinue[sd]?",
        r"contracts?|agreements?|deals?|leases?|mandates?|truce|ceasefire|licen[cs]e",
    ),
    # it is there and works, or not
    _Sides(
        r"work(?:s|ed|ing)?|available(?! again)|operational|functioning|could take"
        r"|in stock|well supplied",
        r"stop(?:s|ped) working|out of (?:order|action|service|stock)"
        r"|(?:gone|went) dead|unavailable|turn(?:ed)? away|unable to|broke down"
        r"|r[au]ns? out of|bare of|going without",
    ),
    # it rose, or not
    _Sides(
        r"launche[sd]|lift(?:s|ed)? off|t[ao]kes? off|took off",
        r"scrubbed|aborted",
        r"rockets?|satellites?|probes?|missions?|capsules?|missiles?",
    ),
    # it was passed, or not
    _Sides(
        r"pass(?:es|ed)?",
        r"fail(?:s|ed)?(?! to)|flunk(?:s|ed)?",
        r"inspections?|tests?|exams?|examinations?|audits?|checks?",
    ),
    # it is in force, or not
    _Sides(
        r"impos(?:es?|ed)|introduc(?:es?|ed)|t[ao]kes? effect|took effect"
        r"|(?:c[ao]mes?|enter(?:s|ed)?) into force|in force|began charging",
        r"abolish(?:es|ed)?|lift(?:s|ed)?(?! off)|repeal(?:s|ed)?|withdr[ae]wn?"
        r"|suspend(?:s|ed)?",
        r"dut(?:y|ies)|tariffs?|tax(?:es)?|bans?|sanctions?|curfews?|fees?|levy|rules?",
    ),
    # it goes up, or down
    _Sides(
        r"r[io]sen?|rises|rising|increas(?:es?|ed|ing)|gr[eo]wn?|grows|growing|climb(?:s|ed)"
        r"|soar(?:s|ed)|jump(?:s|ed)|expand(?:s|ed)?|higher|surg(?:es?|ed)",
        r"f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)"
        r"|shr[iau]nk(?:s|ing)?|plung(?:es?|ed)|slump(?:s|ed)?|lower",
    ),
    # it is open, or not
    _Sides(r"(?:re-?)?open(?:s|ed)?", r"clos(?:es?|ed)|shut"),
    # they live, or not
    _Sides(
        r"surviv(?:es?|ed|ors?)|unhurt|unharmed|uninjured|unscathed|safe",
        r"kill(?:s|ed)|died?|dead|injur(?:ed|y|ies)|wounded|hurt",
    ),
    # the accused did it, or not
    _Sides(
        r"convicted|found guilty|sentenced",
        r"acquit(?:s|ted|tal)|cleared of|found not guilty",
    ),
    # it begins or goes on, or not
    _Sides(
        r"beg[aiu]ns?|beginning|start(?:s|ed|ing)?|resum(?:es?|ed|ing)"
        r"|continu(?:es?|ed|ing)|go(?:es)? on|went on",
        r"stop(?:s|ped)?|halt(?:s|ed)?|suspend(?:s|ed)?|end(?:s|ed)?|ceas(?:es?|ed)"
        r"|cancell?ed|called off|interrupt(?:s|ed)?",
    ),
    # somebody may, or not
    _Sides(
        r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|let|lets|enabl(?:es?|ed)",
        r"ban(?:s|ned|ning)?|bar(?:s|red|ring)?|prohibit(?:s|ed)?|forb[aio]d(?:s|e|den)?"
        r"|block(?:s|ed|ing)?|prevent(?:s|ed|ing)?",
    ),
    # somebody is held, or free
    _Sides(
        r"arrest(?:s|ed)?|detain(?:s|ed)?|jail(?:s|ed)?|custody",
        r"releas(?:es?|ed)|freed|at large|set free",
    ),
    # somebody gets a post, or loses it
    _Sides(
        r"appoint(?:s|ed)?|hired?|named|elect(?:s|ed)|stays? on|stayed on|remains?",
        r"dismiss(?:es|ed)?|sacked|fired|oust(?:s|ed)?|resign(?:s|ed)?"
        r"|stepp?(?:s|ed)? down|quits?|removed",
    ),
    # somebody is there, or not
    _Sides(
        r"attend(?:s|ed)?|t[ao]kes? part|took part|showed up|turned up|present",
        r"absent|boycott(?:s|ed)?|stayed away|skipp?(?:s|ed)|missed",
    ),
    # it is kept, or broken
    _Sides(
        r"kept|keeps?|honou?r(?:s|ed)?|fulfil(?:s|led)?|me[e]?t",
        r"br[eo]ke|broken|breaks?|breach(?:es|ed)?|violat(?:es?|ed)|missed",
        r"promises?|pledges?|ceasefire|truce|deadlines?|targets?|commitments?|agreements?",
    ),
    # it is settled, or not
    _Sides(
        r"(?:has|have|had)(?: already)? (?:decided|made (?:a|its|his|her) decision"
        r"|made up (?:its|his|her|their) minds?)",
        r"undecided|(?:not|yet to)(?: \w+)? decided?|no decision|open question"
        r"|(?:not|yet to)(?: \w+)? ma[dk]e (?:a|its|his|her|up)",
    ),
)


_NO = r"no(?! (?:fewer|less|more|later|sooner) than)"
_NOT = re.compile(
    rf"\b(?:not|never|{_NO}|nobody|no one|none|neither|nor|without"
    r"|rul(?:es?|ed|ing) out|\w+n['’]t)\b"
)
_NOT_TO = re.compile(
    r"\b(?:yet|(?:refus|declin|fail)\w*(?: [io]n [\w ]+?)?|too \w+) to\b"
)
_GOING_TO = re.compile(r"\b(?:going|about|due|set|able) to\b")
_BREAK = re.compile(
    r"[,;:.]|\b(?:to|that|which|who|whether|if|and|but|when|while|after|before|because|as"
    r"|(?:plans?|proposals?|decisions?|moves?|bids?|ideas?|calls?|motions?) for)\b"
)
"""What ends the reach of `not`; a word for no on its far side turns nothing."""
_NONE = re.compile(
    rf"\b{_NO} (?:[\w-]+ ){{1,8}}?(?:ha[sd]|have|was|were|is|are|will)(?: been| be)? $"
)
"""`no permit to rebuild the bridge has been` granted."""
_NOBODY = re.compile(r" (?:nobody|no one|none|nothing|no)\b")


def opposed(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of the segment that take the other side than a cited sentence.

    Pairs of word and sentence. Nothing where either takes both sides, or where another
    cited sentence takes the segment's.
    """
    part = lowered(case.text)[segment.start : segment.end]
    own = _taken(part)
    if not own:
        return
    theirs = [_taken(lowered(passage.text)) for passage in case.passages]
    for place, (word, side) in own.items():
        if not side or any(
            taken[place][1] == side for taken in theirs if place in taken
        ):
            continue
        for passage, taken in zip(case.passages, theirs, strict=True):
            is_other = place in taken and taken[place][1]
            if is_other and _is_of_one_matter(case, segment, passage.text):
                yield word, passage.text


def _is_of_one_matter(case: Case, segment: Segment, sentence: str) -> bool:
    return overlap(roots_of(case.text, segment), roots(sentence)) > ALIGNED


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """The sides as patterns; made when first asked for, as many builds never do."""
    return tuple(tuple(map(_whole, sides)) for sides in _SIDES)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b" if words else "")


@lru_cache(maxsize=8192)
def _taken(text: str) -> dict[int, tuple[str, int]]:
    """Pairs of which `text` has a word, to that word and the side taken.

    1 for the one and -1 for the other, 0 for both.
    """
    found = {}
    for place, (one, other, about) in enumerate(_pairs()):
        others = list(other.finditer(text))
        rest = other.sub(blank, text) if others else text
        ones = list(one.finditer(rest))
        if (ones or others) and about.search(text):
            sides = {-_turned(text, match) for match in others}
            sides |= {_turned(rest, match) for match in ones}
            word = (ones or others)[0][0]
            found[place] = word, sides.pop() if len(sides) == 1 else 0
    return found


def _turned(text: str, match: re.Match[str]) -> int:
    """-1 for a word with `not` before it, or `nobody` right behind it, else 1."""
    start = match.start()
    near = _NOT_TO.sub("not", text[max(0, start - REACH) : start])
    near = _GOING_TO.sub("going", near)
    clause = _BREAK.split(near)[-1]
    is_turned = (
        _NOT.search(clause)
        or _NONE.search(text[:start])
        or _NOBODY.match(text, match.end())
    )
    return -1 if is_turned else 1
