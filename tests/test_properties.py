"""What holds for any article, setting, recording and reply: no crash, no surprise."""

from __future__ import annotations

import asyncio
import json
import tempfile
import warnings
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefer.briefing_reply import reply_model
from briefer.errors import ArticleError, BrieferError, RunError, SettingsError
from briefer.exchange import schema_of
from briefer.llm.base import Reply, Request
from briefer.llm.recordings import Store
from briefer.llm.scripted import Scripted
from briefer.pipeline import Built, build
from briefer.prompts import Prompts
from briefer.schema import Article
from briefer.settings import Settings, load
from briefer.sources.base import SourceFile
from briefer.sources.read import read
from briefer.summarize import SCHEMA
from tests.strategies import damaged, examples, files, replies, tables, texts
from tests.test_live import REQUEST
from tests.test_worst import PIER, SNOW, hold_ids, hold_pages
from tests.worst import answer

SECTIONS = Prompts(Settings(prompts="nowhere", user_prompts="")).sections
MERGE = schema_of(reply_model(SECTIONS)).text


def told(error: BrieferError) -> str:
    """The message of an error, which there is."""
    assert error.message
    return error.message


@examples(40)
@given(files(), st.sampled_from(("", "", "cp1252")))
def test_any_file_is_an_article_or_refused_with_a_reason(file, encoding):
    suffix, data = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"one{suffix}")
        path.write_bytes(data)
        outcomes = [outcome(path, encoding) for _ in range(2)]
    assert outcomes[0] == outcomes[1]
    if isinstance(outcomes[0], Article):
        hold_article(outcomes[0])


def outcome(path: Path, encoding: str) -> Article | str:
    try:
        return read(SourceFile(path, path.name), encoding=encoding)
    except ArticleError as error:
        return told(error)


def hold_article(article: Article) -> None:
    """Sentences are spans of the text in order; metadata is on one line, printable."""
    end = 0
    for span in article.sentences:
        assert end <= span.start < span.end <= len(article.text)
        assert "\n" not in article.text[span.start : span.end]
        end = span.end
    for line in (article.title, article.outlet, article.url, *article.authors):
        assert line == " ".join(line.split())
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in line)


@examples(80)
@given(tables)
def test_any_settings_are_taken_or_refused_with_a_reason(table):
    with tempfile.TemporaryDirectory() as folder:
        loaded = [taken(table, Path(folder)) for _ in range(2)]
    assert loaded[0] == loaded[1]


def taken(table: dict[str, object], folder: Path) -> Settings | str:
    try:
        return load(table, {}, folder)
    except SettingsError as error:
        return told(error)


@examples(40)
@given(st.data(), texts)
def test_a_damaged_recording_is_a_miss_with_a_warning_and_never_another_answer(
    data, text
):
    reply = Reply(text, "m", created="2026-01-01T00:00:00Z")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.put(REQUEST, reply)
        [path] = Path(folder).iterdir()
        assert (kept := store.get(REQUEST)) is not None
        assert kept.text == text
        path.write_bytes(data.draw(damaged(path.read_bytes())))
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            found = store.get(REQUEST)
    assert found == kept if found is not None else len(heard) == 1


def built(folder: Path, client: Scripted) -> Built | str:
    for name, text in (("a.txt", PIER), ("b.txt", SNOW)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(sources=(str(folder),), folder=folder.parent, prompts="nowhere")
    try:
        return asyncio.run(build(settings, client))
    except RunError as error:
        return told(error)


@examples(5)
@given(replies(SCHEMA.text), replies(MERGE))
def test_any_replies_give_sound_pages_or_a_reason_and_the_same_twice(summary, briefing):
    def said(request: Request) -> Reply:
        if request.stage == "summarize" and "Eastmere" in request.messages[1].content:
            return Reply(summary, "m")
        return Reply(briefing if request.stage == "merge" else answer(request), "m")

    made = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            articles = Path(folder, "articles")
            articles.mkdir()
            made.append(built(articles, Scripted(said)))
    first, second = made
    if isinstance(first, str) or isinstance(second, str):
        assert first == second
        return
    assert first.files == second.files
    hold_pages(dict(first.files))
    hold_ids(first)
    json.loads(first.files["briefing.json"])
