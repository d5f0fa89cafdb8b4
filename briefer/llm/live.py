"""Replies from any OpenAI-compatible endpoint, through the openai SDK.

The only importer of the SDK, and that only when the first call is made. The SDK's own
retries are off: `Patient` is the one retry layer.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefer.errors import (
    ArticleError,
    BrieferError,
    CredentialsError,
    QuotaSpent,
    RejectedRequest,
    RunError,
    TransientFault,
)
from briefer.llm.base import Finish, Reply, Request
from briefer.llm.secrets import Secrets, in_address
from briefer.schema import Usage

if TYPE_CHECKING:
    import ssl

    import httpx2
    import openai

OPENAI = "https://api.openai.com/v1"
RUNGS = ("json_schema", "json_object", "text")
FINISHES: dict[str, Finish] = {"length": "length", "content_filter": "filter"}


class Live:
    """Asks an endpoint, by JSON schema where it knows that, else by JSON mode.

    `deadline_s` bounds a whole call in seconds, however slowly its answer drips.
    """

    def __init__(self, *, api_key: str, base_url: str = "", deadline_s: float = 600):
        self.base_url = base_url or OPENAI
        self.deadline_s = deadline_s
        self._api_key = api_key
        self._secrets = Secrets(api_key, *in_address(base_url))
        self._clients: list[openai.AsyncOpenAI] = []
        self._idle: list[openai.AsyncOpenAI] = []
        self._trusted: ssl.SSLContext | None = None
        self._rung = 0

    async def complete(self, request: Request) -> Reply:
        """The endpoint's reply to `request`.

        Raises `TransientFault`, `RejectedRequest`, `CredentialsError` or `RunError`.
        """
        while True:
            rung = self._rung
            try:
                return await self._ask(request, RUNGS[rung])
            except RejectedRequest as error:
                if not _is_about_format(error) or rung == len(RUNGS) - 1:
                    raise
                self._rung = max(self._rung, rung + 1)

    def reject(self, request: Request) -> None:
        """Nothing to take back from an endpoint."""

    async def close(self) -> None:
        """Close the connections."""
        for client in self._clients:
            await client.close()

    async def _ask(self, request: Request, rung: str) -> Reply:
        body = _body(request, rung, is_openai=self.base_url.startswith(OPENAI))
        within_s = self.deadline_s if request.within_s is None else request.within_s
        begun = monotonic()
        try:
            async with asyncio.timeout(within_s):
                response = await self._posted(body)
            return self._reply(response.content, request, _limits(response.headers))
        except TimeoutError:
            text = f"no answer within {self.deadline_s:g} s"
            fault: BrieferError = TransientFault(text, hint="raise `deadline_s`")
        except BrieferError as error:
            fault = error
        except Exception as error:
            fault = _translated(error, self.base_url, request.model)
            fault.message = self._secrets.without(fault.message)
            fault.args = (fault.message,)
        if isinstance(fault, TransientFault):
            fault.took_s = monotonic() - begun
        raise fault from None

    async def _posted(self, body: dict[str, Any]) -> httpx2.Response:
        """The answer to `body`, by a client that nothing else uses meanwhile.

        Each has one connection then: the SDK's pools look through all they have
        whenever a request begins or ends.
        """
        import httpx2

        client = self._idle.pop() if self._idle else self._opened()
        try:
            return await client.post(
                "/chat/completions", cast_to=httpx2.Response, body=body
            )
        finally:
            self._idle.append(client)

    def _opened(self) -> openai.AsyncOpenAI:
        import httpx2
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        from briefer.llm.bounded import bound

        if self._trusted is None:
            self._trusted = httpx2.create_ssl_context()
        client = AsyncOpenAI(
            api_key=self._api_key or "none",
            base_url=self.base_url,
            max_retries=0,
            timeout=self.deadline_s,
            http_client=DefaultAsyncHttpxClient(
                verify=self._trusted, event_hooks={"response": [bound]}
            ),
        )
        self._clients.append(client)
        return client

    def _reply(
        self, content: bytes, request: Request, headers: dict[str, str]
    ) -> Reply:
        try:
            answer = json.loads(content)
            choice = answer["choices"][0]
            message = choice["message"]
            text = message.get("content") or ""
            refusal = message.get("refusal")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            about = "the endpoint's answer is not a chat completion"
            raise TransientFault(about) from None
        except RecursionError:
            raise TransientFault("the endpoint's answer nests too deeply") from None
        return Reply(
            text=self._secrets.without(text) if isinstance(text, str) else "",
            model=self._secrets.without(str(answer.get("model") or request.model)),
            finish="refusal"
            if refusal
            else FINISHES.get(choice["finish_reason"], "stop"),
            usage=_usage(answer.get("usage")),
            created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            endpoint=without_secrets(self.base_url),
            headers=headers,
        )


def without_secrets(address: str) -> str:
    """`address` without user, password, query and fragment."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def _body(request: Request, rung: str, *, is_openai: bool) -> dict[str, Any]:
    messages = [{"role": m.role, "content": m.content} for m in request.messages]
    body: dict[str, Any] = {"model": request.model, "messages": messages}
    body["max_completion_tokens" if is_openai else "max_tokens"] = request.max_tokens
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if rung == "json_schema":
        schema = request.schema
        asked = {"name": schema.name, "strict": True, "schema": schema.parsed}
        body["response_format"] = {"type": "json_schema", "json_schema": asked}
        return body
    messages[0]["content"] += (
        "\n\nAnswer with one JSON object that fits this schema, and nothing else:\n"
        + request.schema.text
    )
    if rung == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def _usage(usage: Any) -> Usage:
    def number(of: Any, name: str) -> int:
        value = of.get(name) if isinstance(of, dict) else None
        return value if isinstance(value, int) else 0

    details = usage.get("prompt_tokens_details") if isinstance(usage, dict) else None
    return Usage(
        calls=1,
        input_tokens=number(usage, "prompt_tokens"),
        output_tokens=number(usage, "completion_tokens"),
        cached_tokens=number(details, "cached_tokens"),
    )


