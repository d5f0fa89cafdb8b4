"""Example values in prompts."""

import pytest

from briefer.leaks import INTENDED, leaks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("such as 2025-07-04", [("date", "2025-07-04")]),
        ("on 4 July 2025", [("date", "4 July 2025")]),
        ("March 3, 2024", [("date", "March 3, 2024")]),
        ("since 1999", [("year", "1999")]),
        ("$3.5 million", [("sum", "$3.5 million")]),
        ("about 40% of", [("number", "40%")]),
        ('as in "320 drones"', [("number", "320 drones")]),
        ("“said Ann Other”", [("name", "Ann Other")]),
        ("`Acme Corp`", [("name", "Acme Corp")]),
        ("At most 35 words, two to five sentences, YYYY-MM-DD", []),
        ('never "on Friday" or "officials said"', []),
        ("{{ '2025-07-04' }}{# 2025 #}", []),
        (f"2025-07-04 {INTENDED}", []),
    ],
)
def test_examples_are_found_and_instructions_are_not(text, found):
    assert [(kind, words) for _, words, kind in leaks(text)] == found


def test_the_line_is_told():
    assert [line for line, _, _ in leaks("one\n\nin 2025")] == [3]
