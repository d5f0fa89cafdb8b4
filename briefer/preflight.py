"""Mistakes before money: every template is read and tried before a model is asked."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from briefer import sample
from briefer.contract import STAGES, Stage, pages
from briefer.errors import BrieferWarning, TemplateError
from briefer.inference import Reading, follow
from briefer.leaks import INTENDED, leaks
from briefer.prompts import Prompts
from briefer.proof import PROOFS, Failing, Proof, failing, repeated
from briefer.render import own_pages, render
from briefer.settings import Settings
from briefer.templating import Templates
from briefer.tokens import counter_for

LARGEST_SHARE = 0.5
"""Of a full request that may be constant; the shipped prompts take a fifth."""

BYTES_A_TOKEN = 2
"""Fewer than a token has in prose: what is small even so needs no exact count."""

WORDED = ("summarize", "merge", "mend")
"""Stages that write, and so must be told in which language."""

Readings = Mapping[str, Sequence[Reading]]


class TemplateWarning(BrieferWarning):
    """Something about a template that works, but probably not as meant."""


def check(settings: Settings, prompts: Prompts, folders: Sequence[Path]) -> None:
    """Raise `TemplateError` where a prompt, or page template in `folders`, is wrong.

    All mistakes are in it: the first is the error, the rest are its `others`. What
    works but looks unmeant is a `TemplateWarning`.
    """
    readings = {stage.name: read_stage(prompts, stage) for stage in STAGES.values()}
    _raise([*_faults(readings, prompts.templates), *_page_faults(folders)])
    proofs = {name: prove(prompts) for name, prove in PROOFS.items()}
    _raise(_lost(prompts.templates, readings, proofs))
    render(sample.edition(prompts.sections), folders)
    for doubt in _doubts(settings, prompts, readings, proofs):
        warnings.warn(doubt, TemplateWarning, stacklevel=2)


def check_pages(prompts: Prompts, folders: Sequence[Path]) -> None:
    """Raise `TemplateError` where a page template in `folders` is wrong, as `check`."""
    _raise(_page_faults(folders))
    render(sample.edition(prompts.sections), folders)


def read_stage(prompts: Prompts, stage: Stage) -> tuple[Reading, ...]:
    """What each template of `stage` reads, in the order of its roles."""
    return tuple(
        follow(prompts.templates, stage.file(role), stage.given(role))
        for role in stage.roles
    )


def _faults(readings: Readings, templates: Templates) -> Iterator[TemplateError]:
    followed: set[str] = set()
    for reads in readings.values():
        for reading in reads:
            yield from reading.faults.values()
            followed |= reading.files
    yield from _unfollowed(templates, followed, ".md.j2")


def _page_faults(folders: Sequence[Path]) -> Iterator[TemplateError]:
    named = pages(own_pages(folders))
    by_purpose = {page.purpose: Templates(folders, page.purpose) for page in named}
    followed: set[str] = set()
    for page in named:
        reading = follow(by_purpose[page.purpose], page.file, page.given)
        yield from reading.faults.values()
        followed |= reading.files
    yield from _unfollowed(by_purpose["html"], followed, ".html.j2")
    yield from _unfollowed(by_purpose["markdown"], followed, ".md.j2")


def _unfollowed(
    templates: Templates, followed: set[str], suffix: str
) -> Iterator[TemplateError]:
    """Mistakes in templates that no other uses yet."""
    for name in templates.names():
        if name.endswith(suffix) and name not in followed:
            try:
                templates.tree(name)
            except TemplateError as error:
                yield error


def _raise(errors: Iterable[TemplateError]) -> None:
    """Raise the first of `errors` with the others in it, each once."""
    distinct = list({error.message: error for error in errors}.values())
    if distinct:
        distinct[0].others = tuple(distinct[1:])
        raise distinct[0]


def _lost(
    templates: Templates, readings: Readings, proofs: Mapping[str, Proof]
) -> Iterator[TemplateError]:
    for name, proof in proofs.items():
        for failure in failing(proof):
            yield _told(templates, STAGES[name], readings[name], failure)


def _told(
    templates: Templates, stage: Stage, reads: Sequence[Reading], failure: Failing
) -> TemplateError:
    """`failure` as an error at the place where its field is read, if there is one."""
    file, line = stage.file(failure.role), 0
    for reading in reads:
        file, line = reading.places.get(failure.field, (file, line))
    word = failure.path.rpartition(".")[2]
    hint = f"print `{{{{ {failure.path} }}}}`" if failure.path else ""
    hint = f"{hint}, as {stage.file(failure.role)} of the shipped prompts does"
    return templates.fault(file, line, failure.what, word, hint.removeprefix(", "))


def _doubts(
    settings: Settings,
    prompts: Prompts,
    readings: Readings,
    proofs: Mapping[str, Proof],
) -> Iterator[str]:
    used = {
        n: {path for r in reads for path in r.used} for n, reads in readings.items()
    }
    for name in WORDED:
        if settings.language != "en" and "language" not in used[name]:
            yield f"stage `{name}`: `language` does not reach the prompt"
    merged = "\n".join(message.content for message in proofs["merge"].messages)
    for section in prompts.sections:
        if section.id not in merged:
            yield f"stage `merge`: section `{section.id}` does not reach the prompt"
    for name, proof in proofs.items():
        if repeated(proof):
            yield f"stage `{name}`: text stands in the prompt twice, and is paid twice"
    own = {name for name in proofs if prompts.has_own(name)}
    yield from _heavy(settings, {name: proofs[name] for name in own})
    yield from _leaking(prompts)


def _heavy(settings: Settings, proofs: Mapping[str, Proof]) -> Iterator[str]:
    """Prompts whose constant part is most of even a full request."""
    budgets = {
        "summarize": ("chunk_tokens", settings.chunk_tokens),
        "condense": ("merge_tokens", settings.merge_tokens),
        "merge": ("merge_tokens", settings.merge_tokens),
    }
    for name in sorted(budgets.keys() & proofs.keys()):
        setting, budget = budgets[name]
        text = proofs[name].messages[0].content
        if len(text.encode()) < BYTES_A_TOKEN * budget * LARGEST_SHARE:
            continue
        tokens = counter_for(settings.model).count(text)
        share = tokens / (tokens + budget)
        if share > LARGEST_SHARE:
            yield (
                f"stage `{name}`: {share:.0%} of a full request is the same in all "
                f"({tokens:,} tokens beside `{setting}` = {budget:,})"
            )


def _leaking(prompts: Prompts) -> Iterator[str]:
    """Example values, which models copy into their answers."""
    templates = prompts.templates
    for name in (*templates.names(), "merge/sections.toml"):
        for line, words, kind in leaks(templates.text(name)):
            place = f"{templates.shown(name)}:{line}"
            yield (
                f"{place}: the {kind} `{words}` may leak into answers; describe it "
                f"instead, or put `{INTENDED}` on the line"
            )
    for section in prompts.own_sections:
        for _, words, kind in leaks(section.instruction):
            yield (
                f"section `{section.id}`: the {kind} `{words}` may leak into answers; "
                "describe it instead"
            )
