"""The live client against a real HTTP endpoint on loopback."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from time import monotonic

import pytest

from briefer.errors import (
    BrieferError,
    CredentialsError,
    QuotaSpent,
    RejectedRequest,
    RunError,
    TransientFault,
)
from briefer.llm.base import Message, Reply, ReplySchema, Request
from briefer.llm.bounded import MOST_BYTES, MOST_PACKED
from briefer.llm.live import Live, retry_after, without_secrets
from tests.endpoint import (
    Answerer,
    Broken,
    Endpoint,
    completion,
    endpoint,
    refused,
)

REQUEST = Request(
    model="m",
    messages=(Message("system", "Be exact."), Message("user", "1 It rained.")),
    schema=ReplySchema.of("answer", {"type": "object", "properties": {}}),
    max_tokens=100,
)


def ask(here: Endpoint, request: Request = REQUEST, *, deadline_s: float = 20) -> Reply:
    async def asked() -> Reply:
        live = Live(api_key="k", base_url=here.base_url, deadline_s=deadline_s)
        try:
            return await live.complete(request)
        finally:
            await live.close()

    return asyncio.run(asked())


def fault(answer: Answerer) -> BrieferError:
    with endpoint(answer) as here, pytest.raises(BrieferError) as caught:
        ask(here)
    return caught.value


def test_a_reply_carries_text_model_usage_and_endpoint():
    with endpoint(lambda body: completion("{}")) as here:
        reply = ask(here)
    assert (reply.text, reply.model, reply.finish) == (
        "{}",
        "model-that-answered",
        "stop",
    )
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (11, 7)
    assert reply.endpoint == here.base_url
    assert reply.created.endswith("Z")


def test_the_request_asks_for_its_schema_and_nothing_private():
    with endpoint(lambda body: completion("{}")) as here:
        ask(here, replace(REQUEST, temperature=0.0, stage="s", label="secret.txt"))
    [body] = here.bodies
    assert body == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Be exact."},
            {"role": "user", "content": "1 It rained."},
        ],
        "max_tokens": 100,
        "temperature": 0.0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "answer",
                "strict": True,
                "schema": {"type": "object", "properties": {}},
            },
        },
    }


def test_a_server_that_knows_only_json_mode_is_asked_in_json_mode():
    def answer(body):
        if body.get("response_format", {}).get("type") == "json_schema":
            return refused(400, "response_format json_schema is not supported")
        return completion("{}")

    with endpoint(answer) as here:
        assert ask(here).text == "{}"
    assert [b["response_format"]["type"] for b in here.bodies] == [
        "json_schema",
        "json_object",
    ]
    assert REQUEST.schema.text in here.bodies[1]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("answer", "finish"),
    [
        (completion("{", choice={"finish_reason": "length"}), "length"),
        (completion("", choice={"finish_reason": "content_filter"}), "filter"),
        (completion(None, message={"refusal": "I would rather not"}), "refusal"),
        (completion(None), "stop"),
    ],
)
def test_how_a_reply_ended_is_kept(answer, finish):
    with endpoint(lambda body: answer) as here:
        assert ask(here).finish == finish


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (refused(401, "bad key sk-verysecret99"), CredentialsError, "refuses the key"),
        (refused(404, "no such model"), RunError, "does not know `m`"),
        (refused(429, "quota", "insufficient_quota"), QuotaSpent, "no quota left"),
        (refused(400, "too long"), RejectedRequest, "status 400: too long"),
        (refused(429, "slow down"), TransientFault, "status 429: slow down"),
        (refused(503, "busy"), TransientFault, "status 503: busy"),
        (completion("", choices=[]), TransientFault, "not a chat completion"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), TransientFault, "not a chat"),
        ((200, {}, b"[" * 100_000), TransientFault, "nests too deeply"),
        ((200, {}, b"{}"), TransientFault, "not a chat completion"),
    ],
)
def test_each_fault_of_the_endpoint_has_its_error(answer, error, message):
    caught = fault(lambda body: answer)
    assert type(caught) is error
    assert message in caught.message
    assert "verysecret" not in caught.message


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("2", 2.0), ("0.5", 0.5), ("-1", None), ("soon", None), ("nan", None)],
)
def test_the_endpoint_may_say_when_to_come_back(value, seconds):
    caught = fault(lambda body: refused(429, "wait", retry_after=value))
    assert isinstance(caught, TransientFault)
    assert caught.retry_after_s == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "Wed, 21 Oct 2015 07:28:20 GMT"}, 20),
        ({"retry-after": "Wed, 21 Oct 2015 07:27:00 GMT"}, 0),
        ({"retry-after": "1", "retry-after-ms": "250"}, 0.25),
        ({"retry-after": "inf"}, None),
        ({}, None),
    ],
)
def test_when_to_come_back_may_be_told_in_many_ways(headers, seconds):
    now = datetime(2015, 10, 21, 7, 28, tzinfo=UTC)
    assert retry_after(headers, now) == seconds


def test_what_is_left_of_a_rate_limit_is_heard_with_replies_and_refusals():
    told = {"x-ratelimit-limit-requests": "60", "x-request-id": "r1"}
    status, headers, data = completion("{}")
    with endpoint(lambda body: (status, headers | told, data)) as here:
        assert ask(here).headers == {"x-ratelimit-limit-requests": "60"}
    caught = fault(lambda body: refused(429, "wait", x_ratelimit_limit_requests="60"))
    assert isinstance(caught, TransientFault)
    assert caught.headers == {"x-ratelimit-limit-requests": "60"}
    assert (caught.status, caught.took_s > 0) == (429, True)


def test_an_address_where_nothing_listens_is_a_fault_that_names_it():
    with endpoint(lambda body: completion("{}")) as here:
        pass
    with pytest.raises(TransientFault, match=r"cannot reach `http://127\.0\.0\.1"):
        ask(here)


def test_a_call_ends_at_its_deadline():
    release = threading.Event()

    def answer(body):
        release.wait(10)
        return completion("{}")

    with endpoint(answer) as here:
        with pytest.raises(TransientFault, match=r"no answer within 0\.2 s"):
            ask(here, deadline_s=0.2)
        release.set()


def test_a_call_ends_at_its_deadline_however_slowly_its_answer_drips():
    begun = monotonic()
    with endpoint(lambda body: Broken("slow_body", completion("{}")), slow_s=4) as here:
        with pytest.raises(TransientFault, match=r"no answer within 0\.3 s"):
            ask(here, deadline_s=0.3)
        assert monotonic() - begun < 3


PACKED = gzip.compress(Random(1).randbytes(MOST_PACKED))


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize(
    ("headers", "data"),
    [({}, b" " * (MOST_BYTES + 1)), ({"Content-Encoding": "gzip"}, PACKED)],
)
def test_an_answer_that_goes_on_and_on_is_read_no_further(status, headers, data):
    told = fault(lambda body: (status, headers, data))
    assert isinstance(told, TransientFault)
    assert re.match(r"the endpoint's answer has more than [\d,]+ bytes", told.message)


def test_calls_one_after_the_other_share_their_connections():
    async def asked(base_url: str) -> None:
        live = Live(api_key="k", base_url=base_url, deadline_s=20)
        for _ in range(5):
            await asyncio.gather(*(live.complete(REQUEST) for _ in range(4)))
        await live.close()

    with endpoint(lambda body: completion("{}")) as here:
        asyncio.run(asked(here.base_url))
        assert len(here.answered) == 20
        assert here.connections == 4


def test_addresses_are_kept_without_secrets():
    address = "https://user:pass@example.org:8443/v1?key=abc#x"
    assert without_secrets(address) == "https://example.org:8443/v1"


def test_the_body_is_json_whatever_the_article_holds():
    odd = replace(REQUEST, messages=(Message("system", "s"), Message("user", '"}]\\')))
    with endpoint(lambda body: completion("{}")) as here:
        ask(here, odd)
    assert json.loads(json.dumps(here.bodies[0]))["messages"][1]["content"] == '"}]\\'
