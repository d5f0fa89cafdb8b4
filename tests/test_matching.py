"""Claims of two ledgers put together: what changed is told as what it is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.matching import likeness, pairs
from briefer.schema import Claim, Evidence
from tests.values import claim

RAIN = "The river rose by 2 meters on 1 March 2025."
ROSE = "On 1 March 2025 the river rose by 2 meters."
SNOW = "Snow closed 14 roads in the Norrdal valley."
PIER = "The council of Eastmere closed the old pier."


def placed(name: str, text: str, *sentences: int, article: str = "a1") -> Claim:
    evidence = Evidence(article=article, sentences=sentences)
    return claim(f"{article}.{name}", text).model_copy(update={"evidence": evidence})


def changes(old: list[Claim], new: list[Claim]) -> list[tuple[str, str]]:
    return [
        (pair.change, (pair.new or pair.old or old[0]).text) for pair in pairs(old, new)
    ]


def test_each_kind_of_change_is_told():
    old = [placed("k1", RAIN, 1), placed("k2", SNOW, 2), placed("k3", PIER, 3)]
    new = [placed("k1", ROSE, 1), placed("k2", PIER, 3, 4), placed("k3", "New.", 5)]
    assert changes(old, new) == [
        ("re-worded", ROSE),
        ("lost", SNOW),
        ("re-cited", PIER),
        ("gained", "New."),
    ]


def test_numbers_of_claims_and_their_order_do_not_matter():
    old = [placed("k1", RAIN, 1), placed("k2", SNOW, 2)]
    new = [placed("k1", SNOW, 2), placed("k2", RAIN, 1)]
    assert [change for change, _ in changes(old, new)] == ["same", "same"]


def test_two_claims_on_one_sentence_are_told_apart_by_their_words():
    old = [placed("k1", SNOW, 1), placed("k2", PIER, 1)]
    new = [placed("k1", f"{PIER} For good.", 1), placed("k2", SNOW, 1)]
    assert changes(old, new) == [("re-worded", new[0].text), ("same", SNOW)]


def test_claims_of_two_articles_are_never_one():
    assert likeness(placed("k1", RAIN, 1), placed("k1", RAIN, 1, article="a2")) == 0


TEXTS = st.sampled_from([RAIN, ROSE, SNOW, PIER, "It was so."])
LEDGERS = st.lists(st.tuples(TEXTS, st.integers(1, 4)), max_size=6).map(
    lambda rows: [placed(f"k{n}", text, s) for n, (text, s) in enumerate(rows)]
)


@settings(deadline=None, max_examples=60)
@given(LEDGERS, LEDGERS)
def test_every_claim_is_told_exactly_once(old, new):
    made = pairs(old, new)
    assert [p.new.id for p in made if p.new] == [c.id for c in new]
    assert sorted(p.old.id for p in made if p.old) == sorted(c.id for c in old)


@settings(deadline=None, max_examples=30)
@given(LEDGERS)
def test_a_ledger_beside_itself_has_not_changed(ledger):
    assert all(pair.change == "same" for pair in pairs(ledger, ledger))
