"""A key that an endpoint repeats in every way: it shows nowhere."""

from __future__ import annotations

import base64
import json
import logging
import traceback
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from briefer.cli import group
from briefer.llm.secrets import Secrets, forms
from tests.endpoint import STATUSES, Answer, completion, endpoint, refused
from tests.faithful import answer_body
from tests.processes import tree

KEY = "sk-canary/7Qz+Xw9&Lr2=Tm5"
WORD = KEY.encode()
WRITTEN = {
    "raw": KEY,
    "header": f"Bearer {KEY}",
    "base64": base64.b64encode(f"Bearer {KEY}".encode()).decode(),
    "base64 later": base64.b64encode(f"key: {KEY}!".encode()).decode(),
    "url": quote(KEY, safe=""),
    "hex": WORD.hex(),
    "HEX": WORD.hex().upper(),
    "reversed": KEY[::-1],
    "json": "".join(f"\\u{ord(c):04x}" for c in KEY),
    "percent": "".join(f"%{byte:02X}" for byte in WORD),
}
"""How a key may be repeated."""
TRACES = (
    *(KEY, KEY[::-1], quote(KEY, safe=""), WORD.hex(), WORD.hex().upper()),
    *(base64.b64encode(WORD).decode()[:-4], "canary", "yranac"),
    base64.b64encode(b"Bearer " + WORD).decode()[12:-4],
    base64.b64encode(b"key: " + WORD + b"!").decode()[8:-4],
)
"""What may be found nowhere; parts of words count too."""


def repeated() -> str:
    return " ".join(WRITTEN.values())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for number in range(14):
        text = f"Station {number} counted {number + 3} ships on 2025-03-01."
        (tmp_path / "articles" / f"{number:02}.txt").write_text(text)
    return tmp_path


def failing(body: dict[str, Any]) -> Answer:
    """A different error for each article, once each in four; all repeat the key."""
    drawn = zlib.crc32(json.dumps(body["messages"]).encode())
    statuses = [status for status in STATUSES if status != "400"]
    status = int(statuses[drawn % len(statuses)])
    if drawn % 4 == 0 and "Station" in body["messages"][1]["content"]:
        return refused(status, repeated(), retry_after="0.01")
    return repeating(body)


def repeating(body: dict[str, Any]) -> Answer:
    """What was asked for, with the key in the text of each claim and in the model."""
    table = json.loads(answer_body(body))
    for claim in table.get("claims", ()):
        claim["text"] = f"{claim['text']} {repeated()}"
    return completion(json.dumps(table), model=f"m-{repeated()}")


def built(answer: Any, *flags: str, user: str = "") -> Result:
    with endpoint(answer) as server:
        address = server.base_url.replace("://", f"://{user}")
        env = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": KEY}
        return CliRunner(env=env).invoke(group, ["build", "articles", "-v", *flags])


def everything(project: Path, result: Result) -> Iterator[tuple[str, str]]:
    """All that a build told or left, by where."""
    yield "terminal", result.output
    if result.exc_info:
        yield "traceback", "".join(traceback.format_exception(*result.exc_info))
    for name, data in tree(project).items():
        yield name, data.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (repeating, 0),
        (failing, 3),
        (lambda body: refused(401, repeated()), 1),
        (lambda body: refused(404, repeated()), 1),
        (lambda body: refused(400, repeated()), 4),
        (lambda body: refused(429, repeated(), "insufficient_quota"), 1),
    ],
)
def test_a_key_shows_nowhere_whatever_the_endpoint_repeats(
    project, caplog, answer, code
):
    caplog.set_level(logging.DEBUG)
    result = built(answer)
    assert result.exit_code == code, result.output
    logged = "\n".join(str(record.__dict__) for record in caplog.records)
    found = (*everything(project, result), ("log", logged))
    if code in (0, 3):
        assert "[key]" in dict(found)["out/briefing.json"]
    for where, text in found:
        for trace in TRACES:
            assert trace not in text, f"{trace} in {where}"


def test_user_and_password_of_an_address_show_nowhere(project):
    result = built(
        lambda body: refused(400, "no, swordfish-42"), user="reader:swordfish-42@"
    )
    assert result.exit_code == 4
    for where, text in everything(project, result):
        assert "swordfish" not in text, where


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_each_way_of_writing_a_key_is_known(written):
    assert not set(TRACES) & {KEY, *forms("short")} - {KEY}
    told = Secrets(KEY).without(f"it said {written} there")
    assert "[key]" in told
    assert not any(trace in told for trace in TRACES)


def test_what_is_too_short_for_a_secret_is_left_alone():
    assert Secrets("k", "").without("a key like any") == "a key like any"
