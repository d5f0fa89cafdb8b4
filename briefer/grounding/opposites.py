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

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import phrases
from briefer.grounding.polarity import roots, roots_of
from briefer.grounding.undated import undated, undated_with_quotes
from briefer.grounding.words import Segment, blank, overlap

ALIGNED = 0.5
"""Share of a text's roots in a sentence from which both are of one matter."""
REACH = 40
"""Characters before a word in which `not` turns it round."""

_MEASURES = (
    r"(?:a|an|the|any|its|his|her|their) (?:\w+ )?(?:proposals?|plans?|bills?|laws?"
    r"|motions?|bans?|moves?|ideas?|reforms?|measures?|tax(?:es)?|deals?)"
)
_IT = r"(?:the|an?|its|his|her|their)\b"
_CASES = r"(?:a|an|the|its|his|her|their) (?:\w+ )?(?:appeals?|case|lawsuit|bid)"
_OVER = r"exceed(?:s|ed|ing)?|over budget|overr[au]ns?"
_LEAVE = r"(?:a|an|the|any) (?:\w+ )?(?:licen[cs]e|permit|permission|request|visa|bail)"


class _Sides(NamedTuple):
    one: str
    other: str
    about: str = ""
    """What both texts must name; anything where empty."""


class _Taken(NamedTuple):
    word: str
    side: int
    """1 for the one and -1 for the other, 0 for both."""
    is_turned: bool
    """Whether `not` or the like stands before a word."""


