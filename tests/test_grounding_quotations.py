"""Quotations: what is one, what counts as verbatim, and who is named as speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.base import Case, Passage
from briefer.grounding.quotations import check, verbatim
from briefer.grounding.quoted import quotations
from briefer.schema import Article, Sentence

SPOKEN = "We will not leave the valley before winter"
SOURCE = f"“{SPOKEN},” Mayor Anna Lindqvist said on the bridge."


def article(*sentences: str, title: str = "") -> Article:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(start=at, end=at + len(sentence), paragraph=1))
        at += len(sentence) + 1
    text = " ".join(sentences)
    return Article(
        id="a1", path="a", digest="", text=text, sentences=tuple(spans), title=title
    )


def case(text: str, *sentences: str, cited: tuple[int, ...] = (), **fields) -> Case:
    """`text` against `sentences`, of which all are cited unless told."""
    source = article(*sentences, title=fields.pop("title", ""))
    around = ("", *sentences, "")
    passages = tuple(
        Passage("a1", n, around[n], around[n - 1], around[n + 1])
        for n in cited or range(1, len(sentences) + 1)
    )
    return Case("k1", text, passages, {"a1": source}, **fields)


def codes(text: str, *sentences: str, **fields) -> list[str]:
    return [finding.code for finding in check(case(text, *sentences, **fields))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes, ‘maybe’ yes”.", ["yes, ‘maybe’ yes"]),
        ("She called it 'very much on track' today.", ["very much on track"]),
        ("The allies' plan and the city's bridge", []),
        ("It wasn't in the '90s, nor in the allies' plan", []),
        ("Er sagte „ja, gern“ und ging.", ["ja, gern"]),
        ("Il a dit « oui » puis « non ».", ["oui", "non"]),
        ("他说「是的」。", ["是的"]),
        ('"One paragraph. "The next one." End', ['One paragraph. "The next one.']),
        ("“One paragraph. “The next one.” End", ["One paragraph. “The next one."]),
        ('The board is 6" wide and 7" long', []),
        ("He called it ‘deliberate’.", ["deliberate"]),
        ('He began, "We never closed', ["We never closed"]),
    ],
)
def test_a_quotation_is_what_stands_between_marks_that_pair(text, words):
    assert [quotation.words for quotation in quotations(text)] == words


@pytest.mark.parametrize(
    ("quoted", "source"),
    [
        (SPOKEN, SOURCE),
        (SPOKEN + ".", SOURCE),
        ("we will not leave the valley before winter", SOURCE),
        ("We're ready - all of us", "“We’re ready — all of us,” he said."),
        ("We'll see... I can", "He replied: “We’ll see… I can.”"),
        ("We will ... before winter", SOURCE),
        ("We will [...] before winter", SOURCE),
        ("They [the farmers] will not leave", "“They will not leave,” he said."),
        (
            "to press Lund to stop his plan",
            "“I want to press [Councilor Erik] Lund to stop his plan,” he said.",
        ),
        (
            "He called it 'deliberate' on Monday",
            "“He called it ‘deliberate’ on Monday,” said the clerk.",
        ),
        ("We agreed to go on", "“We agreed,” he said, “to go on.”"),
        ("We agreed. The rest is open", "“We agreed,” he said. “The rest is open.”"),
        ("so\u00adft co\u00adal", "He spoke of “soft coal for all”."),
        ("very much on track", "It is 'very much on track', he said."),
    ],
)
def test_a_quotation_matches_but_for_glyphs_first_case_and_final_mark(quoted, source):
    assert codes(f'It was said: "{quoted}".', source) == []


@pytest.mark.parametrize(
    "quoted",
    [
        "We will leave the valley before winter",
        "We will not leave the valley before spring",
        "We shall not leave the valley",
        "not leave the valley before win",
        "before winter ... We will not",
        "We will not leave the Valley before winter",
        "We will not, leave the valley before winter",
    ],
)
def test_a_quotation_with_any_other_change_is_altered(quoted):
    assert codes(f'Anna Lindqvist said: "{quoted}".', SOURCE) == ["quote-altered"]


def test_an_altered_quotation_is_an_error_with_the_words_and_the_evidence():
    [finding] = check(case('She said "we will all leave the valley".', SOURCE))
    assert (finding.severity, finding.where) == ("error", "k1")
    assert finding.words == "we will all leave the valley"
    assert finding.evidence == SOURCE


@given(st.integers(0, 7), st.sampled_from(["never", "two", "Valley", "wi"]))
def test_one_changed_word_is_always_found(place, word):
    words = SPOKEN.split()
    words[place] = word
    quoted = " ".join(words)
    assert codes(f'They heard "{quoted}".', SOURCE) == ["quote-altered"]


def test_words_of_two_speakers_are_not_one_quotation():
    source = "“We agreed,” Bo Ek said. “We did not at all,” Li Falk said."
    assert codes('He said "We agreed. We did not at all".', source) == ["quote-altered"]


def test_a_quotation_may_run_over_cited_sentences():
    text = 'She wrote "I met them. We spoke of bridges".'
    paragraphs = ('She wrote: "I met them.', '"We spoke of bridges.')
    assert codes(text, *paragraphs) == []


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("The Long Bridge", []),  # in the title
        ("old stones", []),  # in a sentence that is not cited
        ("new stones", ["quote-unverified"]),
    ],
)
def test_a_short_quotation_may_stand_anywhere_in_the_article(quoted, expected):
    sentences = (SOURCE, "Nobody threw the old stones.")
    text = f'Visitors saw "{quoted}".'
    found = codes(text, *sentences, cited=(1,), title="The Long Bridge")
    assert found == expected


def test_a_long_quotation_of_a_sentence_not_cited_is_unverified():
    sentences = ("The mayor spoke.", SOURCE)
    [finding] = check(case(f'She said "{SPOKEN}".', *sentences, cited=(1,)))
    assert (finding.code, finding.severity) == ("quote-unverified", "warning")
    assert "sentence 2" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'Anna Lindqvist said: "{SPOKEN}".', []),
        (f'"{SPOKEN}," Lindqvist said.', []),
        (f'"{SPOKEN}," said Anna Lindqvist.', []),
        (f'The mayor said: "{SPOKEN}".', []),
        (f'"{SPOKEN}," said Lindqvist. The bridge stood.', []),
        (f'Erik Lund said: "{SPOKEN}".', ["quote-speaker"]),
        (f'"{SPOKEN}," said Erik Lund.', ["quote-speaker"]),
        (f'According to Erik Lund "{SPOKEN}".', ["quote-speaker"]),
        (f'Erik Lund, the clerk, also said "{SPOKEN}".', ["quote-speaker"]),
    ],
)
def test_the_speaker_is_named_in_or_beside_the_cited_sentences(text, expected):
    assert codes(text, SOURCE) == expected


def test_the_speaker_may_be_the_claims_or_stand_in_the_sentence_before():
    text = f'Erik Lund said: "{SPOKEN}".'
    sentences = ("Erik Lund came late.", f"“{SPOKEN},” he said.")
    assert codes(text, *sentences, cited=(2,)) == []
    assert codes(text, sentences[1], who="Erik Lund") == []


def test_a_government_may_speak_for_its_country():
    text = 'Russia called the plan "a very big mistake".'
    assert codes(text, "The Kremlin called it “a very big mistake”.") == []


@pytest.mark.parametrize(
    ("quote", "source", "expected"),
    [
        ("we're ready - all of us,", "“We’re ready — all of us.”", None),
        ("See the end of it", "“See  the\nend of it!”", "See the end of it"),
        ("we will [...] leave.", "“We will not leave,” he", "We will [...] leave."),
        ("I met them. We spoke", 'I met them. "We spoke.', "I met them. We spoke"),
        ("stop Lund now", "“stop [Mr] Lund now”", "stop [Mr] Lund now"),
    ],
)
def test_the_sources_own_characters_are_given_for_a_quotation(quote, source, expected):
    expected = expected or "We’re ready — all of us,"
    assert verbatim(case("", source), quote) == expected


def test_there_are_no_own_characters_for_words_the_source_lacks():
    assert verbatim(case("", SOURCE), "We will leave at once") is None


@given(st.lists(st.sampled_from(["We", "’s", "—", "go", "“on”", "…", "-", "5%", ","])))
def test_what_the_source_says_is_verbatim(pieces):
    source = " ".join(["Start", *pieces, "end"])
    assert verbatim(case("", f"He said: {source}."), source) == source
