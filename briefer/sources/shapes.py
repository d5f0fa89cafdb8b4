"""The shape of one line: prose, headline, list entry, byline, date, agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_ENDS = "[\"'”’»“)\\]]*"
_STOPPED = re.compile(f"[.!?…。！？।॥։؟]{_ENDS}$")
_FULL_STOP = re.compile(f"[.。।॥։]{_ENDS}$")
_TRUNCATED = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\.?(?:\s*(?:read|see) more)?$", re.I
)
_INITIALS_END = re.compile(r"(?:\b[A-Z]\.){2,}$")
_WORD = re.compile(r"\w[\w'’.-]*")
_KEYWORD = re.compile(r"[^\W\d_][\w'’-]{4,}|[A-Z][\w'’-]{2,}|\d{2,}")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_QUESTION = re.compile(
    r"(?:what (?:happened|happens next|happens now|comes next|do we know(?: so far)?"
    r"|now)"
    r"|what(?:['’]s| is) (?:next|new|at stake|going on)|why (?:does )?(?:it"
    r"|this) matters?"
    r"|was (?:ist passiert|bedeutet das|nun|passiert als nächstes)|wie geht es weiter"
    r"|que s['’]est-il passé|et maintenant|qué (?:pasó|sigue|significa)|y ahora qué"
    r"|що (?:сталося|далі|відомо)|чому це важливо|что (?:случилось|дальше|известно))\?",
    re.I,
)
"""Questions that head the parts of explainers; any other may be the author's own."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says"
    r"|told"
    r"|ist|sind|war|hat|haben|wird|est|sont|était|es|son|era|fue)\b"
)
"""Verbs by which a line that lost its stop is told from a heading."""

_ASKS = re.compile(
    r"(?:what|why|how|who|when|where|was|wie|warum|que|qué|cómo)\b", re.I
)
_BULLET = re.compile(r"(?:[-*•‣▪●◦∙·–]\s+|[•▪●‣])(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")


@lru_cache(maxsize=1024)  # the rules ask for the same line over and over
def words(text: str) -> int:
    """How many words a line has; two Chinese or Japanese signs count as one."""
    signs = 0 if text.isascii() else len(_CJK.findall(text))
    latin = _CJK.sub(" ", text) if signs else text
    return len(_WORD.findall(latin)) + (signs + 1) // 2


def keywords(text: str) -> list[str]:
    """The longer words, names and numbers of a line in lower case."""
    return [word.casefold() for word in _KEYWORD.findall(text)]


def is_stopped(text: str) -> bool:
    """Whether a line ends as a sentence does, behind any closing marks."""
    return bool(_STOPPED.search(text[-12:]))


def is_truncated(text: str) -> bool:
    """Whether a line is a teaser cut off with an ellipsis."""
    return words(text) >= 5 and bool(_TRUNCATED.search(text[-24:]))


def is_prose(text: str) -> bool:
    """Whether a line is running text rather than a headline or a label."""
    count = words(text)
    stopped = is_stopped(text) and not _TRUNCATED.search(text[-24:])
    return count > 30 or (stopped and count >= 3 and not is_title_case(text))


def is_headline(text: str) -> bool:
    """Whether a line could be a headline: no full stop, of moderate length."""
    if _FULL_STOP.search(text[-12:]) and not _INITIALS_END.search(text[-12:]):
        return False
    if _TRUNCATED.search(text[-24:]) or text.endswith((",", ";", ":")):
        return False
    return len(text) <= 250 and 1 <= words(text) <= 30 and not text[0].islower()


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words are capitalized, and there are three or more."""
    longer = [word for word in _WORD.findall(text) if len(word) >= 4]
    capitals = sum(1 for word in longer if not word[0].islower())
    return len(longer) >= 3 and capitals >= 0.8 * len(longer)


def _has_capitals(text: str) -> bool:
    """Whether each longer word is capitalized, and there are two or more of them."""
    longer = [word for word in _WORD.findall(text) if len(word) >= 4]
    return len(longer) >= 2 and not any(word[0].islower() for word in longer)


def is_heading(text: str) -> bool:
    """Whether a line inside an article looks like a subheading."""
    count = words(text)
    if not is_headline(text) or is_date_line(text):
        return False
    if text.endswith("?"):
        return count <= 8 and (_has_capitals(text) or bool(_QUESTION.fullmatch(text)))
    if is_stopped(text) or count > 14:
        return False
    is_sentence = _VERB.search(text) and not _ASKS.match(text)
    return is_title_case(text) or (count <= 8 and not is_sentence)


def is_all_capitals(text: str) -> bool:
    """Whether a line is shouted, as links to other stories often are."""
    return text.isupper() and words(text) >= 5 and not _FULL_STOP.search(text[-12:])


def bullet(text: str) -> str:
    """The entry behind a bullet; empty where the line is none."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else ""


