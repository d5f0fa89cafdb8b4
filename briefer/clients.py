"""Which client answers: opened here, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from briefer.llm.base import Client
from briefer.llm.recordings import Recorded, Store
from briefer.settings import Settings


def store_of(settings: Settings) -> Store:
    """The store that the settings name."""
    folders = [settings.path(name) for name in settings.recordings]
    return Store(settings.path(settings.store), folders)


def is_live(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a model can be asked: a key or an address is set, and not `--offline`."""
    configured = environment.get("OPENAI_API_KEY") or settings.base_url
    return bool(configured) and not settings.offline


@asynccontextmanager
async def opened(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> AsyncIterator[Client]:
    """The client the settings call for: live through the store, or the store alone."""
    store = store_of(settings)
    if not is_live(settings, environment):
        yield Recorded(store, None)
        return
    from briefer.llm.live import Live
    from briefer.llm.patient import Patient

    live = Live(
        api_key=environment.get("OPENAI_API_KEY", ""),
        base_url=settings.base_url,
        deadline_s=settings.deadline_s,
    )
    try:
        yield Recorded(store, Patient(live))
    finally:
        await live.close()
