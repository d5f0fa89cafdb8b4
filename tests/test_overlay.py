"""What the preview adds to pages, and that it opens nothing else."""

from __future__ import annotations

import pytest

from briefer.errors import SettingsError, TemplateError
from briefer.overlay import DIGEST, SCRIPT, Part, admitting, failure, injected

OURS = f"script-src 'sha256-{DIGEST}'"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", f"default-src 'none'; {OURS}; connect-src 'self'"),
        (
            "default-src 'self'; style-src 'none'",
            "default-src 'self'; style-src 'none'; "
            f"script-src 'self' 'sha256-{DIGEST}'; connect-src 'self'",
        ),
        (
            "script-src 'none'; img-src data:",  # connections are free already
            f"{OURS}; img-src data:",
        ),
        ("style-src 'none'", "style-src 'none'"),
        ("", ""),
    ],
)
def test_a_policy_admits_one_script_more_and_its_events(policy, expected):
    assert admitting(policy) == expected


def test_the_script_is_the_last_thing_of_a_page():
    page = (
        "<head><META HTTP-EQUIV='Content-Security-Policy' "
        'content="default-src \'none\'"></head><body>"&lt;/body></body>\n</html>\n'
    )
    made = injected(page, 'v"1')
    assert made.count(SCRIPT) == 1
    assert f"content=\"default-src 'none'; {OURS}; connect-src 'self'\"" in made
    assert made.endswith("</script>\n</body>\n</html>\n")
    assert 'data-version="v&quot;1"' in made


def test_a_page_without_policy_or_end_gets_it_too():
    assert injected("<p>Hello", "1").startswith('<p>Hello<script data-version="1">')


def test_an_error_and_those_found_with_it_are_parts_with_their_lines():
    first = TemplateError("a.j2:2:4: no `x`", hint="try `y`", file="a.j2", line=2)
    first.source, first.column = "{{ x }}<script>", 4
    first.others = (TemplateError("b.j2: gone"),)
    notice = failure(first)
    assert (notice.kind, notice.parts[1]) == ("error", Part("b.j2: gone"))
    code = "     2 | {{ x }}<script>\n       |    ^"
    assert notice.parts[0] == Part("a.j2:2:4: no `x`", code, "try `y`")


def test_other_errors_have_no_lines():
    [part] = failure(SettingsError("`x` is no setting", hint="see help")).parts
    assert part == Part("`x` is no setting", "", "see help")
