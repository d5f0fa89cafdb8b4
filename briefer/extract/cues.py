"""Word lists of the extractive engine: speech, certainty, stance, roles, outlets.

English, with the commonest words of speech of some other languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

SAY = r"""said|says?|saying|told|tells|stated|added|adds|wrote|writes|
posted|announced|announces|declared|declares|explained|explains|
noted|stressed|emphasi[sz]ed|insisted|insists|argued|argues|replied|
responded|remarked|recalled|confirmed|confirms|warned|warns|
suggested|suggests|reported|tweeted|concluded|acknowledged|
acknowledges|admitted|testified|predicted|predicts|estimated|found|
believes?|called|described|describes|hailed|praised|expressed|urged|
vowed|pledged|promised|demanded|questioned|threatened|proposed|
welcomed|criticized|condemned|expects?|signaled|maintains|maintained|
assured|wants|thanked"""
_DENY = "denied|denies|rejected|rejects|dismissed|dismisses|refuted|disputed|disputes"
_ACCUSE = r"""accused|accuses|accuse|alleged|alleges?|claimed|claim|blamed|blames|
suspects?|suspected|charged"""
_FOREIGN = """sagte|erklärte|betonte|teilte|schrieb|warnte|kündigte|forderte|dit|déclaré
|affirmé|annoncé|indiqué|dijo|afirmó|declaró|anunció|señaló|aseguró|detto|dichiarato
|affermato|annunciato|disse|afirmou|declarou|anunciou|zei|verklaarde|powiedział
|powiedziała|oświadczył|poinformował|poinformowała|сказав|сказала|заявив|заявила|повідомив
|повідомила|повідомило|зазначив|наголосив|написав|сказал|заявил|сообщил|сообщила|сообщило
|отметил|написал|подчеркнул"""


def _joined(words: str) -> str:
    return "|".join(word.strip() for word in words.split("|"))


SPEECH = re.compile(
    rf"(?<![\w-])(?:(?P<deny>{_DENY})|(?P<accuse>{_joined(_ACCUSE)})"
    rf"|(?:{_joined(SAY)}|{_joined(_FOREIGN)}))(?![\w-])"
)
"""Verbs of speech; the group that matched tells a denial and an accusation."""
SAYING = re.compile(
    r"said|says?|told|tells|stated|added|adds|wrote|posted|announced|declared|explained"
    r"|warned|confirmed|reported|insisted|argued|claimed|denied|alleged"
)
"""Those of them that mean speech whoever the subject is."""

ACCORDING = re.compile(
    r"\b(?=[aildnsvвзп])(?:according to|in the words of|as per|laut"
    r"|nach Angaben (?:von|des|der)|selon|d['’]après|según|secondo|segundo|volgens"
    r"|według|за словами|за даними|по словам|по данным)\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tells_who(text: str) -> bool:
    """Whether words of a sentence may tell who says it."""
    return bool(SPEECH.search(text) or ACCORDING.search(text))


CITING = re.compile(r"\bciting\s+([^,;.“”\"]{3,120})")

DENIED = re.compile(rf"\b(?:{_DENY}|denying|rejecting|denial)\b")
ALLEGED = re.compile(
    r"\b(?:alleg\w+|accus(?:ed|es?|ing|ations?)|claim(?:ed|s|ing)|suspect(?:s|ed)?"
    r"|blam(?:ed|es|ing)|purported\w*)\b"
)
PLANNED = re.compile(
    r"\b(?:will|won['’]t|plans? to|planned|planning to|due to \w+|due on|scheduled"
    r"|set to|(?:is|are) to(?! (?:blame|the))|agreed to(?! by)|intends? to"
    r"|vow(?:s|ed) to|pledge[sd]? to|promise[sd]? to|going to|preparing to"
    r"|is expected|are expected|expects|upcoming|shall)\b"
)
POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|potentially|considering|weighing|likely"
    r"|probably|whether to|would consider)\b"
)
AHEAD = re.compile(
    r"\b(?:will|won['’]t|may|might|is to|are to|plans? to|due to (?!the\b)\w+|due on"
    r"|scheduled|set to|intends? to|expects|(?:is|are) expected"
    r"|next (?:week|month|year)|tomorrow|going to|preparing to|upcoming|shall"
    r"|forecasts?|predicts?)\b"
)
"""Words that look ahead from the day of the article."""
PAST = re.compile(
    r"\b(?:claimed|had|has since|previously|last (?:week|month|year)|hoped|years? ago"
    r"|failed|warned last|during his)\b"
)
"""Words that show that what was ahead lies behind."""
STANCE = re.compile(
    rf"\b(?:{_DENY}|{_joined(_ACCUSE)}|demand\w*|call(?:ed|s|ing) (?:on|for)"
    r"|urg(?:ed|es|ing)|wants?|supports?|opposes?|insist\w*|refus\w+|offer(?:s|ed)|vow\w*|pledg\w+"
    r"|promis\w+|criticiz\w+|condemn\w*|welcom\w+|reject\w*|agreed|believes?|threaten\w*"
    r"|warn\w*|expressed|must|should|need(?:s|ed)? to|ready)\b"
)
"""Words by which a speaker takes a position."""
MATTERS = re.compile(
    r"\b(?:agreed|signed|announced|killed|died|wounded|injured|attack(?:ed|s)?|launched"
    r"|ordered|approved|passed|reached|began|ended|halted|seized|resigned|elected"
    r"|appointed|named|arrested|accused|denied|warned|imposed|struck|hit|destroyed|met"
    r"|spoke|talks|deal|ceasefire|sanctions|vote[ds]?)\b"
)
"""Words of events and decisions."""

_ROLES = """president premier chancellor minister secretary senator sen representative
rep congressman congresswoman governor gov mayor ambassador envoy speaker
spokesman spokeswoman spokesperson chairman chairwoman chair chief
director adviser advisor commissioner judge prosecutor attorney general
colonel lieutenant major captain admiral commander king queen prince
princess leader prime vice deputy foreign defense defence interior finance
press national security special former acting state police professor dr mr
mrs ms sir lord lady pope head coach officer lawyer analyst expert author
director-general sheriff justice economist republican democrat"""
ROLE_WORDS = frozenset(_ROLES.split())
_POSTS = """president premier chancellor minister secretary senator sen representative
rep congressman congresswoman governor gov mayor ambassador envoy speaker
spokesman spokeswoman spokesperson chairman chairwoman chair chief
director adviser advisor commissioner judge prosecutor attorney general
colonel lieutenant major captain admiral commander king queen prince
princess leader professor dr mr mrs ms sir lord lady pope head coach
officer lawyer analyst expert author sheriff justice economist"""
OFFICES = frozenset(_POSTS.split())
"""The words of a role that name the office itself."""
FOREIGN_OFFICE = re.compile(
    r"\w*(?:minister|präsident|kanzler|bürgermeister|sprecher|botschafter)(?:in)?"
    r"|président|présidente|ministre|maire|presidente|presidenta|ministro|ministra"
    r"|alcalde|alcaldesa|sindaco|prezydent|premier|burmistrz|rzecznik"
    r"|президент|прем['’]єр|міністр|мер|речник|премьер|министр|мэр",
    re.IGNORECASE,
)
"""The same in some other languages, the German ones with what they are joined to."""
SOURCES = r"""officials?|sources?|envoy|spokes(?:man|woman|person|people)|
prosecutors?|police|military|army|ministry|government|officers?|
officer|experts?|analysts?|witness(?:es)?|residents?|lawmakers?|
diplomats?|negotiators?|investigators?|rescuers?|doctors?|authorities|
parliament|court|union|company|bank|survey|report|statement|
delegation|agency|council|commission|committee|leaders?|ambassador|
minister|mayor|governor|president|judge|lawyers?|aides?|advisers?|
person|people|economists?|scientists?|researchers?|critics|opponents|
supporters|activists|documents?|data|study|poll|firefighters|
organizers|figures|executives?|secretary|directors?|chair(?:man|woman)|
chiefs?|commissioners?|senators?|founders?|managers?|coach(?:es)?|
captain|professors?|bishops?"""

OUTLET = re.compile(
    r"\b(?:News|Times|Post|Journal|[Mm]agazine|[Nn]ewspaper|[Nn]ews agency|TV"
    r"|Television|Radio|Press|Reuters|Axios|BBC|CNN|CBS|NBC|ABC|AP|AFP|dpa|Spiegel|Guardian"
    r"|Bloomberg|Tribune|Herald|Gazette|Courier|Observer|Daily|Le Monde|Interfax|TASS"
    r"|Ukrinform|Xinhua|Kyodo|Politico|Economist|broadcaster|reports|media)\b"
)
"""Words by which a speaker is known for an outlet."""
