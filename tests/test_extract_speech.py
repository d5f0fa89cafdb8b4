"""Who says a sentence, how sure that makes it, and what kind of assertion it is."""

from __future__ import annotations

import pytest

from briefer.extract.lines import Line, lines
from briefer.extract.speech import Said, certainty, kind, split_role, voices
from briefer.schema import Article
from briefer.sources.sentences import split


def told(text: str, language: str = "en") -> tuple[Line, ...]:
    spans = split(text, language)
    made = {"text": text, "sentences": spans, "language": language}
    return lines(Article(id="a1", path="a.txt", digest="", **made))  # type: ignore[arg-type]


def said(text: str, language: str = "en") -> Said:
    return voices(told(text, language), language)[-1]


SPEAKERS = [
    ("Denvik said the bridge was safe.", "Denvik", ""),
    ("Mayor Tovan Denvik said the bridge was safe.", "Tovan Denvik", "Mayor"),
    (
        "Kremlin spokesman Ilia Petrin on Friday denied it.",
        "Ilia Petrin",
        "Kremlin spokesman",
    ),
    ("Denvik also told reporters that it was safe.", "Denvik", ""),
    ("“It is safe,” said Tovan Denvik.", "Tovan Denvik", ""),
    ("Tovan Denvik, the mayor of Karsk, said it was safe.", "Tovan Denvik", ""),
    (
        "The mayor's special envoy, Mara Ostrel, said it was safe.",
        "Mara Ostrel",
        "mayor's special envoy",
    ),
    (
        "The Harbor Union, which represents some 1,200 people, said it was safe.",
        "Harbor Union",
        "",
    ),
    (
        "“It is safe,” Norvik's chief executive, Mara Ostrel, told reporters.",
        "Mara Ostrel",
        "Norvik's chief executive",
    ),
    (
        "“It is safe,” said the union's secretary, Tovan Denvik.",
        "Tovan Denvik",
        "union's secretary",
    ),
    ("It is safe, according to the Harbor Authority.", "Harbor Authority", ""),
    ("A survey by the Harbor Authority found it was safe.", "Harbor Authority", ""),
    ("Two people died, one source said.", "one source", ""),
    ("Prosecutors allege that it was unsafe.", "Prosecutors", ""),
    ("Kelland and Tarsia accused each other of delays.", "Kelland and Tarsia", ""),
    ("The bridge opened on Friday.", "", ""),
    ("It came a day after Denvik said it was safe.", "", ""),
    ("The bridge, which Denvik had proposed, opened.", "", ""),
]


@pytest.mark.parametrize(("text", "who", "role"), SPEAKERS)
def test_the_speaker_is_read_from_the_words_around_a_verb_of_speech(text, who, role):
    assert (said(text).who, said(text).role) == (who, role)


def test_an_outlet_only_passes_on_what_another_says():
    found = said(
        "Denvik told Ostrel to pay, the Valmere Courier reported, citing an aide."
    )
    assert (found.who, found.via) == ("Denvik", "Valmere Courier, citing an aide")


def test_an_outlet_alone_is_no_speaker():
    found = said("The bridge will close, according to Radio Drosk.")
    assert (found.who, found.via, found.is_attributed) == ("", "Radio Drosk", True)


FOLLOWING = [
    ("Denvik said it was safe. He added that it was cheap.", "Denvik", 1),
    ("Mayor Tovan Denvik flew to Karsk. He said it was safe.", "Tovan Denvik", 1),
    ("Denvik wrote: “It is safe. It is cheap.”", "Denvik", 1),
    ("Denvik said so. When Ostrel met Lormont, he said no.", "", 0),
    ("It rained. He said it was safe.", "", 0),
]


@pytest.mark.parametrize(("text", "who", "named_in"), FOLLOWING)
def test_pronouns_and_quotations_take_the_speaker_before(text, who, named_in):
    assert (said(text).who, said(text).named_in) == (who, named_in)


FOREIGN = [
    (
        "de",
        "Bürgermeister Tovan Denvik sagte am Freitag, die Brücke sei sicher.",
        "Tovan Denvik",
    ),
    ("de", "Verkehrsministerin Mara Ostrel sagte ab.", "Mara Ostrel"),
    ("uk", "Мер Тован Денвік заявив, що міст безпечний.", "Тован Денвік"),
    ("fr", "Selon Tovan Denvik, le pont est sûr.", "Tovan Denvik"),
]


@pytest.mark.parametrize(("language", "text", "who"), FOREIGN)
def test_common_verbs_of_speech_are_known_in_other_languages(language, text, who):
    assert said(text, language).who == who


CERTAINTIES = [
    ("The bridge opened on Friday.", "confirmed", "event"),
    ("The bridge cost 40 million euros.", "confirmed", "figure"),
    ("Denvik said the bridge was safe.", "reported", "statement"),
    ("Denvik denied that the bridge was unsafe.", "denied", "position"),
    ("Denvik accused Ostrel of delays.", "alleged", "position"),
    ("The bridge will open on Friday.", "planned", "forecast"),
    ("The bridge may close, Denvik warned.", "possible", "forecast"),
    ("Denvik claimed he could open the bridge.", "alleged", "position"),
    ("Denvik said “we will pay” for it.", "reported", "statement"),
]


@pytest.mark.parametrize(("text", "sure", "sort"), CERTAINTIES)
def test_certainty_and_kind_follow_cue_words(text, sure, sort):
    line, voice = told(text)[-1], said(text)
    assert certainty(line, voice, "en") == sure
    assert kind(line, voice, sure, is_old=False) == sort


def test_what_is_old_and_nobody_says_is_background():
    line = told("The bridge opened long ago.")[0]
    assert kind(line, Said(), "confirmed", is_old=True) == "background"


def test_nothing_is_called_confirmed_where_cautious_words_are_not_known():
    line = told("Die Brücke wurde am Freitag eröffnet.", "de")[0]
    assert certainty(line, Said(), "de") == "reported"


ROLES = [
    ("U.S. President Castor Lormont", "U.S. President", "Castor Lormont"),
    ("Secretary of State Mara Ostrel", "Secretary of State", "Mara Ostrel"),
    ("the Harbor Authority", "", "Harbor Authority"),
    ("Foreign Minister", "", "Foreign Minister"),
    ("Denvik", "", "Denvik"),
]


@pytest.mark.parametrize(("words", "role", "name"), ROLES)
def test_a_name_is_told_from_the_role_before_it(words, role, name):
    assert split_role(words) == (role, name)
