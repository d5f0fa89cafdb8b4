"""Which capitals of a text mean a name, and which only the start of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.grounding.aliases import groups
from briefer.grounding.base import Case
from briefer.grounding.denials import ROOT
from briefer.grounding.mentions import Mention, bodies, folded_words, mentions

_STARTER_WORDS = """the a an in on at by for from with without to of as after before
during since until while when where whether if although though because but and or nor
so yet both either neither nobody somebody anybody everybody
everyone someone anyone nothing something people up down off out through along
each every any all some many most several few no not none one
two three four five six seven eight nine ten it its he she they we you this that these
those there here his her their our my what who whom whose which how why then now today
yesterday tomorrow later earlier meanwhile however also only even just still according
despite amid among between against under over about around across within following
talks officials sources police troops forces officers protesters experts analysts
lawmakers leaders diplomats residents witnesses authorities relations nearly almost
more less fewer another other such unlike like per via once again last next first
second third early late instead moreover nevertheless thus therefore dozens hundreds
thousands millions half unless upon toward towards beyond total daily local consumer
inflation prices power water food gas oil heavy strong new old big high low final
young fresh annual national public common general global regional further great large
small major minor main key recent current former senior top rail road traffic trains
train buses flights flight air sea schools school hospitals hospital health trade jobs
shares sales exports imports tests crowds fans workers teachers nurses farmers drivers
pupils students patients passengers voters customers investors floods fires storms wind
solar renewables unemployment thieves judges claims dock dockers miners soldiers rebels
gunmen hackers lawyers doctors scientists refugees migrants villagers rescuers pilots
sailors homes houses rents bills taxes cuts plans votes elections
port ferry support opposition demand growth much should could would had were was is are
did does do can may might must will shall have has being little least lots plenty
enough others whoever whatever whichever asked given seen told founded born
audiences households vineyards delays ordinary overnight citizens families parents
children women men guests relatives critics allies friends neighbors neighbours clubs
crews firms companies banks shops factories plants farms villages towns cities regions
roads bridges tunnels boats ships planes cars trucks lorries trams early extra
additional free full empty open closed broken lost missing stolen rare ancient historic
wild dead private joint independent official foreign domestic rural urban coastal
monthly weekly"""
LEAST = 4
"""Fewest letters by which words are of one family, as `Economic` and `economy`."""
_STARTERS = frozenset(_STARTER_WORDS.split())
_NO_NAME = (" from ", " of ", " about ", " for ")
"""What follows a word such as `Unhappy` at the start of a sentence, and no name."""
_FIGURE = re.compile(r": (?=[^:]*\d)[^:]{1,60}$|: [^\s:]*(?: [\w-]+){0,3}$")
"""A figure of the briefing, of which the first word is rarely a name: `Depth: 60 m`."""
_PLURAL = re.compile(
    r"[a-zA-Z]{3,}(?<![siu])s (?:are|were|have|who|whose|at|in|around|near|across|along"
    r"|behind|between)\b"
)
"""More than one of a thing, as names are not: `Orchards around`, `Archives were`."""
_COMMON_ENDS = re.compile(
    r"(?:ing|ed|ly|tions?|ments?|ers|ors|ists|ials|ies|ness|ity|ional|ical|ious|ible"
    r"|ism|ship|ence|sions?|ants|ents|ages)$"
)


def significant(case: Case, mention: Mention) -> tuple[str, tuple[str, ...]]:
    """The name and its folded words, less one that has its capital from its place.

    `mention` is of the text of `case` or of a sentence of its articles. The whole name
    of a body where an article has it: `Federation of Dock and Transport Workers`.
    """
    for start, end in bodies(mention.text):
        if start <= mention.start < end and (whole := _body(start, end, mention, case)):
            return whole, folded_words(whole)
    first, _, rest = mention.words.partition(" ")
    if mention.is_initial and (
        (not rest and _is_alone(mention)) or _is_common(first, rest, case)
    ):
        return rest, mention.folded[1:]
    return mention.words, mention.folded


def _is_alone(mention: Mention) -> bool:
    """Whether what follows the first word of a text tells that it is no name."""
    text = mention.text
    if text.startswith(_NO_NAME, mention.end) or _FIGURE.search(text):
        return True
    is_known = len(groups(mention.words)) > 1  # `Brussels in May`
    return bool(_PLURAL.match(text, mention.start)) and not is_known


def _body(start: int, end: int, mention: Mention, case: Case) -> str:
    """The longest part, at least to the end of the mention, that an article has."""
    name = mention.text[start:end]
    while start + len(name) >= mention.end:
        if any(name in a.text or name in a.title for a in case.articles.values()):
            return name
        name = name[: max(name.rfind(" and "), 0)]
    return ""


def _is_common(word: str, rest: str, case: Case) -> bool:
    """Whether a capital at the start of a sentence need not mean a name."""
    lower = word.lower()
    if lower in _STARTERS:
        return True
    name = f"{word} {rest}".rstrip()
    if any(name in _within(article.text) for article in case.articles.values()):
        return False
    if _COMMON_ENDS.search(lower):
        return True
    root = lower[:ROOT] if len(lower) > ROOT else lower.rstrip("sy")
    return any(
        lower in words
        or (len(root) >= LEAST and any(word.startswith(root) for word in words))
        for words in (_lower_words(one.text) for one in case.articles.values())
    )


@lru_cache(maxsize=64)
def _within(text: str) -> frozenset[str]:
    """The names that stand within a sentence, where a capital is no start."""
    return frozenset(one.words for one in mentions(text) if not one.is_initial)


@lru_cache(maxsize=256)
def _lower_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
