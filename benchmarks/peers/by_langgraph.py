"""LangGraph's map-reduce: a branch an article, collapsing, one summary of summaries.

Run by the interpreter of the peers' environment: FOLDER BASE_URL IN_FLIGHT.
"""

from __future__ import annotations

import asyncio
import operator
from typing import Annotated, Any, TypedDict

from langchain_openai import ChatOpenAI
from langgraph.graph import END, START, StateGraph
from langgraph.types import Send
from measured import measured

TOKENS = 24_000
"""Of summaries in one request, as for briefer's merge."""


class State(TypedDict, total=False):
    articles: list[str]
    summaries: Annotated[list[str], operator.add]
    waiting: list[str]
    briefing: str


class One(TypedDict):
    text: str


def graph(model: ChatOpenAI) -> Any:
    async def summarize(state: One) -> State:
        asked = f"Summarize this article.\n\n{state['text']}"
        return {"summaries": [str((await model.ainvoke(asked)).content)]}

    async def together(texts: list[str]) -> str:
        asked = "Put these summaries together.\n\n" + "\n\n".join(texts)
        return str((await model.ainvoke(asked)).content)

    def collect(state: State) -> State:
        return {"waiting": state["summaries"]}

    async def collapse(state: State) -> State:
        groups = packed(state["waiting"])
        return {"waiting": [await together(group) for group in groups]}

    async def merge(state: State) -> State:
        return {"briefing": await together(state["waiting"])}

    def onward(state: State) -> str:
        return "merge" if len(packed(state["waiting"])) == 1 else "collapse"

    def branches(state: State) -> list[Send]:
        return [Send("summarize", {"text": text}) for text in state["articles"]]

    made = StateGraph(State)
    for node in (summarize, collect, collapse, merge):
        made.add_node(node.__name__, node)
    made.add_conditional_edges(START, branches, ["summarize"])
    made.add_edge("summarize", "collect")
    made.add_conditional_edges("collect", onward, ["collapse", "merge"])
    made.add_conditional_edges("collapse", onward, ["collapse", "merge"])
    made.add_edge("merge", END)
    return made.compile()


def packed(texts: list[str]) -> list[list[str]]:
    """`texts` in groups of about `TOKENS`, at four characters a token."""
    groups: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if groups[-1] and size + len(text) > 4 * TOKENS:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups


async def run(texts: list[str], base_url: str, in_flight: int) -> str:
    model = ChatOpenAI(model="m", base_url=base_url, api_key="k", max_retries=0)
    limits: Any = {"max_concurrency": in_flight, "recursion_limit": 1000}
    end = await graph(model).ainvoke({"articles": texts}, limits)
    return str(end["briefing"])


if __name__ == "__main__":
    measured(lambda texts, url, n: asyncio.run(run(texts, url, n)))
