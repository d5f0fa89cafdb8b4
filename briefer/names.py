"""Spellings of names: which ones mean the same person, and which one to print.

Pure text rules, no list of people. Different words for one thing (`Kyiv` and `Kiev`,
`Lukashenko` and `Lukashenka`) are aliases, not spellings, and stay apart here; so do a
family name standing first (`Kim`) and the full name it opens.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
# Soft signs, ayn and the like are written with any of these, or not at all.
_MARKS = re.compile("['’‘ʼʹʻʾʿ`´.]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[ae]l-", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")

_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})

_HONORIFICS = """mr mrs ms miss mx dr prof professor sir dame lord lady herr frau
monsieur madame mme senor senora signor signora pan pani
president prime premier chancellor minister secretary senator sen representative rep
congressman congresswoman governor gov mayor ambassador envoy speaker spokesman
spokeswoman spokesperson chairman chairwoman chair chief director adviser advisor
commissioner judge justice attorney general gen colonel col lieutenant lt major maj
captain capt sergeant sgt admiral adm commander ex former acting deputy vice first lady
foreign defense defence interior press"""
_OFFICES = """president premier chancellor minister secretary senator sen representative
rep congressman congresswoman governor gov mayor ambassador envoy speaker spokesman
spokeswoman spokesperson chairman chairwoman adviser advisor commissioner"""
_BRANCHES = "state defense defence war treasury energy commerce homeland"
# A last word that names no family: its short form may mean another body.
_BODIES = """administration agency alliance army assembly association authority bank
brigade bureau cabinet chamber charity church command commission committee company
congress corps council country court department directorate duma embassy federation
fleet force forces foundation front fund government group guard house institute
intelligence journal kingdom korea league market media military ministry mission
movement navy network news office officials organization parliament party patrol
police post press rada republic senate service services soldiers staff state states
sudan summit team times today tribune troops union university"""
# First words that are no given name, and links that no person's name has.
_NO_GIVEN = """the north south east west northern southern eastern western new old great
united european african american asian british chinese french german russian ukrainian
national international federal central supreme white black red"""
_LINKS = "of and for in on at with"


@lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """What all spellings of a name have in common; folding it again changes nothing.

    Lower case without accents, apostrophes, hyphens, honorifics and offices, with
    initials run together and the romanizations of Slavic names made one: `Zelenskyy`,
    `Zelenskiy` and `President Zelensky` are equal. So are, at the price of rare
    mistakes, `Smith` and `Smyth`.
    """
    folded = _fold_once(name)
    return folded if folded == name else fold(folded)


def _fold_once(name: str) -> str:
    if name.isascii() and name.isalpha():
        return _romanized(name.lower())
    text = unicodedata.normalize("NFKD", _plain(name).casefold().translate(_LETTERS))
    text = "".join(char for char in text if not unicodedata.combining(char))
    words = _joined(_WORD.findall(_MARKS.sub("", _spaced(text))))
    return " ".join(_without_titles([_romanized(word) for word in words]))


def _plain(name: str) -> str:
    """The name without a possessive ending and an Arabic article."""
    return _ARTICLE.sub("", _POSSESSIVE.sub("", name.strip()))


def _spaced(text: str) -> str:
    """A space after the initials that are written without one: `J.Vance`."""
    return re.sub(r"\.(?=\w{2})", ". ", text)


def _joined(words: Iterable[str]) -> list[str]:
    """Initials next to each other become one word."""
    joined: list[str] = []
    is_initial = False
    for word in words:
        if is_initial and len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
        is_initial = len(word) == 1
    return joined


def _romanized(word: str) -> str:
    """One of the ways in which Latin letters render a Slavic name."""
    if word in _SUFFIX:
        return word
    word = word.replace("x", "ks").replace("y", "i")
    if "kh" in word:
        word = re.sub(r"k+h", "h", word)
    if "ii" in word:
        word = re.sub(r"i+", "i", word)
    if word.endswith("j"):
        word = re.sub(r"ij+$", "i", word)
    return word[1:] if len(word) > 3 and word.startswith(("ie", "je")) else word


def _set_of(words: str) -> frozenset[str]:
    return frozenset(map(_romanized, words.split()))


_TITLES = _set_of(_HONORIFICS)
_OFFICE = _set_of(_OFFICES)
_BRANCH = _set_of(_BRANCHES)
_BODY = _set_of(_BODIES)
_NOT_GIVEN = _set_of(_NO_GIVEN)
_LINK = _set_of(_LINKS)


def _without_titles(words: list[str]) -> list[str]:
    """The words after the titles; a title that stands alone is kept.

    `Jr.` goes to the front, so that the last word is the surname.
    """
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    words = words[_titles(words) :]
    is_junior = len(words) > 1 and words[-1] in _SUFFIX and words[0] not in _SUFFIX
    return [words[-1], *words[:-1]] if is_junior else words


def _titles(words: Sequence[str]) -> int:
    """How many words at the start are titles, `Polish Foreign Minister` among them.

    `general` and the like are titles before two words and more: `General Motors`.
    """
    offices = [i for i, word in enumerate(words[:-1]) if word in _OFFICE]
    end = offices[-1] + 1 if offices else 0
    if words[end : end + 1] == ["of"]:
        is_branch = end + 2 < len(words) and words[end + 1] in _BRANCH
        return end + 2 if is_branch else 0
    kept = 1 if end or (words and len(words[0]) < 5) else 2
    while end + kept < len(words) and words[end] in _TITLES:
        end += 1
    return end


def same(a: str, b: str) -> bool:
    """Whether two spellings can mean one person or body.

    Equal folds; a surname and a full name that ends with it; initials and the names
    they stand for. A full name with `Jr.` is another person. Bodies are the same only
    where their folds are: `Parliament` is not the `European Parliament`.
    """
    return _agree(fold(a), fold(b))


def _agree(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    if not short or short[-1] != long[-1]:
        return False
    if not _is_person(short) or not _is_person(long):
        return False
    if len(short) > 1 and _SUFFIX.intersection(short[:1]) != _SUFFIX.intersection(
        long[:1]
    ):
        return False
    return long[-len(short) :] == short or _given_agree(short[:-1], long[:-1])


def _is_person(words: Sequence[str]) -> bool:
    is_body = words[-1] in _BODY or words[0] in _NOT_GIVEN
    return not is_body and not _LINK.intersection(words)


def _given_agree(short: Sequence[str], long: Sequence[str]) -> bool:
    """`j` or `jd` for `james david`; a middle name may be missing on one side."""
    if len(short) == 1 and short[0] == "".join(word[0] for word in long):
        return True
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(short, long, strict=False)
    )


def canonical(names: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Every spelling and the one to print instead, itself where it is alone.

    `names` are spellings with how often each occurs; repeated ones add up. A short form
    that fits two different full names stays as it is. Printed is the spelling of the
    surname that occurs most, in its longest form. The order of `names` does not matter.
    """
    weights: Counter[str] = Counter()
    for name, weight in names:
        weights[name] += weight
    clusters: dict[str, list[str]] = defaultdict(list)
    roots = _roots({fold(name) for name in weights})
    for name in sorted(weights):
        clusters[roots[fold(name)]].append(name)
    printed = {root: _printed(found, weights) for root, found in clusters.items()}
    return {name: printed[roots[fold(name)]] for name in sorted(weights)}


