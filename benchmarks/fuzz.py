"""Coverage-guided fuzzing of the text pipeline: bytes in, articles and values out.

    python -m benchmarks.fuzz -max_total_time=60

Needs the extra `fuzz`. Arguments are those of libFuzzer. Whatever is thrown that is no
`BrieferError`, or breaks a promise of the pipeline, ends the run with the input kept.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["briefer"]):
    from briefer import dates, exchange, suspects
    from briefer.errors import BrieferError
    from briefer.grounding import quoted
    from briefer.schema import Article
    from briefer.sources import encodings, html, markdown, normalize, read


def one(data: bytes) -> None:
    """Everything that text meets on its way, for one input."""
    try:
        text = normalize.text(encodings.decode(data[1:], page=True)[0])
        for draft in (html.draft, markdown.draft):
            draft(text)
        held(read.from_text(text))
    except BrieferError:
        pass
    loose = data.decode("utf-8", "replace")
    exchange.parsed(loose)
    dates.find(loose)
    quoted.quotations(loose)
    assert normalize.text(normalize.text(loose)) == normalize.text(loose)


def held(article: Article) -> None:
    """Sentences are spans of the text, in order and without overlap."""
    last = 0
    for span in article.sentences:
        assert last <= span.start < span.end <= len(article.text)
        last = span.end
    list(suspects.instruction_like(article))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
