"""Where settings come from, who wins, and what a mistake is answered with."""

from __future__ import annotations

import os

import pytest

from briefer.errors import SettingsError
from briefer.settings import SectionSetting, Settings, load, names


def test_defaults_stand_where_nothing_is_said(tmp_path):
    assert load({}, {}, tmp_path) == Settings(folder=tmp_path)


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path):
    (tmp_path / "briefer.toml").write_text('model = "f"\ntitle = "f"\nout = "f"\n')
    environment = {"BRIEFER_MODEL": "e", "BRIEFER_TITLE": "e"}
    settings = load({"model": "c", "title": None}, environment, tmp_path)
    assert (settings.model, settings.title, settings.out) == ("c", "e", "f")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("briefer.toml", 'sources = ["seeds"]'),
        ("pyproject.toml", '[tool.briefer]\nsources = ["seeds"]'),
    ],
)
def test_a_file_in_a_folder_above_counts_from_where_it_lies(tmp_path, file, text):
    (tmp_path / file).write_text(text)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = load({}, {}, below)
    assert settings.folder.resolve() == tmp_path
    assert settings.sources == (str(settings.folder / "seeds"),)


def test_a_pyproject_of_another_tool_is_passed_over(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load({}, {}, tmp_path).folder == tmp_path


@pytest.mark.parametrize(
    ("environment", "name", "value"),
    [
        ({"BRIEFER_OFFLINE": "yes"}, "offline", True),
        ({"BRIEFER_CONCURRENCY": "4"}, "concurrency", 4),
        ({"BRIEFER_DEADLINE_S": "2.5"}, "deadline_s", 2.5),
        ({"BRIEFER_TEMPERATURE": "0"}, "temperature", 0.0),
        ({"BRIEFER_SOURCES": os.pathsep.join("ab")}, "sources", ("a", "b")),
        ({"OPENAI_BASE_URL": "http://x"}, "base_url", "http://x"),
        ({"OPENAI_BASE_URL": "x", "BRIEFER_BASE_URL": "y"}, "base_url", "y"),
        ({"SOURCE_DATE_EPOCH": "0"}, "source_date_epoch", 0),
    ],
)
def test_the_environment_speaks_in_words(tmp_path, environment, name, value):
    assert getattr(load({}, environment, tmp_path), name) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('modell = "x"', "unknown setting `modell`, did you mean `model`?"),
        ("folder = 'x'", "unknown setting `folder`"),
        ("zzz = 1", "unknown setting `zzz`"),
        ("concurrency = 'many'", "`concurrency` must be a number, not 'many'"),
        ("concurrency = true", "`concurrency` must be a number, not True"),
        ("offline = 'maybe'", "`offline` must be true or false, not 'maybe'"),
        ("title = 3", "`title` must be text, not 3"),
        ("sources = 3", "`sources` must be a list of texts, not 3"),
        ("concurrency = 0", "`concurrency` must be at least 1"),
        ("chunk_tokens = 20", "`chunk_tokens` is 20, too few for a request"),
        ("deadline_s = 0", "`deadline_s` must be more than 0 seconds"),
        ("a = ", "cannot read"),
        ("sections = 3", "`sections` must be a list of names and tables"),
        ("sections = [{title = 'x'}]", "an entry without `id`"),
        ("sections = [{id = 'x', color = 1}]", "an entry with unknown `color`"),
        ("sections = [{id = 'x', shape = 'pie'}]", "the unknown shape `pie`"),
        ("sections = [{id = 'a b'}]", "may only hold letters, digits and `_`"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, message):
    (tmp_path / "briefer.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load({}, {}, tmp_path)
    assert message in caught.value.message


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path):
    (tmp_path / "briefer.toml").write_text("modell = 'x'\ntitle = 3\n")
    with pytest.raises(SettingsError, match=r"`modell`.*`title`"):
        load({}, {}, tmp_path)


def test_sections_are_names_and_tables(tmp_path):
    (tmp_path / "briefer.toml").write_text(
        'sections = ["timeline", {id = "aid", title = "Aid", instruction = "Who?"}]'
    )
    assert load({}, {}, tmp_path).sections == (
        SectionSetting(id="timeline"),
        SectionSetting(id="aid", title="Aid", instruction="Who?"),
    )


def test_names_leave_out_what_is_not_for_users():
    assert "folder" not in names()
    assert "model" in names()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"HOME": "/h"}, "/h/.config/briefer/prompts"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/briefer/prompts"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "x"}, "/h/.config/briefer/prompts"),
        ({"HOME": "/h", "BRIEFER_USER_PROMPTS": ""}, ""),
        ({"HOME": "/h", "BRIEFER_USER_PROMPTS": "/p"}, "/p"),
        ({}, ""),
    ],
)
def test_prompts_for_all_projects_lie_where_settings_of_a_user_do(
    tmp_path, environment, expected
):
    assert load({}, environment, tmp_path).user_prompts == expected


def test_settings_of_the_library_have_no_prompts_of_a_user(tmp_path):
    assert Settings(folder=tmp_path).prompt_folders == {"project": tmp_path / "prompts"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"concurrency": float("inf")}, "must be a number, not inf"),
        ({"max_cost": "nan"}, "must be a number, not 'nan'"),
        ({"sections": [{"id": 1}]}, "has an entry with an unfit `id`"),
        ({"sections": [{"id": "a", "limit": "2"}]}, "with an unfit `limit`"),
    ],
)
def test_values_that_are_no_numbers_or_texts_are_told(tmp_path, table, said):
    with pytest.raises(SettingsError, match=said):
        load(table, {}, tmp_path)


@pytest.mark.parametrize("name", ["cp9999", "zip", "undefined"])
def test_an_encoding_that_is_none_is_told(tmp_path, name):
    with pytest.raises(SettingsError, match=f"`encoding` names the unknown `{name}`"):
        load({"encoding": name}, {}, tmp_path)