def _roots(folds: Iterable[str]) -> dict[str, str]:
    """Each fold and the fullest one it stands for, if that is only one."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for one in folds:
        by_surname[one.rpartition(" ")[2]].append(one)
    roots: dict[str, str] = {}
    for group in by_surname.values():
        fullest_first = sorted(group, key=_fullness, reverse=True)
        for place, one in enumerate(fullest_first):
            fuller = {roots[o] for o in fullest_first[:place] if _agree(one, o)}
            roots[one] = fuller.pop() if len(fuller) == 1 else one
    return roots


def _fullness(folded: str) -> tuple[int, int, str]:
    return folded.count(" "), len(folded), folded


def _surname(name: str) -> str:
    """The last word as it is written, without a possessive and `Jr.`."""
    words = _POSSESSIVE.sub("", name.strip()).split() or [""]
    while len(words) > 1 and words[-1].casefold().strip(".,") in _SUFFIX:
        words.pop()
    return words[-1]


def _printed(spellings: Sequence[str], weights: Mapping[str, int]) -> str:
    """The spelling to print for names of one person or body."""
    surnames: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for name in spellings:
        surname = _surname(name)
        surnames[surname] += weights[name]
        words[surname] = max(words[surname], fold(name).count(" "))
    best = max(surnames, key=lambda one: (surnames[one], words[one], one))
    return max(
        (name for name in spellings if _surname(name) == best),
        key=lambda name: (*_completeness(name), weights[name], name),
    )


def _completeness(name: str) -> Iterator[int]:
    """Most words of its own, no possessive, fewest titles, most letters."""
    yield fold(name).count(" ")
    yield not _POSSESSIVE.search(name)
    yield -len(name.split())
    yield len(fold(name))
