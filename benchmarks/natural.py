"""Measures the checks on claims of a model, judged and given mistakes by readers.

    python -m benchmarks.natural --articles d e

`benchmarks/natural` holds fictional articles and the claims that a model made of them;
of each claim whether it is right, and what it is with one mistake of each class that
fits. The checks learned from the articles a, b and c, and not from d and e.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.grounding import percent
from briefer import dates
from briefer.grounding import cases
from briefer.grounding.check import check
from briefer.grounding.dating import dated
from briefer.reading import gather
from briefer.schema import Article, Claim, Evidence, When
from briefer.settings import Settings

FOLDER = Path(__file__).parent / "natural"
SURE = {"hedge dropped", "allegation as fact"}
UNSAID = {"attribution dropped", "allegation as fact"}


def found(claim: Claim, article: Article) -> set[tuple[str, str]]:
    """Code and severity of errors and warnings on a claim."""
    case = cases.of_claim(claim, article)
    case = replace(case, text=dated(case))
    every = {(one.code, str(one.severity)) for one in check(case)}
    return {one for one in every if one[1] != "note"}


def claim_of(given: dict[str, Any], article: Article) -> Claim:
    """The claim as a build would make it."""
    numbers = range(1, len(article.sentences) + 1)
    cited = tuple(n for n in numbers if article.sentence(n) in given["cited"])
    when = given["when"]
    if when["date"]:
        ahead = given["certainty"] in ("planned", "possible")
        resolved = dates.resolve(when["words"], article.published.date, future=ahead)
        when = when | {"basis": "resolved" if when["date"] == resolved else "inferred"}
    fields = {k: given[k] for k in ("text", "kind", "who", "via", "certainty")}
    evidence = Evidence(article=article.id, sentences=cited or (1,))
    return Claim(id="c", when=When(**when), evidence=evidence, **fields)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", nargs="+", default=list("abcde"))
    letters = parser.parse_args().articles
    settings = Settings(folder=FOLDER, sources=(str(FOLDER / "articles"),))
    read = {Path(one.path).name: one for one in gather(settings).articles}
    right: list[set[tuple[str, str]]] = []
    caught: dict[str, list[bool]] = defaultdict(list)
    for entry in json.loads((FOLDER / "claims.json").read_text(encoding="utf-8")):
        article = read[entry["article"]]
        for given in entry["claims"] if entry["article"][0] in letters else ():
            if not given["right"]:
                continue
            claim = claim_of(given, article)
            right.append(found(claim, article))
            for name, text in given["wrong"].items():
                update = {"text": text}
                update |= {"certainty": "confirmed"} if name in SURE else {}
                update |= {"who": ""} if name in UNSAID else {}
                wrong = claim.model_copy(update=update)
                caught[name].append(bool(found(wrong, article) - right[-1]))
    print(f"right claims objected to  {percent(sum(map(bool, right)), len(right))}")
    for name, each in sorted(caught.items()):
        print(f"{name:24}{len(each):5}  {percent(sum(each), len(each))}")


if __name__ == "__main__":
    main()
