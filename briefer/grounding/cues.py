"""Cue words of the checks on wording: hedges, negators, limits, speech, loaded words.

English. Unless they say otherwise the patterns are searched in `words.lowered` text: in
lower case and without quotations, where `re` tries alternatives three times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from briefer.grounding.openings import Cues


def phrases(words: str) -> Iterator[str]:
    """The alternatives of `words`, cut at the bars that stand in no bracket."""
    depth = start = 0
    for place, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            yield " ".join(words[start:place].split())
            start = place + 1
    yield " ".join(words[start:].split())


def _any(words: str) -> str:
    """A pattern for any of the phrases of `words`, the longest first.

    Those that start with the same letter stand together, so that `re` tries one
    alternative for a letter and not one for a phrase.
    """
    ordered = sorted(phrases(words), key=len, reverse=True)
    return "|".join(
        "|".join(_by_letter(phrases) if is_plain else phrases)
        for is_plain, phrases in groupby(ordered, key=_is_plain)
    )


def _is_plain(phrase: str) -> bool:
    """Whether the phrase starts with a letter that it cannot do without."""
    return phrase[:1].isalpha() and phrase[1:2] not in ("?", "*", "{")


def _by_letter(phrases: Iterable[str]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase[1:])
    for letter, rests in found.items():
        yield f"{letter}(?:{'|'.join(rests)})"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(words)})\b")


def _cues(words: str) -> Cues:
    return Cues(rf"\b(?:{_any(words)})\b")


def _spaced(words: str) -> Cues:
    """For `words.undated` text, where blanks stand for what was taken out."""
    return Cues(rf"\b(?:{_any(words)})\b".replace(" ", " +"))


# Hedges

_POSSIBLE = r"""may|might|could(?! not|n't)|possibly
|possible(?! to (?:do|say|see|tell)\b)|possibility|perhaps|maybe|potential|potentially
|consider(?:s|ed|ing)?(?= \w+ing| whether)
|weigh(?:s|ed|ing)?(?= \w+ing| whether)|mull(?:s|ed|ing)|open to|explor(?:es|ed|ing)
|considering|weighing|think(?:s|ing)? (?:of|about)|contemplat(?:es|ed|ing)
|conceivabl[ye]|(?:is|are|was|were) in talks on|chances?
|prospect of|danger of|threat of|option
|le(?:ave|aves|ft|aving)(?: the door)? open|open question|on the cards
|under (?:consideration|discussion|review)|studying whether
|looking at (?:\w+ing|ways?|options?|whether|how)
|float(?:s|ed|ing)|toy(?:s|ed|ing) with|cannot be ruled out|capable of|at risk"""
_LIKELY = r"""likely|unlikely|expected to|expects? to|expected|expects?|appears? to
|appeared to|appears(?! (?:in|on|at)\b)|seems? to|seemed to|seems|seemingly|apparent
|apparently|evidently|probable|probably|presumed|presumably|believed to|thought to
|assumed to|(?:is|are) understood to|look(?:s|ed)? set to|on the verge of
|in all likelihood|(?:risks?|fears?|danger|chance) (?:of|that)|fears? the|poised to
|on course to|bound to|tipped to|anticipated|projected|forecast to"""
_PLANNED = r"""will|would|shall|plans? to|plan (?:for|of|by(?! \d))|planned|planning
|plans
|intends?(?: to)?|intended|intention|intent on|set to|slated
|(?:is|are|was|were|be)(?: due)? to|due(?= in | on | next | at | for )|due to be
|due to(?= (?:begin|start|open|take|meet|vote|end|resume|arrive|leave|speak|close))
|scheduled|schedule|promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?
|agree(?:s|d|ing)? to|agree(?:s|d|ing)? (?:on|in principle)|agreements? to
|propos(?:es?|ed|ing|als?)|threaten(?:s|ed|ing)?|threats? to|going to|about to
|ready to|readies|prepared to|(?:press|push)(?:es|ed|ing)? ahead with|preparing|prepares
|preparations|on track to
|offer(?:s|ed|ing)? to|offer(?:ed|ing)|offers(?= (?:an?|the|its|his|her|their)\b)
|upcoming|prospective|future|forthcoming
|decid(?:es|ed|ing) to|decision to|resolv(?:es|ed) to|opt(?:s|ed) to
|commit(?:s|ted|ting)?(?: itself| himself| herself| themselves)? to|commitments?
|undertook to|undert(?:akes?|aken) to|willing(?:ness)? to|mean(?:s|t)? to
|announced plans|earmark(?:s|ed)|wants? to|must|has to|have to|needs? to|should"""
_ATTEMPT = r"""tr(?:y|ies|ied|ying) to|attempt(?:s|ed|ing)?|se(?:ek|eks|eking) to
|sought to|hop(?:e|es|ed|ing)(?: to)?|want(?:s|ed|ing)?|wish(?:es|ed)?
|aim(?:s|ed|ing)?|efforts?(?: to)?|bid to|would (?:like|prefer|rather)|prefers? to
|designed to|urg(?:es?|ed|ing)
|call(?:s|ed|ing)? for|call(?:ed|ing) on|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?|seeks?
|sought|seeking|push(?:es|ed|ing)? (?:for|to)|press(?:es|ed|ing)? (?:for|to)
|request(?:s|ed|ing)?|order(?:s|ed|ing)? (?=to)|appeal(?:s|ed|ing)? (?:for|to)
|lobb(?:y|ies|ied|ying)|keen to|eager to|ambition|goal|invit(?:es?|ed|ing)
|encourag(?:es?|ed|ing)|in order to|so as to"""
_ALLEGED = r"""denounc(?:es?|ed|ing)|point(?:s|ed|ing)? the finger
|h[eo]lds?(?: [\w'.-]+){1,5}? responsible
|critici[sz](?:es?|ed|ing)(?=(?: [\w'.,-]+){1,8}? for)
|alleg(?:es?|ed|edly|ing|ations?)|accus(?:es?|ed|ing|ations?)
|claim(?:s|ed|ing)?(?! (?:by [^,.;]{1,40}? )?for )
|purported|purportedly|suspect(?:s|ed|ing)?|suspicions?|supposed
|supposedly|so-called|blam(?:es?|ed|ing)
|charg(?:es?|ed|ing)(?=(?: [\w'.-]+){0,6}? with)|unproven
|unverified|unconfirmed|disputed(?= (?:figures?|claims?|reports?|accounts?))
|contend(?:s|ed)?|implicat(?:es?|ed|ing)
|investigat(?:es|ed|ing|ion|ions) (?:into|for|over)|indict(?:ed|ment)|on trial"""
_REPORTED = r"""reportedly|(?:word|talk) (?:in|on) the \w+|rumou?r has it
|reports? (?:say|said|suggest|claim)(?:s|ed)?
|according to (?:\w+ ){0,2}reports(?! (?:by|from|of)\b)
|rumou?r(?:s|ed)?|reported to|said to(?= have| be)
|unofficially|by (?:all|some|most|his|her|their|its) accounts?|believed to have
|thought to have"""
_CONDITION = r"""if(?! (?:any|so|ever|all goes)\b)|unless|whether|provided that
|as long as
|depends on|conditional on|only when"""

_VIEW = r"""believ(?:es?|ed|ing)|thinks?|thought|estimat(?:es?|ed|ing)|reckon(?:s|ed)?
|predict(?:s|ed|ing|ions?)?|forecast(?:s|ing)?|project(?:s|ions?)|foresees?|foresaw
|opinion|view
|can(?! not)|able to"""

HEDGE = Cues(
    (
        rf"\b(?:(?P<alleged>{_any(_ALLEGED)})|(?P<possible>{_any(_POSSIBLE)})"
        rf"|(?P<likely>{_any(_LIKELY)})|(?P<planned>{_any(_PLANNED)}|(?<=\w)'ll)"
        rf"|(?P<attempt>{_any(_ATTEMPT)})|(?P<reported>{_any(_REPORTED)})"
        rf"|(?P<condition>{_any(_CONDITION)})"
        rf"|(?P<view>{_any(_VIEW)}))(?!\w)"
    ).replace(" ", " +")
)
"""Hedges; the group that matched is the class. A `view` makes others more careful, but
is no hedge of its own: whose view it is, is a matter of attribution."""

FUTURE = re.compile(r"(?:will|would|shall|'ll)$")
"""The hedges that make a possible thing a certain one."""

UNDONE = ("planned", "attempt")
"""Classes of what is not done yet, and is told as done only by a verb in the past."""

_OPEN = frozenset({"possible", "likely", "condition", "attempt", "view"})
CARRIED_BY = {
    "possible": _OPEN,
    "likely": _OPEN | {"planned", "reported", "alleged"},
    "planned": _OPEN | {"planned"},
    "attempt": _OPEN | {"planned"},
    "alleged": frozenset({"alleged", "reported"}),
    "reported": frozenset({"alleged", "reported", "likely", "view"}),
}
"""Class of a hedge to the classes that do not say more than it; `will` says more."""

CARRIED_BY_CERTAINTY = {
    "possible": frozenset({"possible", "likely", "planned", "attempt"}),
    "planned": frozenset({"planned", "attempt", "likely"}),
    "alleged": frozenset({"alleged", "reported", "likely"}),
    "denied": frozenset({"alleged", "reported", "likely"}),
    "reported": frozenset({"alleged", "reported"}),
}
"""Certainty of a claim to the classes of hedges it stands for."""

CONVICTED = _cues(
    "convict(?:s|ed|ing|ion)?|found guilty|sentenc(?:es?|ed|ing)|(?<!not )guilty of"
)
"""What only a court does: an accusation is no verdict."""

AT_ODDS = re.compile(
    r"\b(?:accus|blam|suspect|charg)\w* +(?:[\w'.-]+ +){1,8}?(?:of|for|with) "
)
"""An accusation up to where what somebody is accused of begins."""

# Negation

NEGATOR = _spaced(
    r"""not (?:a single|one)(?: of)?
|not(?! only| least| to mention| later than| fewer than| more than| less than
|(?:(?! and )[^.;,]){0,60} until |(?: been)? \w+er since)
|\w+n't(?!(?:(?! and )[^.;,]){0,60} until )|cannot|never
|no(?! later than| fewer than| more than| less than| matter|\.? \d)|no longer|no one
|without|neither|nor|none|nobody|nothing|nowhere|failure to
|fail(?:s|ed|ing)?(?: again)? to|unable to|unwilling to|inability to
|refus(?:es?|ed|ing|al)(?: to)?
|declin(?:es?|ed|ing) to
|declin(?:es?|ed|ing)(?= (?:the|an?|any|his|her|its|their|all)\b)
|declin(?:es?|ed|ing)(?= by (?!(?:more|less|about|at|up|some|over|an?)\b)[a-z])
|stop(?:s|ped|ping)? short of|balk(?:s|ed|ing)? at
|refrain(?:s|ed|ing)? from|abstain(?:s|ed|ing)? from|stay(?:s|ed|ing)? away from
|reject(?:s|ed|ing)?|den(?:y|ies|ied|ying|ials?)|rul(?:es?|ed|ing) out
|dismiss(?:es|ed|ing)?|turn(?:s|ed|ing)? down|rebuff(?:s|ed|ing)?|spurn(?:s|ed|ing)?
|vetoe(?:s|d)|disavow(?:s|ed)?|untrue|baseless|groundless|unfounded|contrary to
|disput(?:es?|ed|ing)(?=(?:, \w+,)?
 (?:that|the|this|any|it|reports?|claims?|his|her|its)\b)
|withh[eo]ld(?:s|ing)?|(?:decid|vot)(?:es?|ed|ing) (?:\w+ ){0,3}?against"""
)
"""Words that turn what follows them into its contrary."""

CONTRARY = _spaced(
    r"""declin\w*|fail\w*|lack\w*|absen\w+|ban(?:s|ned|ning)?|block\w*
|miss(?:es|ed|ing)?|skip\w*|stop\w*|halt\w*|ceas(?:es?|ed|ing)|suspend\w*|cancel\w*
|call(?:s|ed|ing)? off
|(?<!the.)(?<!year.)(?<!month.)(?<!week.)end(?:s|ed|ing)?(?! (?:at|with|up|in)\b)
|quit\w*
|drop\w*|abandon\w*|oppos\w+|against
|prevent\w*|avoid\w*|barr(?:ed|ing)|withh[eo]ld\w*|hardly|barely|scarcely|rarely
|seldom|little|few|only|until|yet|too \w+ to|instead|except\w*|unless|rather than
|far from|short of|less|disput\w+|interrupt\w*|disrupt\w*|outages?
|question(?:s|ed|ing)?|contradict\w*|contest\w*
|dismiss\w*|refut\w+|rebuff\w*|rebut\w*|spurn\w*|snub\w*|shun\w*|boycott\w*
|turn(?:s|ed|ing)? (?:down|away|back)|veto\w*|withdr[ae]w\w*|pull\w* out|back\w* out
|walk\w* (?:out of|away)|stay\w* (?:away|out|home|put|on the ground)|opt\w* out
|hold\w* off
|held off
|doubt\w*|skeptic\w*|skepticism|impossible|exclud\w+|forb[ia]d\w*|prohibit\w*
|outlaw\w*|un(?!ited|ion|der|it|til|iv|ique|iform|less|ilateral)\w{4,}
|in(?:capable|ability|valid|effective|active|operable|sufficient|adequate|complete|accurate|correct)
|im(?:possible|probable|mune|pass\w*)|ir(?:relevant|regular)|il+egal
|dis(?:agree|approv|avow|miss|contin|band|charg|prov|own|regard|connect|abl)\w*
|los(?:es?|t|ing|s|ses)|(?<!for.a.)cut(?:s|ting)?|knock\w* out|empty|devoid
|free of(?! ch| cost)|free from
|escap\w+|refrain\w*|abstain\w*|abstention\w*|close\w* to|where (?:it|they) (?:was|were)
|steady|vacan\w*|remain\w*|still
|delay\w*|postpon\w*|put off|put on hold|on hold|shelv\w+|scrap\w*|reluctan\w+
|hesita\w+|false\w*|wrong\w*|untrue|lies?|baseless|groundless|nonsense|fabricat\w+
|deadlock\w*|stall\w*|stuck|collaps\w+|fell through|broke down|break\w* down
|acquit\w*|exonerat\w+|innocent|cleared|dry|short(?=[,.]| $|$)|out of|run(?:s|ning)? out
|ran out
|(?!un|regard|neverthe|nonethe)\w{3,}less|unhurt
|out of (?:service|order|action|work|office|stock)|offline|standstill|negative|reject\w*
|den(?:y|ies|ied|ying|ials?)|refus\w*|overturn\w*|strike\w* down|struck down|annul\w*
|quash\w*
|revok\w+|repeal\w*|rescind\w*|revers\w+|ignor\w+|neglect\w*|omit\w*|forg[eo]t\w*
|withstand\w*|withstood|elusive|closed|shut|anti-\w+|non-\w+
|vot\w* (?:down|against)|thr[eo]w\w* out"""
)
"""Words that say no without a negator, so that a negator may stand for them."""

IMPLIES_NO = _spaced(
    r"""lack(?:s|ed|ing)?|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|block(?:s|ed|ing)?
|barr(?:ed|ing)|ban(?:s|ned|ning)|prohibit(?:s|ed|ing)?|forb(?:ids?|ade|idden|idding)
|skip(?:s|ped|ping)?|boycott(?:s|ed|ing)?|snub(?:s|bed|bing)?|shun(?:s|ned|ning)?
|hardly|scarcely|far from|rather than|instead of|impossible|incapable of|absen(?:t|ce)
|stay(?:s|ed|ing)? out of|h[eo]ld(?:s|ing)? off|opt(?:s|ed|ing)? out of
|free of(?! ch| cost)
|call(?:s|ed|ing)? off|cancel(?:s|l?ed|l?ing)|scrapp(?:ed|ing)|shelv(?:es?|ed|ing)
|abandon(?:s|ed|ing)?|neglect(?:s|ed|ing)? to|forg[eo]t(?:s|ten)? to|omit(?:s|ted)? to
|thwart(?:s|ed|ing)?|foil(?:s|ed|ing)?|avert(?:s|ed|ing)?|devoid of|yet to
|tested negative for
|g[ai]ve(?:s|n)? up on|giving up on|t(?:ake|akes|ook|aken|aking) issue with
|brush(?:es|ed|ing)? (?:aside|off)|thr(?:ows?|ew|own) out|put(?:s|ting)? off
|r[au]n(?:s|ning)? out of|bare of|(?:los(?:es?|t)|losing) (?:its|his|her|their) bid
|no closer to|out of the question|hopes of(?=[^.;]{0,60} dashed)
|stop(?:s|ped|ping)?(?=[^.;,]{1,60} from )
|acquit(?:s|ted|ting)?|acquittal|exonerat(?:es?|ed|ing)
|clear(?:s|ed|ing)?(?=[\w' -]{0,40}? of (?:\w+ )?(?:charges?|blame|guilt|\w+ing)\b)
|unhurt|unharmed|uninjured|unscathed"""
)
"""Verbs and phrases that imply that what follows them is not so: implicatives."""

CAME_TO_NOTHING = _spaced(
    r"""f(?:alls?|ell|allen) (?:through|apart|short|flat)|c(?:ome|omes|ame) to nothing
|c(?:ome|omes|ame) (?:away |back |home )?empty-handed
|br(?:eaks?|oke|oken) (?:down|up|off)
|stalled|lapsed|founder(?:s|ed)|unravel(?:s|ed|led)
|went nowhere|got nowhere|in vain|has yet to happen|ground to a halt"""
)
"""Verbs of failure, which say no to what stands before them."""

ASKED = _spaced(
    r"""(?:asked|questioned|quizzed)(?: \w+){0,3} (?:if|whether|about|on)
|pressed(?! (?:for|ahead|on)\b)(?: \w+){0,3} (?:if|whether|about|on)"""
)
"""A question that is reported: what it asks is not said to be so."""

DENIAL = re.compile(
    r"reject|den|dismiss|turn|rebuff|spurn|veto|disavow|rul|untrue|baseless|groundless"
    r"|unfounded|contrary|disput|withh|decid|vote"
)
"""Negators that deny what somebody said or turn away what somebody wants."""

AFFIRMED = _pattern(
    r"""accept(?:s|ed|ing)?|approv(?:es?|ed|ing|al)|back(?:s|ed|ing)?
|support(?:s|ed|ing)?
|endors(?:es?|ed|ing)|welcom(?:es?|ed|ing)|agree(?:s|d|ing)?|adopt(?:s|ed|ing)?
|embrac(?:es?|ed|ing)|confirm(?:s|ed|ing)?|repeat(?:s|ed|ing)?|acknowledg(?:es?|ed|ing)
|admit(?:s|ted|ting)?|favou?r(?:s|ed|ing)?|sign(?:s|ed|ing)?|pass(?:es|ed|ing)?"""
)
"""The contrary of a denial."""

# Limits of numbers: at least, at most, about.

_OVER_MATTERS = """investigation inquiry probe dispute row talks fine concern concerns
lawsuit trial stretches stretch stretched extends spread runs"""
_NO_FLOOR = "".join(f"(?<!{word} )" for word in _OVER_MATTERS.split())
_FLOOR = rf"""at least|at the least|at the very least|more than|no fewer than
|{_NO_FLOOR}over
|not fewer than|no less than|not less than|upwards? of|exceeding|exceeds?|exceeded
|in excess of|above|a minimum of|minimum|minimum of|north of|well over|well above
|far more than|better than|topping|topped|tops|passed|crossed|beyond
|surpass(?:es|ed|ing)
|greater than|higher than|longer than|not fall short of|not fallen short of"""
_CEILING = r"""up to|at most|at the most|as many as|as much as|no more than
|not more than|fewer than|less than|under|below|a maximum of|maximum|maximum of
|not exceeding|as few as|capped at|anything up to|shorter than|lower than"""
_ABOUT = r"""about|around|roughly|approximately|approx\.?|nearly|almost|some|close to
|an estimated|estimated|estimated at|circa|or so|an average of|just over|just under
|a little over|a little under|slightly more than|slightly less than|in the region of
|in the order of|on the order of|more or less|on average|just about|virtually|nearing
|approaching|give or take|somewhere between|as long as"""

LIMIT = re.compile(
    rf"\b(?:(?P<floor>{_any(_FLOOR)})|(?P<ceiling>{_any(_CEILING)})"
    rf"|(?P<about>{_any(_ABOUT)}))\s+"
    r"(?:the |its |an? |another |additional |[$€£¥]\s?)*$"
)
"""A limit at the end of what stands before a number; the group is its class."""

LIMIT_AFTER = re.compile(
    r"^[\s-]*(?:\w+[\s-]+){0,2}?(?:(?P<floor>or more|or above|and more|plus)\b"
    r"|(?P<ceiling>or less|or fewer|or below)\b"
    r"|(?P<about>or so|on average|or thereabouts)\b)"
    r"|^(?P<more>\+)"
)
"""A limit after a number."""

# Speech

_SPEECH = r"""say(?:s|ing)?|said|tell(?:s|ing)?|told|stat(?:ed|ing)|states that
|announc(?:es?|ed|ing)|warn(?:s|ed|ing)?|caution(?:s|ed|ing)?|writ(?:es|ing)|wrote
|insist(?:s|ed|ing)?|argu(?:es?|ed|ing)|tweet(?:s|ed|ing)|according to
|assert(?:s|ed|ing)?|contend(?:s|ed|ing)?
|claim(?:s|ed|ing)?(?! (?:by [^,.;]{1,40}? )?for )
|alleg(?:es?|ed|edly|ing)|report(?:s|ed|edly|ing)?(?! to the| for duty| aside| by [0-9])
|citing(?= (?:[\w'-]+ ){0,4}?(?:officials?|sources?|people|police|ministr\w+)\b)
|citing(?= (?:[\w'-]+ ){0,4}?(?:spokes\w+|reports?|data|documents?|figures|media)\b)
|citing(?= (?:[\w'-]+ ){0,4}?(?:newspapers?|diplomats?|prosecutors?|witness\w*)\b)
|citing(?= (?:[\w'-]+ ){0,4}?(?:experts?|analysts?|stud(?:y|ies)|authorities)\b)
|quot(?:es|ed|ing)|declar(?:es?|ed|ing)|add(?:s|ed|ing)? that
|add(?:s|ed|ing)?(?=[,:.]| $)|put it (?=\w+ly|this way|on|:)
|testif(?:ies|ied|ying)|posted|(?<!to )predict(?:s|ed|ing)?
|(?:estimat|indicat)(?:es|ed)(?= that|[,.]| on | $)
|(?:hint(?:s|ed)|disclos(?:es|ed))(?= that|[,.]| on | $)
|maintain that|(?:maintain(?:s|ed)|reveal(?:s|ed)?)(?= that|[,.]| on | $)
|forecast(?:s|ed)?(?= that|[,.]| in a| on )
|(?<!be )(?<!been )found(?= that|[.,])
|(?:survey|poll)s?(?= (?:by|of|for|from|found|finds|shows?|showed|suggest\w*)\b)
|suggest(?:s|ed|ing)? that
|acknowledg(?:es?|ed|ing)|admit(?:s|ted|ting)?|conced(?:es?|ed|ing)
|den(?:y|ies|ied|ying)|accus(?:es?|ed|ing)|(?<!to )blam(?:es?|ed|ing)
|explain(?:s|ed|ing)?
|not(?:es|ed|ing) that|not(?:es|ed)(?=[,.])|stress(?:es|ed|ing)?
|emphasi[sz](?:es?|ed|ing)|reiterat(?:es|ed|ing)|reveal(?:s|ed|ing)? that
|disclos(?:es|ed|ing) that|believ(?:es?|ed) that|recount(?:s|ed|ing)
|recalled(?= (?:that|how|when|why|\w+ing)\b|[.,])
|complain(?:s|ed|ing)?|lament(?:s|ed|ing)?
|confirm(?:s|ed|ing)? that|confirmed(?=[.,])|in the words of|remark(?:s|ed|ing)
|comment(?:ed|ing)|clarif(?:y|ies|ied|ying)"""
_STANCE = r"""supports|(?:not|never|to) support|oppos(?:es?|ed)|in favou?r|investigators
|experts|analysts|economists|scientists|doctors
|named? (?:\w+ ){1,5}?as|identif(?:y|ies|ied)|denounc(?:es?|ed|ing)
|point(?:s|ed|ing)? the finger
|suspect(?:s|ed|ing)?|suspicions?|call(?:s|ed|ing)?(?! (?:home|back|off|up|out)\b)
|describ(?:es?|ed|ing)|believ(?:es?|ed|ing)
|think(?:s|ing)?|thought|expect(?:s|ed|ing|ations?)?|hop(?:e|es|ed|ing)
|want(?:s|ed|ing)?|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|ask(?:s|ed|ing)?
|reject(?:s|ed|ing)?|welcom(?:es?|ed|ing)|prais(?:es?|ed|ing)|hail(?:s|ed|ing)?
|critici[sz](?:es?|ed|ing)|condemn(?:s|ed|ing)?|suggest(?:s|ed|ing|ions?)?
|propos(?:es?|ed|ing|als?)|promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?
|threaten(?:s|ed|ing)?|offer(?:s|ed|ing)?|agree(?:s|d|ing)?|thank(?:s|ed|ing)?
|express(?:es|ed|ing)?|question(?:s|ed|ing)?|disput(?:es?|ed|ing)
|signal(?:s|ed|ing|l?ed)?|confirm(?:s|ed|ing|ation)?|refus(?:es?|ed|ing)
|declin(?:es?|ed)|see(?:s|n)? as|view(?:s|ed|ing)?|regard(?:s|ed|ing)?
|fear(?:s|ed|ing)?|mention(?:s|ed|ing)?|answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)
|respon(?:d|ds|ded|ding|se)|remark(?:s|ed|ing)?|comment(?:s|ed|ing)?
|rul(?:es?|ed) that|boast(?:s|ed|ing)?|ton(?:e|es) of|congratulat(?:es?|ed|ing)
|recall(?:s|ed|ing)(?= (?:that|how|when|why|\w+ing)\b)|accounts?|version
|in (?:his|her|their|its) eyes|words of
|in the eyes of|statements?|warnings?|allegations?|accusations?|claims?|denials?
|reports?|figures|data|statistics|stud(?:y|ies)|census|sources?|put (?:\w+ ){1,8}?at
|puts? the|prosecutors|per|not(?:es|ed|ing)|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing)
|indicat(?:es|ed|ing)|hint(?:s|ed|ing)?|voic(?:es|ed|ing)|outlin(?:es|ed|ing)
|cit(?:es?|ed)|inform(?:s|ed|ing)?|plead(?:s|ed|ing)?|repeat(?:s|ed|ing)?
|echo(?:es|ed|ing)?|observ(?:es|ed)|joked|spoke of|speaks of|talked of|talks of
|pointed to|estimat(?:es?|ed|ing)|calculat(?:es|ed)|forecasts?|project(?:s|ed|ions?)
|anticipat(?:es?|ed)|foresees?|reckons?|conclud(?:es|ed)|assess(?:es|ed|ment)
|judg(?:es|ed|ment)|opinion|verdict|testimony|interview|spokes\w+
|for (?:his|her|its) part|attribut(?:es|ed)|object(?:s|ed|ing)?|protest(?:s|ed|ing)?
|swore|swears|counter(?:s|ed)|retort(?:s|ed)|found that|shows? that|showed that
|considers|own words"""

SPEECH = _cues(_SPEECH)
"""Somebody's word is given: what it is about rests on that."""

CARRIES_SPEECH = re.compile(rf"\b(?:{_any(_SPEECH)}|{_any(_STANCE)})\b|:\s*\"")
"""The wording shows that somebody says or holds it."""

FORECAST = re.compile(r"\b(?:guidance|forecasts?|outlook|projections?)\b", re.I)
"""What is expected or planned, in a word of its own."""

# A name or a description, then a verb of speech: `Dr. Anna Lind, the mayor, said`.
_NAME = r"[A-Z][\w'.-]*(?:\s(?:(?:of|for|de|van|von|bin|al)\s)?[A-Z][\w'.-]*)*"
_VERB = (
    r"(?:said|says|told|stated|announced|warned|wrote|insisted|argued|declared|added"
    r"|claimed|explained|predicted|denied|denies|rejected|accused|acknowledged|admitted"
    r"|maintained|vowed|alleged|informed)"
)
# What may stand between the two: `on 3 March`, `later`.
_BETWEEN = (
    r"(?:(?:also|later|then|previously|has|had|today|yesterday|\w+ly"
    r"|on\s[0-9]{1,2}\s\w+(?:\s[0-9]{4})?"
    r"|(?:on|late|early|in)\s\w+(?:\s[0-9]{1,2},?)?(?:\s[0-9]{4},?)?)\s)*"
)
NAME = re.compile(_NAME)
SPEAKER_BEFORE = Cues(
    rf"(?P<name>{_NAME})(?:,\s(?P<also>[^,]{{2,60}}),)?\s{_BETWEEN}{_VERB}\b"
)
SPEAKER_AFTER = re.compile(
    rf"(?:[,\"]\s(?:said|says|wrote)|[Aa]ccording to)\s(?:the\s)?"
    rf"(?:[a-z]+\s){{0,4}}?(?P<name>{_NAME})"
)

UNNAMED = _pattern(
    r"""unnamed|unidentified|anonymous|anonymously|anonymity|sources?
|insiders?|people familiar with|person familiar with|officials?|a person with"""
)
"""A speaker without a name."""

OPINION = Cues(
    r"\b(?:should(?! [A-Z]|(?: now)? (?:re)?(?:open|start|begin|resume|arrive|end)\b"
    r"| be (?:ready|open|back|finished|complete))|ought to|deserves? to|must(?= be"
    r"| not be| now| finally)|"
    r"(?:crucial|critical|vital|historic|dangerous|disastrous|brilliant|foolish|"
    r"irresponsible|cynical|shameful|reckless|naive|wise|unwise|misguided|absurd)"
    r" (?:test|moment|mistake|step|move|decision|policy|blow|gamble|error|choice)|"
    r"(?i:(?:un)?fortunately|sadly|rightly|obviously|undoubtedly|of course|far too))\b"
)
"""What judges or prescribes instead of reporting; in text with its capitals."""

_VOICES = r"""sources|officials|reports|experts|witnesses|media|analysts|observers
|diplomats|residents|critics|outlets|newspapers|insiders|economists|scientists
|researchers|lawmakers|commentators|agencies|aides|advisers|survivors|activists"""
PLURAL_SOURCE = Cues(
    rf"\b(?:(?P<noun>{_any(_VOICES)})"
    r"(?:\s(?:have|had|also|in|at|from|on|with|close to|familiar with)"
    r"(?:\s[\w'.-]+){0,5}?)?"
    r"\s(?:say|said|told|claim|claimed|warn|warned|report|reported|argue|argued|believe"
    r"|believed|expect|expected|confirm|confirmed|suggest|suggested|describe|described"
    r"|state|stated|fear|estimate|estimated|agree|insist|insisted|indicate|indicated)"
    r"|(?:according to|citing|cited by|say)\s(?:[\w'-]+\s){0,3}?"
    rf"(?P<cited>{_any(_VOICES)}))\b"
)
"""Several who speak, without their names."""

CONTENTIOUS = re.compile(
    r"\b(?:murder(?:s|ed|ing|ers?)?|massacr(?:es?|ed|ing)|genocid(?:e|al)"
    r"|war crimes?|guilty"
    r"|fraud(?:sters?)?|fraudulent|(?<!anti-)corrupt(?:ion)?|brib(?:es?|ed|ery|ing)"
    r"|terroris(?:m|ts?)"
    r"|atrocit(?:y|ies)|tortur(?:es?|ed|ing)|ethnic cleansing"
    r"|assassinat(?:es?|ed|ions?)"
    r"|(?:is|was|are|were|be|been|held|bears?|bore) responsible for"
    r"|responsibility for|to blame for|lied"
    r"|embezzl(?:es?|ed|ing|ement)|perpetrat(?:es?|ed|ors?)|sabotag(?:es?|ed|ing)|coup"
    r"|execut(?:ed|ions?) of|raped?|abducted|kidnap(?:s|ped|ping)"
    r"|kill(?:ed|s|ing)? by"
    r"|(?:(?<!in )(?<!near )(?<!at )(?<!of )[A-Z][\w'-]+"
    r"|troops|forces|soldiers|police|rebels|militants)"
    r" (?:have |has |had )?killed)\b"
)
"""Blame or guilt; in text with its capitals: `War Crimes Tribunal` is a name."""

# Likelihood: the two wordings of ICD 203 and the yardstick of PHIA.

LIKELIHOODS = {
    "ICD 203": "almost no chance|very unlikely|unlikely|roughly even chance|likely"
    "|very likely|almost certain|almost certainly",
    "ICD 203, second wording": "remote possibility|highly improbable|improbable"
    "|roughly even odds|probable|highly probable|nearly certain|probably",
    "PHIA": "remote chance|highly unlikely|realistic possibility|highly likely"
    "|likely or probable",
}
"""Yardstick to its words. Sources: Intelligence Community Directive 203 (2015), and the
Professional Head of Intelligence Assessment's Probability Yardstick."""

LIKELIHOOD = Cues(
    rf"\b(?:{_any('|'.join(LIKELIHOODS.values()))})\b",
)
CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high)(?:[\s-]+to[\s-]+\w+)?[\s-]confidence\b"
)
PERCENTAGE = re.compile(r"\d\s?(?:%|percent|per cent)")

# Wording

LOADED = _pattern(
    r"""brutal|brutally|horrific|horrifying|shocking|shockingly|stunning
|stunningly|outrageous|disgraceful|shameful|heroic|heroically|evil|monstrous
|barbaric|sinister|notorious|infamous|bombshell|devastating|jaw-dropping|incredible
|incredibly|unbelievable|tragic|tragically|miraculous|ruthless|ruthlessly|senseless
|cowardly|despicable|appalling|terrifying|glorious|magnificent|slammed|blasted
|pummeled|eviscerated|destroyed his critics|regime|thugs?|puppets?|cronies|so-called
|touted|flexed"""
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Oo]urs|[Mm]y|[Uu]s)\b(?!\.)")
RELATIVE = re.compile(
    r"\b(?:(?:late |early |earlier |on |since |until |by |last |next |this |coming )*"
    r"(?<!the )(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tonight|tomorrow|recently|last night"
    r"|(?:earlier|later) (?:this|last|next) (?:week|month|year)"
    r"|(?:last|this|next) (?:week|weekend|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:a|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?) ago"
    r"|in the (?:last|past|coming|next) (?:few |couple of )?(?:\w+ )?(?:days|weeks))\b"
)
PRESENT = re.compile(
    r"\b(?:is|are|remains?|continues?|keeps?|currently|now|still|holds|weighs|considers"
    r"|plans|wants|seeks|faces|controls|has yet to)\b"
)
AS_OF = re.compile(r"\b(?:as of|as at|at the time|at that time|by then)\b")
JOINED = re.compile(
    r"\b(?:after|before|earlier|later|then|previous(?:ly)?|following|followed|since"
    r"|while"
    r"|whereas|both|two|three|several|series|again|respectively|next|first|second|also"
    r"|separate|separately|another|other|between|from|days?|weeks?|months?|hours)\b|;"
)
"""Words that tell events apart or set them in order."""

_VOICE = r"(?:official|source|diplomat|aide|adviser|advisor|expert|witness|lawmaker)"
PAIR_OF_VOICES = re.compile(
    rf"\b(?:an?|one) (?:[\w.'’-]+ ){{0,4}}{_VOICE}\b[^.;]{{0,40}}"
    rf"\band (?:an?|another) (?:[\w.'’-]+ ){{0,4}}{_VOICE}\b",
    re.IGNORECASE,
)
"""Two unnamed voices, one after the other: an official and a source."""
