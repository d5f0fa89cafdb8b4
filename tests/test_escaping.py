import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from briefer.escaping import SAFE, Prose, link

HOSTILE = (
    "# heading",
    "text\n# heading\n\n---",
    "1. item",
    "12) item",
    "- item",
    "+ item",
    "=====",
    "> quoted",
    "    code",
    "```python",
    "~~~",
    "`code`",
    "*em* and __strong__",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[x]: https://example.org",
    "[x][x]",
    "[^1]: note",
    "<script>alert(1)</script>",
    "<https://example.org>",
    "https://example.org and www.example.org",
    "&lt;b&gt; &amp; &copy;",
    "a | b\n--- | ---\nc | d",
    "~~gone~~",
    "back\\slash\\*",
    "line\u2028separated",
    "ends with \\",
)


def kinds(tokens: list[Token]) -> set[str]:
    inside = {token.type for outer in tokens for token in outer.children or ()}
    return {token.type for token in tokens} | inside


PLAIN = {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def words(tokens: list[Token]) -> str:
    return "".join(token.content for outer in tokens for token in outer.children or ())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_plain_words_in_markdown(text):
    tokens = PARSER.parse(SAFE["markdown"](text))
    assert kinds(tokens) <= PLAIN
    assert words(tokens) == " ".join(text.split())


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"])))
def test_any_text_is_plain_words_in_markdown(text):
    tokens = PARSER.parse(SAFE["markdown"](text))
    assert kinds(tokens) <= PLAIN
    assert words(tokens) == " ".join(text.split())


@given(st.text(alphabet="ab -+*_#>|~`[]()<&;:/.\\1\n"), st.text(alphabet="a-.)#=1"))
def test_two_values_side_by_side_are_plain_words_too(first, second):
    escape = SAFE["markdown"]
    assert kinds(PARSER.parse(f"{escape(first)}{escape(second)}")) <= PLAIN


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Talks at 5 p.m. on Friday", "Talks at 5 p.m. on Friday"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("a well-known (old) plan!", "a well-known (old) plan!"),
        ("2025 was long", "2025 was long"),
        ("#tag ==mark== %%note%%", r"\#tag \==mark\== \%%note\%%"),  # Obsidian
        ("#-tag, No. # 5", r"\#-tag, No. # 5"),
        (":tada: :+1: 12:30:45", r"\:tada: \:+1: 12:30:45"),  # GitHub
        ("[!NOTE] - [ ] todo", r"\[!NOTE\] - \[ \] todo"),
        ("[[page]]", r"\[\[page\]\]"),
        ("(c) 2025, all rights", r"\(c) 2025, all rights"),  # pandoc
        ("iv) four", r"iv\) four"),
        ("II. two", r"II\. two"),
        ("a. first", r"a\. first"),
        ("J. D. Vance", "J. D. Vance"),
        ("x^2^ {.class}", r"x\^2\^ \{.class}"),  # pandoc
        ("3.5 million", "3.5 million"),
        ("1985. A year", "1985\\. A year"),
        ("$5 and 10 %", "\\$5 and 10 %"),
        ("price: 3", "price: 3"),
        ("see https://example.org", "see https\\://example.org"),
    ],
)
def test_ordinary_text_stays_readable_in_markdown(text, printed):
    assert SAFE["markdown"](text) == printed


def test_what_is_added_to_safe_markdown_is_escaped():
    assert Prose("*") + "*x*" + Prose("*") == "*\\*x\\**"


@pytest.mark.parametrize("purpose", ["markdown", "html"])
def test_marked_text_passes_as_it_is(purpose):
    assert SAFE[purpose](Markup("<b>*x*</b>")) == "<b>*x*</b>"


@pytest.mark.parametrize("purpose", ["markdown", "html"])
def test_control_and_direction_characters_are_removed_from_pages(purpose):
    assert SAFE[purpose]("a\x00b\x1b[31mc\u202ed\u2066e\x9bf")[:2] == "ab"
    assert not set("\x00\x1b\u202e\u2066\x9b") & set(
        SAFE[purpose]("\x00\x1b\u202e\x9b")
    )


def test_html_is_escaped_and_prompts_are_not():
    assert SAFE["html"]('<b title="x">') == "&lt;b title=&#34;x&#34;&gt;"
    assert SAFE["prompt"]('<b title="x">') == '<b title="x">'


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("http://example.org/(x)", "http://example.org/%28x%29"),
        ("https://example.org/<x>", "https://example.org/%3Cx%3E"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https:", ""),
        ("https://[broken", ""),
        ("https://example.org/a b", ""),
        ("file:///etc/hosts", ""),
        ("", ""),
    ],
)
def test_only_web_and_mail_addresses_become_links(address, printed):
    assert link(address) == printed
