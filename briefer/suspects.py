"""Passages that read like instructions to a model: told to the reader, never acted on.

A list of patterns sees the usual attacks and nothing else. It is no gate: what it
misses is as harmless as what it finds, because no instruction of an article is obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.schema import Article, Finding

_TEXT = r"(?:summary|summaries|briefing|response|reply|answer|output)"
_MODEL = (
    r"(?:ai|a\.i\.|llm|ai assistant|ai model|language model|chatbot|summari[sz]er"
    r"|assistant)s?"
)
_KINDS = (
    # away with the rules
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt"
    r"|guideline|rule|direction|command)s?\b",
    # another role
    r"\byou are (?:now|no longer)\b"
    r"|\bact as (?:an?|the) (?:ai|assistant|editor|system)\b"
    r"|\b(?:developer|debug|admin|jailbreak) mode\b"
    r"|\bnew (?:system )?instructions?\s*:",
    # marks of chat formats
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>"
    r"|</?(?:system|assistant|instructions?)>"
    r"|^(?:#+\s*)?(?:system|assistant|developer)(?: prompt| message)?\s*:",
    # closed fences
    r"</(?:article|document|claims|answer|context|text)\b"
    r"|\bend of (?:the )?(?:article|document|input|user message)\b\s*[.:\]-]",
    # a model addressed
    rf"\b(?:note|message|attention|dear|important|hello)\b.{{0,12}}\b{_MODEL}\b\s*[:,.-]"
    rf"|\bif you(?: are|'re) (?:an? )?{_MODEL}\b"
    r"|\b(?:when|if|before|after|while) (?:you )?(?:are )?summari[sz](?:e|ing)\b",
    # words dictated
    rf"\byour {_TEXT}\b|\b(?:the|this) {_TEXT} (?:must|has to|shall) "
    r"(?:say|state|include|begin|start|contain|mention|end)\b"
    r"|\b(?:reply|respond|answer) (?:only |solely )?with\b",
    rf"\b(?:include|insert|add|append|write|state|mention|put)\b.{{0,60}}\b(?:in|into|to"
    rf"|of) (?:the|your|every|any) {_TEXT}\b",
    # words suppressed
    r"\b(?:do not|don't|never) (?:mention|summari[sz]e|report|include|cite|quote)\b"
    rf".{{0,60}}\b(?:{_TEXT}|article|text|passage|reader)\b"
    rf"|\b(?:omit|leave out|skip)\b.{{0,60}}\bfrom (?:the|your) {_TEXT}\b",
    # secrets
    r"\b(?:reveal|print|repeat|show|output|list|send)\b.{0,40}\b(?:system prompt"
    r"|api key|your (?:instructions|prompt|rules|configuration))\b",
    # addresses and pictures that carry something away
    r"!\[[^\]]{0,80}\]\(\s*https?:|\b(?:fetch|call|query|load|post)\b.{0,30}https?://",
    # coded words
    r"\b(?:base64|rot13|decode)\b.{0,40}[A-Za-z0-9+/=]{24,}",
)
_CUES = (
    # words of which each of the kinds above needs one; most sentences have none
    *("instruction", "prompt", "guideline", "rule", "direction", "command"),
    *("you are n", "act as ", " mode"),
    *("<|", "inst]", "sys>>", "system", "assistant", "developer"),
    *("</", "end of "),
    *("note", "message", "attention", "dear", "important", "hello", "if you"),
    *("summary", "summari", "briefing", "respon", "reply", "answer", "output", "your "),
    *("do not ", "don't ", "never "),
    *("api key", "![", "http", "base64", "rot13", "decode"),
)
_LIKE = re.compile("|".join(f"(?:{kind})" for kind in _KINDS), re.IGNORECASE)
_SHOWN = 160
"""Characters of a passage in its message."""


def instruction_like(article: Article) -> Iterator[Finding]:
    """A note on each sentence, and on the title, that seems to speak to a model."""
    texts = [
        article.title,
        *map(article.sentence, range(1, len(article.sentences) + 1)),
    ]
    whole = _folded("\n".join(texts))
    cues = [cue for cue in _CUES if cue in whole]
    for number, text in enumerate(texts if cues else ()):
        plain = _folded(text)
        has_cue = any(cue in plain for cue in cues)
        if has_cue and (found := _LIKE.search(text)):
            place = f"sentence {number}" if number else "the title"
            words = text if len(text) <= _SHOWN else text[:_SHOWN] + " …"
            yield Finding(
                code="instruction-like",
                severity="note",
                where=article.id,
                message=f"{place} speaks to a model and was read as text: “{words}”",
                words=found[0],
                evidence=text,
            )


def _folded(text: str) -> str:
    """In lower case; an `i` for all that regular expressions take for one."""
    return text.casefold().replace("ı", "i").replace("\u0307", "")
