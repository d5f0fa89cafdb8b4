"""The language of a text: from its script, else from its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 2000
"""Characters looked at: some 300 words."""
_SCRIPTS = (
    ("\u3040-\u30ff\u3400-\u9fff", (("ja", "[\u3040-\u30ff]"), ("zh", "."))),
    ("\uac00-\ud7af\u1100-\u11ff", (("ko", "."),)),
    ("\u0400-\u04ff", (("uk", "[іїєґІЇЄҐ]"), ("ru", "."))),
    ("\u0600-\u06ff", (("ar", "."),)),
    ("\u0590-\u05ff", (("he", "."),)),
    ("\u0900-\u097f", (("hi", "."),)),
    ("\u0370-\u03ff", (("el", "."),)),
    ("\u0e00-\u0e7f", (("th", "."),)),
)
"""The signs of a script, and the languages written in it with what tells them."""

_COUNTED = tuple((re.compile(f"[{signs}]"), told) for signs, told in _SCRIPTS)
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_STOP_WORDS = {
    "en": "the of and to in is was that for with on as he it by at from said has",
    "de": "der die und das den von zu mit ist des im dem nicht ein eine auf sich auch",
    "fr": "le les des et du est une dans que pour qui pas sur au avec il plus ce",
    "es": "el los las del y una por con para su al lo como más pero fue ha se",
    "it": "il di che della per una sono con del non gli nel alla dei è anche dal",
    "pt": "os do da em um uma não dos com para ao mais pela são foi à no na",
    "nl": "het een van en dat niet op zijn te voor met die aan ook er maar bij",
    "pl": "w na z do się nie że jest to przez po od oraz jak dla przed ale",
}
_VOTES = {
    word: tuple(code for code, listed in _STOP_WORDS.items() if word in listed.split())
    for listed in _STOP_WORDS.values()
    for word in listed.split()
}
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def code(name: str) -> str:
    """The two or three letters of a language tag: `en-US` is `en`; else empty."""
    found = _CODE.fullmatch(name.strip())
    return found[1].lower() if found else ""


def guess(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; `en` where nothing tells."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str:
    """The language of a script that half of the letters are of; empty for Latin."""
    if not _BEYOND_LATIN.search(sample):
        return ""
    letters = len(_LETTER.findall(sample))
    for signs, told in _COUNTED:
        if letters and 2 * len(signs.findall(sample)) >= letters:
            return next(name for name, cue in told if re.search(cue, sample))
    return ""


def _by_words(sample: str) -> str:
    votes: Counter[str] = Counter()
    counts = Counter(_WORD.findall(sample.lower()))
    for word in counts.keys() & _VOTES.keys():
        for name in _VOTES[word]:
            votes[name] += counts[word]
    return max(_STOP_WORDS, key=lambda name: votes[name])
