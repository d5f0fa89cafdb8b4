"""A briefing without a model: every section from the articles' own sentences."""

from __future__ import annotations

import pytest

from briefer.extract.briefing import briefing
from briefer.extract.summary import summary
from briefer.schema import (
    Article,
    Briefing,
    Event,
    Figure,
    Gap,
    Judgment,
    Origin,
    Position,
    Section,
    Story,
    When,
    statements_of,
)
from briefer.settings import SectionSetting
from briefer.sources.sentences import split

SHAPES = {
    "bottom_line": "statements",
    "key_developments": "statements",
    "situation": "stories",
    **{name: name for name in ("timeline", "positions", "figures")},
    **{name: name for name in ("disagreements", "outlook", "gaps")},
}

FERRY = (
    "Two ferries collided outside the harbor of Karsk on Friday, the coast guard said. "
    "Mayor Tovan Denvik said the collision killed 12 people and wounded 53. "
    "Denvik demanded that Norvik Lines pay for the rescue. "
    "The harbor will open again on Monday, the coast guard said."
)
FERRIES = (
    "The coast guard searched the harbor of Karsk after two ferries collided. "
    "Mayor Tovan Denvik said the collision killed 15 people and wounded 53. "
    "Norvik Lines denied on Saturday that its ferries were unsafe."
)
ACT = (
    "Parliament passed the land act in Ondal on Thursday by 155 votes to 148. "
    "Minister Mara Ostrel said farmers would get $40 million in aid."
)


def article(
    name: str, text: str, date: str = "2025-07-05", **fields: object
) -> Article:
    when = When(date=date, basis="stated" if date else "unknown")
    given = {"path": name, "digest": "", "text": text, "title": f"Title of {name}"}
    made = given | {"published": when, "sentences": split(text)} | fields
    return Article(id=name, **made)  # type: ignore[arg-type]


THREE = (
    article("a1", FERRY),
    article("a2", FERRIES),
    article("a3", ACT, "2025-07-03"),
)


def brief(
    *articles: Article,
    origins: tuple[Origin, ...] = (),
    sections: tuple[SectionSetting, ...] = (),
) -> Briefing:
    shipped = tuple(SectionSetting(i, i.title(), shape) for i, shape in SHAPES.items())
    return briefing(
        articles,
        [summary(one) for one in articles],
        origins,
        sections or shipped,
        title="Harbor",
        language="en",
        period=When(),
        as_of=max((one.published.date for one in articles), default=""),
    )


def section(made: Briefing, name: str) -> Section:
    return next(one for one in made.sections if one.id == name)


def texts(made: Briefing, name: str) -> list[str]:
    items = section(made, name).items
    return [said.text for item in items for said in statements_of(item)]


def test_every_sentence_stands_in_an_article_figures_apart():
    made, source = brief(*THREE), f"{FERRY} {FERRIES} {ACT}"
    for one in made.sections:
        for item in one.items:
            if not isinstance(item, Figure):
                assert all(said.text in source for said in statements_of(item))


def test_every_statement_cites_a_claim_that_is_there():
    made = brief(*THREE)
    known = {claim.id for claim in made.claims}
    assert {i for said in made.statements() for i in said.claims} == known


def test_articles_on_one_event_are_one_story_the_newest_first():
    stories = section(brief(*THREE), "situation").items
    assert [item.title for item in stories if isinstance(item, Story)] == [
        "Title of a1",
        "Title of a3",
    ]


def test_the_bottom_line_is_short_and_stands_in_the_stories():
    made = brief(*THREE)
    lead = texts(made, "bottom_line")
    assert 1 <= len(lead) <= 3
    assert sum(len(text.split()) for text in lead) <= 75
    assert set(lead) <= set(texts(made, "situation"))


def test_key_developments_tell_of_each_story_what_the_bottom_line_does_not():
    made = brief(*THREE)
    assert len(texts(made, "key_developments")) == 2
    assert not set(texts(made, "key_developments")) & set(texts(made, "bottom_line"))


