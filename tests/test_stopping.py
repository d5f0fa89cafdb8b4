"""Builds that are stopped, killed or doubled: real processes, signals and sockets."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefer.cli import group
from tests.endpoint import Answerer, Broken, Endpoint, completion, endpoint
from tests.faithful import answer_body
from tests.processes import EPOCH, environment, started, stations, tree, wait_for

NUMBER = 24


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    stations(tmp_path / "articles", NUMBER)
    return tmp_path


def faithful(body: dict[str, Any]) -> Any:
    return completion(answer_body(body))


def after(number: int, then: Callable[[], object]) -> Answerer:
    """Answers faithfully; from the request `number` on `then` is done before."""
    lock, count = threading.Lock(), 0

    def answer(body: dict[str, Any]) -> Any:
        nonlocal count
        with lock:
            count += 1
            now = count
        if now > number and (broken := then()) is not None:
            return broken
        return faithful(body)

    return answer


def store(number: int) -> tuple[str, str]:
    return "--store", f"s{number}"


def rerun(project: Path, *flags: str) -> tuple[Result, Endpoint]:
    """The same command once more, in this process."""
    with endpoint(faithful) as server:
        env = {"OPENAI_BASE_URL": server.base_url} | EPOCH
        result = CliRunner(env=env).invoke(group, ["build", "articles", *flags])
    return result, server


def keys(bodies: list[dict[str, Any]]) -> set[str]:
    return {json.dumps(body, sort_keys=True) for body in bodies}


def undisturbed(project: Path) -> dict[str, bytes]:
    """What a build that nothing happens to writes."""
    result, _ = rerun(project, "-o", "whole", "--store", "whole-store")
    assert result.exit_code == 0, result.output
    return tree(project / "whole")


def test_a_stopped_build_keeps_what_is_on_its_way_and_is_gone_on_with(project):
    codes = {signal.SIGINT: 130, signal.SIGTERM: 143}
    release = threading.Event()

    def slowly() -> None:
        release.wait(40)

    with endpoint(after(4, slowly)) as here, endpoint(after(4, slowly)) as there:
        servers = (here, there)
        with (
            started(project, environment(here.base_url), "-o", "2", *store(2)) as one,
            started(project, environment(there.base_url), *store(15)) as other,
        ):
            wait_for(lambda: all(len(server.bodies) == 20 for server in servers))
            begun = time.monotonic()
            for process, number in zip((one, other), codes, strict=True):
                process.send_signal(number)
            time.sleep(0.3)
            release.set()
            told = [process.communicate(timeout=60)[1] for process in (one, other)]
            assert time.monotonic() - begun < 5
    for process, number, text in zip((one, other), codes, told, strict=True):
        assert process.returncode == codes[number], text
        assert "waiting up to 2 s for calls on their way to end" in text
        assert f"kept: 20 replies in `s{number}`\nto go on: briefer build" in text
        assert "Traceback" not in text
    for server in servers:
        assert len(server.bodies) == len(server.answered) == 20
    result, fresh = rerun(project, *store(15))
    assert result.exit_code == 0, result.output
    assert len(fresh.bodies) == NUMBER + 1 - 20
    assert not keys(fresh.bodies) & keys(there.answered)
    assert tree(project / "out") == undisturbed(project)


def test_a_build_whose_calls_hang_ends_in_time_and_a_second_ctrl_c_ends_it_now(
    project,
):
    hanging = after(0, lambda: Broken("hang"))
    with (
        endpoint(hanging) as here,
        endpoint(hanging) as there,
        started(project, environment(here.base_url), "-o", "a") as patient,
        started(project, environment(there.base_url), "-o", "b") as hurried,
    ):
        wait_for(lambda: here.bodies and there.bodies)
        begun = time.monotonic()
        patient.send_signal(signal.SIGINT)
        hurried.send_signal(signal.SIGINT)
        time.sleep(0.2)
        hurried.send_signal(signal.SIGINT)
        _, told = hurried.communicate(timeout=60)
        assert time.monotonic() - begun < 5
        assert "ended at once; replies that came are kept" in told
        patient.communicate(timeout=60)
        assert time.monotonic() - begun < 5
    assert (patient.returncode, hurried.returncode) == (130, 130)
    assert not (project / "a").exists()


def test_a_killed_build_repeats_only_what_was_in_flight(project):
    moment = 12
    with (
        endpoint(after(moment - 1, lambda: time.sleep(0.05))) as server,
        started(project, environment(server.base_url)) as process,
    ):
        wait_for(lambda: len(server.bodies) >= moment)
        process.kill()
        process.wait()
    kept = list((project / ".briefer" / "replies").glob("*.json"))
    result, fresh = rerun(project)
    assert result.exit_code == 0, result.output
    repeated = keys(server.bodies) & keys(fresh.bodies)
    assert len(repeated) == len(keys(server.bodies)) - len(kept) <= 16
    assert tree(project / "out") == undisturbed(project)


def test_two_builds_at_once_share_what_is_paid_for(project):
    with endpoint(after(0, lambda: time.sleep(0.05))) as server:
        variables = environment(server.base_url)
        with started(project, variables) as one, started(project, variables) as other:
            told = [process.communicate(timeout=60)[1] for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    waited = [text for text in told if "waiting for another build of `out`" in text]
    assert len(waited) == 1
    assert "(process " in waited[0]
    assert len(server.bodies) == len(keys(server.bodies)) == NUMBER + 1
