import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefer.budget import Budget
from briefer.errors import TemplateError
from briefer.schema import Sentence, When
from briefer.templating import Templates, shipped

DAY = When(date="2025-07-04")


@dataclass(frozen=True)
class Note:
    title: str
    when: When = DAY
    items: tuple[str, ...] = ()

    @property
    def loud(self) -> str:
        return self.title.upper()

    def shout(self) -> str:
        return self.loud


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Path("prompts")


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.j2").write_text(text, encoding="utf-8")
    return folder


def render(folder: Path, source: str, purpose="prompt", **context: object) -> str:
    write(folder, page=source)
    return Templates([folder], purpose).render("page.j2", context)


def failure(folder: Path, source: str, purpose="prompt", **context: object):
    with pytest.raises(TemplateError) as caught:
        render(folder, source, purpose, **context)
    return caught.value


def test_a_template_is_rendered_with_its_values(folder):
    source = "{% for n in notes %}\n- {{ n.title }}, {{ n.when.date }}\n{% endfor %}\n"
    assert render(folder, source, notes=[Note("One")]) == "- One, 2025-07-04\n"


def test_macros_are_called_in_loops_and_blocks(folder):
    source = (
        "{% macro m(x, y='-') %}{{ x }}{{ y }}{% endmacro %}"
        "{% block b %}{% for i in [1, 2] %}{{ m(i, y=loop.index) }}{{ m(i) }}"
        "{% endfor %}{% endblock %}"
    )
    assert render(folder, source) == "111-222-"


@pytest.mark.parametrize("name", ["_iterator", "__init__.__globals__", "_undefined"])
def test_of_a_loop_only_its_own_words_can_be_read(folder, name):
    source = f"{{% for i in [1] %}}{{{{ loop.{name} }}}}{{% endfor %}}"
    assert "closed to templates" in str(failure(folder, source))


def test_text_in_a_value_is_never_a_template(folder):
    assert render(folder, "{{ t }}", t="{{ 1 + 1 }}{% x %}") == "{{ 1 + 1 }}{% x %}"


def test_properties_of_dataclasses_can_be_read(folder):
    assert render(folder, "{{ n.loud }} {{ n.items|length }}", n=Note("a")) == "A 0"


def test_an_entry_of_a_mapping_comes_before_its_method(folder):
    assert render(folder, "{{ d.items }} {{ d.keys()|list }}", d={"items": 3}) == (
        "3 ['items']"
    )


def test_the_first_folder_that_has_a_file_wins(folder):
    user = write(Path("own"), page="mine: {% include 'piece.j2' %}")
    write(folder, page="theirs", piece="piece")
    templates = Templates([user, folder], "prompt")
    assert templates.render("page.j2", {}) == "mine: piece"
    assert templates.path("page.j2") == user / "page.j2"


def test_files_are_the_template_and_all_it_names(folder):
    write(folder, a="{% include 'b.j2' %}", b="{% from 'c.j2' import m %}", d="")
    write(folder, c="{% include ['a.j2', 'none.j2'] ignore missing %}")
    templates = Templates([folder], "prompt")
    assert templates.files("a.j2") == ("a.j2", "b.j2", "c.j2")


def test_digests_are_those_of_the_texts(folder):
    write(folder, a="{% include 'b.j2' %}", b="text")
    digest = hashlib.sha256(b"text").hexdigest()
    assert Templates([folder], "prompt").digests("a.j2")["b.j2"] == digest


def test_a_misspelled_attribute_is_told_with_file_line_and_nearest_name(folder):
    error = failure(folder, "\n\n{{ note.titles }}", note=Note("x"))
    assert str(error) == "prompts/page.j2:3:9: `note` has no `titles`"
    assert error.hint == "did you mean `title`?"
    assert (error.file, error.line, error.column) == ("prompts/page.j2", 3, 9)
    assert error.source == "{{ note.titles }}"


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ articles }}", "there is no `articles`", "did you mean `article`?"),
        ("{{ zzz }}", "there is no `zzz`", "there is `article`, `when`"),
        (
            "{{ when.day }}",
            "`when` has no `day`",
            "there is `basis`, `date`, `end`, `words`",
        ),
        (
            "{{ article.keyz }}",
            "`article` has no `keyz`",
            "did you mean `keys`?",
        ),
        (
            "{% if x",
            "unexpected end of template, expected 'end of statement block'",
            "",
        ),
        ("{% include 'pag.j2' %}", "no template `pag.j2` in `prompts`", None),
        ("{{ 1 / 0 }}", "ZeroDivisionError: division by zero", ""),
        ("{{ article | safe }}", "No filter named 'safe'", ""),
    ],
)
def test_every_mistake_has_a_file_and_a_line(folder, source, message, hint):
    error = failure(folder, source, article={"keys": 1}, when=When())
    told = re.sub(r"^(prompts/page.j2:1):\d+", r"\1", str(error))
    assert told.split(". ")[0] == f"prompts/page.j2:1: {message}"
    assert hint is None or error.hint == hint


