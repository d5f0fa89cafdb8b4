"""What a check is given, and how texts are folded before they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefer.schema import Article, Claim, Finding, When

TEXTS = 512
"""Texts that each function remembers its reading of: those of some five articles. The
checks of one summary read a text many times, those of another hardly ever."""


@dataclass(frozen=True)
class Passage:
    """A cited sentence, and the sentences beside it in the article."""

    article: str
    number: int
    text: str
    before: str = ""
    after: str = ""
    is_within: bool = False
    """Whether a quotation that began before goes on in it."""


@dataclass(frozen=True)
class Case:
    """A claim or statement and the evidence it is checked against.

    Checks look at `passages`, and of the rest of an article only at what a rule names:
    the long form of a name, a title of a work, the day it appeared.
    """

    id: str
    text: str
    passages: tuple[Passage, ...]
    articles: Mapping[str, Article]
    """Articles of the passages by id, dated as well as they can be."""
    claims: tuple[Claim, ...] = ()
    """The claims a statement cites; empty where the text is itself a claim's."""
    when: tuple[When, ...] = ()
    """Dates of the claim, or of the claims a statement cites."""
    who: str = ""
    """Original speaker of the claim; empty for a statement."""
    via: str = ""
    certainty: str = ""
    language: str = "en"
    origins: int = 1
    """Independent origins among the cited articles: copies count once."""
    whose: str = ""
    """Whom a judgment is said to be from."""
    is_judgment: bool = False
    """A judgment of the briefing's own, which may use the likelihood yardstick."""

    @property
    def is_claim(self) -> bool:
        return not self.claims

    @cached_property
    def marks(self) -> frozenset[str]:
        """What the claims a statement cites are marked with."""
        return frozenset(mark for claim in self.claims for mark in claim.marks)

    @cached_property
    def evidence(self) -> str:
        """The cited sentences, joined in order."""
        return " ".join(passage.text for passage in self.passages)

    @cached_property
    def is_english(self) -> bool:
        """Whether the text and all that it cites are English."""
        languages = (self.language, *(a.language for a in self.articles.values()))
        return all(language.startswith("en") for language in languages)


Check = Callable[[Case], Iterator[Finding]]
"""A pure function from a case to what it finds; nothing is the usual answer."""

QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛`´ʼ＇", "'")
)
DASHES = re.compile(r"\s*[‐‑‒–—―−]+\s*|\s+-{1,2}\s+|--+")
SPACES = re.compile(r"\s+")
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def fold(text: str) -> str:
    """`text` with one kind of quotation mark, dash, space and ellipsis, NFC."""
    plain = unicodedata.normalize("NFC", text).translate(UNSEEN).translate(QUOTES)
    plain = DASHES.sub(" - ", plain.replace("…", "..."))
    return SPACES.sub(" ", plain).strip()
