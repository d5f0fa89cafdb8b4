"""A plural needs several sources, and blame needs a voice."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.plurals import check
from briefer.schema import Article, Claim, Evidence, When

ARTICLE = Article(id="a", path="a.txt", digest="0", text="", sentences=())


def claim(text: str, evidence: str, language: str = "en") -> Case:
    return Case(
        "c", text, (Passage("a", 1, evidence),), {"a": ARTICLE}, language=language
    )


def statement(
    text: str, *evidence: str, who: tuple[str, ...] = (), origins: int = 1
) -> Case:
    claims = tuple(
        Claim(
            id=f"c{n}",
            text=words,
            kind="event",
            who=speaker,
            certainty="reported",
            evidence=Evidence(article="a", sentences=(n,)),
        )
        for n, (words, speaker) in enumerate(
            zip(evidence, who or ("",) * len(evidence), strict=True), 1
        )
    )
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    when = (When(),) * len(claims)
    return Case("s", text, passages, {"a": ARTICLE}, claims, when, origins=origins)


def codes(case: Case) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.words) for f in check(case)]


ONE = "An official said the bridge was closed."

PLURALS = [
    ("Officials said the bridge was closed.", ONE, "Officials said"),
    ("According to experts, it was closed.", ONE, "According to experts"),
    ("Several sources told a paper of it.", ONE, "sources told"),
    ("Witnesses in Lund reported a blast.", ONE, "Witnesses in Lund reported"),
    ("Officials said the bridge was closed.", "Two officials said so.", ""),
    ("Sources said it was closed.", "Analysts believe it was closed.", ""),
    ("An official said it was closed.", ONE, ""),
    ("Officials met in Lund.", "An official met a judge.", ""),
    ("Sources said so.", "An aide and a lawmaker said so.", ""),
    ('He said: "Officials said no".', ONE, ""),
]


@pytest.mark.parametrize(("text", "evidence", "words"), PLURALS)
def test_a_plural_of_sources_needs_a_plural_in_the_evidence(text, evidence, words):
    expected = [("plural-source", "warning", words)] if words else []
    assert codes(claim(text, evidence)) == expected


def test_two_speakers_or_two_origins_make_a_plural():
    text = "Experts said the bridge was old."
    evidence = ("Ada Holm, an engineer, said so.", "Bo Lind, an engineer, said so.")
    assert codes(statement(text, *evidence, who=("Ada Holm", "Bo Lind"))) == []
    assert codes(statement(text, *evidence, origins=2)) == []
    alone = codes(statement(text, *evidence, who=("Ada Holm", "Ada Holm")))
    assert alone == [("plural-source", "warning", "Experts said")]


def test_the_message_says_how_to_write_it():
    [one] = check(claim("Witnesses said so.", "A man said so."))
    assert one.message == "one source is cited: name it, or write `one witness`"


BLAME = [
    ("Militants from Tarsk killed 12 villagers.", "Tarsk killed"),
    ("Twelve villagers were killed by the army.", "killed by"),
    ("The mayor is responsible for the losses.", "is responsible for"),
    ("It was a massacre.", "massacre"),
    ("A landslide killed 12 villagers.", ""),
    ("Bo Lind said it was a massacre.", ""),
    ("He was charged with fraud.", ""),
    ("He was not guilty of it.", ""),
    ("The alleged massacre took place at night.", ""),
    ("The War Crimes Tribunal opened in Lund.", ""),
    ('It was a "massacre".', ""),
]


@pytest.mark.parametrize(("text", "words"), BLAME)
def test_blame_on_one_origin_needs_a_speaker(text, words):
    expected = [("contentious-bare", "warning", words)] if words else []
    assert codes(statement(text, text)) == expected


def test_a_second_origin_or_being_a_claim_excuses_blame():
    text = "It was a massacre."
    assert codes(statement(text, text, text, origins=2)) == []
    assert codes(claim(text, text)) == []


def test_other_languages_are_left_alone():
    assert codes(claim("Officials said so.", ONE, language="de")) == []
