"""Answers of an endpoint, read no further than an answer can sensibly go.

Imports the SDK's HTTP library, so that it is itself imported with the first call only.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

from briefer.errors import TransientFault

MOST_BYTES = 16_000_000
"""Of one answer; the longest reply that is asked for has some hundred thousand."""
MOST_PACKED = MOST_BYTES // 64
"""Of a compressed one, which may unfold to a thousand times its size."""


async def bound(response: httpx2.Response) -> None:
    """Let the body of `response`, not read yet, fail beyond the limit."""
    most = MOST_PACKED if "content-encoding" in response.headers else MOST_BYTES
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = Bounded(response.stream, most)


class Bounded(httpx2.AsyncByteStream):
    """The bytes of another stream, `most` of them.

    Raises `TransientFault` where there are more.
    """

    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for piece in self._stream:
            length += len(piece)
            if length > self._most:
                raise TransientFault(
                    f"the endpoint's answer has more than {self._most:,} bytes",
                    hint="check what answers at `OPENAI_BASE_URL`",
                )
            yield piece

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()
