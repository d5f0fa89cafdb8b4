"""Hedges, limits of numbers and negators neither vanish nor harden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.base import Case, Passage
from briefer.grounding.hedges import check
from briefer.grounding.limits import limits
from briefer.grounding.scopes import hedges, negators
from briefer.grounding.verbs import is_told
from briefer.grounding.words import segments, stem, unquoted, words
from briefer.schema import Article, Claim, Evidence, When

ARTICLE = Article(id="a", path="a.txt", digest="0", text="", sentences=())


def claim(
    text: str, *evidence: str, certainty: str = "confirmed", language: str = "en"
) -> Case:
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    return Case(
        "c", text, passages, {"a": ARTICLE}, certainty=certainty, language=language
    )


def statement(text: str, *evidence: str) -> Case:
    cited = tuple(
        Claim(
            id=f"c{n}",
            text=words,
            kind="event",
            certainty="possible",
            evidence=Evidence(article="a", sentences=(n,)),
        )
        for n, words in enumerate(evidence, 1)
    )
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    when = (When(),) * len(cited)
    return Case("s", text, passages, {"a": ARTICLE}, cited, when)


def codes(case: Case) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in check(case)]


HARDENED = [
    ("The deal could collapse soon.", "The deal will collapse soon."),
    ("The deal could collapse soon.", "The deal collapsed soon."),
    ("The envoy might have signed the letter.", "The envoy signed the letter."),
    ("Nordia plans to close two mines.", "Nordia closed two mines."),
    ("The army promised to leave the valley.", "The army left the valley."),
    ("Rescuers tried to reach the village.", "Rescuers reached the village."),
    ("The chair said he would resign in May.", "The chair resigned in May."),
    ("The bridge will be closed in June.", "The bridge was closed in June."),
    ("Talks are expected to resume in June.", "Talks resumed in June."),
    ("Tarsk threatened to cut gas supplies.", "Tarsk cut gas supplies."),
    ("The two sides agreed to exchange prisoners.", "They exchanged prisoners."),
    ("Police suspect Orla Venn of forging a will.", "Orla Venn forged a will."),
    ("He allegedly stole three paintings.", "He stole three paintings."),
    ("The suspected arsonist fled abroad.", "The arsonist fled abroad."),
    ("The reactor appears to have leaked coolant.", "The reactor leaked coolant."),
    ("The reactor reportedly leaked coolant.", "The reactor leaked coolant."),
    (
        "Perhaps the largest find, it has 900 coins.",
        "The largest find, it has 900 coins.",
    ),
]


@pytest.mark.parametrize(("evidence", "text"), HARDENED)
def test_a_hedge_that_vanishes_or_hardens_is_found(evidence, text):
    assert [code for code, _ in codes(claim(text, evidence))] == ["hedge-lost"]


NEGATED = [
    ("The council did not fund the bridge.", "The council funded the bridge."),
    ("The council funded the bridge.", "The council did not fund the bridge."),
    ("The ministry never published it.", "The ministry published it."),
    ("No group claimed responsibility.", "A group claimed responsibility."),
    ("The pilot failed to report the fault.", "The pilot reported the fault."),
    ("Veldania refused on Monday to sign the pact.", "Veldania signed the pact."),
    ("It left without signing the pact.", "It signed the pact."),
    ("He denied that the state had paid a ransom.", "The state had paid a ransom."),
    (
        "She rejected reports that the firm paid him.",
        "She confirmed the firm paid him.",
    ),
    ("The vaccine could not be tested.", "The vaccine could be tested."),
    ("She hoped the vote would pass.", "She hoped the vote would not pass."),
    ("Tarsk said it had ceased the raids.", "Tarsk said it had not ceased the raids."),
]


@pytest.mark.parametrize(("evidence", "text"), NEGATED)
def test_a_negation_that_is_dropped_or_added_is_an_error(evidence, text):
    found = codes(claim(text, evidence, certainty="reported"))
    assert found == [("negation-changed", "error")]


def test_what_one_refuses_another_may_accept():
    refused = "Tarsk refused to support a full 30-day truce, which Veldania proposed."
    text = "Veldania proposed a full 30-day truce, and Nordia agreed to a 30-day truce."
    assert codes(claim(text, refused)) == [("negation-changed", "error")]
    assert codes(claim(text, refused, "Nordia agreed to a 30-day truce.")) == []


SAME = [
    ("Vale decides whether to arm it.", "It was undecided whether Vale would arm it."),
    ("Vale will check what, if any, was held.", "Vale will check what was held."),
    ("The council refused to fund it.", "The council did not fund it."),
    ("The deal could collapse, officials warned.", "The deal might collapse."),
    ("Nordia plans to close two mines.", "Nordia intends to shut two mines."),
    ("The army said it would leave by Friday.", "The army promised to leave."),
    ("The minister denied taking bribes.", "The minister said he took no bribes."),
    ("The talks failed to yield a pact.", "The talks ended without a pact."),
    ("The port has not reopened.", "The port remains closed."),
    ("The court rejected the appeal.", "The court turned down the appeal."),
    ("No one was injured in the fire.", "The fire injured nobody."),
    ("He allegedly stole a painting.", "He is accused of stealing a painting."),
    ("He has yet to sign the bill.", "He has not signed the bill."),
    ("The ship was due to leave but is in port.", "The ship has not left the port."),
    ("If the dam breaks, it will flood Lund.", "It would flood Lund if the dam broke."),
    ("Veldania stopped buying gas.", "Veldania no longer buys gas."),
    ("She will not attend the summit.", "She is too ill to attend the summit."),
    ("Snow kept them from it, so they failed.", "They could not reach it in the snow."),
    ("The union agreed to end its strike.", "The union agreed to end its strike."),
    ("The law was not passed until 2019.", "The law was passed in 2019."),
    ("It was not the first flood.", "There had been a flood before."),
    ("The firm has not only lost money.", "The firm has lost money."),
    ("Power failed in 900 homes.", "At 900 homes there was no power."),
    ("Advisers led by Ann Lee will meet.", "The advisers are led by Ann Lee."),
    ("He hopes to build a road to Lund.", "The road to be built would reach Lund."),
    ("The bill may slip, but it is agreed.", "The bill is agreed."),
    ("Inspectors found no trace of it.", "Inspectors did not find a trace of it."),
    ("Lawmakers voted down the budget.", "Lawmakers did not approve the budget."),
    ("The talks broke up without a result.", "The talks produced no result."),
    ("The plan to drain the lake was dropped.", "The lake will not be drained."),
    ("The strike due to begin today was called off.", "The strike did not begin."),
    ("The judge threw out the case.", "The judge dismissed the case."),
    ("The board rejected a plan to close it.", "The plan was to close it."),
    ("Turnout was the lowest since 1990.", "Turnout has not been lower since 1990."),
    ("Only members may vote.", "Only members can vote."),
    ("Ann Lee called the report baseless.", "Ann Lee denied the report."),
    ("The storm knocked out power.", "The storm left homes without power."),
    ("Tarsk is believed to hold 90 men.", "Tarsk reportedly holds 90 men."),
    ("The firm will not close but will cut jobs.", "The firm will cut jobs."),
    ("The bridge, which may be razed, is old.", "The bridge is old."),
    ("The EU is considering a ban.", "The EU may impose a ban."),
    ("Nordia wants Tarsk to return them.", "Nordia demands that Tarsk return them."),
    ("She is not expected to run.", "She is unlikely to run."),
    (
        "She told reporters that she expected to meet him in Lund.",
        "She expected, after the call of 3 May, to meet him in Lund.",
    ),
    ("Neither side gave details.", "The two sides gave no details."),
    (
        "It now expects profit of 710 million for 2026.",
        "It raised its guidance for 2026 profit to 710 million.",
    ),
    (
        "It rejected a bid, setting the stage for a hostile offer, even as it became"
        " apparent that directors disagree.",
        "It became apparent that directors disagree.",
    ),
    (
        "The true figure could lie between 1.1 and 4.0, the authors say.",
        "The figure could, its authors say, truly lie between 1.1 and 4.0.",
    ),
    (
        "It proposed that passengers be counted at the ramp.",
        "Counting passengers at the ramp, as it proposed, would have cost 40 marks.",
    ),
    (
        "The union fears that 1,100 jobs could be lost.",
        "The union fears the loss of 1,100 jobs.",
    ),
    (
        "It checked the records where it was possible to do so, and found no fault.",
        "It checked the records and found no fault.",
    ),
    (
        "If you like numbers: the range takes in one, so there may be no effect.",
        "The range takes in one, so there may be no effect.",
    ),
    (
        'He "never took a cent". Any suggestion to the contrary is false.',
        'He said that any suggestion that he took a cent "is false".',
    ),
    (
        "Officials denied reports in the press that she had asked for it.",
        "Reports in the press said that she had asked for it.",
    ),
    (
        "It was not the 214 that Nordline announced on the first evening.",
        "Nordline announced on the first evening that it was 214.",
    ),
    (
        "At 18:34 a call was made. Earlier statements giving 18:40 refer to a relay.",
        "A call came at 18:34, not 18:40 as earlier stated.",
    ),
    (
        "Batteries can be exchanged free of charge at any dealer.",
        "Batteries can be exchanged at any dealer for nothing.",
    ),
    (
        "Should it refuse, an appeal to the court is all but certain.",
        "Should the board refuse the request, an appeal to the court is certain.",
    ),
    (
        "The board has neither granted nor refused that request.",
        "The Alliance requested it of the board, which has not decided.",
    ),
    (
        "Water may enter through a seal that was not fitted correctly.",
        "Water may enter through a badly fitted seal.",
    ),
    (
        "On Thursday she said one of the three might not have.",
        "On 8 October she said that one of the three sirens might not have worked.",
    ),
    (
        "Officers conceded that nobody could have survived a night in the water.",
        "Officers conceded that nobody from the ferry could have survived the night.",
    ),
]


@pytest.mark.parametrize(("evidence", "text"), SAME)
def test_other_words_for_the_same_thing_pass(evidence, text):
    assert codes(claim(text, evidence, certainty="reported")) == []


def test_what_another_cited_sentence_tells_plainly_needs_no_hedge():
    evidence = ("The dam may have burst.", "The dam burst at noon.")
    assert codes(claim("The dam burst.", *evidence)) == []
    evidence = ("The dam did not burst at once.", "The dam burst at noon.")
    assert codes(claim("The dam burst.", *evidence)) == []


CERTAINTIES = [
    ("The deal may collapse.", "The deal collapses.", "possible", []),
    ("The deal may collapse.", "The deal will collapse.", "possible", ["hedge-lost"]),
    ("Nordia plans to close mines.", "Nordia closed mines.", "planned", []),
    ("He allegedly stole a car.", "He stole a car.", "alleged", []),
    ("He reportedly stole a car.", "He stole a car.", "reported", []),
    ("He may have stolen a car.", "He stole a car.", "reported", ["hedge-lost"]),
]


@pytest.mark.parametrize(("evidence", "text", "certainty", "expected"), CERTAINTIES)
def test_the_certainty_of_a_claim_carries_hedges(evidence, text, certainty, expected):
    found = codes(claim(text, evidence, certainty=certainty))
    assert [code for code, _ in found] == expected


def test_a_statement_must_carry_the_hedge_in_its_own_words():
    evidence = "The deal may collapse."
    assert codes(statement("The deal collapsed.", evidence)) == [
        ("hedge-lost", "error")
    ]
    assert codes(statement("The deal could collapse.", evidence)) == []


def test_each_part_of_a_statement_is_held_against_its_own_evidence():
    evidence = ("The bank may close ten branches.", "The mill did not pay its staff.")
    right = "The bank may close ten branches, and the mill did not pay its staff."
    wrong = "The bank will close ten branches, and the mill paid its staff."
    assert codes(statement(right, *evidence)) == []
    found = codes(statement(wrong, *evidence))
    assert found == [("hedge-lost", "error"), ("negation-changed", "error")]


def test_a_suspicion_told_as_plain_word_is_a_warning():
    evidence = "Prosecutors suspect that Orla Venn took bribes."
    case = claim("Orla Venn took bribes, prosecutors say.", evidence)
    assert codes(case) == [("hedge-lost", "warning")]
    case = claim("Prosecutors suspect Orla Venn of taking bribes.", evidence)
    assert codes(case) == []


def test_what_is_expected_and_told_as_certain_is_a_warning():
    case = claim("Prices will fall.", "Prices are expected to fall.")
    assert codes(case) == [("hedge-lost", "warning")]


def test_cues_in_quotations_count_on_neither_side():
    evidence = "“We will not leave any village behind,” the minister said."
    assert codes(claim("The minister wants every village to stay.", evidence)) == []
    assert codes(claim('The minister said: "We will not leave".', evidence)) == []
    assert codes(claim("The minister vowed not to leave villages.", evidence)) == []


def test_a_noun_that_is_denied_is_only_a_warning():
    case = claim("There was no water in Lund.", "The water in Lund was warm.")
    assert codes(case) == [("negation-changed", "warning")]


LIMITS = [
    ("At least 20 people fell ill.", "20 people fell ill.", "error"),
    ("More than 40 houses burned.", "40 houses burned.", "error"),
    ("Up to 60 miners are trapped.", "At least 60 miners are trapped.", "error"),
    ("Nearly 900 tons were lost.", "900 tons were lost.", "error"),
    ("Twenty or more fell ill.", "Twenty fell ill.", "error"),
    ("1,500+ people came.", "1500 people came.", "error"),
    ("At least 20 people fell ill.", "About 20 people fell ill.", "warning"),
    ("At least 20 people fell ill.", "At least twenty people fell ill.", ""),
    ("More than 40 houses burned.", "Over 40 houses burned.", ""),
    ("About 200 people came.", "Some 200 people came.", ""),
    ("The talks went on over two days.", "The talks took two days.", ""),
    ("At least 20 fell ill, of whom 20 died.", "20 died.", ""),
    ("It began in about 1990.", "It began in 1990.", ""),
    ("Nearly 900 tons were lost.", "Under 900 tons were lost.", ""),
    ("More than half stayed home.", "Fewer than half voted.", "warning"),
    ("It rained in the past 20 days.", "It rained in 20 days.", ""),
    ("20 people fell ill.", "At least 20 people fell ill.", "warning"),
    ("Five fell ill.", "Six fell ill.", ""),  # a matter of numbers
]


@pytest.mark.parametrize(("evidence", "text", "severity"), LIMITS)
def test_a_limit_belongs_to_its_number(evidence, text, severity):
    expected = [("quantifier-lost", severity)] if severity else []
    assert codes(claim(text, evidence)) == expected


def test_a_finding_shows_the_words_objected_to_and_those_looked_at():
    [one] = check(claim("The deal collapsed.", "The deal could collapse."))
    assert one.message == "the source says `could`: restore it"
    assert (one.where, one.words, one.evidence) == (
        "c",
        "collapsed",
        "The deal could collapse.",
    )


def test_long_evidence_is_cut():
    evidence = "The deal could collapse, " + "and many words follow, " * 20
    [one] = check(claim("The deal collapsed.", evidence))
    assert len(one.evidence) <= 160
    assert one.evidence.endswith("...")


def test_other_languages_are_skipped_and_say_so():
    case = claim("Der Damm ist sicher.", "Der Damm ist nicht sicher.", language="de")
    assert codes(case) == [("check-skipped", "note")]


SCOPES = [
    ("The firm may soon close the mill.", ["close", "mill"]),
    ("He is accused on Friday of stealing a car.", ["stealing", "car"]),
    ("She denied reports that he paid.", ["paid"]),
    ("It could “take back the town”.", []),
    ("It may.", []),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_a_cue_is_about_the_words_of_its_clause(text, scope):
    [cue, *_] = [*hedges(text), *negators(text)]
    assert [word.text for word in cue.scope] == scope


def test_a_no_ends_with_its_condition():
    [no] = negators("Should it refuse, an appeal to the court is all but certain.")
    assert no.scope == ()


DONE = [
    ("They met in Lund.", True),
    ("The road was closed.", True),
    ("The road has been closed.", True),
    ("They cut the tax.", True),
    ("They are to meet in Lund.", False),
    ("The closed road is long.", False),
    ("A group led by Ann Lee came.", False),
    ("They meet in Lund.", False),
    ("She now leads the party.", True),
    ("She is leading the party.", True),
    ("They will cut the tax.", False),
    ("It rained.", False),
]


@pytest.mark.parametrize(("text", "expected"), DONE)
def test_a_verb_is_told_where_it_is_finite(text, expected):
    heads = [stem(word) for word in ("meet", "close", "cut", "lead")]
    assert any(is_told(text, head) for head in heads) is expected


STEMS = [
    ("struck", "strikes"),
    ("agreed", "agreement"),
    ("carries", "carried"),
    ("stopped", "stop"),
    ("met", "meeting"),
    ("died", "dying"),
    ("ministry's", "ministries"),
    ("passed", "passes"),
]


@pytest.mark.parametrize(("one", "other"), STEMS)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


def test_a_text_is_cut_where_a_part_could_stand_alone():
    text = "The bank closed a branch, and the mill paid staff; it rained."
    parts = [text[part.start : part.end] for part in segments(text)]
    assert parts == [
        "The bank closed a branch, and ",
        "the mill paid staff; it rained.",
    ]


@given(st.text(max_size=60))
def test_places_of_words_are_those_of_the_text(text):
    assert len(unquoted(text)) == len(text)
    for word in words(text):
        assert text[word.start : word.end].casefold()[:1] == word.text.casefold()[:1]


@given(st.integers(2, 9_999), st.sampled_from(["at least ", "up to ", "about ", ""]))
def test_the_limit_of_a_number_is_read_wherever_it_stands(number, limit):
    found = [one.value for one in limits(f"In Lund {limit}{number:,} people fell ill.")]
    assert found == ([] if 1900 <= number <= 2099 and number < 1000 else [str(number)])


HARDENED = [
    ("Bills in Arden look set to rise by 9 percent.", "Bills in Arden rose 9 percent."),
    (
        "Lee left the door open for the firm to sell its mill.",
        "The firm sold its mill.",
    ),
    ("The firm is understood to have offered a rival $3.", "The firm paid a rival $3."),
]


@pytest.mark.parametrize(("evidence", "text"), HARDENED)
def test_what_is_left_open_is_no_fact_in_other_words(evidence, text):
    assert [code for code, _ in codes(claim(text, evidence))] == ["hedge-lost"]


def test_a_demand_is_no_allegation():
    evidence = "A judge threw out a claim by the firm for $3 million."
    assert codes(claim("The firm did not win $3 million.", evidence)) == []


SETTLED = [
    ("Prosecutors charged Lund with fraud.", "Prosecutors convicted Lund of fraud."),
    (
        "The mill plans to close a shop in Lund.",
        "The mill is certain to close a shop in Lund.",
    ),
    (
        "The mill in Lund is expected to close soon.",
        "The mill in Lund has already closed.",
    ),
    ("Arden plans to open a second camp in Lund.", "Arden will open a second camp."),
    ("Lund pledged $5 million in aid for Arden.", "Lund paid $5 million to Arden."),
    ("The economy of Lund should expand this year.", "Lund's economy will expand."),
    (
        "A worn valve may be to blame for the outage in Lund, Arden Power said.",
        "A worn valve caused the outage in Lund, Arden Power said.",
    ),
]


@pytest.mark.parametrize(("evidence", "text"), SETTLED)
def test_an_intention_or_offer_told_as_settled_has_lost_its_hedge(evidence, text):
    assert ("hedge-lost", "warning") in codes(claim(text, evidence))


TOLD = [
    ("The study will be published with the plans.", "The study was published."),
    ("The firm plans to build a mill in Lund.", "The firm is building a mill in Lund."),
    ("The club said it would ask the court for help.", "The club asked the court."),
    ("The report suggests that the valve had failed.", "It confirms the valve failed."),
    ("Lee thinks that the siren woke many.", "Lee is certain the siren woke many."),
    ("In this case the dam would burst in May.", "The dam will burst in May."),
    ("If the card was real, Lee is alive.", "The card was real, and Lee is alive."),
    ("Subject to consent, work is to begin, with power by May.", "Work is to begin."),
    ("The League stays in office for the time being.", "The League stays in office."),
    ("The city would prefer to stay out of it.", "The city will stay out of it."),
]


@pytest.mark.parametrize(("evidence", "text"), TOLD)
def test_what_is_planned_or_held_or_so_for_now_is_no_fact(evidence, text):
    assert {one.code for one in check(claim(text, evidence))} == {"hedge-lost"}


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        ("They agreed to hold talks in Lund on Monday.", "They held a call on Monday."),
        (
            "Lee said the club would pay at once.",
            "The club will pay at once, Lee said.",
        ),
        ("The board stays for now, and the mayor left.", "The mayor left."),
        ("Lund paid 20 marks, and says that it owes nothing.", "Lund paid 20 marks."),
        ("The No. 2 mine at Lund reopened.", "The Lund No 2 mine reopened."),
        (
            "Asked if the mill had paid, Lee said no.",
            "The mill had not paid, Lee said.",
        ),
        ("If all goes well, the road opens in May.", "The road is due to open in May."),
        ("Talks will begin, Lee said.", "Lee confirmed that talks are to begin."),
        ("By plan, buses would be free.", "Buses will be free if the plan passes."),
        ("Lee says she has received nothing.", "Lee has received no written offer."),
        ("Lee said divers had found nothing.", "Divers found nothing in the search."),
        (
            "Lee conceded nothing had been signed.",
            "Lee conceded nothing was signed yet.",
        ),
        (
            "The mill rejects the claim.",
            "The mill rejects the claim that it leaked oil.",
        ),
        (
            "An aide, on condition of anonymity, said it was sent.",
            "It was sent, he said.",
        ),
        ("The board did not say why it was lower.", "It did not say why it was lower."),
        (
            "This is not true: both parts fell in the sea.",
            "Both parts fell in the sea.",
        ),
    ],
)
def test_a_hedge_or_no_of_something_else_is_not_missed(evidence, text):
    assert list(check(claim(text, evidence))) == []


UNCHANGED = [
    ("The bill cleared the parliament of Lund.", "The parliament passed the bill."),
    ("A shell hit the market in Lund, and stalls burned.", "A shell hit the market."),
    ("Ann Lee pressed for a ban on spyware.", "Ann Lee called for a ban on spyware."),
    ("The launch of the probe was called off.", "The probe was not launched."),
    ("Lund threw out the proposal of Arden.", "Lund turned down Arden's proposal."),
    ("The Planning Council named Ann Lee envoy.", "Ann Lee was named envoy."),
    ("Lund opposes a plan to tax bags.", "Lund does not back a plan to tax bags."),
    ("He leaves by 15 May, he said.", "He said he leaves not later than 15 May."),
    ("Lund said the mill had never owned the weir.",
     "It is not true that the mill had owned the weir, Lund said."),
    ("71 percent of pupils in Lund had a hot lunch.",
     "Not all pupils in Lund had a hot lunch."),
    ("Lund lowered the herring quota for its fleet by 20 percent.",
     "The herring quota of Lund was not left as it was."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), UNCHANGED)
def test_words_that_only_look_like_a_no_or_a_plan_change_nothing(evidence, text):
    assert codes(claim(text, evidence)) == []


TURNED = [
    ("Lee said a meeting with Roe was out of the question.", "Lee will meet Roe."),
    ("A meeting of Lee and Roe will not take place.", "Lee and Roe held a meeting."),
    ("Lund opposes a plan to tax bags.", "Lund backs a plan to tax bags."),
    ("Lund backs a plan to tax bags.", "Lund opposes a plan to tax bags."),
    ("Lee ruled out resigning over fish.", "Lee did not rule out resigning over fish."),
    ("Lund has yet to decide whether to tax.", "Lund has decided whether to tax."),
    (
        "Lund denied withholding the safety files.",
        "Lund admitted withholding the files.",
    ),
    # the text denies it in words of its own
    ("The Lund council nodded through the bag tax.",
     "The Lund council did not approve the bag tax."),
    ("The council of Lund put Ann Lee in place as reeve.",
     "The council of Lund did not appoint Ann Lee as reeve."),
    # and denies a no that the evidence has but once
    ("A fault halted all trains between Lund and Arden.",
     "A fault did not bring trains between Lund and Arden to a standstill."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), TURNED)
def test_a_no_is_missed_wherever_it_stands_and_however_it_is_said(evidence, text):
    assert "negation-changed" in dict(codes(claim(text, evidence)))


PASSING = [
    ("The mill was accused by the guild of breaking the accord on the weir.",
     "The guild claimed that the mill had not kept to the accord on the weir."),
    ("A gas leak cut off the mill's customers for more than 45 minutes.",
     "The mill's customers were cut off by a gas leak for over 45 minutes."),
    ("A stand gave way at a fair on 20 May, injuring at least 20 fans.",
     "At least 20 fans were hurt at a fair on 20 May 2026 when a stand gave way."),
    ("Repairs to the weir have cost more than €481 million.",
     "The bill for repairs to the weir has passed €481 million."),
    ("No one was hurt when a boat carrying 33 people sank off Lund.",
     "A boat sank off Lund and left nobody on board injured."),
    ("Ann Lee was accused by the guild of forging the accounts.",
     "Ann Lee was guilty of forging the accounts, the guild said."),
    ("Ann Lee, who had pleaded not guilty, was convicted of forging the accounts.",
     "A court found Ann Lee guilty of forging the accounts."),
    ("“There is not a word of truth in it,” Ann Lee said of reports that the mill hid"
     " the accounts.",
     "Ann Lee said that the mill did not hide the accounts."),
    ("43 people suspected of running a still were arrested and 38 houses searched.",
     "Police made 43 arrests and searched 38 houses."),
    ("An offer of the post by Norland was declined by Ann Lee.",
     "Ann Lee rejected an offer of the post by Norland."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), PASSING)
def test_a_no_a_limit_or_a_charge_may_stand_in_other_words(evidence, text):
    assert codes(claim(text, evidence)) == []


FIRMER = [
    ("The weir in Lund is due to open on Monday.",
     "The weir in Lund will open on Monday."),
    ("The new fund is meant to bring lower ferry fares.",
     "The new fund will bring lower ferry fares."),
    ("The mill is planning to introduce a deposit on bottles.",
     "The mill has taken a final decision to introduce a deposit on bottles."),
    ("The boatmen warned that they could strike in Lund over pay.",
     "Unhappy about pay, the boatmen are certain to walk out in Lund."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), FIRMER)
def test_what_is_due_or_meant_is_not_yet_certain(evidence, text):
    assert ("hedge-lost", "warning") in codes(claim(text, evidence))


PLAIN_NOES = [
    ("Harbor Mills said it was not going to freeze the pay of its staff.",
     "Harbor Mills says it will freeze the pay of its staff."),
    ("No agreement was reached when talks on canal tolls in Lund ended.",
     "The sides came to an agreement in talks on canal tolls in Lund."),
    ("The reeve said that higher canal tolls in Lund would be a mistake.",
     "The reeve supports higher canal tolls in Lund."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), PLAIN_NOES)
def test_a_no_before_going_to_or_of_a_noun_is_missed(evidence, text):
    assert codes(claim(text, evidence))


NOES_OF_ELSE = [
    ("That advice appears in the full report; it does not appear in the summary.",
     "The advice appears in the full report."),
    ("Any alarm triggers an automatic message; the guild insists that no message came.",
     "The guild insists that no automatic message of an alarm came."),
    ("It disputes, too, the finding that the weir broke.",
     "The guild disputes the finding that the weir broke."),
    ("Mills on the river were taken out of the list.",
     "The list is without mills on the river."),
    ("Although the guild has not described its bid as final, it has until May to pay.",
     "The guild has not described its bid as final and has until May to pay."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), NOES_OF_ELSE)
def test_a_no_reaches_no_further_than_its_clause(evidence, text):
    assert codes(claim(text, evidence)) == []


def test_a_word_of_degree_may_come_from_the_sentence_that_names_the_thing():
    cited = ("The firm recalled certain pumps.", "The recall began as a precaution.")
    assert (
        codes(claim("The recall of certain pumps began as a precaution.", *cited)) == []
    )
    assert codes(claim("The recall of all pumps began as a precaution.", *cited))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The weir was opened in Lund.", True),
        ("The guild met in Lund.", True),
        ("The weir opens in Lund.", False),
        ("The vote, put off twice, is on Monday.", False),
        ("The weir was to be opened in Lund.", False),
        ("Ann Lee said the weir opens in Lund.", False),
        ("The report on the weir appeared in Lund.", True),
        ("Until that day nothing was opened in Lund.", True),
    ],
)
def test_what_lies_ahead_of_its_article_is_not_over(text, is_found):
    article = ARTICLE.model_copy(update={"published": When(date="2026-03-02")})
    case = replace(
        claim(text, text), articles={"a": article}, when=(When(date="2026-03-09"),)
    )
    assert codes(case) == [("hedge-lost", "warning")] * is_found
    assert codes(replace(case, when=(When(date="2026-03-02"),))) == []
    assert codes(replace(case, when=(When(date="2026"),))) == []


COMING = "The owners will each be called by the guild of Lund."


@pytest.mark.parametrize(
    ("text", "evidence", "is_found"),
    [
        ("The owners were called by the guild.", (COMING,), True),
        ("The owners are to be called by the guild.", (COMING,), False),
        ("The owners will each be called by the guild.", (COMING,), False),
        ("Lund thanked the guild.", (COMING,), False),
        ("The mill may yet shut.", ("The mill will perhaps shut in Lund.",), False),
        ("The sale was not allowed.", ("The guild will not allow the sale.",), False),
        ("The owners were called by the guild.", (COMING, "It called them."), False),
        (
            "The rule of the guild was appealed to the court.",
            ("The rule of the guild can be appealed to the court.",),
            True,
        ),
        (
            "The reeve opened the weir of Lund.",
            ("The reeve is scheduled to open the weir of Lund.",),
            True,
        ),
    ],
)
def test_what_will_or_can_be_is_not_told_as_over(text, evidence, is_found):
    found = dict(codes(claim(text, *evidence)))
    assert ("hedge-lost" in found) == is_found


BACKS = "The guild backs the plan to ban bags."
OPPOSES = "The guild opposes the plan to ban bags."
TURNED_CODE = "negation-changed"


@pytest.mark.parametrize(
    ("told", "marks", "is_found"),
    [
        (BACKS, (), False),
        (BACKS, (TURNED_CODE,), True),
        (BACKS, ("stale",), False),
        (OPPOSES, (), True),
        ("The guild may ban bags.", (), True),
    ],
)
def test_a_statement_is_not_warned_of_for_what_its_claims_answer_for(
    told, marks, is_found
):
    case = statement(BACKS, OPPOSES)
    cited = case.claims[0].model_copy(update={"text": told, "marks": marks})
    found = codes(replace(case, claims=(cited,)))
    assert found == [(TURNED_CODE, "warning")] * is_found


HEDGES_OF_ELSE = [
    ("We also think of Ann Lee, who was moved to Lund on Friday.",
     "Ann Lee was moved to Lund on Friday."),
    ("The cash is said to have come from fixer Ann Lee of Lund, who left.",
     "Ann Lee of Lund left."),
    ("The guild called for Lee's resignation and said that if the toll rose it would"
     " sue.",
     "The guild called for Lee's resignation."),
    ("The guild blamed an error in the old gate, which had been in use since 1993.",
     "The old gate of the guild had been in use since 1993."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), HEDGES_OF_ELSE)
def test_a_hedge_of_somebody_or_of_another_clause_is_not_missed(evidence, text):
    assert codes(claim(text, evidence)) == []
