"""The page for template authors is true: its examples make the pages it tells of."""

from __future__ import annotations

import re

import pytest

from briefer.contract import PAGES
from briefer.errors import TemplateError
from briefer.pipeline import template_folders
from briefer.preflight import check
from briefer.prompts import Prompts
from briefer.render import render
from briefer.settings import Settings
from briefer.templating import shipped
from briefer.views import BriefingPage
from tests.conftest import ROOT
from tests.test_render import edition

TEXT = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```jinja (\S+)\n(.*?)```", TEXT, re.DOTALL))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of an edition with the templates of the examples, all tried first."""
    project = tmp_path_factory.mktemp("project")
    for name, text in EXAMPLES.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    settings = Settings(folder=project)
    check(settings, Prompts(settings), template_folders(settings))
    return dict(render(edition(), template_folders(settings)))


def test_a_logo_and_colors_are_on_the_pages(made):
    assert '<p class="kicker">Harbor Desk</p>' in made["briefing.html"]
    for name in ("briefing.html", "articles/lake-ferry-to-stop-a1.html"):
        assert made[name].index("--accent: #7a1f3d") > made[name].index("--paper:")


def test_sections_stand_in_the_order_of_the_page(made):
    headings = re.findall(r"^## (.*)$", made["briefing.outlook.md"], re.MULTILINE)
    assert headings == ["All outlook", "All timeline"]
    assert "It may be sold[^" in made["briefing.outlook.md"]


def test_a_plain_text_page_is_not_escaped_for_anything(made):
    assert made["briefing.txt"].startswith(
        "LAKE CROSSINGS\n\nThe ferry stops, the bridge opens [1] [2] [3]\n"
    )
    assert "[1] Lake Post: The ferry will stop in May.\n" in made["briefing.txt"]


def test_every_template_and_what_pages_are_given_is_named():
    named = set(re.findall(r"`([\w.]+)`", TEXT))
    assert {path.name for path in shipped("templates").iterdir()} <= named
    assert {page.file for page in PAGES} <= named
    [fields] = re.findall(r"^\| `page` \| (.*) \|$", TEXT, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", fields)) <= set(BriefingPage.__annotations__)


def test_the_ending_of_a_page_of_ones_own_decides_how_it_is_escaped(tmp_path):
    for name in ("txt", "md", "html", "SVG", "mine.htm", "page"):
        path = tmp_path / f"briefing.own.{name}.j2"
        path.write_text("{{ page.title }}", encoding="utf-8")
    sections = edition().briefing.model_copy(update={"title": "a <b> *c*\x1b"})
    files = render(edition(briefing=sections), [tmp_path, shipped("templates")])
    own = {n: t for n, t in files.items() if n.startswith("briefing.own.")}
    assert own.pop("briefing.own.txt") == "a <b> *c*\n"
    assert own.pop("briefing.own.md") == "a \\<b> \\*c\\*\n"
    assert set(own.values()) == {"a &lt;b&gt; *c*\n"}
    assert len(own) == 4


@pytest.mark.parametrize("name", ["briefing.json.j2", "briefing.HTML.j2"])
def test_a_page_of_ones_own_takes_the_place_of_no_other(tmp_path, name):
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"cannot be called `briefing\.\w+`"):
        render(edition(), [tmp_path, shipped("templates")])


def test_pages_of_ones_own_are_checked_before_a_model_is_asked(tmp_path):
    (tmp_path / "templates").mkdir()
    path = tmp_path / "templates" / "briefing.txt.j2"
    text = "{% if page.failures %}{{ page.titel }}{% endif %}"
    path.write_text(text, encoding="utf-8")
    settings = Settings(folder=tmp_path)
    with pytest.raises(TemplateError, match="`page` has no `titel`"):
        check(settings, Prompts(settings), template_folders(settings))
