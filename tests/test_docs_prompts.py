"""The page for prompt authors is true: its examples work, its tables are complete."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from briefer.catalog import catalog
from briefer.errors import TemplateError
from briefer.pipeline import template_folders
from briefer.preflight import check
from briefer.prompts import MendItem, Prompts
from briefer.settings import Settings, load
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")


def test_every_variable_is_in_the_table():
    for entry in catalog(Settings()):
        for variable in entry.variables:
            word = re.split(r"\W+", variable.path.rstrip("[]"))[-1]
            assert f"`{word}`" in PAGE, variable.path


def test_the_examples_pass_the_checks_of_a_build(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = re.findall(r"```jinja (\S+)\n(.*?)```", PAGE, re.DOTALL)
    assert len(files) == 5
    for name, text in files:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    [toml] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    Path("briefer.toml").write_text(toml, encoding="utf-8")
    settings = load({"language": "de"})
    prompts = Prompts(settings)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(settings, prompts, template_folders(settings))
    system = prompts.mend([])[0].content
    assert "Write in German, in short sentences." in system
    assert "No adjective that judges." in system
    item = MendItem(7, "It rained.", (), ("Rain fell.", "It poured."))
    user = prompts.judge([item])[1].content
    assert "\n7 It rained.\n> cited: Rain fell.\n> cited: It poured.\n" in user
    assert [section.id for section in prompts.sections] == [
        "bottom_line",
        "aid",
        "timeline",
    ]


def test_a_mistake_in_a_macro_is_told_at_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"```jinja (\S+)\n(.*?)```", PAGE, re.DOTALL):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        wrong = text.replace("in item.evidence", "in item.evidense")
        Path(name).write_text(wrong, encoding="utf-8")
    settings = load({})
    with pytest.raises(TemplateError) as caught:
        check(settings, Prompts(settings), template_folders(settings))
    assert (caught.value.file, caught.value.line) == ("prompts/_macros.md.j2", 3)
    assert caught.value.hint == "did you mean `evidence`?"
