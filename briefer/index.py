"""What the pages of an edition look up: its sources and its numbered passages.

Reading-order numbers are given here, once: one for each distinct passage, in the order
of first citation.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefer import schema
from briefer.dates import format_date
from briefer.excerpts import in_context, together
from briefer.meanings import REASONS
from briefer.schema import Evidence, When
from briefer.views import Day, Excerpt, Passage, Piece, Source, Tally

SLUG_BYTES = 60
"""Enough to tell articles by; each citation repeats it, and file systems take 255."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left, by ISO 639 code."""

TITLE_WORDS = 10
"""Words of the text that stand for a missing title; about the length of a headline."""


GRAVITY: tuple[schema.Verdict, ...] = ("checked", "unchecked", "marked")
"""Verdicts, the least favorable last."""


@dataclass(frozen=True)
class Index:
    """What pages look up: sources, claims, origins and passages, by id or evidence."""

    sources: Mapping[str, Source]
    claims: Mapping[str, schema.Claim]
    """The claims the briefing cites."""
    origins: Mapping[str, str]
    """Article to the article taken for its original; itself where it has none."""
    passages: Mapping[Evidence, Passage]
    excerpts: tuple[Excerpt, ...]
    language: str = "en"
    """Of the briefing."""


def index(edition: schema.Edition) -> Index:
    """The look-up tables of one edition."""
    claims = {claim.id: claim for claim in edition.briefing.claims}
    cited = _cited(edition.briefing, claims)
    sources = _sources(edition, Counter(place.article for place in cited))
    articles = {article.id: article for article in edition.articles}
    groups = together(tuple(cited))
    shown = {n: group[0] + 1 for group in groups for n in group}
    passages = {
        place: _passage(
            n + 1,
            articles[place.article],
            place,
            sources[place.article],
            [claims[claim] for claim in ids],
            excerpt=shown[n],
        )
        for n, (place, ids) in enumerate(cited.items())
    }
    numbered = tuple(passages.values())
    members = [tuple(numbered[n] for n in group) for group in groups]
    return Index(
        sources=sources,
        claims=claims,
        origins=_origins(edition),
        passages=passages,
        excerpts=tuple(_excerpt(m, articles[m[0].source.id]) for m in members),
        language=edition.briefing.language,
    )


def _cited(
    briefing: schema.Briefing, claims: Mapping[str, schema.Claim]
) -> dict[Evidence, list[str]]:
    """Passages in the order of first citation, and the ids of the claims on each."""
    cited: dict[Evidence, list[str]] = {}
    for statement in briefing.statements():
        for claim in statement.claims:
            ids = cited.setdefault(place_of(claims[claim].evidence), [])
            if claim not in ids:
                ids.append(claim)
    return cited


def place_of(evidence: Evidence) -> Evidence:
    return Evidence(article=evidence.article, sentences=in_order(evidence))


def in_order(evidence: Evidence) -> tuple[int, ...]:
    """The numbers of the sentences, each once."""
    return tuple(sorted(set(evidence.sentences)))


def _passage(
    number: int,
    article: schema.Article,
    place: Evidence,
    source: Source,
    claims: Sequence[schema.Claim],
    *,
    excerpt: int,
) -> Passage:
    spans = [article.sentences[n - 1] for n in place.sentences]
    return Passage(
        number=number,
        source=source,
        sentences=place.sentences,
        text=" […] ".join(
            " ".join(map(article.sentence, run)) for run in _runs(place.sentences)
        ),
        where=_where(place.sentences),
        certainty=tuple(dict.fromkeys(claim.certainty for claim in claims)),
        said_by=tuple(filter(None, dict.fromkeys(map(said_by, claims)))),
        days=tuple(sorted({claim.when.date for claim in claims} - {""})),
        verdict=max((claim.verdict for claim in claims), key=GRAVITY.index),
        claims=tuple(claim.id for claim in claims),
        spans=tuple((span.start, span.end) for span in spans),
        excerpt=excerpt,
    )


def _excerpt(passages: tuple[Passage, ...], article: schema.Article) -> Excerpt:
    of: dict[int, list[int]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            of.setdefault(sentence, []).append(passage.number)
    around = in_context(of, len(article.sentences))
    return Excerpt(
        passages=passages,
        pieces=tuple(
            Piece(article.sentence(n), tuple(of.get(n, ())), is_behind_gap)
            for n, is_behind_gap in around
        ),
    )


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Consecutive numbers together."""
    pairs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in pairs]


def _where(sentences: tuple[int, ...]) -> str:
    spans = [
        f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"
        for run in _runs(sentences)
    ]
    return f"sentence{'s' if len(sentences) > 1 else ''} {', '.join(spans)}"


def said_by(claim: schema.Claim) -> str:
    """Whose word a claim is; empty for what the outlet reports in its own voice."""
    if claim.who and claim.via:
        return f"{claim.who}, via {claim.via}"
    return claim.who or (f"via {claim.via}" if claim.via else "")


def day(when: When) -> Day:
    """A date as it is printed."""
    return Day(format_date(when.date, when.end), when.date, when.basis, when.words)


def direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def slug(title: str, article: str) -> str:
    """A file name without suffix for an article: ASCII letters, digits and hyphens.

    At most 60 bytes, the id of the article included, which makes it unique.
    """
    end = re.sub(r"[^a-z0-9]+", "-", article.lower()).strip("-")[:SLUG_BYTES]
    ascii_title = (
        unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", ascii_title.lower().replace("'", ""))
    room = SLUG_BYTES - len(end)
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > room:
            break
        kept += word + "-"
    return kept + end


def _sources(edition: schema.Edition, cited: Counter[str]) -> dict[str, Source]:
    also: dict[str, list[str]] = {}
    for record in edition.sources:
        also.setdefault(record.article, []).append(record.path)
    return {
        article.id: _source(article, summary, cited[article.id], also)
        for article, summary in zip(edition.articles, edition.summaries, strict=True)
    }


def _source(
    article: schema.Article,
    summary: schema.ArticleSummary,
    cited: int,
    also: Mapping[str, list[str]],
) -> Source:
    published = article.published if article.published.date else summary.published
    others = (path for path in also.get(article.id, ()) if path != article.path)
    return Source(
        id=article.id,
        slug=slug(flat(article.title) or _first_words(article), article.id),
        title=flat(article.title) or _first_words(article),
        outlet=flat(article.outlet or article.agency),
        authors=", ".join(map(flat, article.authors)),
        agency=flat(article.agency),
        url=article.url,
        published=published,
        day=day(published),
        language=article.language,
        direction=direction(article.language),
        path=article.path,
        also=tuple(others),
        genre=summary.genre,
        sentences=len(article.sentences),
        claims=len(summary.claims),
        cited=cited,
        set_aside=_reasons(article.set_aside),
    )


def flat(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def _first_words(article: schema.Article) -> str:
    words = article.sentence(1).split() if article.sentences else []
    more = " …" if len(words) > TITLE_WORDS else ""
    return " ".join(words[:TITLE_WORDS]) + more if words else "Untitled"


def _reasons(passages: tuple[schema.SetAside, ...]) -> tuple[Tally, ...]:
    counts = Counter(passage.reason for passage in passages)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Tally(name, n, REASONS.get(name, name)) for name, n in ranked)


def _origins(edition: schema.Edition) -> dict[str, str]:
    own = {article.id: article.id for article in edition.articles}
    copies = {
        article: origin.articles[0]
        for origin in edition.origins
        for article in origin.articles
    }
    return own | copies
