"""Keeps a key out of all that an endpoint says, in whatever writing it repeats it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

SHORTEST = 8
"""Characters. What is shorter is no secret, and may be part of any word."""
SHOWN = "[key]"


class Secrets:
    """Takes `secrets` out of texts."""

    def __init__(self, *secrets: str) -> None:
        found = {form for secret in secrets for form in forms(secret)}
        self._forms = tuple(sorted(found, key=len, reverse=True))

    def without(self, text: str) -> str:
        """`text` with something harmless where a secret stood."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, SHOWN)
        return text


def in_address(address: str) -> tuple[str, ...]:
    """User, password and query of an address: each may be a secret."""
    parts = urlsplit(address)
    return parts.username or "", parts.password or "", parts.query


def forms(secret: str) -> Iterator[str]:
    """The ways in which a secret may be written; none of one too short."""
    if len(secret) < SHORTEST:
        return
    raw = secret.encode("utf-8", "surrogatepass")
    yield secret
    yield secret[::-1]
    yield quote(secret, safe="")
    yield raw.hex()
    yield raw.hex().upper()
    yield "".join(f"\\u{ord(c):04x}" for c in secret)
    yield "".join(f"%{byte:02X}" for byte in raw)
    for before in range(3):
        yield from _within(raw, before)


def _within(raw: bytes, before: int) -> Iterator[str]:
    """What stays the same in base64 of any text with `raw` after `before` bytes."""
    first = (before * 8 + 5) // 6
    last = (before + len(raw)) * 8 // 6
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(bytes(before) + raw).decode()[first:last]
