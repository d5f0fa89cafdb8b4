"""Findings in the forms that people, editors and build servers read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import quote

from briefer.meanings import MARKS
from briefer.recheck import Located, Report

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(report: Report) -> str:
    """`file:line: code: message`, the sentence and the evidence below."""
    blocks = []
    for item in report.located:
        finding = item.finding
        is_new = finding.words not in (*finding.message.split("`"), item.text)
        words = f" (`{finding.words}`)" if finding.words and is_new else ""
        block = f"{item.file}:{item.line}: {finding.code}: {finding.message}{words}"
        block += f"\n    sentence: {item.text}" if item.text else ""
        block += f"\n    evidence: {finding.evidence}" if finding.evidence else ""
        blocks.append(block)
    return "\n".join(blocks)


def as_json(report: Report) -> str:
    """One object with the tally and a list of findings."""
    found = [
        {"file": item.file, "line": item.line, "sentence": item.text}
        | item.finding.model_dump()
        for item in report.located
    ]
    table = {
        "statements": report.statements,
        "errors": report.errors,
        "findings": found,
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, for code-scanning pages and editors."""
    codes = sorted({item.finding.code for item in report.located})
    rules = [
        {"id": code, "shortDescription": {"text": MARKS.get(code, code)}}
        for code in codes
    ]
    driver = {"name": "briefer", "version": version("briefer"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "results": [_result(item) for item in report.located],
    }
    return json.dumps(
        {"$schema": SARIF, "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=2,
    )


def as_github(report: Report) -> str:
    """Workflow commands, which show as annotations."""
    return "\n".join(
        f"::{COMMANDS[i.finding.severity]} file={_property(i.file)},line={i.line},"
        f"title={_property(i.finding.code)}::{_data(i.finding.message)}"
        for i in report.located
    )


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
)
"""Each format of `briefer check --format`."""


def _result(item: Located) -> dict[str, object]:
    region = {"startLine": item.line}
    place = {"artifactLocation": {"uri": quote(item.file)}, "region": region}
    return {
        "ruleId": item.finding.code,
        "level": LEVELS[item.finding.severity],
        "message": {"text": f"{item.finding.message}: {item.text}"},
        "locations": [{"physicalLocation": place}],
    }


def _data(text: str) -> str:
    """`text` in the data part of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