def is_numbered(text: str) -> bool:
    """Whether a line starts like an entry of a numbered list."""
    return bool(_NUMBERED.match(text))


AGENCIES = {
    "Reuters": r"(?:Thomson[ /])?Reuters|REUTERS",
    "AP": r"AP|(?:The )?Associated Press",
    "AFP": r"AFP|Agence France[- ]Presse",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "EFE": r"EFE",
    "ANSA": r"ANSA",
    "UPI": r"UPI|United Press International",
    "PA": r"PA Media|PA",
    "Xinhua": r"Xinhua",
    "Kyodo": r"Kyodo(?: News)?",
    "Yonhap": r"Yonhap",
    "TASS": r"TASS|ТАСС",
    "Interfax": r"Interfax(?:-Ukraine)?|Інтерфакс(?:-Україна)?|Интерфакс",
    "Ukrinform": r"Ukrinform|Укрінформ",
    "Anadolu": r"Anadolu(?: Agency)?",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI",
    "IANS": r"IANS",
    "Bloomberg": r"Bloomberg(?: News)?",
}
"""Name of a news agency to the forms under which texts credit it."""

AGENCY = "|".join(AGENCIES.values())

_MONTH = (
    r"(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|mai|may|maj|jun|juin|jul|juil|giu|lug"
    r"|aug|août|ago|sep|set"
    r"|okt|oct|ott|out|nov|dec|dez|dic|déc|ene|gen|maggio|січ|лют|бер|кві|тра|чер|лип"
    r"|сер|вер|жов|лис"
    r"|гру|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)\w{0,7}\.?"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch"
    r"|donnerstag"
    r"|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo)"
)
_TOKEN = re.compile(
    rf"(?:{_MONTH}|{_WEEKDAY}|\d+(?:st|nd|rd|th)?|[apm]m?|at|on|of|um|uhr|à|h|de|del"
    rf"|le|el|den"
    r"|the|года?|року|р|e[sde]?t|p[sd]?t|gmt|utc|bst|ces?t|ist|[ap]m|t|z|clock|o)",
    re.I,
)
_DATE_LABEL = (
    r"(?:first published|published|publish date|last updated|last modified|updated"
    r"|posted|modified"
    r"|date(?: of (?:issue|release|publication))?|(?:issue|release) date|issued|created"
    r"|veröffentlicht|aktualisiert|stand|publié|mis à jour"
    r"|publicad[oa]"
    r"|actualizado|pubblicato|aggiornato|gepubliceerd|opublikowano|опубліковано"
    r"|оновлено"
    r"|опубликовано|обновлено|дата)(?: (?:on|am|le|el|il|op|at))?"
)
_LABELED = re.compile(rf"{_DATE_LABEL}\b\s*[:,|·•–-]?\s*", re.I)
_PIECE = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?")
_AGO = re.compile(r"\b(?:(?:\d+|an?) \w+ ago|(?:vor|hace|il y a) \d+ \w+)$", re.I)
_HAS_DAY = re.compile(
    rf"{_MONTH}|\d{{4}}-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|年", re.I
)
NAME = (
    r"(?:(?:de|van|von|der|den|bin|al|el|del|da|dos|la|le|of|the|for)\s+)*"
    r"[^\W\d_a-zß-ÿа-џіїєґ][\w'’.-]*"
)
_AND = r"\s*(?:,|&|\b(?:and|und|et|y|e|та|и|і)\b)"
NAMES = rf"{NAME}(?:(?:{_AND})?\s+{NAME})*"
"""Names in a row: people, outlets, places."""
BYLINE = re.compile(
    r"(?:(?i:(?:written |reported |words |story |text |analysis |column |exclusive "
    r"|opinion |(?:live )?(?:coverage|commentary|reporting|report) )?by(?:line)?|von"
    r"|par|por|di|door|автор[иы]?"
    rf"|текст|authors?|(?:words|text|report)(?=:))\s*:?\s+)(?P<names>{NAMES})"
    r"(?P<rest>\s*(?:[|·•–—,(/-]|(?:in|at|from)\s|(?:Pictures?|Photos?):).{0,120})?"
)
"""A line that names its authors, and what follows them behind a separator."""
_ROLE = (
    r",\s+(?:[A-Z][\w&'’-]*\s+){0,3}"
    r"(?i:editor|correspondent|reporter|writer|columnist|staff)"
)
_ROLED = re.compile(
    rf"(?P<names>{NAME}(?:\s+{NAME}){{1,2}}){_ROLE}"
    rf"(?P<rest>(?:,?\s+and\s+{NAMES}(?:{_ROLE})?)?(?:\s+(?:in|at|from)\s+{NAMES})?)"
)
"""`Corin Haspel, Economics Editor, and Simon Oak in Marsdal`."""
_HOSTS = re.compile(
    rf"With\s+(?P<names>{NAMES})"
    r"(?P<rest>\s+(?:in|at|from)\s+the\s+(?:studio|newsroom|scene)\b[^.]*)"
)
"""`With Tamsin Orr in the studio and Jakob Lind at the scene`."""

