"""What the `merge` prompt asks for: a reply with the sections of the project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field, create_model

from briefer.exchange import Numbers, ReplyModel
from briefer.schema import Confidence, Conflict, Likelihood
from briefer.settings import SectionSetting


class StatementReply(ReplyModel):
    text: str
    claims: Numbers


class StoryReply(ReplyModel):
    title: str
    statements: tuple[StatementReply, ...]


class PositionReply(ReplyModel):
    actor: str
    role: str = ""
    statements: tuple[StatementReply, ...]


class FigureReply(ReplyModel):
    quantity: str
    value: str
    claims: Numbers


class SideReply(ReplyModel):
    who: str
    text: str
    claims: Numbers


class DisagreementReply(ReplyModel):
    question: str
    conflict: Conflict
    sides: tuple[SideReply, ...]


class JudgmentReply(ReplyModel):
    text: str
    claims: Numbers
    whose: str = ""
    likelihood: Likelihood = ""
    confidence: Confidence = ""


class GapReply(ReplyModel):
    question: str
    claims: Numbers


REPLIES: dict[str, type[ReplyModel]] = {
    "statements": StatementReply,
    "stories": StoryReply,
    "timeline": StatementReply,
    "positions": PositionReply,
    "figures": FigureReply,
    "disagreements": DisagreementReply,
    "outlook": JudgmentReply,
    "gaps": GapReply,
}


def reply_model(sections: Sequence[SectionSetting]) -> type[ReplyModel]:
    """What a reply with these sections is read into.

    The short parts, which are made from the others, are written last.
    """
    long = [s for s in sections if s.shape != "statements"]
    short = [s for s in reversed(sections) if s.shape == "statements"]
    fields: dict[str, Any] = {
        s.id: (tuple.__class_getitem__((REPLIES[s.shape], ...)), Field())
        for s in (*long, *short)
    }
    return create_model("Briefing", __base__=ReplyModel, **fields)