def test_the_timeline_is_in_order_of_time():
    items = section(brief(*THREE), "timeline").items
    days = [item.when.date for item in items if isinstance(item, Event)]
    assert days == sorted(days)
    assert "2025-07-04" in days


def test_positions_gather_what_one_speaker_says():
    items = section(brief(*THREE), "positions").items
    held = {one.actor: one for one in items if isinstance(one, Position)}
    assert held["Tovan Denvik"].role == "Mayor"
    assert len(held["Tovan Denvik"].statements) == 2  # of two alike, one


def test_one_surname_of_two_people_in_two_stories_stays_apart():
    other = ACT.replace("Mara Ostrel", "Brisa Denvik")
    items = section(brief(THREE[0], article("a4", other)), "positions").items
    actors = {one.actor for one in items if isinstance(one, Position)}
    assert {"Tovan Denvik", "Brisa Denvik"} <= actors


def test_figures_say_what_is_counted_and_according_to_whom():
    items = section(brief(*THREE), "figures").items
    found = {one.value: one.quantity for one in items if isinstance(one, Figure)}
    assert found["12 people"] == "collision killed, according to Tovan Denvik"
    assert found["$40 million"].endswith("according to Mara Ostrel")


def test_different_values_of_one_quantity_are_a_disagreement():
    made = brief(*THREE)
    assert len(section(made, "disagreements").items) == 1
    assert len(texts(made, "disagreements")) == 2


def test_the_outlook_says_who_expects_it():
    items = section(brief(*THREE), "outlook").items
    assert [one.whose for one in items if isinstance(one, Judgment)] == [
        "the coast guard"
    ]


def test_what_was_ahead_is_no_outlook_once_it_is_past():
    late = article("a9", "It rained all day in the whole town of Ondal.", "2025-08-01")
    assert section(brief(THREE[0], late), "outlook").items == ()


def test_gaps_name_what_one_source_tells_and_what_has_no_date():
    rain = "It rained in the hills of Lutten for hours, and farmers lost their wheat."
    items = section(
        brief(*THREE, article("a5", rain, "", title="Wet in Lutten")), "gaps"
    ).items
    asked = [one.question for one in items if isinstance(one, Gap)]
    assert asked[0] == "No date is stated for: Wet in Lutten"
    assert "Only one source reports this: Title of a3" in asked


def test_a_copy_counts_once():
    copy = article("a6", FERRY)
    made = brief(THREE[0], copy, origins=(Origin(articles=("a1", "a6")),))
    assert {claim.evidence.article for claim in made.claims} == {"a1"}
    assert section(made, "disagreements").items == ()
    assert section(made, "gaps").items == ()


def test_a_section_of_the_users_own_holds_what_it_is_about():
    own = SectionSetting("aid", "Farmers", "statements", "Aid for farmers.")
    made = brief(*THREE, sections=(own,))
    assert texts(made, "aid") == [ACT.partition("148. ")[2]]


def test_a_section_nobody_reports_on_is_empty():
    own = SectionSetting("space", "Space flight", "statements", "Rockets and orbits.")
    assert texts(brief(*THREE, sections=(own,)), "space") == []


def test_entries_over_a_limit_are_left_out_and_counted():
    own = SectionSetting("positions", "Positions", "positions", limit=1)
    made = brief(*THREE, sections=(own,))
    assert len(section(made, "positions").items) == 1
    assert [found.code for found in made.findings] == ["section-long"]


SMALL = [
    (),
    (article("a7", ""),),
    (article("a7", "Mayor Tovan Denvik opened the bridge in Karsk."),),
    (THREE[0], THREE[0].model_copy(update={"id": "b1"})),
]


@pytest.mark.parametrize("articles", SMALL)
def test_little_to_tell_still_gives_every_section(articles):
    made = brief(*articles)
    assert [one.id for one in made.sections] == list(SHAPES)


def test_the_same_articles_give_the_same_briefing():
    assert brief(*THREE) == brief(*THREE)
    assert brief(*THREE).model == "extractive"
