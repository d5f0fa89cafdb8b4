"""Whole builds with a scripted model: real folders, real templates, real files."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest

from briefer.errors import MergeFailed, MissingRecording, NoArticles, OutputError
from briefer.llm.base import Reply, Request
from briefer.llm.recordings import Recorded, Store
from briefer.llm.scripted import Scripted
from briefer.pipeline import Built, build
from briefer.progress import Step
from briefer.schema import Usage, statements_of
from briefer.settings import SectionSetting, Settings
from tests.faithful import answer, numbered

RAIN = "The river rose\n\nThe river rose by 2 meters on 2025-03-01. It fell again."
SNOW = "Snow closed roads\n\nSnow closed 14 roads on 2025-02-11. Two stayed open."

STAGES = ("read", "summarize", "merge")


def built(sources: Path, client=None, **settings) -> Built:
    """A build of `sources` beside them."""
    client = client or Scripted(answer)
    made = Settings(
        sources=(str(sources),),
        out="out",
        folder=sources.parent,
        **settings,
    )
    return asyncio.run(build(made, client))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_two_articles_become_one_briefing(folder):
    made = built(folder({"a.txt": RAIN, "b.txt": SNOW}))
    texts = [s.text for s in made.edition.briefing.statements()]
    assert "Snow closed 14 roads on 2025-02-11." in texts
    assert "The river rose by 2 meters on 2025-03-01." in texts
    assert made.edition.failures == ()


def test_every_statement_leads_to_words_of_an_article(folder):
    edition = built(folder({"a.txt": RAIN, "b.txt": SNOW})).edition
    claims = {claim.id: claim for claim in edition.briefing.claims}
    articles = {article.id: article for article in edition.articles}
    for statement in edition.briefing.statements():
        for name in statement.claims:
            evidence = claims[name].evidence
            article = articles[evidence.article]
            for number in evidence.sentences:
                span = article.sentences[number - 1]
                assert article.text[span.start : span.end] in claims[name].text


@pytest.mark.parametrize(
    ("endpoint", "cost"),
    [
        ("https://api.openai.com/v1", "Cost: $0.7500 at list prices"),
        ("http://127.0.0.1:9/v1", "Cost: price not known"),
    ],
)
def test_the_page_tells_what_the_replies_cost_where_they_came_from(
    folder, endpoint, cost
):
    def priced(request: Request) -> Reply:
        usage = Usage(calls=1, input_tokens=500_000)
        created = "2026-11-01T00:00:00Z"
        return Reply(answer(request), "gpt-5.4-mini", "stop", usage, created, endpoint)

    made = built(folder({"a.txt": RAIN}), Scripted(priced))
    assert cost in made.files["briefing.md"].replace("\\", "")


def test_the_record_lists_every_file_with_its_digest(folder):
    import hashlib

    source = folder({"a.txt": RAIN})
    built(source)
    files = tree(source.parent / "out")
    record = json.loads(files.pop("run.json"))
    assert record["files"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }


def test_a_second_build_asks_nothing_and_changes_no_byte(folder, tmp_path):
    source = folder({"a.txt": RAIN, "b.txt": SNOW})
    store = Store(tmp_path / "store")
    built(source, Recorded(store, Scripted(answer)))
    first = tree(tmp_path / "out")
    again = built(source, Recorded(store, None))
    assert tree(tmp_path / "out") == first
    assert not again.has_changed


def test_concurrency_and_the_order_of_answers_change_no_byte(folder, tmp_path):
    source = folder({f"{n}.txt": f"Number {n} was counted here." for n in range(9)})

    class Shuffled(Scripted):
        async def complete(self, request: Request) -> Reply:
            await asyncio.sleep(len(request.messages[1].content) % 7 / 1000)
            return await super().complete(request)

    built(source, Shuffled(answer), concurrency=9)
    first = tree(tmp_path / "out")
    built(source, concurrency=1)
    assert tree(tmp_path / "out") == first


def test_a_renamed_article_asks_nothing_anew(folder, tmp_path):
    source = folder({"a.txt": RAIN, "b.txt": SNOW})
    store = Store(tmp_path / "store")
    built(source, Recorded(store, Scripted(answer)))
    (source / "a.txt").rename(source / "z.txt")
    built(source, Recorded(store, None))


def test_no_request_holds_a_path(folder):
    client = Scripted(answer)
    built(folder({"secret-name.txt": RAIN}), client)
    assert all(
        "secret-name" not in m.content for r in client.requests for m in r.messages
    )


def test_one_bad_article_becomes_a_failure_and_the_rest_is_built(folder):
    source = folder({"a.txt": RAIN, "bad.txt": "", "c.pdf": "x", "d.txt": SNOW})
    (source / "e.txt").write_bytes(bytes(range(256)) * 20)
    edition = built(source).edition
    assert {Path(f.path).name: f.code for f in edition.failures} == {
        "bad.txt": "empty",
        "c.pdf": "no-reader",
        "e.txt": "unreadable",
    }
    assert len(edition.articles) == 2


def test_an_article_whose_reply_is_unusable_fails_alone(folder):
    def script(request: Request) -> str:
        return "no" if "14 roads" in request.messages[1].content else answer(request)

    edition = built(folder({"a.txt": RAIN, "b.txt": SNOW}), Scripted(script)).edition
    assert [(f.path, f.step, f.code) for f in edition.failures] == [
        ("articles/b.txt", "summarize", "reply-unusable")
    ]
    assert [a.path for a in edition.articles] == ["articles/a.txt"]


def test_the_old_briefing_stays_when_no_article_survives(folder, tmp_path):
    source = folder({"a.txt": RAIN})
    built(source)
    first = tree(tmp_path / "out")
    with pytest.raises(NoArticles, match=r"none of 1 articles.*a\.txt"):
        built(source, Scripted(lambda request: "no"))
    assert tree(tmp_path / "out") == first


def test_a_merge_that_fails_is_the_runs_failure(folder):
    def script(request: Request) -> str:
        return "no" if request.stage == "merge" else answer(request)

    with pytest.raises(MergeFailed, match="the briefing could not be made"):
        built(folder({"a.txt": RAIN}), Scripted(script))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({".keep": ""}, r"no article in"),
        ({"a.txt": "", "b.txt": " \n"}, r"none of 2 files in"),
    ],
)
def test_nothing_to_read_is_said_and_nothing_asked(folder, files, message):
    client = Scripted(answer)
    with pytest.raises(NoArticles, match=message):
        built(folder(files), client)
    assert client.requests == []


def test_an_unusable_output_folder_is_said_before_anything_is_asked(folder, tmp_path):
    (tmp_path / "out").write_text("in the way")
    client = Scripted(answer)
    with pytest.raises(OutputError):
        built(folder({"a.txt": RAIN}), client)
    assert client.requests == []


def test_a_missing_recording_names_the_article(folder, tmp_path):
    with pytest.raises(MissingRecording, match=r"articles/a\.txt"):
        built(folder({"a.txt": RAIN}), Recorded(Store(tmp_path / "store"), None))


def test_a_copy_is_read_once_and_listed(folder):
    client = Scripted(answer)
    edition = built(folder({"a.txt": RAIN, "b.txt": RAIN}), client).edition
    assert [r.stage for r in client.requests] == ["summarize", "merge"]
    assert [(s.path, s.article) for s in edition.sources] == [
        ("articles/a.txt", edition.articles[0].id),
        ("articles/b.txt", edition.articles[0].id),
    ]


def test_a_long_article_is_asked_for_in_parts_that_lose_nothing(folder):
    lines = [
        f"Fact number {n} was noted by the survey of the river." for n in range(300)
    ]
    text = "\n\n".join(" ".join(lines[i : i + 5]) for i in range(0, 300, 5))
    client = Scripted(answer)
    edition = built(folder({"a.txt": text}), client, chunk_tokens=800).edition
    asked = [r for r in client.requests if r.stage == "summarize"]
    assert len(asked) > 4
    assert sorted(c.text for c in edition.summaries[0].claims) == sorted(lines)


def test_steps_are_told_as_they_happen(folder):
    source = folder({"a.txt": RAIN, "b.txt": SNOW})
    steps: list[Step] = []
    settings = Settings(sources=(str(source),), folder=source.parent)
    asyncio.run(build(settings, Scripted(answer), steps.append))
    replies = [s.stage for s in steps if s.reply]
    assert replies == ["summarize", "summarize", "merge"]
    told = [(s.stage, s.done, s.total) for s in steps[:-1] if not s.reply]
    assert sorted(told, key=lambda step: STAGES.index(step[0])) == [
        ("read", 1, 2),
        ("read", 2, 2),
        ("summarize", 1, 2),
        ("summarize", 2, 2),
        ("merge", 1, 1),
    ]
    assert steps[-1].stage == "write"


def test_sections_are_the_users_and_need_no_python(folder):
    def script(request: Request) -> str:
        if request.stage == "summarize":
            return answer(request)
        assert "Who is helped, and by whom" in request.messages[0].content
        first = {"text": "Two roads stayed open.", "claims": [2]}
        return json.dumps({"timeline": [], "aid": [first]})

    sections = (
        SectionSetting(
            id="aid", title="Aid", instruction="Who is helped, and by whom."
        ),
        SectionSetting(id="timeline"),
    )
    source = folder({"b.txt": SNOW})
    made = built(source, Scripted(script), sections=sections).edition.briefing
    assert [(s.id, s.title, len(s.items)) for s in made.sections] == [
        ("aid", "Aid", 1),
        ("timeline", "Timeline", 0),
    ]
    page = (source.parent / "out" / "briefing.md").read_text()
    assert (
        page.index("## Aid")
        < page.index("Two roads stayed open")
        < page.index("## Timeline")
    )


def test_the_prompt_folder_of_the_user_comes_first(folder):
    source = folder({"a.txt": RAIN})
    folder(
        {"summarize/system.md.j2": "Only the weather, in {{ language }}."}, "prompts"
    )
    client = Scripted(answer)
    built(source, client)
    assert client.requests[0].messages[0].content == "Only the weather, in English."


def test_a_tree_of_claims_ends_and_carries_its_evidence_through(folder):
    files = {
        f"{n:03}.txt": " ".join(
            f"Station {n} measured {n * 10 + k} units on 2025-01-{n % 28 + 1:02}."
            for k in range(8)
        )
        for n in range(120)
    }
    client = Scripted(answer)
    edition = built(folder(files), client, merge_tokens=3000).edition
    stages = [r.stage for r in client.requests]
    assert stages.count("condense") > 4
    assert stages.count("merge") == 1
    merge = next(r for r in client.requests if r.stage == "merge")
    kept = len(numbered(merge.messages[1].content))
    assert edition.dropped_claims == 120 * 8 - kept
    for condense in (r for r in client.requests if r.stage == "condense"):
        assert len(re.findall(r"\w+", condense.messages[1].content)) < 3000
    for item in edition.briefing.sections[2].items:
        assert statements_of(item)
