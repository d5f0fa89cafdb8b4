"""Names and offices: which of them the cited sentences support."""

from __future__ import annotations

import pytest

from briefer.grounding.aliases import groups, is_seat, same
from briefer.grounding.base import Case, Passage
from briefer.grounding.mentions import mentions
from briefer.grounding.offices import offices
from briefer.grounding.proper_names import check
from briefer.schema import Article, Claim, Evidence, Finding, Sentence

LONG = "Mayor Anna Lindqvist of Ames met Bo Sample, the harbor director, in Bree."


def article(*sentences: str, **fields: str) -> Article:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(start=at, end=at + len(sentence), paragraph=1))
        at += len(sentence) + 1
    text = " ".join(sentences)
    given = {"id": "a1", "path": "a", "digest": "", "text": text} | fields
    return Article(sentences=tuple(spans), **given)  # type: ignore[arg-type]


def found(text: str, *sentences: str, cited: tuple[int, ...] = (), **fields):
    """What is found in `text` against `sentences`, of which all are cited or some."""
    known = ("outlet", "title", "language")
    source = article(*sentences, **{k: fields.pop(k) for k in known if k in fields})
    around = ("", *sentences, "")
    passages = tuple(
        Passage("a1", n, around[n], around[n - 1], around[n + 1])
        for n in cited or range(1, len(sentences) + 1)
    )
    return list(check(Case("k1", text, passages, {"a1": source}, **fields)))


def codes(text: str, *sentences: str, **fields) -> list[str]:
    return [finding.code for finding in found(text, *sentences, **fields)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Anna Lindqvist met J.D. Sample", ["Anna Lindqvist", "J.D. Sample"]),
        ("the Bank of Ames and Bree", ["Bank of Ames", "Bree"]),
        ("on Monday in May the F-16s flew", ["F-16s"]),
        ("Sample's friend Lindqvist", ["Sample", "Lindqvist"]),
        ("a US-led, pro-Ames group", ["US", "Ames"]),
        ("Gen. Ludwig van Example spoke", ["Ludwig van Example"]),
        ("what I said, and I'm right", []),
        ("the Ames-Bree road", ["Ames-Bree"]),
    ],
)
def test_mentions_are_runs_of_capitalized_words_without_titles(text, expected):
    assert [mention.words for mention in mentions(f"so {text}")] == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lindqvist met Sample in Bree.", LONG),
        ("Líndqvist’s guest was Sample.", LONG),
        ("Anna Lindqvist met Bo Sample.", LONG),
        ("Russia refused.", "The Kremlin refused."),
        ("Kyiv refused.", "Ukraine refused."),
        ("Britain agreed.", "The U.K. agreed."),
        ("American and German envoys met.", "Envoys of the US and Germany met."),
        ("Zelenskyy spoke in Kyiv.", "Zelensky spoke in Kiev."),
        ("Peruvian boats left.", "Boats left Peru."),
        ("Farmers in Ukraine left.", "Farmers near Kyiv, Ukraine, left."),
        ("An F16 flew over Ames.", "F-16s flew over Ames."),
        ("On Friday the Ames-Bree road opened.", "The road from Ames to Bree opened."),
        ("Talks failed in Ames.", "The talks in Ames failed."),
        ("Figures from Ames are good.", "Ames gave good figures."),
        ("The Bank of Ames closed.", "The mill and the Bank of Ames closed."),
        ("Anna Lindqvist of Bree left.", "Anna Lindqvist left for Bree."),
        ("Protesters came to Ames.", "A crowd came to Ames."),
        ("The Army came to Ames.", "The army came to Ames."),
        ("Finland's Parliament met.", "The Finnish parliament met."),
    ],
)
def test_a_name_in_another_form_is_supported(text, source):
    assert codes(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Erik Lund met Sample.", LONG, "Erik Lund"),
        ("Lund met Sample.", LONG, "Lund"),
        ("Maria Lindqvist met Sample.", LONG, "Maria Lindqvist"),
        ("Anna Sample came.", LONG, "Anna Sample"),
        ("Sample went to Corby.", LONG, "Corby"),
        ("Shells fell in Kyiv.", "Shells fell in Ukraine.", "Kyiv"),
        ("The S-400 fired.", "The S-300 fired.", "S-400"),
        ("Australian boats left.", "Boats left Austria.", "Australian"),
        ("The NATO council met.", "The UN council met.", "NATO"),
        ("Jerusalem refused.", "The Jerusalem Herald saw it.", "Jerusalem"),
    ],
)
def test_a_name_that_is_not_there_is_found(text, source, words):
    [finding] = found(text, source)
    assert (finding.code, finding.severity) == ("name-unsupported", "warning")
    assert finding.words == words