def _is_about_format(error: ArticleError) -> bool:
    words = ("response_format", "json_schema", "json_object", "schema")
    return any(word in error.message for word in words)


def _translated(error: Exception, base_url: str, model: str) -> BrieferError:
    """`error` of the SDK as one of ours, most specific first; never with its key."""
    import openai

    at = f"`{without_secrets(base_url)}`"
    if isinstance(error.__cause__, BrieferError):
        return error.__cause__
    if isinstance(error, openai.APITimeoutError):
        return TransientFault(f"{at} did not answer in time")
    if isinstance(error, openai.APIConnectionError):
        return TransientFault(f"cannot reach {at}", hint="check `OPENAI_BASE_URL`")
    if isinstance(error, openai.APIStatusError):
        return _from_status(error, at, model)
    if isinstance(error, openai.OpenAIError):
        return RunError(f"the client for {at} failed: {type(error).__name__}")
    return TransientFault(f"{at} broke off: {type(error).__name__}")


def _from_status(error: openai.APIStatusError, at: str, model: str) -> BrieferError:
    status, says = error.status_code, _says(error)
    if status in (401, 403):
        hint = "check `OPENAI_API_KEY`"
        return CredentialsError(f"{at} refuses the key (status {status})", hint=hint)
    if status == 404:
        hint = "check `--model` and `OPENAI_BASE_URL`"
        return RunError(
            f"{at} does not know `{model}` or the address: {says}", hint=hint
        )
    if getattr(error, "code", None) == "insufficient_quota":
        return QuotaSpent(f"the account at {at} has no quota left")
    text = f"{at} answered with status {status}: {says}"
    if status in (408, 409, 429) or status >= 500:
        headers = error.response.headers
        return TransientFault(
            text,
            status=status,
            retry_after_s=retry_after(headers),
            headers=_limits(headers),
        )
    return RejectedRequest(text)


def _says(error: openai.APIStatusError) -> str:
    """The endpoint's own words on one line, with anything like a key taken out."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    line = " ".join(str(said or "no reason given").split())[:300]
    return re.sub(r"\b(sk|key|Bearer)[-_ ][\w*.-]{6,}", "[key]", line)


def retry_after(
    headers: Mapping[str, str], now: datetime | None = None
) -> float | None:
    """The seconds that `Retry-After` asks to wait, told in any form; None in none.

    Knows seconds and fractions of them, dates (RFC 9110, 10.2.3) and the milliseconds
    of `retry-after-ms`. What is negative or no number counts as not said.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if 0 <= seconds < inf:
            return seconds
    try:
        when = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())


def _limits(headers: Mapping[str, str]) -> dict[str, str]:
    """Those of `headers` that tell of rate limits, and nothing else."""
    return {
        name.lower(): value
        for name, value in headers.items()
        if name.lower().startswith("x-ratelimit-")
    }
