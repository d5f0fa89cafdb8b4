"""Whose word it is stays with it, and an opinion is not told as fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer.grounding import cases
from briefer.grounding.attribution import check, speakers, voices
from briefer.grounding.base import Case, Passage
from briefer.grounding.words import stem
from briefer.schema import Article, Certainty, Claim, Evidence, Sentence, When


def article(name: str = "a", outlet: str = "The Daily Reed") -> Article:
    return Article(
        id=name, path="a.txt", digest="0", outlet=outlet, text="", sentences=()
    )


def claim(
    text: str,
    *evidence: str,
    certainty: str = "confirmed",
    who: str = "",
    via: str = "",
    language: str = "en",
) -> Case:
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    return Case(
        "c",
        text,
        passages,
        {"a": article()},
        who=who,
        via=via,
        certainty=certainty,
        language=language,
    )


def cited(
    number: int,
    text: str,
    who: str = "",
    certainty: Certainty = "confirmed",
    source: str = "a",
) -> Claim:
    return Claim(
        id=f"c{number}",
        text=text,
        kind="statement",
        who=who,
        certainty=certainty,
        evidence=Evidence(article=source, sentences=(number,)),
    )


def statement(text: str, *claims: Claim, origins: int = 1) -> Case:
    passages = tuple(
        Passage(c.evidence.article, n, c.text) for n, c in enumerate(claims, 1)
    )
    articles = {name: article(name) for name in ("a", "b")}
    when = (When(),) * len(claims)
    return Case("s", text, passages, articles, claims, when, origins=origins)


def codes(case: Case) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in check(case)]


LOST = [("attribution-lost", "error")]
MAYBE = [("attribution-lost", "warning")]
OPINION = [("opinion-as-fact", "warning")]
DAM = "The dam is unsafe."

CLAIMS = [
    (DAM, "The dam is unsafe, the engineer said.", LOST),
    (DAM, "The engineer said that the dam is unsafe.", LOST),
    (DAM, "According to the engineer, the dam is unsafe.", LOST),
    (DAM, "“The dam is unsafe,” said Ada Holm.", LOST),
    ("40 percent distrust it.", "A poll found that 40 percent distrust it.", LOST),
    (DAM, "The dam is unsafe.", []),
    ("The engineer called the dam unsafe.", "He said the dam is unsafe.", []),
    ("By her account the dam is unsafe.", "She said the dam is unsafe.", []),
    ("Ada Holm led it.", "Ada Holm, who led it, said the dam is unsafe.", []),
    ("Rain fell in Lund.", "He said the dam is unsafe after rain fell in Lund.", []),
    ("Birds sing.", "He said the dam is unsafe.", []),  # a matter of citations
]


@pytest.mark.parametrize(("text", "evidence", "expected"), CLAIMS)
def test_a_claim_keeps_that_it_is_the_word_of_somebody(text, evidence, expected):
    assert codes(claim(text, evidence)) == expected


def test_the_speaker_of_a_claim_may_stand_beside_its_text():
    evidence = "The dam is unsafe, the engineer said."
    assert codes(claim(DAM, evidence, who="the engineer")) == []
    assert codes(claim(DAM, evidence, via="Radio Lund")) == []
    assert codes(claim(DAM, evidence, certainty="reported")) == MAYBE


def test_what_a_second_sentence_tells_plainly_needs_no_speaker():
    evidence = ("The dam is unsafe, he said.", "The dam is unsafe and was shut.")
    assert codes(claim(DAM, *evidence)) == []


def test_bare_quoted_words_need_a_speaker_whatever_the_certainty():
    evidence = "“The dam is unsafe for all,” said Ada Holm."
    case = claim('"The dam is unsafe for all."', evidence, certainty="reported")
    assert codes(case) == LOST


SAID = cited(1, "Ada Holm said the dam is unsafe.", "Ada Holm", "reported")

STATEMENTS = [
    (DAM, LOST),
    ("Ada Holm considers the dam unsafe.", []),
    ("According to an engineer, the dam is unsafe.", []),
    ("The dam, in the view of Holm, is unsafe.", []),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_a_statement_shows_the_speaker_of_its_claims(text, expected):
    assert codes(statement(text, SAID)) == expected


def test_each_part_of_a_statement_shows_its_own_speaker():
    rain = cited(
        2, "Bo Lind said heavy rain will return to Lund.", "Bo Lind", "reported"
    )
    text = "Ada Holm said the dam is unsafe, and heavy rain will return to Lund."
    [one] = check(statement(text, SAID, rain))
    assert (one.code, one.words) == (
        "attribution-lost",
        "heavy rain will return to Lund.",
    )
    text = "Ada Holm said the dam is unsafe, and Bo Lind expects rain in Lund."
    assert codes(statement(text, SAID, rain)) == []


def test_a_statement_is_less_sure_where_only_the_certainty_tells():
    assert codes(statement(DAM, cited(1, DAM, certainty="reported"))) == MAYBE
    assert codes(statement(DAM, cited(1, DAM))) == []


def test_what_is_confirmed_and_told_plainly_there_needs_no_speaker():
    assert codes(statement(DAM, cited(1, DAM, "Ada Holm", "confirmed"))) == []
    said = cited(1, "The dam is unsafe, she said.", "Ada Holm", "confirmed")
    assert codes(statement(DAM, said)) == MAYBE


def test_what_nobody_by_name_says_is_hedged_at_least():
    told = cited(1, "Ann Lee is understood to be reluctant.", certainty="reported")
    assert codes(statement("Ann Lee is understood to be reluctant.", told)) == []
    assert codes(statement("Ann Lee is reluctant.", told)) == MAYBE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dam Fund gives back 40 percent.", []),
        ("The fund gives back 40 percent.", []),
        ("40 percent is given back.", MAYBE),
        ("What the Dam Fund of Norland gives back is 40 percent.", []),
    ],
)
def test_a_body_is_named_also_without_its_place(text, expected):
    notice = "We give back 40 percent."
    told = cited(1, notice, "The Dam Fund of Norland", "planned")
    assert codes(statement(text, told)) == expected


def test_what_another_origin_states_plainly_needs_no_speaker():
    plain = cited(2, "The dam is unsafe.", source="b")
    assert codes(statement(DAM, SAID, plain, origins=2)) == []
    assert codes(statement(DAM, SAID, plain)) == LOST


def test_what_the_outlet_judges_is_no_fact():
    judged = cited(1, "The reform came late.", "The Daily Reed", "reported")
    assert codes(statement("The plan is in trouble.", judged)) == OPINION


OPINIONS = [
    ("The council should resign.", "", OPINION),
    ("It is a historic mistake.", "", OPINION),
    ("Sadly, the mill closed.", "", OPINION),
    ("Ada Holm said the council should resign.", "", []),
    ("The council should resign.", "Ada Holm", []),
    ("The council should resign.", "an unnamed official", OPINION),
    ("Talks end should Tarsk leave.", "", []),
    ('He asked "should we resign".', "", []),
]


@pytest.mark.parametrize(("text", "who", "expected"), OPINIONS)
def test_opinions_need_a_speaker_with_a_name(text, who, expected):
    assert codes(claim(text, text, who=who)) == expected


SWAPPED = [
    ("Bo Lind said the dam is unsafe.", "Ada Holm told Bo Lind it is unsafe.", MAYBE),
    ("Bo Lind said the dam is unsafe.", "Ada Holm said the dam is unsafe.", MAYBE),
    ("Holm said the dam is unsafe.", "Ada Holm said the dam is unsafe.", []),
    ("Ada Holm said so.", "Yesterday Holm said so.", []),
    ("The Dam Office said so.", "Dam Office spokeswoman Ada Holm said so.", []),
    ("Nordia said so.", "Nordia's envoy Ada Holm said so.", []),
    ("Bo Lind said the dam is unsafe.", "He said the dam is unsafe.", []),
]


@pytest.mark.parametrize(("text", "evidence", "expected"), SWAPPED)
def test_words_stay_with_who_spoke_them(text, evidence, expected):
    assert codes(claim(text, evidence, certainty="reported")) == expected


def test_a_declared_speaker_counts_where_the_evidence_has_the_name():
    text, evidence = "Bo Lind said the dam is unsafe.", "Ada Holm said Lind had doubts."
    assert codes(claim(text, evidence, who="Bo Lind")) == []
    assert codes(claim(text, "Ada Holm said so.", who="Bo Lind")) == MAYBE
    near = (Passage("a", 1, "Ada Holm said so.", before="Bo Lind spoke."),)
    case = Case("c", text, near, {"a": article()}, who="Bo Lind", certainty="reported")
    assert codes(case) == []


SPEAKERS = [
    ("Ada Holm, the mayor of Lund, said so.", ("Ada Holm", "Lund")),
    ("“No,” said Ada Holm.", ("Ada Holm",)),
    ("According to the mayor, Ada Holm, it rains.", ()),
    ("According to Mayor Ada Holm, it rains.", ("Mayor Ada Holm",)),
    ("Holm on 3 May denied it.", ("Holm",)),
    ("It rains in Lund.", ()),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers_are_names_with_a_verb_of_speech(text, expected):
    assert speakers(text) == expected


VOICES = [
    ("The dam is unsafe, he said.", {"dam", "unsafe"}),
    ("He said the dam is unsafe.", {"dam", "unsafe"}),
    ("The dam is unsafe.", set()),
    ("“The dam is unsafe and old.”", {"dam", "unsafe", "old"}),
    ("Many call it “the dam”.", set()),
    ("The dam, he said, is unsafe.", {"dam", "unsafe"}),
    ("He told a jury of nine men that the dam is unsafe.", {"dam", "unsafe"}),
]


@pytest.mark.parametrize(("text", "expected"), VOICES)
def test_what_is_said_is_told_from_what_the_outlet_tells(text, expected):
    assert voices(text)[0] == {stem(word) for word in expected}


def test_a_quotation_goes_on_in_the_next_sentence():
    text = "Ada Holm spoke. “The dam is old. It leaks in four places.” It rained."
    parts = ("Ada Holm spoke.", "“The dam is old.", "It leaks in four places.”")
    spans = [(text.index(part), text.index(part) + len(part)) for part in parts]
    sentences = tuple(Sentence(start=a, end=b, paragraph=1) for a, b in spans)
    source = article().model_copy(update={"text": text, "sentences": sentences})
    known = cases.passages(source, (1, 2, 3))
    assert [one.is_within for one in known] == [False, False, True]
    told = "The dam leaks in four places."
    quoted = Case("c", told, (known[2],), {"a": source}, certainty="confirmed")
    assert [one.code for one in check(quoted)] == ["attribution-lost"]


def test_a_word_of_what_is_said_does_not_tell_who_says_it():
    evidence = "Ada Holm said she had been told by an officer that the dam leaks."
    lost = "An officer told a woman that the dam leaks."
    assert [one.code for one in check(claim(lost, evidence))] == ["attribution-lost"]


def test_other_languages_are_left_alone():
    assert codes(claim("Es regnet.", "Er sagte, es regnet.", language="de")) == []


def test_a_body_that_tells_of_its_own_deed_need_not_be_quoted():
    evidence = "The Port Commission has made Ann Lee its chief pilot, it said."
    text = "The Port Commission made Ann Lee chief pilot."
    assert list(check(claim(text, evidence))) == []
    text = "Ann Lee was the best of the pilots."
    evidence = "Ann Lee was the best of the pilots, Holm said."
    assert list(check(claim(text, evidence)))


def test_a_body_whose_name_has_an_and_is_one_speaker():
    evidence = "Nobody was hurt, according to the Fire and Rescue Service."
    text = "The Fire and Rescue Service said nobody was hurt."
    assert list(check(claim(text, evidence))) == []


@pytest.mark.parametrize(
    "evidence",
    [
        "The ferry did not leave Lund, Ann Lee maintained on 2 March.",
        "The ferry did not leave Lund, Ann Lee added.",
        "The ferry did not leave Lund, Ann Lee indicated.",
        "The ferry did not leave Lund, data from the harbor reveal.",
        "The ferry did not leave Lund, Ann Lee hinted on Thursday.",
        "Ann Lee disclosed that the ferry did not leave Lund.",
    ],
)
def test_less_common_verbs_of_speech_are_somebodys_word(evidence):
    assert list(check(claim("The ferry did not leave Lund.", evidence)))


@pytest.mark.parametrize(
    "evidence",
    [
        "The ferry, which a fire in Lund had added to the fleet, did not leave.",
        "The pilot maintained the ferry, which did not leave Lund.",
    ],
)
def test_other_uses_of_these_verbs_are_not(evidence):
    assert not list(check(claim("The ferry did not leave Lund.", evidence)))


OWN_DEEDS = [
    ("Ann Lee gave up the post of warden.",
     "Ann Lee resigned as warden on Monday, citing a dispute over the weir."),
    ("The mill will begin to screen boats at the ports.",
     "Under a timetable sent to member states, the mill will begin to screen boats at"
     " the ports."),
    ("The mill called back more than 60,000 jars of jam.",
     "A recall of more than 60,000 jars was announced in Lund by Mill on Monday."),
    ("Divers named a broken chain as the possible cause of the fire.",
     "According to investigators, the fire could have been caused by a broken chain."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence"), OWN_DEEDS)
def test_what_somebody_does_for_a_reason_is_no_word_of_his(text, evidence):
    assert codes(claim(text, evidence)) == []


PLAIN = [
    # the outlet's own words beside those of somebody
    (
        "Under the law it is enough to show the gift.",
        "Under the law it is enough to show the gift; but it is the motive, says Ann"
        " Lee, who teaches law, that is hard to prove.",
    ),
    (
        "The ferry was a ship of 32 years.",
        "Three forms kept a ship of 32 years in service with a lock which, one engineer"
        " claims, the crew closed with a mallet.",
    ),
    (
        "33 people died in the fire.",
        "It is possible to say how 33 people came to die, and not possible to say why"
        " the hall burned.",
    ),
    (
        "At least 231 people were on the ferry, not 214.",
        "There were at least 231 people on the ferry, and not 214 as Nordline first"
        " said.",
    ),
    (
        "The dossier was delivered on Monday.",
        "The dossier was delivered on Monday and, according to two readers, mentions"
        " the lock four times.",
    ),
    (
        "Nordline made public a bid of 41 crowns on Monday.",
        "Nordline made public a bid of 41 crowns on Monday, a week after reports of"
        " its interest.",
    ),
    (
        "In 2024 the court struck down his law by six votes to five.",
        "In 2024 it struck down his law by six votes to five, and its president is said"
        " to be jealous of its name.",
    ),
    (
        "Counting staff were sent home.",
        "It does not explain why counting staff were sent home, which Ms Merits on"
        ' Friday called "an error".',
    ),
    (
        "Ann Lee, 16, was coming back from the dentist with her aunt.",
        '"So we sat," said Ann Lee, 16, who was coming back from the dentist with her'
        " aunt.",
    ),
]


@pytest.mark.parametrize(("text", "evidence"), PLAIN)
def test_what_stands_beside_somebodys_words_is_told_as_fact(text, evidence):
    assert codes(claim(text, evidence)) == []


def test_papers_that_show_it_are_named_as_the_source():
    paid = cited(1, "A firm received nine payments.", "bank records", "reported")
    assert codes(statement("A firm received nine payments.", paid)) == MAYBE
    assert codes(statement("A firm got nine payments, documents show.", paid)) == []


def test_a_release_that_says_so_of_nobody_is_doubted_less():
    text = "Two customers were treated for burns."
    release = cited(1, text, "Hadrell Cycles", "reported")
    assert codes(statement(text, release)) == MAYBE
    told = cited(1, f"Hadrell said that {text.lower()}", "Hadrell Cycles", "reported")
    assert codes(statement(text, told)) == LOST


def test_a_firm_is_named_by_its_first_word():
    told = cited(
        1, "Pellworth Group expects 710 million.", "Pellworth Group", "reported"
    )
    assert codes(statement("Pellworth raised its range to 710 million.", told)) == []


def test_an_office_tells_its_own_acts():
    own = cited(1, "The reform came late.", "The Daily Reed", "reported")
    news = own.model_copy(update={"kind": "event"})
    assert codes(statement("The plan is in trouble.", own)) == OPINION
    assert codes(statement("The plan is in trouble.", news)) == []


def test_an_outlook_shows_whose_it_is_beside_it():
    told = cited(
        1, "Members would be balloted.", "the Board Workers' Union", "reported"
    )
    case = statement("Members would be balloted.", told)
    assert codes(case) == MAYBE
    assert codes(replace(case, whose="Board Workers' Union")) == []
