"""Which client answers: opened here, and nowhere else."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from decimal import Decimal

from briefer.errors import SettingsError
from briefer.llm.base import Client, tokens_of
from briefer.llm.calls import Rule
from briefer.llm.lasting import Hear, Lasting, deaf
from briefer.llm.recordings import Recorded, Stale, Store
from briefer.prices import price
from briefer.schema import Usage
from briefer.settings import LIMITS, Settings
from briefer.tokens import counter_for

GRACE_S = 60.0
"""How long calls on their way may take to end where a build fails."""
INTERRUPTED_GRACE_S = 2.0
"""The same where the user stops it."""


def store_of(settings: Settings) -> Store:
    """The store that the settings name."""
    folders = [settings.path(name) for name in settings.recordings]
    return Store(settings.path(settings.store), folders)


def is_live(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a model can be asked: by a key or an address, and not `--offline`."""
    configured = environment.get("OPENAI_API_KEY") or settings.base_url
    return bool(configured) and not (settings.offline or settings.stale)


@asynccontextmanager
async def opened(
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
    hear: Hear = deaf,
    tell: Callable[[str], None] = lambda text: None,
) -> AsyncIterator[Client]:
    """The client the settings call for: live through the store, or the store alone.

    A live one asks through these, from the outside in: `Lasting` lets calls on their
    way end where the build does not; `Recorded` asks only for what the store lacks and
    keeps what comes; `Patient` asks again what failed, within the
    deadline; the `Gate` lets each try pass when all its rules do; `Live` sends it. The
    breaker comes first among the rules, so that the cause of an end is told and not
    its effects, then the limits on spending, so that no call waits for a turn it may
    not take. `hear` is told of each reply, `tell` of long waits. Raises
    `SettingsError` for a limit on cost without a price.
    """
    store = store_of(settings)
    if not is_live(settings, environment):
        recorded = Stale(store) if settings.stale else Recorded(store, None)
        yield Lasting(recorded, hear)
        return
    from briefer.llm.gate import Gate
    from briefer.llm.live import Live
    from briefer.llm.patient import Patient

    live = Live(
        api_key=environment.get("OPENAI_API_KEY", ""),
        base_url=settings.base_url,
        deadline_s=settings.deadline_s,
    )
    gate = Gate(live, _rules(settings), tell)
    patient = Patient(gate, deadline_s=settings.deadline_s)
    lasting = Lasting(Recorded(store, patient), hear)
    grace_s = GRACE_S
    try:
        yield lasting
    except asyncio.CancelledError:
        grace_s = INTERRUPTED_GRACE_S
        raise
    finally:
        await lasting.settle(gate.close(), grace_s)
        await live.close()


def _rules(settings: Settings) -> list[Rule]:
    """What calls wait for, in the order of `opened`."""
    from briefer.llm.breaker import Breaker
    from briefer.llm.limits import Given, Learned
    from briefer.llm.pace import Pace

    rules: list[Rule] = [Breaker(), *_caps(settings)]
    if settings.requests_per_minute:
        rules.append(Given(settings.requests_per_minute, of_tokens=False))
    if settings.tokens_per_minute:
        rules.append(Given(settings.tokens_per_minute, of_tokens=True))
    learned = (Learned(of_tokens=False), Learned(of_tokens=True))
    return [*rules, *learned, Pace(settings.concurrency)]


def _caps(settings: Settings) -> list[Rule]:
    if all(getattr(settings, name) is None for name in LIMITS):
        return []
    from briefer.llm.caps import Caps

    count = counter_for(settings.model).count
    is_priced = settings.max_cost is not None
    if is_priced and _price(settings, Usage(input_tokens=1)) is None:
        raise SettingsError(
            f"the price of `{settings.model}` is not known, so `max_cost` cannot be "
            "kept",
            hint="use `--max-tokens`, or a model that is in the price list",
        )
    caps = Caps(
        calls=settings.max_calls,
        tokens=settings.max_tokens,
        cost=settings.max_cost,
        count=lambda request: tokens_of(request, count),
        price=lambda usage: (is_priced and _price(settings, usage)) or Decimal(0),
    )
    return [caps]


def _price(settings: Settings, usage: Usage) -> Decimal | None:
    return price(usage, settings.model, settings.base_url)
