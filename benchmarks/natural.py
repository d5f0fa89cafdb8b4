"""Measures the checks on claims of a model, judged and given mistakes by readers.

    python -m benchmarks.natural --articles j k

`benchmarks/natural` holds fictional articles and the claims that a model made of them;
of each claim whether it is right, and what it is with one mistake of each class that
fits. The claims of the articles a to i were asked for in a model's own words, those of
j and k, as now, in the article's. The checks learned from all of them; what they found
of the articles i and k before they did is in `docs/checks.md`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.grounding import percent, said_of
from benchmarks.measuring import keep
from briefer.grounding import cases, reworded
from briefer.grounding.base import Case
from briefer.reading import gather
from briefer.schema import Article, Claim, Evidence, When
from briefer.settings import Settings

FOLDER = Path(__file__).parent / "natural"
RIGHT = "right claims objected to"
SURE = {"hedge dropped", "allegation as fact"}
"""Classes of mistakes with which a model would also call the claim confirmed."""
UNSAID = {"attribution dropped", "allegation as fact"}
"""Those with which it would leave out who says it."""


def measure(letters: Collection[str]) -> dict[str, list[bool]]:
    """For each class, whether the checks noticed; under `RIGHT`, whether they objected.

    `letters` are those that the names of the articles begin with.
    """
    noticed: dict[str, list[bool]] = defaultdict(list)
    for article, entries in _right(letters):
        claims = [_claim(given, article) for given in entries]
        ledger = [cases.of_claim(claim, article) for claim in claims]
        for place, given in enumerate(entries):
            right = _objections(ledger, place)
            noticed[RIGHT].append(bool(right))
            for name, text in given["wrong"].items():
                changed = {"text": text}
                changed |= {"certainty": "confirmed"} if name in SURE else {}
                changed |= {"who": ""} if name in UNSAID else {}
                claim = claims[place].model_copy(update=changed)
                wrong = [*ledger]
                wrong[place] = cases.of_claim(claim, article)
                noticed[name].append(bool(_objections(wrong, place) - right))
    return noticed


def _right(letters: Collection[str]) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Articles, dated as a build would, and the claims of each that are right."""
    settings = Settings(folder=FOLDER, sources=(str(FOLDER / "articles"),))
    read = {Path(one.path).name: one for one in gather(settings).articles}
    for entry in json.loads((FOLDER / "claims.json").read_text(encoding="utf-8")):
        if entry["article"][0] in letters:
            article = read[entry["article"]]
            if "published" in entry:
                when = When(date=entry["published"], basis="inferred")
                article = article.model_copy(update={"published": when})
            yield article, [given for given in entry["claims"] if given["right"]]


def _claim(given: dict[str, Any], article: Article) -> Claim:
    """The claim as a build would make it."""
    numbers = range(1, len(article.sentences) + 1)
    cited = tuple(n for n in numbers if article.sentence(n) in given["cited"])
    fields = {k: given[k] for k in ("text", "kind", "who", "via", "certainty")}
    evidence = Evidence(article=article.id, sentences=cited or (1,))
    return Claim(id="c", when=When(**given["when"]), evidence=evidence, **fields)


def _objections(ledger: Sequence[Case], place: int) -> set[tuple[str, str]]:
    """Code and severity of errors and warnings on the claim at `place`."""
    words = reworded.check_ledger(ledger)[place]
    found = said_of(ledger[place]) | {(one.code, str(one.severity)) for one in words}
    return {one for one in found if one[1] != "note"}


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", nargs="+", default=list("abcdefghijk"), metavar="LETTER"
    )
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    noticed = measure(given.articles)
    for name, each in sorted(noticed.items(), key=lambda one: one[0] != RIGHT):
        print(f"{name:26}{len(each):5}  {percent(sum(each), len(each))}")
    keep(
        {n: {"n": len(each), "noticed": sum(each)} for n, each in noticed.items()},
        given.json,
    )


if __name__ == "__main__":
    main()