def test_a_long_form_may_come_from_elsewhere_in_the_article():
    sentences = (LONG, "It rained.", "The plan was old.", "Lindqvist left.")
    assert codes("Anna Lindqvist left.", *sentences, cited=(4,)) == []
    assert codes("Bo Sample left.", *sentences, cited=(4,)) == ["name-unsupported"]


def test_a_pronoun_reaches_the_sentence_before():
    sentences = (LONG, "She left at noon.", "Rain fell.", "Rain fell at noon.")
    assert codes("Anna Lindqvist left at noon.", *sentences, cited=(2,)) == []
    assert codes("Rain fell on Lindqvist.", *sentences, cited=(4,)) != []


def test_the_we_of_a_speech_reaches_back_to_who_is_spoken_of():
    sentences = ("Sample wrote: I met Lindqvist.", "It was late.", "It rained.")
    text = "Sample wrote that he and Lindqvist sang."
    assert codes(text, *sentences, "We sang.", cited=(1, 4)) == []
    assert codes(text, *sentences, "All sang.", cited=(4,)) != []


MERGER = (
    "Halden Group wants to buy Corvo Lines, it said in Ames.",
    "The Fair Markets Authority (FMA) blocked the merger last July.",
    *(f"Day {number} brought rain and little news." for number in range(2, 9)),
)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The merger of Halden and Corvo would save much.", "The merger would save."),
        ("Halden Group shares slipped.", "Halden shares slipped."),
        ("The Fair Markets Authority is studying it.", "The FMA is studying it."),
        ("The ruling surprised Corvo Lines.", "The ruling surprised the company."),
    ],
)
def test_a_name_may_be_carried_over_from_what_the_article_is_about(text, cited):
    assert codes(text, *MERGER, cited, cited=(len(MERGER) + 1,)) == []


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Corvo Lines won the case.", "Halden Group won the case."),
        ("The merger of Halden and Vesper would save.", "The merger would save."),
        ("Some met for lunch in Ames.", "The merger would save little money."),
    ],
)
def test_a_name_in_the_place_of_another_is_not_carried_over(text, cited):
    assert codes(text, *MERGER, cited, cited=(len(MERGER) + 1,)) == ["name-unsupported"]


STRIKE = (
    "The Federation of Dock and Transport Workers met in Ames on Monday.",
    "Calder Gas and Greyport Steel sent Ann Lee, and the Federation sent Bo Falk.",
    "Greyport Steel paid for the food.",
)


@pytest.mark.parametrize(
    ("text", "cited", "expected"),
    [
        ("The Federation of Dock and Transport Workers won.", "The union won.", []),
        ("Calder Gas bought the gas field.", "Vesper bought the gas field.", [1]),
        ("Bo Falk left the talks in Ames.", "VESPER, May 2 — Falk left the talks.", []),
        (
            "Falk left talks in Vesper.",
            "VESPER, May 2 — Falk left talks in Corby.",
            [1],
        ),
        (
            "Bo Falk said the talks had failed.",
            "He said the talks had failed, and went by a cold dark road to a small inn"
            " with a green door near Vesper.",
            [],
        ),
        ("Bo Falk led Ames.", "According to Falk, Vesper was led by him.", [1]),
    ],
)
def test_only_names_in_the_same_place_stand_against_a_carried_one(
    text, cited, expected
):
    found = codes(text, *STRIKE, cited, cited=(len(STRIKE) + 1,))
    assert found == ["name-unsupported" for _ in expected]


def test_each_part_of_a_sentence_has_its_own_names():
    sentences = (*STRIKE, "Calder Gas shut the mill.", "Greyport Steel paid the staff.")
    text = "Greyport Steel shut the mill, and Greyport Steel paid the staff."
    assert codes(text, *sentences, cited=(4, 5)) == []
    assert codes(text.replace("Greyport", "Ames", 1), *sentences, cited=(4, 5)) != []


def test_a_first_name_that_no_article_has_is_only_noted():
    [finding] = found("Anna Lindqvist left.", "Lindqvist left.")
    assert (finding.code, finding.severity) == ("name-unsupported", "note")


def test_a_statement_may_use_the_names_of_its_claims():
    claim = Claim(
        id="a1.k1",
        text="Anna Lindqvist left.",
        kind="event",
        certainty="confirmed",
        evidence=Evidence(article="a1", sentences=(1,)),
    )
    assert codes("Anna Lindqvist left.", "She left.", claims=(claim,)) == []