_DESK = re.compile(
    r"[A-Z][\w’' -]{2,40}\b(?:desk|staff|reporters?|correspondents?|newsroom)"
)


def is_byline(text: str) -> bool:
    """Whether a line, as a whole, names the authors, or the desk they work for."""
    if _DESK.fullmatch(text):
        return words(text) <= _LONGEST_NAME
    is_short = len(text) <= 160 and words(text) <= 20
    return is_short and bool(byline(text)) and not text.endswith((".", "!", "?"))


def byline(text: str) -> re.Match[str] | None:
    """The `names` of the authors that a whole line gives, and the `rest` of it."""
    kinds = (BYLINE, _ROLED, _HOSTS)
    return next((found for one in kinds if (found := one.fullmatch(text))), None)


def is_date_line(text: str) -> bool:
    """Whether a line holds nothing but dates, with or without their labels."""
    if len(text) > 140 or not _HAS_DAY.search(text):
        return False
    pieces = _PIECE.findall(_LABELED.sub(" ", text))
    has_number = any(piece[0].isdigit() for piece in pieces)
    return has_number and all(_TOKEN.fullmatch(piece) for piece in pieces)


_NAME_AND_DATE = re.compile(
    rf"(?P<name>{NAMES}(?: \d+| press (?:release|office|statement))?)"
    rf"(?: \([^()]{{2,30}}\)|,\s{NAMES})?"
    r"\s*[,|·•–—]\s*(?P<date>.+)"
)
_LONGEST_NAME = 6
OUTLET_WORDS = """agency broadcasting chronicle courier daily diario echo gazette
guardian herald independent journal magazine mail mirror nachrichten news observer
online post press radio review rundfunk standard telegraph television times tribune
tv weekly zeitung"""
"""Words that names of outlets have."""
_OUTLET = re.compile(
    rf"\b(?:the|gazeta|kurier|{'|'.join(OUTLET_WORDS.split())})\b", re.IGNORECASE
)
"""Words that tell an outlet from a place, which may stand before a date as well."""


def is_dated_name(text: str) -> bool:
    """Whether a line names an outlet or a place, and then a date."""
    return bool(_before_date(text))


def outlet_before_date(text: str) -> str:
    """The outlet that a line names before a date; empty where it may be a place."""
    name = _before_date(text)
    return name if _OUTLET.search(name) else ""


def _before_date(text: str) -> str:
    is_short = len(text) <= 100 and not is_byline(text)
    found = _NAME_AND_DATE.fullmatch(text) if is_short else None
    if found and words(found["name"]) <= _LONGEST_NAME and is_date_line(found["date"]):
        return found["name"]
    return ""


def is_labeled_date(text: str) -> bool:
    """Whether a line starts with a word such as "Published" and names a time."""
    if len(text) > 140 or not _LABELED.match(text):
        return False
    return is_date_line(text) or bool(_AGO.search(text))


def agency(text: str) -> str:
    """The first news agency that `text` names, under its usual name; else empty."""
    found = [(m.start(), name) for name, p in _AGENCY_FORMS if (m := p.search(text))]
    return min(found)[1] if found else ""


_AGENCY_FORMS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(rf"(?<!\w)(?:{forms})(?!\w)")) for name, forms in AGENCIES.items()
)


_GLUABLE = (
    "In Short|In Brief|Key Points|Key Takeaways|Highlights|At a Glance|Summary|Share"
    "|Advertisement|Read More|You May Also Like|Related"
)
_GLUED = re.compile(rf"(?<=[a-zà-ÿ])(?=(?:{_GLUABLE})$)")
_GLUABLE_ENDS = tuple(_GLUABLE.split("|"))


_THEN_BY = re.compile(r"(?<=[\d)])\s*[,|·•–—]?\s+(?=(?:\w+\s){0,2}(?:[Bb]y\s|desk$))")


def unglue(text: str) -> list[str]:
    """A line, and apart from it a label that lost the line end before it, or a byline
    that stands behind outlet and date.
    """
    if len(text) > 160:
        return [text]
    for found in _THEN_BY.finditer(text):
        head, rest = text[: found.start()], text[found.end() :]
        if is_byline(rest) and (is_date_line(head) or is_dated_name(head)):
            return [head, rest]
    return _GLUED.split(text) if text.endswith(_GLUABLE_ENDS) else [text]


def is_cjk(char: str) -> bool:
    """Whether a sign is Chinese or Japanese: no spaces stand between such signs."""
    return bool(_CJK.match(char))
