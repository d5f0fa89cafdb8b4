"""What can be compared: folders of prompts, git revisions of them, and models."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefer.errors import SettingsError
from briefer.settings import EXTRACTIVE, Settings
from briefer.trial import with_prompts

HINT = (
    "name a folder of prompts, `shipped`, a git revision such as `HEAD~1`, "
    "or a model as `model:NAME`"
)


@contextmanager
def side(settings: Settings, name: str) -> Iterator[Settings]:
    """`settings` with the prompts or model that `name` stands for.

    A folder wins over a git revision of the same name, but for `rev:NAME`. Raises
    `SettingsError` where there is neither.
    """
    if name.startswith("model:"):
        model = name.removeprefix("model:")
        if model in ("", EXTRACTIVE):
            raise SettingsError(f"`{name}` names no model that is asked", hint=HINT)
        yield replace(settings, model=model)
    elif name == "shipped" or (name and settings.path(name).is_dir()):
        yield with_prompts(settings, name)
    else:
        commit = _commit(settings, name.removeprefix("rev:"))
        if not commit:
            what = f"`{name}` is no folder of prompts and no git revision"
            raise SettingsError(what, hint=HINT)
        with TemporaryDirectory(prefix="briefer-") as folder:
            _extracted(settings, commit, Path(folder))
            own = Path(folder).resolve() / settings.prompts
            yield replace(settings, prompts=str(own))


def _commit(settings: Settings, revision: str) -> str:
    """The commit of a revision; empty where git knows none."""
    asked = ("rev-parse", "--quiet", "--verify", "--end-of-options")
    found = _git(settings, *asked, f"{revision}^{{commit}}")
    return found.decode().strip() if revision else ""


def _extracted(settings: Settings, commit: str, folder: Path) -> None:
    """Write the prompts of a commit to `folder`; none where it had no such folder."""
    if not _git(settings, "ls-tree", "--name-only", commit, "--", settings.prompts):
        return
    packed = _git(
        settings, "archive", "--format=tar", commit, "--", f"{settings.prompts}"
    )
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def _git(settings: Settings, *arguments: str) -> bytes:
    """What git prints; nothing where it fails or there is none."""
    command = ("git", "-C", str(settings.folder), *arguments)
    try:
        return subprocess.run(command, capture_output=True, check=False).stdout
    except FileNotFoundError:
        return b""
