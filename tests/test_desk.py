"""Turns of the desk: what is rendered, built, held or told when files change."""

from __future__ import annotations

from pathlib import Path
from typing import Never

import pytest

from briefer.desk import Desk, Turn
from briefer.errors import Interrupted, SettingsError, TemplateError
from tests.endpoint import completion, endpoint, refused
from tests.faithful import answer_body

ARTICLE = "Rain\n\nThe river rose by 2 meters on 2025-03-01. It fell again."
KICKER = Path("templates/_masthead.html.j2")
HOUSE = Path("prompts/_language.md.j2")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written("articles/a.txt", ARTICLE)
    written("briefer.toml", 'sources = ["articles"]\n')
    return tmp_path


def written(name: str | Path, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def took(desk: Desk, *, spend: bool = False) -> Turn:
    """The turn for what changed; another one then has nothing to do."""
    turn = desk.turn(spend=spend)
    assert turn is not None
    assert desk.turn() is None
    return turn


def page() -> str:
    return Path("out/briefing.html").read_text(encoding="utf-8")


def test_pages_follow_their_templates_and_stay_where_these_are_broken(here):
    desk = Desk({})
    assert took(desk).did == "built"
    written(KICKER, "<p>Desk</p>")
    turn = took(desk)
    assert (turn.did, turn.changed, turn.is_new) == ("rendered", (str(KICKER),), True)
    good = page()
    assert "<p>Desk</p>" in good

    written(KICKER, "\n{{ page.titel }}")
    turn = took(desk)
    assert isinstance(turn.error, TemplateError)
    assert (turn.error.file, turn.error.line, turn.error.column) == (str(KICKER), 2, 9)
    assert turn.notice
    assert turn.notice.parts[0].hint == "did you mean `title`?"
    assert page() == good

    written(KICKER, "<p>Desk</p>")
    turn = took(desk)
    assert (turn.did, turn.is_new, turn.notice) == ("rendered", False, None)


def test_an_article_or_setting_means_a_build(here):
    desk = Desk({})
    took(desk)
    written("articles/b.txt", "Snow\n\nSnow closed 14 roads on 2025-02-11.")
    turn = took(desk)
    assert (turn.did, turn.changed) == ("built", ("articles/b.txt",))
    assert "Snow closed 14 roads" in page()
    written("briefer.toml", 'sources = ["articles"]\ntitle = "Morning"\n')
    turn = took(desk)
    assert (turn.did, turn.changed) == ("built", ("settings",))
    assert '<h1 dir="auto">Morning</h1>' in page()


def test_wrong_settings_are_fatal_at_the_start_and_told_once_later(here):
    desk = Desk({})
    took(desk)
    for text in ('titel = "x"\n', 'sources = ["articles"]\nformats = ["md"]\n', ""):
        written("briefer.toml", text)
        with pytest.raises(SettingsError):
            Desk({})
        turn = took(desk)
        assert isinstance(turn.error, SettingsError)
    written("briefer.toml", 'sources = ["articles"]\n')
    assert took(desk).did == "rendered"


def test_nothing_is_asked_unless_it_is_allowed(here):
    with endpoint(lambda body: completion(answer_body(body))) as server:
        desk = Desk({"base_url": server.base_url})
        turn = took(desk)
        assert turn.did == "held"
        assert turn.plan[0].startswith("summarize  1 calls to make, 0 stored")
        assert turn.plan[-1].startswith("cost ")
        assert turn.notice
        assert "press Enter" in turn.notice.parts[0].hint
        assert server.bodies == []

        # mistakes are told though nothing is built yet
        written(KICKER, "{{ page.titel }}")
        assert isinstance(took(desk).error, TemplateError)
        KICKER.unlink()
        assert took(desk).did == "held"

        assert took(desk, spend=True).did == "built"
        asked = len(server.bodies)
        assert asked == 2

        # a prompt edit is held; pages can be worked on meanwhile
        written(HOUSE, "Write in {{ language }}, in short sentences.")
        turn = took(desk)
        assert (turn.did, turn.changed) == ("held", (str(HOUSE),))
        written(KICKER, "<p>Desk</p>")
        turn = took(desk)
        assert (turn.did, turn.is_new, turn.held) == ("held", True, (str(HOUSE),))
        assert turn.notice
        assert turn.notice.parts[0].text == f"{HOUSE} changed"
        assert "<p>Desk</p>" in page()

        # only what was shown is allowed
        written(HOUSE, "Write in {{ language }}, in the shortest sentences.")
        assert took(desk, spend=True).did == "held"
        assert len(server.bodies) == asked
        assert took(desk, spend=True).did == "built"
        assert len(server.bodies) == asked + 2

        # what is recorded costs nothing and is built at once
        HOUSE.unlink()
        turn = took(desk)
        assert (turn.did, turn.is_new) == ("built", True)
        assert len(server.bodies) == asked + 2


def test_what_was_held_leaves_no_mark_of_a_finished_build(here):
    from briefer.settings import load
    from briefer.unchanged import unchanged

    with endpoint(lambda body: completion(answer_body(body))) as server:
        flags = {"base_url": server.base_url}
        desk = Desk(flags)
        took(desk)
        took(desk, spend=True)
        assert unchanged(load(flags))
        written(KICKER, "<p>Desk</p>")
        took(desk)
        assert unchanged(load(flags))
        written(HOUSE, "Write in {{ language }}, in short sentences.")
        took(desk)
        assert unchanged(load(flags)) is None


def test_what_failed_can_be_tried_again(here):
    answers = iter([refused(401)] * 2)
    with endpoint(
        lambda body: next(answers, None) or completion(answer_body(body))
    ) as server:
        desk = Desk({"base_url": server.base_url})
        assert took(desk).did == "held"
        assert took(desk, spend=True).did == "failed"
        again = desk.turn(spend=True)
        while again and again.error:
            again = desk.turn(spend=True)
        assert again
        assert again.did == "built"
        assert desk.turn(spend=True) is None


def test_the_end_of_the_process_ends_a_turn_too(here):
    def ending() -> Never:
        raise Interrupted("terminated")

    with pytest.raises(Interrupted):
        Desk({}, display=ending).turn()


def test_with_spend_a_change_is_built_without_asking(here):
    with endpoint(lambda body: completion(answer_body(body))) as server:
        desk = Desk({"base_url": server.base_url}, spend=True)
        assert took(desk).did == "built"
        written(HOUSE, "Write in {{ language }}, in short sentences.")
        assert took(desk).did == "built"
        assert len(server.bodies) == 4


def test_a_written_page_is_not_taken_away_where_no_model_can_be_asked(here):
    with endpoint(lambda body: completion(answer_body(body))) as server:
        took(Desk({"base_url": server.base_url}, spend=True))
    desk = Desk({})
    assert took(desk).did == "built"
    good = page()
    written(HOUSE, "Write in {{ language }}, in short sentences.")
    turn = took(desk)
    assert (turn.did, page()) == ("held", good)
    assert turn.why.startswith("no model is set")


def test_offline_the_missing_recording_is_told(here):
    with endpoint(lambda body: completion(answer_body(body))) as server:
        took(Desk({"base_url": server.base_url}, spend=True))
    desk = Desk({"offline": True})
    assert took(desk).did == "built"
    written(HOUSE, "Write in {{ language }}, in short sentences.")
    turn = took(desk)
    assert turn.error
    assert "which first differs in line" in turn.error.message