def test_a_mistake_in_an_included_file_is_told_there(folder):
    write(folder, piece="one\n{{ note.titles }}")
    error = failure(folder, "{% include 'piece.j2' %}", note=Note("x"))
    assert (error.file, error.line) == ("prompts/piece.j2", 2)


def test_a_template_that_is_not_there_is_named_with_the_nearest(folder):
    write(folder, summary="x")
    with pytest.raises(TemplateError) as caught:
        Templates([folder], "prompt").render("summaries.j2", {})
    assert str(caught.value) == "no template `summaries.j2` in `prompts`"
    assert caught.value.hint == "did you mean `summary.j2`?"


def test_a_template_that_is_not_text_is_told(folder):
    write(folder)
    (folder / "page.j2").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(TemplateError, match="the template cannot be read"):
        Templates([folder], "prompt").digests("page.j2")


@pytest.mark.parametrize("name", ["../secret.j2", "/secret.j2", "a/../b", "a\\b", ""])
def test_names_that_leave_the_folder_are_not_found(folder, name):
    write(folder, page="x")
    Path("secret.j2").write_text("secret", encoding="utf-8")
    with pytest.raises(TemplateError, match="no template"):
        Templates([folder], "prompt").render(name, {})


def test_a_link_out_of_the_folder_is_refused(folder):
    write(folder)
    Path("secret.j2").write_text("secret", encoding="utf-8")
    (folder / "page.j2").symlink_to(Path("secret.j2").resolve())
    with pytest.raises(TemplateError, match="leads out of the folder `prompts`"):
        Templates([folder], "prompt").render("page.j2", {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ when.model_construct() }}",
        "{{ when.model_dump() }}",
        "{{ when.copy }}",
        "{{ when['model_fields'] }}",
        "{{ note.shout() }}",
        "{{ note.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ '{0.__class__}'.format(note) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ path.read_text() }}",
        "{{ range.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ list.append(1) }}",
        "{% set x = list.clear() %}{{ x }}",
        "{{ lipsum(5) }}",
        "{{ note | attr('shout') }}",
        "{{ text | center(1000000000) }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 2 ** 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% include text %}",
        "{% import text as t %}",
        "{% extends text %}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set ns = namespace(x='x' * 1000000) %}"
        "{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{{ (text * 100000).split('x') | join('y' * 1000000) }}",
        "{{ (text * 100000) | replace('t', 'y' * 1000000) }}",
    ],
)
@pytest.mark.parametrize("purpose", ["prompt", "html", "markdown"])
def test_templates_reach_declared_data_only_and_stay_small(folder, source, purpose):
    context = {"when": When(), "note": Note("x"), "list": [1], "text": "text"}
    error = failure(folder, source, purpose, path=Path("secret"), **context)
    assert error.line == 1


def test_a_loop_without_end_is_stopped(folder):
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}"
    error = failure(folder, loops + "{% endfor %}")
    assert "takes more than 10,000,000 steps" in str(error)


BOMBS = [
    "{% for i in range(999) %}{% set x = big | upper %}{% endfor %}",
    "{% macro m() %}{% for i in range(999) %}{{ big }}{% endfor %}{% endmacro %}"
    "{% set x = m() %}",
    "{% set x %}{% for i in range(9999) %}0123456789{% endfor %}{% endset %}",
    "{% set ns = namespace(l=[]) %}"
    "{% for i in range(999) %}{% set ns.l = ns.l + [big ~ i] %}{% endfor %}",
    "{% set x = ([big] * 999) | string %}",
    "{% set x = ([big] * 999) | join %}",
    "{% set x %}{{ [big] * 999 }}{% endset %}",
    "{% set x = [big] * 999999 %}",
    "{% set x = big.split('x') %}",
    "{% set ns = namespace(n=7) %}"
    "{% for i in range(999) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
]