_SIDES = (
    # a measure is wanted, or not
    _Sides(
        r"approv(?:es?|ed|al)|adopt(?:s|ed)?|endors(?:es?|ed)|pass(?:es|ed)"
        r"|w[io]ns? (?:a )?majority"
        r"|in favou?r of|favou?rs?|supports?|supported|supporting|backs?|backed"
        r"|backing|call(?:s|ed|ing) for|welcom(?:es?|ed)|g[eo]ts? through|wants?"
        r"|cleared (?:[\w'’]+ ){0,2}(?:parliament|house|senate|council|assembly)"
        rf"|for {_MEASURES}|(?:should|must|ought to) be",
        r"reject(?:s|ed|ion)?|vot(?:es?|ed) down|thr[eo]w out|thrown out|oppos(?:es?"
        rf"|ed|ing|ition)|against {_MEASURES}"
        r"|(?:sp[eo]a?k\w*|c[ao]m(?:e|ing)|argu\w+|campaign\w*"
        r"|vot\w+(?: [\w,-]+){0,4}?|is|are|was|were)"
        r"(?: out)?(?: strongly| firmly)? against|(?:should|must|ought) not(?: to)? be"
        r"|would be (?:a mistake|wrong|unwise|harmful)",
    ),
    # what was asked for is given, or not
    _Sides(
        r"approv(?:es?|ed|al)|accept(?:s|ed)?|grant(?:s|ed)?|endors(?:es?|ed)"
        r"|adopt(?:s|ed)?|successful|succeed(?:s|ed)?|green light|sign(?:s|ed)? off"
        r"|w[io]ns? (?:an? |the )?(?:backing|approval|support|majority)"
        rf"|clear(?:s|ed) the|sa(?:id|ys) yes|agree[sd]? to(?! {_IT})|order(?:s|ed)"
        rf"|(?:won|allow(?:s|ed)?|upheld|upholds|clear(?:s|ed)?) {_CASES}",
        r"reject(?:s|ed|ion)?|refus(?:es?|ed|al)|block(?:s|ed)?|dismiss(?:es|ed)?"
        r"|turn(?:s|ed)? down"
        r"|threw out|thrown out|vot(?:es?|ed) down|vetoe[sd]|struck down|defeated"
        rf"|vot(?:es?|ed)(?: [\d–-]+)? against|unsuccessful|los[et]s? {_CASES}"
        rf"|denied {_LEAVE}|sa(?:id|ys) no|declin(?:es?|ed) (?:the|an?|by [a-z])",
    ),
    # an allegation is owned to, or not
    _Sides(
        r"admit(?:s|ted)?|confirm(?:s|ed)?|acknowledg(?:es?|ed)|conced(?:es?|ed)"
        r"|accept(?:s|ed)?|true|confess(?:es|ed)?|pleaded guilty"
        r"|sa(?:ys?|id) (?:it|he|she|they) (?:is|are|was|were) (?:guilty|to blame)",
        r"den(?:y|ies|ied)|reject(?:s|ed)?|untrue|false|smear|baseless|groundless"
        r"|not guilty|innocent|no wrongdoing|nothing wrong"
        r"|unfounded|fabricat\w+|lies?|no truth|not a word|no basis"
        r"|ple(?:aded|a of) not guilty",
    ),
    # it is to be, or not
    _Sides(
        r"an option|possible|considered|considers|considering|under consideration"
        r"|announc(?:es?|ed)|open to|t[ao]kes? place|took place"
        r"|go(?:es)? ahead|went ahead",
        r"out of the question|rul(?:es?|e|ed|ing) out|no reason to|call(?:s|ed)? off"
        r"|cancel(?:s|l?ed|lations?)?|scrapped|shelved",
    ),
    # it goes on, or not
    _Sides(
        r"extend(?:s|ed|ing)?|renew(?:s|ed|ing|al)?|prolong(?:s|ed)?",
        r"terminat(?:es?|ed)|lapse[sd]?|discontinue[sd]?",
        r"contracts?|agreements?|deals?|leases?|mandates?|truce|ceasefire|licen[cs]e",
    ),
    # it is there and works, or not
    _Sides(
        r"work(?:s|ed|ing)?|available(?! again)|operational|functioning"
        r"|could (?:take|use)"
        r"|in stock|well supplied|up and running|back online",
        r"stop(?:s|ped) working|without|down for|offline|outages?|knock(?:s|ed)? out"
        r"|cut off|interrupt(?:s|ed)|blackouts?|inaccessible|out of (?:order|action"
        r"|service|stock)"
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
        r"inspections?|tests?|exams?|examinations?|audits?|checks?|pupils|students",
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
        r"(?<!\bpay )rises?(?! in)|rose|risen|rising|increas(?:es?|ed|ing)|gr[eo]wn?"
        r"|grows|growing|climb(?:s|ed)"
        r"|soar(?:s|ed)|(?:went|go(?:es)?|is|are|was|were) up|jump(?:s|ed)|expand(?:s"
        r"|ed)?|(?:is|are|was|were|be|stood|closed) higher|surg(?:es?|ed)",
        r"(?:went|go(?:es)?|is|are|was|were) down|f[ae]ll(?:s|en|ing)?|drop(?:s|ped"
        r"|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)"
        r"|shr[iau]nk(?:s|ing)?|plung(?:es?|ed)|slump(?:s|ed)?|(?:is|are|was|were|be"
        r"|stood|closed) lower",
    ),
    # it is open, or not
    _Sides(
        r"(?:re-?)?open(?:s|ed)?|(?:can|could) (?:pass|cross|sail)",
        r"clos(?:es?|ed)|shut",
    ),
    # they live, or not
    _Sides(
        r"surviv(?:es?|ed)|unhurt|unharmed|uninjured|unscathed|safe",
        r"kill(?:s|ed)|died?|dead|deaths|loss of life"
        r"|lo(?:ses?|st) (?:his|her|their) li(?:fe|ves)|injur(?:ed|y|ies)|wounded|hurt",
    ),
    # the accused did it, or not
    _Sides(
        r"convicted|found (?:[\w.'-]+ ){0,4}?guilty|sentenced|after a conviction",
        r"acquit(?:s|ted|tal)|cleared of|found (?:[\w.'-]+ ){0,4}?not guilty"
        r"|not guilty of|unconvicted|without (?:a )?(?:trial|conviction)",
    ),
    # it costs something, or nothing
    _Sides(
        r"(?:ha(?:ve|s|d)|need(?:s|ed)?) to pay|must pay|pay(?:s|ing)? for",
        r"free(?: of charge)?(?! (?:to|of|from)\b)"
        r"|abolish(?:es|ed)? (?:\w+ )?(?:fares?|fees?)|cost \w+ nothing",
        r"fares?|fees?|tickets?|bus(?:es)?|trains?|meals?|passengers|tuition|admission",
    ),
    # it begins or goes on, or not
    _Sides(
        r"beg[aiu]ns?|beginning|start(?:s|ed|ing)?|resum(?:es?|ed|ing)"
        r"|continu(?:es?|ed|ing)|kept (?:running|going|working)|(?:go(?:es)?"
        r"|went) on(?! strike)",
        r"stop(?:s|ped)?(?! work)|halt(?:s|ed)?|suspend(?:s|ed)?|(?<!\ban )end(?:s"
        r"|ed)?|ceas(?:es?|ed)"
        r"|cancell?ed|called off|interrupt(?:s|ed)?",
    ),
    # somebody may, or not
    _Sides(
        r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|let|lets|enabl(?:es?|ed)",
        r"bann(?:ed|ing)|(?:(?<=\bto )|(?<=will )|(?<=would )|(?<=not ))ban|barr(?:ed"
        r"|ing)|prohibit(?:s|ed)?|forb[aio]d(?:s|e|den)?"
        r"|block(?:s|ed|ing)?|prevent(?:s|ed|ing)?",
    ),
    # somebody is held, or free
    _Sides(
        r"arrest(?:s|ed)?|detain(?:s|ed)?|jail(?:s|ed)?|custody",
        r"releas(?:es?|ed)|freed|at large|set free",
    ),
    # somebody gets a post, or loses it
    _Sides(
        r"appoint(?:s|ed)?|hired?|named|elect(?:s|ed)|stays? on|stayed on|remains?"
        r"|chos(?:e|en)|choosing|picked|select(?:s|ed)?|is still|continues as",
        r"g[ai]ve(?:s|n)? up|left (?:the|his|her|its) (?:job|post|office|position|role)"
        r"|dismiss(?:es|ed)?|sacked|fired|oust(?:s|ed)?|resign(?:s|ed)?"
        r"|stepp?(?:s|ed)? down|quits?|removed",
    ),
    # somebody is there, or not
    _Sides(
        r"attend(?:s|ed)?|t[ao]kes? part|took part|showed up|turned up|present",
        r"absent|boycott(?:s|ed)?|stayed away|skipp?(?:s|ed)|missed",
    ),
    # it is kept, or broken
    _Sides(
        r"kept|keeps?|honou?r(?:s|ed)?|fulfil(?:s|led)?|me[e]?t|reach(?:es|ed)?"
        r"|achieved?"
        r"|compl(?:y|ies|ied) with|stuck to|sticks? to|abided? by|observed?|on target",
        r"br[eo]ke|broken|breaks?|breaking|breach(?:es|ed|ing)?|violat(?:es?|ed|ing)"
        r"|flout(?:s|ed|ing)?|ignor(?:es?|ed|ing)|miss(?:es|ed)?|f[ae]ll short"
        r"|short of",
        r"promises?|pledges?|ceasefire|truce|deadlines?|targets?|commitments?"
        r"|agreements?|accords?|pacts?|treat(?:y|ies)|deals?|rules?|quotas?|goals?",
    ),
    # they are of one mind, or not
    _Sides(
        r"agree(?:s|d)? (?:on|about)|in agreement|of one mind|undisputed|uncontested",
        r"in dispute|(?:is|are|was|were|remains?) (?:disputed|contested)|at odds"
        r"|disagree(?:s|d|ment)?",
    ),
    # somebody will, or will not
    _Sides(
        rf"(?:agree|consent)(?:s|d|ed)? to(?! {_IT})"
        r"|(?:is|are|was|were) (?:willing|ready) to",
        r"(?:refus(?:es?|ed)|declin(?:es?|ed)|unwilling) to",
    ),
    # somebody speaks, or not
    _Sides(
        r"(?:told|sp[eo]ke|speak|speaking|talked|answered|addressed)(?: to)?"
        r" (?:reporters|journalists|the press|the media|questions)",
        r"(?:declined|refused) (?:to )?(?:comment|speak|answer)|would not comment"
        r"|silent",
    ),
    # it is asked for, or not
    _Sides(
        r"wants?|wanted|urg(?:es?|ed)|call(?:s|ed)? (?:on|for)|demand(?:s|ed)?"
        r"|appeal(?:s|ed) (?:to|for)",
        r"has no wish|saw no need|sees no need",
    ),
    # it is found, or not
    _Sides(
        r"found|detect(?:s|ed)?|positive|turned up|contain(?:s|ed)?|traces",
        r"negative|free (?:of|from)",
        r"tests?|tested|samples?",
    ),
    # it is on time, or late
    _Sides(
        r"on time|on schedule|punctual(?:ly)?",
        r"delay(?:s|ed)?|late|behind schedule",
    ),
    # it is within a limit, or over it
    _Sides(
        r"(?:stay|keep|kept|remain|be|is|was)\w* within|under budget|met the budget",
        rf"{_OVER}|overshoot|overshot|more than planned",
    ),
    # there is enough of it, or not
    _Sides(
        r"enough|sufficient|will do",
        rf"{_OVER}|more than (?:\w+ )?(?:planned|budgeted)|insufficient"
        r"|f[ae]lls? short",
        r"budgets?|costs?|funds|funding|money",
    ),
    # some of it is left, or none
    _Sides(
        r"left|remain(?:s|ed|ing)?",
        r"exhausted|used up|depleted|r[au]ns? (?:dry|out)|empt(?:y|ied)",
        r"gas|oil|water|coal|fuel|stocks?|stores?|reserves?|money|funds?",
    ),
    # a prize is won, or none
    _Sides(r"w[io]ns?|winning|award(?:s|ed)?|took home", r"empty-handed"),
    # a rule stands, or falls
    _Sides(
        r"uph[eo]ld(?:s|ing)?|left in place|stands",
        r"str(?:uck|ikes?|iking) down|thr[eo]ws? out|threw out|thrown out|quash(?:es"
        r"|ed)?"
        r"|overturn(?:s|ed)?|annul(?:s|led)?|void|unconstitutional|could not stand",
        r"laws?|ruling|rules?|verdict|decision|bans?|sentence|conviction|fine|order",
    ),
    # it is settled, or not
    _Sides(
        r"(?:has|have|had)(?: already)? (?:decided|made (?:a|its|his|her) decision"
        r"|made up (?:its|his|her|their) minds?)",
        r"undecided|(?:not|yet to)(?: \w+)? decided?|no decision|open question"
        r"|(?:not|yet to)(?: \w+)? ma[dk]e (?:a|its|his|her|up)",
    ),
)


