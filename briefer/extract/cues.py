"""Word lists of the extractive engine: speech, certainty, stance, roles, outlets.

English, with the commonest words of speech of some other languages.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_SAY = """said say says saying told tells stated added adds wrote writes
posted announced announces declared declares explained explains
noted stressed emphasised emphasized insisted insists argued argues replied
responded remarked recalled confirmed confirms warned warns
suggested suggests reported tweeted concluded acknowledged
acknowledges admitted testified predicted predicts estimated found
believe believes called described describes hailed praised expressed urged
vowed pledged promised demanded questioned threatened proposed
welcomed criticized condemned expect expects signaled maintains maintained
assured wants thanked"""
_DENY = "denied denies rejected rejects dismissed dismisses refuted disputed disputes"
_ACCUSE = """accused accuses accuse alleged allege alleges claimed claim blamed blames
suspect suspects suspected charged"""
_FOREIGN = """sagte erklärte betonte teilte schrieb warnte kündigte forderte dit déclaré
affirmé annoncé indiqué dijo afirmó declaró anunció señaló aseguró detto dichiarato
affermato annunciato disse afirmou declarou anunciou zei verklaarde powiedział
powiedziała oświadczył poinformował poinformowała сказав сказала заявив заявила
повідомив повідомила повідомило зазначив наголосив написав сказал заявил сообщил
сообщила сообщило отметил написал подчеркнул"""
_LETTERS = re.compile(r"[^\W\d_]+")


def vocabulary(text: str) -> frozenset[str]:
    """The words of `text` as `Cue` compares them: whatever their case.

    Regular expressions that ignore it take all kinds of `i` for one.
    """
    if text.isascii():
        return frozenset(_LETTERS.findall(text.casefold()))
    found = _LETTERS.findall(text.replace("İ", "i").replace("ı", "i"))
    return frozenset(map(str.casefold, found))


class Cue(NamedTuple):
    """A pattern, and words of which each of its matches has one; none if any may do.

    Most sentences have none of them, which is seen sooner than that nothing matches.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]

    def may_be_among(self, words: frozenset[str]) -> bool:
        """Whether the pattern may match a text whose `vocabulary` is `words`."""
        return not self.words or not self.words.isdisjoint(words)

    def is_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether the pattern matches `text`, whose `vocabulary` is `words`."""
        if self.words and self.words.isdisjoint(words):
            return False
        return self.pattern.search(text) is not None


def cue(pattern: str, words: str = "", flags: int = 0) -> Cue:
    """The cue of which each match has one of `words`, in whatever case."""
    return Cue(re.compile(pattern, flags), vocabulary(words))


def either(words: str) -> str:
    """The pattern for one of `words`, by their first letters, which is twice as fast.

    It is to be followed by what ends a word: longer words do not come first.
    """
    ordered = sorted(words.split())
    return "|".join(
        f"{first}(?:{'|'.join(word[1:] for word in alike)})"
        for first, alike in groupby(ordered, key=itemgetter(0))
    )


_SPEAKING = f"{_DENY} {_ACCUSE} {_SAY} {_FOREIGN}"
SPEECH = cue(rf"(?<![\w-])(?:{either(_SPEAKING)})(?![\w-])", _SPEAKING)
"""Verbs of speech."""
SAYING = re.compile(
    r"said|says?|told|tells|stated|added|adds|wrote|posted|announced|declared|explained"
    r"|warned|confirmed|reported|insisted|argued|claimed|denied|alleged"
)
"""Those of them that mean speech whoever the subject is."""

ACCORDING = cue(
    r"\b(?=[aildnsvвзп])(?:according to|in the words of|as per|laut"
    r"|nach Angaben (?:von|des|der)|selon|d['’]après|según|secondo|segundo|volgens"
    r"|według|за словами|за даними|по словам|по данным)\s+",
    "according words per laut angaben selon après según secondo segundo volgens według"
    " словами даними словам данным",
    re.IGNORECASE,
)


TELLING_WHO = (SPEECH, ACCORDING)
"""What may tell who says a sentence."""

CITING = re.compile(r"\bciting\s+([^,;.“”\"]{3,120})")

_DENIAL = f"{_DENY} denying rejecting denial"
DENIED = cue(rf"\b(?:{either(_DENIAL)})\b", _DENIAL)
ALLEGED = cue(
    r"\b(?:alleg\w+|accus(?:ed|es?|ing|ations?)|claim(?:ed|s|ing)|suspect(?:s|ed)?"
    r"|blam(?:ed|es|ing)|purported\w*)\b"
)
PLANNED = cue(
    r"\b(?:will|won['’]t|plans? to|planned|planning to|due to \w+|due on|scheduled"
    r"|set to|(?:is|are) to(?! (?:blame|the))|agreed to(?! by)|intends? to"
    r"|vow(?:s|ed) to|pledge[sd]? to|promise[sd]? to|going to|preparing to"
    r"|is expected|are expected|expects|upcoming|shall)\b",
    "will won plan plans planned planning due scheduled set is are agreed intend"
    " intends vows vowed pledge pledges pledged promise promises promised going"
    " preparing expects upcoming shall",
)
POSSIBLE = cue(
    r"\b(?:may|might|could|possibl[ey]|perhaps|potentially|considering|weighing|likely"
    r"|probably|whether to|would consider)\b",
    "may might could possible possibly perhaps potentially considering weighing likely"
    " probably whether consider",
)
REPORTED = cue(r"\breportedly\b|\breports?\b", "reportedly report reports")
AHEAD = cue(
    r"\b(?:will|won['’]t|may|might|is to|are to|plans? to|due to (?!the\b)\w+|due on"
    r"|scheduled|set to|intends? to|expects|(?:is|are) expected"
    r"|next (?:week|month|year)|tomorrow|going to|preparing to|upcoming|shall"
    r"|forecasts?|predicts?)\b",
    "will won may might is are plan plans due scheduled set intend intends expects next"
    " tomorrow going preparing upcoming shall forecast forecasts predict predicts",
)
"""Words that look ahead from the day of the article."""
PAST = cue(
    r"\b(?:claimed|had|has since|previously|last (?:week|month|year)|hoped|years? ago"
    r"|failed|warned last|during his)\b",
    "claimed had since previously last hoped ago failed during",
)
"""Words that show that what was ahead lies behind."""
STANCE = re.compile(
    rf"\b(?:{either(_DENY)}|{either(_ACCUSE)}|demand\w*|call(?:ed|s|ing) (?:on|for)"
    r"|urg(?:ed|es|ing)|wants?|supports?|opposes?|insist\w*|refus\w+|offer(?:s|ed)|vow\w*|pledg\w+"
    r"|promis\w+|criticiz\w+|condemn\w*|welcom\w+|reject\w*|agreed|believes?|threaten\w*"
    r"|warn\w*|expressed|must|should|need(?:s|ed)? to|ready)\b"
)
"""Words by which a speaker takes a position."""
_EVENTS = """agreed signed announced killed died wounded injured attack attacked attacks
launched ordered approved passed reached began ended halted seized resigned elected
appointed named arrested accused denied warned imposed struck hit destroyed met
spoke talks deal ceasefire sanctions vote voted votes"""
MATTERS = cue(rf"\b(?:{either(_EVENTS)})\b", _EVENTS)
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
SOURCES = """official officials source sources envoy spokesman spokeswoman spokesperson
spokespeople prosecutor prosecutors police military army ministry government officer
officers expert experts analyst analysts witness witnesses resident residents lawmaker
lawmakers diplomat diplomats negotiator negotiators investigator investigators rescuer
rescuers doctor doctors authorities parliament court union company bank survey report
statement delegation agency council commission committee leader leaders ambassador
minister mayor governor president judge lawyer lawyers aide aides adviser advisers
person people economist economists scientist scientists researcher researchers critics
opponents supporters activists document documents data study poll firefighters
organizers figures executive executives secretary director directors chairman chairwoman
chief chiefs commissioner commissioners senator senators founder founders manager
managers coach coaches captain professor professors bishop bishops"""

OUTLET = re.compile(
    r"\b(?:News|Times|Post|Journal|[Mm]agazine|[Nn]ewspaper|[Nn]ews agency|TV"
    r"|Television|Radio|Press|Reuters|Axios|BBC|CNN|CBS|NBC|ABC|AP|AFP|dpa|Spiegel|Guardian"
    r"|Bloomberg|Tribune|Herald|Gazette|Courier|Observer|Daily|Le Monde|Interfax|TASS"
    r"|Ukrinform|Xinhua|Kyodo|Politico|Economist|broadcaster|reports|media)\b"
)
"""Words by which a speaker is known for an outlet."""
