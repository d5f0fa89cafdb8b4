"""The tree of claims with a model that keeps what it is given, and planted stories."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from briefer.errors import TransientFault
from briefer.grouping import groups, top
from briefer.ledger import Entry
from briefer.llm.base import Request
from briefer.llm.scripted import Scripted
from briefer.progress import silent
from briefer.prompts import Prompts
from briefer.run import Run
from briefer.schema import Chunk
from briefer.settings import Settings
from briefer.summarize import Dated
from briefer.tokens import counter_for
from briefer.tree import Tree
from tests.faithful import numbered
from tests.values import article, claim, summary

STORIES = 40
SETTINGS = Settings(merge_tokens=8000)
COUNTER = counter_for(SETTINGS.model)


def story_of(text: str) -> str:
    found = re.search(r"bridge (\d+)", text)
    return found[1] if found else ""


def sorting(request: Request) -> str:
    """Sorts the claims it is given by story and keeps all, equal ones as the same."""
    stories: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, _, text in numbered(request.messages[1].content):
        stories[story_of(text)][text].append(number)
    made = [
        {
            "title": f"Bridge {name}",
            "keep": [{"claim": n[0], "same": n[1:]} for n in claims.values()],
        }
        for name, claims in stories.items()
    ]
    return json.dumps({"stories": made})


def lazy(request: Request) -> str:
    """Keeps every claim as one story."""
    kept = [
        {"claim": n, "same": []} for n, _, _ in numbered(request.messages[1].content)
    ]
    return json.dumps({"stories": [{"title": "All there is", "keep": kept}]})


def planted(n: int) -> Dated:
    """Article `n`: its story's lead, told alike by others, and details of its own."""
    story = n * 7919 % STORIES
    lines = [f"The council closed bridge {story} to all traffic."] + [
        f"Inspector {n} counted {n * 31 + k} cracks in pillar {k} of bridge {story}."
        for k in range(8)
    ]
    made = article(f"a{n:05}", *lines)
    claims = [claim(f"{made.id}.k{k}", text) for k, text in enumerate(lines, 1)]
    return Dated(made, summary(made.id, *claims))


def brought_up(
    number: int, script: Any, settings: Settings = SETTINGS
) -> tuple[tuple[Entry, ...], Scripted]:
    """What the tree makes of so many articles, and the client that was asked."""
    made = [planted(n) for n in range(number)]
    chunks = {
        d.article.id: (Chunk(article=d.article.id, first=1, last=9, tokens=160),)
        for d in made
    }
    nodes = top([d.article for d in made], chunks, SETTINGS.merge_tokens)
    client = Scripted(script)

    async def walk() -> tuple[Entry, ...]:
        run = Run(settings, Prompts(settings), client, COUNTER, silent)
        tree = Tree(run, nodes)
        for one in made:
            tree.take(one)
        return await tree.entries()

    kept = asyncio.run(walk())
    assert len(client.requests) == sum(1 for _ in groups(nodes))
    return kept, client


@pytest.mark.parametrize("number", [300, 3000])
def test_no_planted_story_is_lost(number):
    kept, _ = brought_up(number, sorting)
    assert {story_of(entry.claim.text) for entry in kept} == set(
        map(str, range(STORIES))
    )


def test_what_several_articles_tell_alike_arrives_as_one_claim_for_all():
    kept, _ = brought_up(300, sorting)
    leads = [entry for entry in kept if "closed bridge" in entry.claim.text]
    assert sum(1 + len(entry.also) for entry in leads) == 300


def failing(request: Request) -> str:
    raise TransientFault("the endpoint is away")


def test_with_a_fallback_a_group_that_no_model_sorts_keeps_its_weightiest_claims():
    settings = replace(SETTINGS, fallback="extractive")
    kept, _ = brought_up(300, failing, settings)
    assert len({story_of(entry.claim.text) for entry in kept}) > 0.9 * STORIES
    with pytest.raises(TransientFault):
        brought_up(300, failing)


@pytest.mark.parametrize("script", [sorting, lazy])
def test_no_request_exceeds_the_budget_however_much_is_kept(script):
    _, client = brought_up(300, script)
    for request in client.requests:
        assert COUNTER.count(request.messages[1].content) <= SETTINGS.merge_tokens + 99
