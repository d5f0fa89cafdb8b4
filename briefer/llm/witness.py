"""A client that notes which store entries a build rests on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from briefer.errors import MissingRecording
from briefer.llm.base import KEPT, Client, Reply, Request


class Witness:
    """Passes every request on to `inner`, and remembers what became of it."""

    def __init__(self, inner: Client) -> None:
        self.inner = inner
        self._found: dict[str, bool] = {}
        self._is_whole = True

    async def complete(self, request: Request) -> Reply:
        self._found[request.entry] = False
        try:
            reply = await self.inner.complete(request)
        except MissingRecording:
            raise
        except asyncio.CancelledError:
            # nothing rests on it: whoever asked went on without an answer
            del self._found[request.entry]
            raise
        except BaseException:
            self._is_whole = False
            raise
        self._found[request.entry] = True
        if reply.finish not in KEPT:
            self._is_whole = False
        return reply

    def reject(self, request: Request) -> None:
        self._is_whole = False
        self.inner.reject(request)

    @property
    def replies(self) -> Mapping[str, bool] | None:
        """Names of the entries asked for, and whether the store has them.

        None where an answer was lost or of no use, so that the same build may give
        something else next time.
        """
        return dict(self._found) if self._is_whole else None