@pytest.mark.parametrize("purpose", ["prompt", "html", "markdown"])
@pytest.mark.parametrize("source", BOMBS)
def test_what_a_template_makes_is_bounded(folder, source, purpose):
    """Here to 50,000 characters; the limit in force keeps it below 1 GB."""
    write(folder, page="\n" + source)
    templates = Templates([folder], purpose, Budget(made=50_000))
    with pytest.raises(TemplateError, match="the template makes") as caught:
        templates.render("page.j2", {"big": "x" * 9_000})
    assert caught.value.line == 2


def test_a_template_that_takes_too_long_is_stopped(folder):
    source = "{% for i in range(99999) %}{% set x = big | sort | length %}{% endfor %}"
    write(folder, page=source)
    began = time.thread_time()
    with pytest.raises(TemplateError, match=r"page\.j2:1.*longer than 0\.2 seconds"):
        Templates([folder], "html", Budget(seconds=0.2, made=10**12)).render(
            "page.j2", {"big": "x" * 9_000}
        )
    assert time.thread_time() - began < 2


@pytest.mark.parametrize("name", ["x.html.j2", "x.jinja", "x.tpl", "x.md.j2", "x.txt"])
def test_html_is_escaped_whatever_the_file_is_called(folder, name):
    write(folder)
    (folder / name).write_text("<p>{{ t }}</p>", encoding="utf-8")
    html = Templates([folder], "html").render(name, {"t": "<script>"})
    assert html == "<p>&lt;script&gt;</p>"


MACRO = "{% macro m(x) %}({{ x }}){% endmacro %}"


@pytest.mark.parametrize(
    ("source", "plain", "html", "markdown"),
    [
        ("{{ t }}", "<*>", "&lt;*&gt;", r"\<\*>"),
        ("*{{ t }}*", "*<*>*", "*&lt;*&gt;*", r"*\<\*>*"),
        (MACRO + "{{ m(t) }}", "(<*>)", "(&lt;*&gt;)", r"(\<\*>)"),
        (MACRO + "{{ m(1) ~ t }}", "(1)<*>", "(1)&lt;*&gt;", r"(1)\<\*>"),
        (MACRO + "{{ m(1) + t }}", "(1)<*>", "(1)&lt;*&gt;", r"(1)\<\*>"),
        ("{{ [t, 1] | join(', ') }}", "<*>, 1", "&lt;*&gt;, 1", r"\<\*>, 1"),
        ("{{ t | e }}", "<*>", "&lt;*&gt;", r"\<\*>"),
        ("{{ '#' ~ t }}", "#<*>", "#&lt;*&gt;", r"\#\<\*>"),
        ("{{ t | replace('*', '|') }}", "<|>", "&lt;|&gt;", r"\<\|>"),
        ("{% set x %}a {{ t }}{% endset %}{{ x }}", "a <*>", "a &lt;*&gt;", r"a \<\*>"),
        ("{{ 5 }} {{ 'a' | upper }}", "5 A", "5 A", "5 A"),
    ],
)
def test_values_are_printed_as_the_purpose_asks(folder, source, plain, html, markdown):
    assert render(folder, source, "prompt", t="<*>") == plain
    assert render(folder, source, "html", t="<*>") == html
    assert render(folder, source, "markdown", t="<*>") == markdown


def test_addresses_are_filtered_for_pages(folder):
    source = "[x]({{ a | link }})"
    assert render(folder, source, "markdown", a="https://example.org/a_b") == (
        "[x](https://example.org/a_b)"
    )
    assert render(folder, source, "html", a="javascript:x") == "[x]()"


@pytest.mark.parametrize("kind", ["prompts", "templates"])
def test_the_shipped_folders_are_found(kind):
    assert shipped(kind).is_dir()


def test_values_of_the_schema_can_be_read_by_their_fields(folder):
    sentence = Sentence(start=1, end=2, paragraph=3)
    assert render(folder, "{{ s.start }}{{ s['end'] }}", s=sentence) == "12"
