"""Token counts, exact where tiktoken knows the model, and always without a network.

tiktoken downloads its ranks on first use; the package carries them instead, so that
every machine counts alike. Pattern and special tokens stay tiktoken's own.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from pathlib import PurePosixPath
from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiktoken import Encoding

FALLBACK = "o200k_base"
"""The encoding to estimate with where tiktoken does not know the model."""

_SHIPPED = frozenset({"o200k_base", "cl100k_base", "o200k_harmony"})

Load = Callable[..., dict[bytes, int]]
"""Takes the address of a `.tiktoken` file, gives each token's rank."""


@dataclass(frozen=True)
class Counter:
    """Counts tokens as one model does. Costs nothing until the first count."""

    model: str
    encoding: str
    is_exact: bool
    """Whether tiktoken maps the model to this encoding."""

    def count(self, text: str) -> int:
        """Tokens of the text; `<|endoftext|>` and its like count as ordinary text."""
        return len(_encoding(self.encoding).encode_ordinary(text))

    @property
    def note(self) -> str:
        """How the counts came about, for a reader."""
        if self.is_exact:
            return "exact"
        return f"estimated with {self.encoding}: tiktoken does not know `{self.model}`"


def counter_for(model: str) -> Counter:
    """The counter of a model, with or without its provider (`openai/gpt-4o`).

    A model unknown to tiktoken, or one of an encoding older than 2022 whose ranks are
    not shipped, is estimated with `o200k_base`.
    """
    encoding = next(filter(_SHIPPED.__contains__, _encodings_of(model)), "")
    return Counter(model, encoding or FALLBACK, is_exact=bool(encoding))


def _encodings_of(model: str) -> Iterator[str]:
    """What tiktoken maps the name to, and the name without each leading provider."""
    from tiktoken.model import encoding_name_for_model

    parts = model.split("/")
    for first in range(len(parts)):
        try:
            yield encoding_name_for_model("/".join(parts[first:]))
        except KeyError:
            continue


@cache
def _encoding(name: str) -> Encoding:
    """Built once a process: 0.2 to 0.4 s."""
    from tiktoken import Encoding

    return Encoding(**arguments(name, shipped_ranks))


def arguments(name: str, load: Load) -> dict[str, Any]:
    """What tiktoken itself would build the encoding `name` from, ranks by `load`.

    tiktoken's constructors run over a copy of their module's names in which only the
    loader differs, so nothing of tiktoken is patched.
    """
    from tiktoken_ext import openai_public  # type: ignore[import-untyped]

    names = {**vars(openai_public), "load_tiktoken_bpe": load}
    for function in openai_public.ENCODING_CONSTRUCTORS.values():
        names[function.__name__] = FunctionType(function.__code__, names)
    built: dict[str, Any] = names[name]()
    return built


def shipped_ranks(url: str, expected_hash: str | None = None) -> dict[bytes, int]:
    """The ranks that the package carries for the `.tiktoken` file at an address."""
    name = f"{PurePosixPath(url).stem}.bin"
    return unpack((resources.files("briefer") / "data" / name).read_bytes())


def unpack(data: bytes) -> dict[bytes, int]:
    """Each token and its rank, in order of rank.

    `data` is zlib over the number of tokens (four bytes, little endian), the length of
    each token (one byte), and the tokens, all in order of rank.
    """
    raw = zlib.decompress(data)
    start = 4 + int.from_bytes(raw[:4], "little")
    ends = accumulate(raw[4:start], initial=start)
    return {raw[a:b]: rank for rank, (a, b) in enumerate(pairwise(ends))}
