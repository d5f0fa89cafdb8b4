"""Mistakes in prompts and page templates are found before a model is asked."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from briefer.contract import PAGES, STAGES
from briefer.errors import TemplateError
from briefer.pipeline import template_folders
from briefer.preflight import TemplateWarning, check
from briefer.prompts import Prompts
from briefer.proof import PROOFS
from briefer.settings import SectionSetting, Settings
from briefer.templating import shipped


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(files: dict[str, str], **settings: object) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    told = Settings(**settings)  # type: ignore[arg-type]
    check(told, Prompts(told), template_folders(told))


def mistake(files: dict[str, str], **settings: object) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        checked(files, **settings)
    return caught.value


def doubts(files: dict[str, str], **settings: object) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        checked(files, **settings)
    assert {warning.category for warning in caught} <= {TemplateWarning}
    return [str(warning.message) for warning in caught]


def shipped_text(name: str) -> str:
    return (shipped("prompts") / name).read_text(encoding="utf-8")


def test_the_shipped_templates_have_no_mistake_and_raise_no_doubt(here):
    assert doubts({}) == []


def test_every_stage_is_proved():
    assert set(PROOFS) == set(STAGES)


def test_every_variable_of_the_contract_is_given(here):
    for stage in STAGES.values():
        for role in stage.roles:
            names = "".join(f"{{{{ {name} }}}}" for name in stage.given(role))
            path = here / "prompts" / stage.file(role)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"x{names}", encoding="utf-8")
    prompts = Prompts(Settings())
    for prove in PROOFS.values():
        prove(prompts)


SUMMARIZE = "prompts/summarize/user.md.j2"


@pytest.mark.parametrize(
    ("file", "text", "message", "hint"),
    [
        (
            SUMMARIZE,
            "\n{% if article.outlet %}{% else %}{{ article.titel }}{% endif %}",
            f"{SUMMARIZE}:2:45: `article` has no `titel`",
            "did you mean `title`?",
        ),
        (
            SUMMARIZE,
            "{% for s in article.sentences %}{{ s.txt }}{% endfor %}",
            f"{SUMMARIZE}:1:38: `s` has no `txt`",
            "did you mean `text`?",
        ),
        (
            "prompts/summarize/system.md.j2",
            "{{ article.title }}",
            "prompts/summarize/system.md.j2:1:4: there is no `article`",
            "there is `language`",
        ),
        (
            "prompts/_claims.md.j2",
            "{{ ledgr.mark }}",
            "prompts/_claims.md.j2:1:4: there is no `ledgr`",
            "did you mean `ledger`?",
        ),
        (
            "prompts/_unused.md.j2",
            "{% if %}",
            "prompts/_unused.md.j2:1: Expected an expression, got 'end of statement "
            "block'",
            "",
        ),
        (
            "templates/_parts.html.j2",
            (shipped("templates") / "_parts.html.j2")
            .read_text(encoding="utf-8")
            .replace("line.support", "line.suport", 1),
            "`line` has no `suport`",
            "did you mean `support`?",
        ),
        (
            "templates/article.md.j2",
            "{{ page.ledger | map(attribute='claim') | join }}",
            "`each of page.ledger` has no `claim`",
            "",
        ),
        (
            "templates/briefing.md.j2",
            "{% from '_parts.md.j2' import dat %}",
            "templates/briefing.md.j2:1:31: `_parts.md.j2` has no `dat`",
            "did you mean `date`?",
        ),
        (
            "templates/briefing.md.j2",
            "{% include 'part.md.j2' %}",
            "no template `part.md.j2`",
            "did you mean",
        ),
        ("templates/article.html.j2", "{{ page.nothing }}", "has no `nothing`", ""),
        ("templates/briefing.md.j2", "{{ 1 / 0 }}", "division by zero", ""),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_nearest_name(
    here, file, text, message, hint
):
    error = mistake({file: text})
    assert message in error.message
    assert hint in error.hint


def test_all_mistakes_are_told_at_once(here):
    error = mistake({SUMMARIZE: "{{ article.titel }}\n{{ artcle }}"})
    told = [error.message, *(other.message for other in error.others)]
    assert told == [
        f"{SUMMARIZE}:1:12: `article` has no `titel`",
        f"{SUMMARIZE}:2:4: there is no `artcle`",
    ]
    assert error.source == "{{ article.titel }}"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "summarize/user.md.j2",
            "{{ sentence.number }} {{ sentence.text }}",
            "{{ sentence.number }}",
            "`sentence.text` does not reach the prompt",
        ),
        (
            "summarize/user.md.j2",
            "{{ sentence.number }} {{ sentence.text }}",
            "{{ sentence.text }}",
            "`sentence.number` does not stand on the line of its text",
        ),
        (
            "summarize/user.md.j2",
            "</article {{ article.mark }}>",
            "",
            "the text does not stand between two `article.mark`",
        ),
        ("_claims.md.j2", None, "", "`claim.text` does not reach the prompt"),
        ("mend/user.md.j2", "- {{ problem }}", "", "`each of item.problems` does not"),
        ("judge/user.md.j2", "> {{ line }}", "", "`each of item.evidence` does not"),
        ("repair/user.md.j2", "{{ reply }}", "", "`reply` does not reach the prompt"),
        ("repair/user.md.j2", "{{ asked }}", "", "`asked` does not reach the prompt"),
        ("merge/system.md.j2", None, "", "the system message is empty"),
    ],
)
def test_what_must_reach_the_model_is_missed(here, name, old, new, message):
    text = shipped_text(name)
    changed = new if old is None else text.replace(old, new)
    assert changed != text
    assert message in mistake({f"prompts/{name}": changed}).message


@pytest.mark.parametrize(
    "text",
    [
        "{% if page.motto is defined %}{{ page.motto }}{% endif %}",
        "{{ motto | default('none') }}",
        "{% set n = namespace(seen=0) %}{% for s in page.sections %}"
        "{% set n.seen = n.seen + s.items | length %}{% endfor %}{{ n.seen }}",
        "{% macro row(s) %}{{ s.title }}{{ caller() }}{% endmacro %}"
        "{% for s in page.sections if s.items %}"
        "{% call row(s) %}{{ loop.index }}{% endcall %}{% endfor %}",
        "{% for shape, group in page.sections | groupby('shape') %}{{ shape }}"
        "{{ group | length }}{% endfor %}",
        "{% set lead = page.lead or page.sections | first %}{{ lead.title }}",
        "{% set aid = page.sections | selectattr('id', 'equalto', 'aid') | first %}"
        "{{ aid.title | upper }}{{ aid.items[0].text }}",
        "{% import '_parts.md.j2' as parts %}{{ parts.date(page.as_of) }}",
        "{% with t = page.title %}{{ t.split(' ') | first }}{% endwith %}",
        "{% set x = '' %}{% if page.lead %}{% set x = page.lead %}{% endif %}"
        "{{ x.title if x else '' }}",
    ],
)
def test_templates_that_work_are_left_alone(here, text):
    aid = SectionSetting("aid", "Aid", "statements", "Who helps.")
    timeline = SectionSetting("timeline")
    files = {"templates/briefing.md.j2": text}
    assert doubts(files, sections=(timeline, aid)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "settings", "doubt"),
    [
        (
            "summarize/system.md.j2",
            "# `genre`",
            'Such as "Ann Other".\n# `genre`',
            {},
            "the name `Ann Other` may leak into answers",
        ),
        (
            "summarize/user.md.j2",
            "</article",
            "{{ article.sentences | map(attribute='text') | join('\n') }}</article",
            {},
            "text stands in the prompt twice",
        ),
        (
            "merge/system.md.j2",
            "{% for section in sections %}",
            "{% for section in sections if section.id != 'gaps' %}",
            {},
            "section `gaps` does not reach the prompt",
        ),
        (
            "summarize/system.md.j2",
            '{% include "_language.md.j2" %}',
            "",
            {"language": "de"},
            "`language` does not reach the prompt",
        ),
        (
            "summarize/system.md.j2",
            "# `genre`",
            "As told, so it is. " * 500 + "\n# `genre`",
            {"chunk_tokens": 1000},
            "of a full request is the same in all",
        ),
    ],
)
def test_what_works_but_looks_unmeant_is_a_warning(
    here, file, old, new, settings, doubt
):
    text = shipped_text(file)
    changed = text.replace(old, new, 1)
    assert changed != text
    [told] = doubts({f"prompts/{file}": changed}, **settings)
    assert doubt in told


def test_every_page_template_has_a_contract():
    files = {path.name for path in shipped("templates").iterdir()}
    named = {page.file for page in PAGES}
    assert {name for name in files if not name.startswith("_")} <= named <= files
