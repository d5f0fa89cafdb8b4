"""A scripted model that keeps what it is given: one claim a sentence, nothing added."""

from __future__ import annotations

import json
import re
from typing import Any

from briefer.llm.base import Message, ReplySchema, Request

NUMBERED = re.compile(r"^(\d+) (?:\[(.*?)\] )?(.+)$", re.MULTILINE)


def answer(request: Request) -> str:
    """The answer to any request of a build."""
    text = request.messages[1].content
    made = {
        "summarize": _summary,
        "mend": _unmended,
        "condense": _condensed,
        "merge": _briefing,
    }
    return json.dumps(made[request.stage](text), ensure_ascii=False)


def numbered(text: str) -> list[tuple[int, str, str]]:
    """The numbered lines of a user message: number, what stands in brackets, text."""
    return [(int(m[1]), m[2] or "", m[3]) for m in NUMBERED.finditer(text)]


def _summary(text: str) -> dict[str, Any]:
    claims = [_claim(number, line) for number, _, line in numbered(text)]
    first = {"text": claims[0]["text"], "claims": [1]}
    return {
        "published": {"date": "", "why": ""},
        "genre": "news",
        "actors": [],
        "claims": claims,
        "summary": [first],
    }


def _claim(number: int, line: str) -> dict[str, Any]:
    date = re.search(r"\b\d{4}-\d\d-\d\d\b", line)
    return {
        "n": number,
        "text": line,
        "kind": "event",
        "date": date[0] if date else "",
        "date_words": date[0] if date else "",
        "who": "",
        "via": "",
        "certainty": "confirmed",
        "sentences": [number],
    }


def _unmended(text: str) -> dict[str, Any]:
    return {"sentences": []}


def _condensed(text: str) -> dict[str, Any]:
    keep = [{"claim": number, "same": []} for number, _, _ in numbered(text)]
    return {"stories": [{"title": "All there is", "keep": keep}]}


def _briefing(text: str) -> dict[str, Any]:
    lines = [{"text": line, "claims": [n]} for n, _, line in numbered(text)]
    dated = [
        line
        for line, (_, about, _) in zip(lines, numbered(text), strict=True)
        if not about.startswith("no date")
    ]
    return {
        "situation": [{"title": "What is reported", "statements": lines}],
        "timeline": dated,
        "positions": [],
        "figures": [],
        "disagreements": [],
        "outlook": [],
        "gaps": [],
        "key_developments": lines[:5],
        "bottom_line": lines[:1],
    }


def answer_body(body: dict[str, Any]) -> str:
    """The answer to a request as an endpoint receives it."""
    messages = tuple(Message(m["role"], m["content"]) for m in body["messages"])
    user = messages[1].content
    stage = "summarize" if user.startswith("<article") else "merge"
    schema = ReplySchema.of("any", {})
    return answer(Request("m", messages, schema, max_tokens=1, stage=stage))