def test_an_outlet_may_be_named_but_not_its_words():
    text = "The Ames Herald saw rain."
    assert codes(text, "Rain fell.", outlet="Ames Herald") == []
    assert codes("Ames saw rain.", "Rain fell.", outlet="Ames Herald") != []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Mayor Anna Lindqvist left.", LONG),
        ("Bo Sample, the harbor director, left.", LONG),
        ("Spokeswoman Anna Lindqvist left.", "Anna Lindqvist, a spokesperson, left."),
        ("Minister Ann Example left.", "Foreign minister Ann Example left."),
        (
            "Finnish President Ann Example left.",
            "Finland's president Ann Example left.",
        ),
        ("President Ann Example left.", "Ann Example spoke. Later the president left."),
        ("President-elect Ann Example left.", "President-elect Ann Example left."),
        ("Mr. Sample, mayor of Bree, left.", "Sample is mayor of Bree. He left."),
        ("Bo Sample became mayor.", "The new mayor of the old town is Bo Sample."),
        ("They made Bo Sample mayor.", "Bo Sample was elected mayor."),
        ("President Ann Example left.", "“[President Ann] Example left,” he said."),
        ("Police chief Ann Example left.", "Ann Example, the police chief, left."),
    ],
)
def test_an_office_that_the_article_gives_is_supported(text, source):
    assert codes(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("President Ann Example left.", "Ann Example left.", "memory-suspect"),
        (
            "Former mayor Anna Lindqvist left.",
            "Mayor Anna Lindqvist left.",
            "memory-suspect",
        ),
        (
            "President Ann Example left.",
            "Former President Ann Example left.",
            "memory-suspect",
        ),
        (
            "Mayor Bo Sample left.",
            "Mayor Anna Lindqvist opened the long road that runs past the old mill to"
            " the harbor of the town. There, on the old stone bridge, Bo Sample left.",
            "role-unsupported",
        ),
        (
            "Governor Ann Example left.",
            "President Ann Example rode past the old mill to the harbor of the town and"
            " met farmers there. The governor stayed at home.",
            "role-unsupported",
        ),
        (
            "Bo Sample was elected mayor.",
            "Bo Sample took office as director. The mayor is Ann Example.",
            "role-unsupported",
        ),
        (
            "Finnish President Ann Example left.",
            "Swedish President Ann Example met Finnish farmers.",
            "role-unsupported",
        ),
    ],
)
def test_an_office_that_the_article_does_not_give_is_found(text, source, code):
    assert codes(text, source) == [code]


@pytest.mark.parametrize("noun", ["admıral", "admi\u0307ral", "miniſter", "ADMİRAL"])
def test_letters_that_searches_take_for_others_do_not_stop_a_check(noun):
    assert len(offices(f"The {noun} Ann Lee left.")) <= 1


def test_an_office_has_a_holder_and_qualifiers():
    [office] = offices("the former prime minister, Erik Lund, left")
    assert (office.noun, office.holder) == ("premier", "lund")
    assert office.qualifiers == {"former"}


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"language": "de"}, "Der Regen fiel."),
        ({"language": "ja"}, "雨が降った。"),
    ],
)
def test_where_names_cannot_be_told_the_check_says_so(fields, text):
    language = fields["language"]
    source = article("x", language=language)
    case = Case("k1", text, (Passage("a1", 1, "x"),), {"a1": source}, language=language)
    [finding] = check(case)
    assert (finding.code, finding.severity) == ("check-skipped", "note")


def test_text_and_article_in_different_languages_are_not_compared():
    [finding] = found("Ann left.", "Der Regen fiel.", language="de")
    assert isinstance(finding, Finding)
    assert finding.code == "check-skipped"


def test_the_alias_table_knows_peoples_and_seats():
    assert {"us", "united states", "american"} <= same("U.S.")
    assert "russia" in groups("the Kremlin")
    assert "russia" not in same("Moscow")
    assert (is_seat("Moscow"), is_seat("Russia"), is_seat("Ames")) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Depth at which it sank: some 60 metres of water",
        "Dead in all: 33",
        "Any people dead: 33",
    ],
)
def test_the_first_word_of_a_figure_is_no_name(text):
    assert codes(text, "33 people died as it sank in some 60 metres of water.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orchards around Bree lost a third of the crop.", []),
        ("Gauges were read in Bree.", []),
        ("Ordinary boats may land in Bree.", []),
        ("Ogden lost a third of the crop.", ["name-unsupported"]),
        ("Brussels in May lost a third of the crop.", ["name-unsupported"]),
    ],
)
def test_more_than_one_of_a_thing_at_the_start_is_no_name(text, expected):
    assert codes(text, "A third of the crop was lost near Bree.") == expected


def test_a_director_general_is_one_office_and_no_general():
    evidence = "The Director General, Ann Lee, will leave. So will Director Tom Roe."
    assert codes("Director General Ann Lee will leave.", evidence) == []
    assert codes("Director General Tom Roe will leave.", evidence) != []
