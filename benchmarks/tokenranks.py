"""Writes the token ranks the package carries, from the npm package js-tiktoken (MIT).

    npm install --ignore-scripts js-tiktoken
    python benchmarks/tokenranks.py node_modules/js-tiktoken briefer/data

Each file is checked before it is written: the `.tiktoken` text rebuilt from it must
have the SHA-256 that tiktoken asks of its own download.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import zlib
from pathlib import Path

from briefer.tokens import arguments, unpack

NAMES = ("o200k_base", "cl100k_base")


def read(package: Path, name: str) -> list[bytes]:
    """The tokens in order of rank.

    The script holds one JSON object; each line of its ranks is a mark, the first rank
    of the line, and the tokens in base64.
    """
    script = (package / "dist" / "ranks" / f"{name}.js").read_text(encoding="utf-8")
    ranks = json.loads(script[script.index("{") : script.rindex("}") + 1])["bpe_ranks"]
    tokens: dict[int, bytes] = {}
    for line in filter(None, ranks.split("\n")):
        _, first, *coded = line.split(" ")
        tokens.update(enumerate(map(base64.b64decode, coded), int(first)))
    return [tokens[rank] for rank in range(len(tokens))]


def pack(tokens: list[bytes]) -> bytes:
    """What `briefer.tokens.unpack` reads; no token is longer than 255 bytes."""
    lengths = bytes(map(len, tokens))
    return zlib.compress(
        len(tokens).to_bytes(4, "little") + lengths + b"".join(tokens), 9
    )


def digest(ranks: dict[bytes, int]) -> str:
    """SHA-256 of the `.tiktoken` text of these ranks."""
    lines = (b"%s %d\n" % (base64.b64encode(token), n) for token, n in ranks.items())
    return hashlib.sha256(b"".join(lines)).hexdigest()


def expected(name: str) -> str:
    """The SHA-256 that tiktoken hands to its loader."""
    seen: list[str] = []

    def load(url: str, expected_hash: str) -> dict[bytes, int]:
        seen.append(expected_hash)
        return {}

    arguments(name, load)
    return seen[0]


def main(package: Path, folder: Path) -> None:
    """Write one file an encoding, or stop at the first that is not tiktoken's."""
    for name in NAMES:
        data = pack(read(package, name))
        if digest(unpack(data)) != expected(name):
            sys.exit(f"error: `{name}` of {package} is not what tiktoken uses")
        (folder / f"{name}.bin").write_bytes(data)
        print(f"{name}.bin: {len(data):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
