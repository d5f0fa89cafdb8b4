"""LlamaIndex: each article summarized side by side, then its tree summarizer.

Run by the interpreter of the peers' environment: FOLDER BASE_URL IN_FLIGHT.
"""

from __future__ import annotations

import asyncio

from llama_index.core.async_utils import run_jobs
from llama_index.core.response_synthesizers import TreeSummarize
from llama_index.llms.openai_like import OpenAILike
from measured import measured


async def run(texts: list[str], base_url: str, in_flight: int) -> str:
    model = OpenAILike(
        model="m",
        api_base=base_url,
        api_key="k",
        is_chat_model=True,
        context_window=32_000,
        max_retries=0,
    )
    asked = [model.acomplete(f"Summarize this article.\n\n{text}") for text in texts]
    summaries = [str(made) for made in await run_jobs(asked, workers=in_flight)]
    tree = TreeSummarize(llm=model, use_async=True)
    return str(await tree.aget_response("Put these together.", summaries))


if __name__ == "__main__":
    measured(lambda texts, url, n: asyncio.run(run(texts, url, n)))
