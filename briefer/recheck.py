"""A finished briefing checked again, as it stands on disk, hand edits included."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.footnotes import PAGE, Run, key, runs, without
from briefer.grounding import cases, standing
from briefer.grounding.base import Case
from briefer.grounding.check import check
from briefer.grounding.offices import known_offices
from briefer.published import (
    PublishedArticle,
    PublishedBriefing,
    PublishedPassage,
    PublishedSource,
)
from briefer.schema import (
    Actor,
    Article,
    Claim,
    Finding,
    RunRecord,
    Statement,
    statements_of,
)

DATA = "briefing.json"
RUN = "run.json"


@dataclass(frozen=True)
class Located:
    """A finding and the line of a file where it stands."""

    file: str
    line: int
    finding: Finding
    text: str
    """The sentence it is about."""


@dataclass(frozen=True)
class Report:
    """What checking a finished briefing found."""

    located: tuple[Located, ...]
    statements: int
    """Statements checked, hand-edited ones included."""

    @property
    def errors(self) -> int:
        """Findings of severity `error`."""
        return sum(item.finding.severity == "error" for item in self.located)


@dataclass(frozen=True)
class Edition:
    """A briefing read back, with its articles as far as they are whole."""

    folder: Path
    briefing: PublishedBriefing
    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    replies: Mapping[str, tuple[str, ...]]
    """Store entries by article, from which its ledger was read."""
    lost: tuple[Located, ...]
    """Sources that changed or vanished since."""
    actors: tuple[Actor, ...]
    """Who is who by all articles."""


def recheck(path: Path, root: Path = Path()) -> Report:
    """Check the briefing at `path`, its folder or one of its files, once more.

    Original files are looked for below `root`. Raises `SettingsError` where there is no
    briefing that can be read.
    """
    edition = read_back(path, root)
    data = _lines(edition.folder / DATA)
    located = list(edition.lost)
    number = 0
    for statement in _statements(edition.briefing):
        number += 1
        line = _line_of(data, f'"{statement.id}"')
        found = _checked(statement, edition)
        name = _shown(edition.folder / DATA)
        located += [Located(name, line, one, statement.text) for one in found]
    told = {s.id: s.text for s in _statements(edition.briefing)}
    for one in standing.check(
        edition.briefing.sections, edition.claims, edition.articles, edition.actors
    ):
        name, line = _shown(edition.folder / DATA), _line_of(data, f'"{one.where}"')
        located.append(Located(name, line, one, told[one.where]))
    edited = list(_edited(edition))
    located += [one for batch in edited for one in batch]
    order = sorted(located, key=lambda item: (item.file, item.line))
    return Report(tuple(order), number + len(edited))


def read_back(path: Path, root: Path = Path()) -> Edition:
    """The briefing at `path` with its articles; raises `SettingsError`."""
    folder = path if path.is_dir() else path.parent
    briefing = _read_briefing(folder / DATA)
    articles: dict[str, Article] = {}
    claims = {claim.id: claim for claim in briefing.claims}
    replies: dict[str, tuple[str, ...]] = {}
    lost: list[Located] = []
    actors: list[Actor] = []
    for source in briefing.sources:
        stored = _read_article(folder / source.file)
        problem = _problem(source, stored, root)
        if problem is not None:
            lost.append(_about(folder, source, problem))
        if stored is not None and _digest(stored.article.text) == source.text_digest:
            articles[source.id] = stored.article
            replies[source.id] = stored.summary.replies
            actors += stored.summary.actors
    return Edition(
        folder, briefing, articles, claims, replies, tuple(lost), tuple(actors)
    )


def _read_briefing(path: Path) -> PublishedBriefing:
    hint = "name the folder of a briefing with `json` among its formats"
    try:
        return PublishedBriefing.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        text = f"cannot read `{_shown(path)}`: {error.strerror}"
        raise SettingsError(text, hint=hint) from None
    except (ValidationError, UnicodeDecodeError) as error:
        first = str(error).splitlines()
        text = (
            f"`{_shown(path)}` is not a briefing of this version: {' '.join(first[:3])}"
        )
        raise SettingsError(text, hint=hint) from None


def _read_article(path: Path) -> PublishedArticle | None:
    try:
        return PublishedArticle.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def _problem(
    source: PublishedSource, stored: PublishedArticle | None, root: Path
) -> Finding | None:
    """What is wrong with a source: its stored text, or the file it was read from."""
    if stored is None:
        return _finding("source-vanished", source, "the stored article is missing")
    if _digest(stored.article.text) != source.text_digest:
        return _finding("source-changed", source, "the stored text was changed")
    original = root / source.path
    if not original.is_file():
        return None
    if hashlib.sha256(original.read_bytes()).hexdigest() != source.digest:
        return _finding("source-changed", source, "the file changed since it was read")
    return None


def _finding(code: str, source: PublishedSource, message: str) -> Finding:
    return Finding(
        code=code,
        severity="error",
        where=source.id,
        message=f"{message}: `{source.path}`",
    )


def _about(folder: Path, source: PublishedSource, finding: Finding) -> Located:
    line = _line_of(_lines(folder / DATA), f'"id": "{source.id}"')
    return Located(_shown(folder / DATA), line, finding, source.title)


def _checked(statement: Statement, edition: Edition) -> tuple[Finding, ...]:
    """What the checks find; an article that is not whole is itself a finding."""
    cited = [edition.claims.get(name) for name in statement.claims]
    known = [claim for claim in cited if claim is not None]
    if not cited or len(known) < len(cited):
        return (_missing(statement.id, "it cites a claim that does not exist"),)
    gone = {c.evidence.article for c in known} - set(edition.articles)
    if gone:
        return (_missing(statement.id, "an article it rests on is not there"),)
    try:
        case = cases.of_statement(
            statement,
            edition.claims,
            edition.articles,
            edition.briefing.origins,
            edition.briefing.language,
        )
    except IndexError:
        return (_missing(statement.id, "it cites a sentence that does not exist"),)
    return known_offices(check(case), edition.actors, case.text)


def _missing(where: str, message: str) -> Finding:
    return Finding(
        code="citation-missing", severity="error", where=where, message=message
    )


def _edited(edition: Edition) -> Iterator[list[Located]]:
    """Findings for each sentence of the page that is not as the build wrote it."""
    page = edition.folder / PAGE
    if not page.is_file():
        return
    written = {_plain(s.text) for s in _statements(edition.briefing)}
    passages = {p.number: p for p in edition.briefing.passages}
    lines = _lines(page)
    edited = [run for run in runs(lines) if _plain(run.text) not in written]
    known = _own_lines(edition.folder)
    if known is None:
        yield [Located(_shown(page), 1, _unseen(), "")]
    else:
        edited += [run for run in without(lines) if key(run) not in known]
    for run in edited:
        found = _against(run, passages, edition)
        yield [Located(_shown(page), run.line, one, run.text) for one in found]


def _own_lines(folder: Path) -> tuple[str, ...] | None:
    """Digests of the lines without a footnote that the build wrote, where known."""
    try:
        text = (folder / RUN).read_text(encoding="utf-8")
        return RunRecord.model_validate_json(text).unnoted
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def _unseen() -> Finding:
    message = f"lines without a footnote were not looked at: `{RUN}` does not list them"
    return Finding(code="check-skipped", severity="note", where=PAGE, message=message)


def _against(
    run: Run, passages: Mapping[int, PublishedPassage], edition: Edition
) -> tuple[Finding, ...]:
    cited = [passages[n] for n in run.numbers if n in passages]
    where = f"{PAGE}:{run.line}"
    if not run.numbers:
        return (_missing(where, "it cites nothing"),)
    if len(cited) < len(run.numbers):
        return (_missing(where, "it cites a footnote that the build did not write"),)
    if any(p.article not in edition.articles for p in cited):
        return (_missing(where, "an article it rests on is not there"),)
    claims = tuple(
        edition.claims[name]
        for p in cited
        for name in p.claims
        if name in edition.claims
    )
    case = _case(where, run.text, cited, claims, edition)
    return known_offices(check(case), edition.actors, case.text)


def _case(
    where: str,
    text: str,
    cited: Iterable[PublishedPassage],
    claims: tuple[Claim, ...],
    edition: Edition,
) -> Case:
    names = {p.article for p in cited}
    articles = {name: edition.articles[name] for name in sorted(names)}
    return Case(
        id=where,
        text=text,
        passages=tuple(
            passage
            for p in cited
            for passage in cases.passages(articles[p.article], p.sentences)
        ),
        articles=articles,
        claims=claims,
        when=tuple(claim.when for claim in claims),
        language=edition.briefing.language,
        origins=cases.count_origins(articles, edition.briefing.origins),
    )


def _statements(briefing: PublishedBriefing) -> Iterator[Statement]:
    for section in briefing.sections:
        for item in section.items:
            yield from statements_of(item)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").split("\n")


def _line_of(lines: Sequence[str], words: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if words in line), 1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
