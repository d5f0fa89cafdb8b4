"""Imports go down the floors of `docs/architecture.md`, function-level ones too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefer"
SUB_PACKAGES = ("sources", "cli", "grounding", "extract")
"""Those whose modules stand on one floor and are ordered among themselves."""
ROW = re.compile(r"\| (\d+) \| ((?:`[\w./*]+`(?:, )?)+) \|")


@cache
def floors() -> dict[str, int]:
    """Module (`sources` for a sub-package, `llm.base` for a part) to its floor."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return {
        name.strip("`").rstrip("/").replace("/", "."): int(row[1])
        for row in ROW.finditer(page)
        for name in row[2].split(", ")
    }


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield name or "__init__", path


@cache
def imports(path: Path) -> set[str]:
    """The modules of this package that `path` imports, without the package's name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            known = {f"briefer.{name}" for name, _ in modules()}
            found |= whole & known or {node.module}
    return {n.removeprefix("briefer.") for n in found if n.startswith("briefer.")}


def floor(name: str, table: dict[str, int]) -> int:
    """The floor of `name`, or of the nearest package round it."""
    while name not in table:
        assert "." in name, f"`{name}` has no floor in docs/architecture.md"
        name = name.rpartition(".")[0]
    return table[name]


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_a_module_imports_only_from_floors_below(name, path):
    table = floors()
    package = name.split(".")[0]
    for other in sorted(imports(path)):
        if package in SUB_PACKAGES and other.startswith(f"{package}."):
            continue
        assert floor(other, table) < floor(name, table), f"{name} imports {other}"


def inside(package: str) -> dict[str, set[str]]:
    """Modules of a sub-package to those of the same one they import."""
    return {
        name: {i for i in imports(path) if i.startswith(f"{package}.")}
        for name, path in modules()
        if name.startswith(f"{package}.")
    }


@pytest.mark.parametrize("package", SUB_PACKAGES)
def test_modules_of_a_sub_package_form_no_circle(package):
    remaining = inside(package)
    while remaining:
        free = {n for n, uses in remaining.items() if not uses & remaining.keys()}
        assert free, f"a circle among {sorted(remaining)}"
        remaining = {n: u for n, u in remaining.items() if n not in free}


def test_every_module_has_a_floor_and_every_floor_a_module():
    table = floors()
    names = {name for name, _ in modules()}
    for name in names:
        floor(name, table)
    for name in table:
        assert name in names or any(n.startswith(f"{name}.") for n in names), name


def users(library: str) -> set[str]:
    pattern = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
    return {name for name, path in modules() if pattern.search(path.read_text("utf-8"))}


def test_only_the_live_client_talks_to_the_sdk():
    assert users("openai") == {"llm.live"}


def test_only_the_command_line_talks_to_click():
    assert all(name.split(".")[0] == "cli" for name in users("click"))
