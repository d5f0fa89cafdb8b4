"""A client that answers from a list or a function: for tests and for trying out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefer.errors import ProviderFault
from briefer.llm.base import Reply, Request

Answer = str | Reply | BaseException
Script = Callable[[Request], Answer] | Iterable[Answer]


class Scripted:
    """Answers each request from `script` and remembers the requests.

    `script` is a function of the request, or answers to be given in turn; an answer is
    the reply's text, a whole `Reply`, or an exception to raise. A list that runs out
    raises `ProviderFault` naming the request that went unanswered.
    """

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self.rejected: list[Request] = []
        self._function = script if callable(script) else _in_turn(iter(script))

    async def complete(self, request: Request) -> Reply:
        self.requests.append(request)
        answer = self._function(request)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, Reply):
            return answer
        return Reply(text=answer, model=request.model, created="2025-01-01T00:00:00Z")

    def reject(self, request: Request) -> None:
        self.rejected.append(request)


def _in_turn(answers: Iterator[Answer]) -> Callable[[Request], Answer]:
    def answer(request: Request) -> Answer:
        try:
            return next(answers)
        except StopIteration:
            raise ProviderFault(
                f"the script has no answer left for `{request.label or request.stage}`"
            ) from None

    return answer
