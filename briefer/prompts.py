"""Requests' messages from prompt templates: declared variables in, messages out.

One method a stage. Text of articles, claims and replies enters as a value, in a fence
whose word is derived from a hash of that text, and is never template source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from briefer.errors import SettingsError, TemplateError
from briefer.llm.base import Message, sha256
from briefer.schema import Likelihood
from briefer.settings import SectionSetting, Settings
from briefer.templating import Templates, shipped

YARDSTICK = tuple(word for word in get_args(Likelihood) if word)

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}

MARK_DIGITS = 32
"""128 bits, so that no text can hold the mark of its own fence."""


@dataclass(frozen=True)
class NumberedSentence:
    """A sentence under the number the model cites it by."""

    number: int
    text: str


@dataclass(frozen=True)
class ArticleText:
    """What the `summarize` prompt is given of an article."""

    title: str
    outlet: str
    published: str
    margin_dates: tuple[str, ...]
    is_part: bool
    before: str
    """The sentence before the first one; empty at the start of an article."""
    sentences: tuple[NumberedSentence, ...]
    mark: str = ""


@dataclass(frozen=True)
class ClaimLine:
    """A claim under the number the model cites it by."""

    number: int
    about: tuple[str, ...]
    """Date, certainty, speaker, outlet: what is known of the claim, in that order."""
    text: str


@dataclass(frozen=True)
class ClaimGroup:
    """Claims of one article or one situation."""

    heading: str
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class LedgerText:
    """What the `condense` and `merge` prompts are given of the claims."""

    groups: tuple[ClaimGroup, ...]
    mark: str = ""


@dataclass(frozen=True)
class Person:
    """A name as the briefing writes it, what its bearer is, and other spellings."""

    name: str
    role: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class MendItem:
    """A sentence to correct, what is wrong with it, and the words it may rest on."""

    number: int
    text: str
    problems: tuple[str, ...]
    evidence: tuple[str, ...]


class Prompts:
    """The prompt templates of one build, one's own files before the shipped ones."""

    def __init__(self, settings: Settings) -> None:
        own = [f for f in settings.prompt_folders.values() if f.is_dir()]
        self.templates = Templates((*own, shipped("prompts")), "prompt")
        self._language = LANGUAGES.get(settings.language, settings.language)
        self.own_sections = settings.sections

    def summarize(self, article: ArticleText) -> tuple[Message, ...]:
        """Messages that ask for the summary and ledger of one chunk of an article."""
        lines = tuple(s.text for s in article.sentences)
        beside = (article.published, *article.margin_dates, article.before)
        mark = fence((article.title, article.outlet, *lines), beside)
        marked = replace(article, mark=mark)
        return self._messages("summarize", {}, {"article": marked})

    def condense(self, ledger: LedgerText, limit: int) -> tuple[Message, ...]:
        """Messages that ask which claims of a group to keep, `limit` at most."""
        return self._messages("condense", {"limit": limit}, {"ledger": _fenced(ledger)})

    def merge(
        self, ledger: LedgerText, people: Sequence[Person]
    ) -> tuple[Message, ...]:
        """Messages that ask for the briefing."""
        constant: dict[str, object] = {
            "sections": self.sections,
            "yardstick": YARDSTICK,
        }
        named = [part for p in people for part in (p.name, p.role, *p.variants)]
        asked = {"ledger": _fenced(ledger, named), "people": tuple(people)}
        return self._messages("merge", constant, asked)

    def mend(self, items: Sequence[MendItem]) -> tuple[Message, ...]:
        """Messages that ask to correct sentences their evidence does not carry."""
        return self._messages("mend", {}, _items(items))

    def judge(self, items: Sequence[MendItem]) -> tuple[Message, ...]:
        """Messages that ask whether sentences follow from the words they cite."""
        return self._messages("judge", {}, _items(items))

    def repair(
        self, messages: Sequence[Message], reply: str, problems: Sequence[str]
    ) -> tuple[Message, ...]:
        """`messages` once more, with the rejected `reply` fenced and what is wrong."""
        system, user = messages
        variables = {
            "asked": user.content,
            "reply": reply,
            "problems": tuple(problems),
            "mark": fence((reply,), (user.content, *problems)),
        }
        text = self.templates.render("repair/user.md.j2", variables)
        return system, Message("user", text)

    @cached_property
    def sections(self) -> tuple[SectionSetting, ...]:
        """The sections in the order of the page: the user's choice, completed."""
        known = {section.id: section for section in self._shipped_sections()}
        if not self.own_sections:
            return tuple(known.values())
        ids = [section.id for section in self.own_sections]
        if len(set(ids)) < len(ids):
            raise SettingsError("`sections` names one section twice")
        return tuple(_completed(section, known) for section in self.own_sections)

    def has_own(self, stage: str) -> bool:
        """Whether a file of `stage` is one's own and not a shipped one."""
        folder = shipped("prompts")
        files = (self.templates.path(name) for name in self.digests(stage))
        return not all(path.is_relative_to(folder) for path in files)

    def digests(self, stage: str) -> dict[str, str]:
        """Each template file of `stage`, includes too, to the SHA-256 of its text."""
        roles = ("user",) if stage == "repair" else ("system", "user")
        found: dict[str, str] = {}
        for role in roles:
            found |= self.templates.digests(f"{stage}/{role}.md.j2")
        return dict(sorted(found.items()))

    def _messages(
        self,
        stage: str,
        constant: Mapping[str, object],
        variables: Mapping[str, object],
    ) -> tuple[Message, ...]:
        constant = {"language": self._language} | dict(constant)
        system = self.templates.render(f"{stage}/system.md.j2", constant)
        user = self.templates.render(f"{stage}/user.md.j2", constant | dict(variables))
        return Message("system", system.strip()), Message("user", user.strip())

    def _shipped_sections(self) -> tuple[SectionSetting, ...]:
        path = self.templates.path("merge/sections.toml")
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            return tuple(SectionSetting(**section) for section in table["sections"])
        except (ValueError, KeyError, TypeError) as error:
            raise TemplateError(f"{path}: {error}", file=str(path)) from None