_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_BEHIND = re.compile(r"\(\?<[=!][^()]*\)")
"""What a phrase asks of the text before it."""
_NO = r"no(?! (?:fewer|less|more|later|sooner) than|\.? \d)"
_NOT = re.compile(
    rf"\b(?:not|never|{_NO}|nobody|no one|none|neither|nor|without"
    r"|(?:decid|opt|vot)\w* against|rul(?:es?|ed|ing) out|\w+n['’]t)\b"
)
_NOT_TO = re.compile(
    r"\b(?:yet|not|(?:refus|declin|fail)\w*(?: [io]n [\w ]+?)?|too \w+) to\b"
)
_GOING_TO = re.compile(
    r"\b(?:going|about|due|set|able|willing|ready|prepared|likely|allowed) to\b"
)
_BREAK = re.compile(
    r"[,;:.]|\b(?:to|that|which|who|whether|why|how|if|and|but|when|while|after|until"
    r"|before"
    r"|because|as"
    r"|(?:plans?|proposals?|decisions?|moves?|bids?|ideas?|calls?|motions?|reasons?"
    r"|grounds|explanations?) for)\b"
)
"""What ends the reach of `not`; a word for no on its far side turns nothing."""
_NONE = re.compile(
    rf"\b{_NO} (?:(?!until)[\w-]+ ){{1,8}}?(?:ha[sd]|have|was|were|is|are|will)"
    r"(?: been| be)? $"
)
"""`no permit to rebuild the bridge has been` granted."""
_UNTIL = re.compile(r"[^.;,]{0,40} until ")
_NOBODY = re.compile(
    r" (?:nobody|no one|none|nothing|no)\b"
    r"(?! (?:had|has|have|was|were|is|are|will|would)\b)"
)


