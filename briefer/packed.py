"""Texts by name that wait until they are written, on disk where they are much."""

from __future__ import annotations

import hashlib
import tempfile
import weakref
import zlib
from collections.abc import Iterator, Mapping, MutableMapping
from threading import Lock
from typing import NamedTuple

from briefer.errors import OutputError

IN_MEMORY = 16_000_000
"""Bytes that are kept without a file: the pages of some 1,000 articles."""
_LEVEL = 1
"""Of zlib: pages shrink to a quarter in 0.2 ms; higher levels take far longer."""


class Pack(NamedTuple):
    """A text made small."""

    data: bytes
    digest: str
    """SHA-256 of the text in UTF-8."""


def pack(text: str) -> Pack:
    """`text` in little memory."""
    whole = text.encode()
    return Pack(zlib.compress(whole, _LEVEL), hashlib.sha256(whole).hexdigest())


class _Place(NamedTuple):
    start: int
    size: int
    digest: str


class Packed(MutableMapping[str, str]):
    """Names to texts; raises `OutputError` where there is no room to keep them."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        self._end = 0
        self._lock = Lock()
        weakref.finalize(self, self._file.close)

    def __getitem__(self, name: str) -> str:
        place = self._places[name]
        with self._lock:
            self._file.seek(place.start)
            data = self._file.read(place.size)
        return zlib.decompress(data).decode()

    def __setitem__(self, name: str, text: str) -> None:
        self.take({name: pack(text)})

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def take(self, packs: Mapping[str, Pack]) -> None:
        """Add texts that are packed already."""
        for name, (data, digest) in packs.items():
            self._append(data)
            self._places[name] = _Place(self._end - len(data), len(data), digest)

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of each text in UTF-8, in hexadecimal."""
        return {name: place.digest for name, place in self._places.items()}

    def _append(self, data: bytes) -> None:
        try:
            with self._lock:
                self._file.seek(self._end)
                self._file.write(data)
        except OSError as error:
            where = tempfile.gettempdir()
            raise OutputError(
                f"cannot keep finished pages in `{where}`: {error.strerror or error}",
                hint="name a folder with more room in `TMPDIR`",
            ) from error
        self._end += len(data)