def fence(lines: Sequence[str], beside: Sequence[str] = ()) -> str:
    """A word that marks `lines` off: the same for the same ones, in none of the text.

    `beside` is what else the request prints; it does not change the word unless it
    holds it.
    """
    text = "\n".join(lines)
    printed = "\n".join((text, *beside))
    mark = sha256(text)[:MARK_DIGITS]
    while mark in printed:
        mark = sha256(mark)[:MARK_DIGITS]
    return mark


def _fenced(ledger: LedgerText, named: Sequence[str] = ()) -> LedgerText:
    claims = [claim for group in ledger.groups for claim in group.claims]
    lines = [*(group.heading for group in ledger.groups), *(c.text for c in claims)]
    about = [part for claim in claims for part in claim.about]
    return replace(ledger, mark=fence(lines, (*about, *named)))


def _items(items: Sequence[MendItem]) -> dict[str, object]:
    """The variables of prompts about sentences and their evidence."""
    lines = [line for item in items for line in (item.text, *item.evidence)]
    problems = [problem for item in items for problem in item.problems]
    return {"items": tuple(items), "mark": fence(lines, problems)}


def _completed(
    section: SectionSetting, known: dict[str, SectionSetting]
) -> SectionSetting:
    base = known.get(section.id)
    if base is None:
        if not (section.title and section.instruction):
            raise SettingsError(
                f"section `{section.id}` is new and lacks a title or instruction",
                hint=f"the shipped sections are {', '.join(known)}",
            )
        return section if section.shape else replace(section, shape="statements")
    return replace(
        base,
        title=section.title or base.title,
        shape=section.shape or base.shape,
        instruction=section.instruction or base.instruction,
        limit=section.limit or base.limit,
    )