def opposed(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of the segment that take the other side than a cited sentence.

    Pairs of word and sentence. Nothing where either takes both sides, or where another
    cited sentence takes the segment's.
    """
    own = _plain(undated(case.text)[segment.start : segment.end])
    if not (places := _places(own)):
        return
    texts = [_plain(undated(passage.text)) for passage in case.passages]
    for place in sorted(places & frozenset[int]().union(*map(_places, texts))):
        one = _taken(own, place)
        if not one or not one.side:
            continue
        theirs = [_taken(text, place) for text in texts]
        if any(taken.side in (one.side, 0) for taken in theirs if taken):
            continue
        for passage, taken in zip(case.passages, theirs, strict=True):
            if taken and _is_of_one_matter(case, segment, passage.text):
                yield one.word, passage.text


def agree(text: str, no: str, sentence: str) -> bool:
    """Whether `text` says with the negator `no` what `sentence` says with another word:
    `did not keep to it` for `broke it`.
    """
    own, theirs = _plain(undated(text)), _plain(undated_with_quotes(sentence))
    for place in _places(own) & _places(theirs):
        one, other = _taken(own, place), _taken(theirs, place)
        if not one or not other or not one.side or one.side != other.side:
            continue
        if one.is_turned or one.word in no or no in one.word:
            return True
    return False


def _plain(text: str) -> str:
    """`text` with one blank where dates were taken out."""
    return " ".join(text.split())


def _is_of_one_matter(case: Case, segment: Segment, sentence: str) -> bool:
    if not case.is_claim:
        return overlap(roots_of(case.text, segment), roots(sentence)) >= ALIGNED
    cited = frozenset[str]().union(*(roots(p.text) for p in case.passages))
    return overlap(roots(case.text), cited) >= ALIGNED


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """The sides as patterns; made when first asked for, as many builds never do."""
    return tuple(tuple(map(_whole, sides)) for sides in _SIDES)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b" if words else "")


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    """The first words of what each pair is made of."""
    return tuple(
        re.compile("|".join(map(_first_word, phrases(f"{one}|{other}"))))
        for one, other, _ in _SIDES
    )


@cache
def _beginning() -> re.Pattern[str]:
    """The first words of all pairs: a word is tried here before each of them."""
    return re.compile("|".join(f"(?:{one.pattern})" for one in _beginnings()))


def _first_word(phrase: str) -> str:
    """The pattern of `phrase` up to its first blank that stands in no bracket."""
    depth = 0
    for place, char in enumerate(phrase):
        depth += (char == "(") - (char == ")")
        if char == " " and not depth:
            phrase = phrase[:place]
            break
    return _BEHIND.sub("", phrase)


@lru_cache(maxsize=65536)
def _begun(word: str) -> frozenset[int]:
    """The pairs of which `word` may be the first word: hardly ever one of them."""
    if not _beginning().fullmatch(word):
        return frozenset()
    found = enumerate(_beginnings())
    return frozenset(place for place, first in found if first.fullmatch(word))


@lru_cache(maxsize=TEXTS)
def _places(text: str) -> frozenset[int]:
    """The pairs of which `text` may have a word."""
    words = set(_WORD.findall(text))
    if "-" in text:
        words.update(_COMPOUND.findall(text))
    return frozenset[int]().union(*map(_begun, words))


@lru_cache(maxsize=TEXTS)
def _taken(text: str, place: int) -> _Taken | None:
    """The side that `text` takes of a pair, None where it has no word of it."""
    if place not in _places(text):
        return None
    one, other, about = _pairs()[place]
    others = list(other.finditer(text))
    rest = other.sub(blank, text) if others else text
    ones = list(one.finditer(rest))
    if not (ones or others) or not about.search(text):
        return None
    turns = [_turned(text, match) for match in others]
    sides = {-turn for turn in turns}
    turns += [_turned(rest, match) for match in ones]
    sides |= set(turns[len(others) :])
    word = (ones or others)[0][0]
    side = sides.pop() if len(sides) == 1 else 0
    return _Taken(word, side, is_turned=-1 in turns)


def _turned(text: str, match: re.Match[str]) -> int:
    """-1 for a word with `not` before it, or `nobody` right behind it, else 1."""
    start = match.start()
    near = _NOT_TO.sub("not", text[max(0, start - REACH) : start])
    near = _GOING_TO.sub("going", near)
    clause = _BREAK.split(near)[-1]
    if _UNTIL.match(text, match.end()):
        return 1  # it came to that in the end
    is_turned = (
        _NOT.search(clause)
        or _NONE.search(text[:start])
        or _NOBODY.match(text, match.end())
    )
    return -1 if is_turned else 1
