"""Token counts agree with tiktoken and never need a network."""

import base64
import hashlib
import socket
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiktoken_ext import openai_public  # type: ignore[import-untyped]

from briefer.tokens import arguments, counter_for, shipped_ranks, unpack

MODELS = [
    ("gpt-4o", "o200k_base"),
    ("gpt-5.4-mini", "o200k_base"),
    ("gpt-4", "cl100k_base"),
    ("gpt-oss-120b", "o200k_harmony"),
    ("openai/gpt-4o-mini", "o200k_base"),
    ("gateway/openai/gpt-3.5-turbo", "cl100k_base"),
]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*address):
        raise AssertionError(f"tried to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(("model", "encoding"), MODELS)
def test_a_model_that_tiktoken_knows_is_counted_exactly(model, encoding):
    counter = counter_for(model)
    assert (counter.encoding, counter.is_exact) == (encoding, True)
    assert counter.note == "exact"


@pytest.mark.parametrize(
    "model", ["llama-9", "made/up", "text-davinci-003", "gpt2", ""]
)
def test_other_models_are_estimated_and_the_note_says_so(model):
    counter = counter_for(model)
    assert (counter.encoding, counter.is_exact) == ("o200k_base", False)
    assert counter.note == (
        f"estimated with o200k_base: tiktoken does not know `{model}`"
    )


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        ("", 0, 0),
        ("Two words", 2, 2),
        ("The ministers met on 4 July 2025.", 11, 11),
        ("Міністри зустрілися в п’ятницю.", 15, 20),
        ("<|endoftext|>", 7, 7),  # ordinary text, not the special token
        ("\ud800", 1, 1),  # half a character
    ],
)
def test_texts_have_known_counts(text, o200k, cl100k):
    assert counter_for("gpt-4o").count(text) == o200k
    assert counter_for("gpt-4").count(text) == cl100k
    assert counter_for("gpt-oss-20b").count(text) == o200k


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_the_shipped_ranks_have_the_hash_tiktoken_expects(name):
    asked = {}

    def load(url, expected_hash):
        asked["hash"], asked["ranks"] = expected_hash, shipped_ranks(url)
        return asked["ranks"]

    arguments(name, load)
    lines = [b"%s %d\n" % (base64.b64encode(t), n) for t, n in asked["ranks"].items()]
    assert hashlib.sha256(b"".join(lines)).hexdigest() == asked["hash"]


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base", "o200k_harmony"])
def test_pattern_and_special_tokens_are_those_of_tiktoken(name, monkeypatch):
    ours = arguments(name, lambda url, expected_hash: {})
    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", lambda url, **_: {})
    assert ours == openai_public.ENCODING_CONSTRUCTORS[name]()


def test_tiktoken_itself_is_left_as_it_was():
    before = dict(vars(openai_public))
    counter_for("gpt-4o").count("text")
    assert vars(openai_public) == before


@given(st.lists(st.binary(min_size=1, max_size=255), unique=True))
def test_ranks_are_unpacked_in_order(tokens):
    head = len(tokens).to_bytes(4, "little") + bytes(map(len, tokens))
    data = zlib.compress(head + b"".join(tokens))
    assert list(unpack(data).items()) == [(t, n) for n, t in enumerate(tokens)]


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_token_is_at_least_one_byte(text):
    count = counter_for("gpt-4o").count(text)
    assert 1 <= count <= len(text.encode("utf-8", "replace"))
