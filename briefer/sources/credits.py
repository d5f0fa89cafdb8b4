"""What a text says about itself: outlet, authors, agency and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer import dates
from briefer.schema import SetAside, When
from briefer.sources.heads import calm, host, is_field, outlet
from briefer.sources.masthead import Masthead, masthead
from briefer.sources.masthead import authors as masthead_authors
from briefer.sources.shapes import (
    agency,
    byline,
    is_date_line,
    outlet_before_date,
    words,
)

_DOMAIN = re.compile(r"@((?:[\w-]+\.)+[a-z]{2,12})\b", re.IGNORECASE)
_HOME = re.compile(
    r"(?:home(?:page)?|start(?:seite)?|accueil|inicio|news|головна|главная"
    r"|front page)$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright|by)?\s*(?:(?:19"
    r"|20)\d\d(?:\s*[-–]\s*\d+)?)?"
    r"\s*(?:by )?,?\s*([^\W\d_][^.|,;·©]{1,50}?)\s*"
    r"(?:,? (?:inc|ltd|llc|gmbh|limited|corp(?:oration)?|plc)\b\.?)*"
    r"(?:[.|,;·]|\ball rights|$)",
    re.IGNORECASE,
)
_OWN_WIRE = re.compile(
    r"[A-Z]{3,}[^()\n]{0,60}\((?P<by>[A-Z][\w ]{1,30})\)\s[–—-]{1,2}\s"
)
"""A wire's own name in its dateline: `HESKER, Nov 17 (VNA) - ...`."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|staff|writer|journalist|columnist"
    r"|contributor|bureau"
    r"|redakteur\w*|korrespondent\w*|read|updated|published)\b",
    re.IGNORECASE,
)
_ORGANIZATION = re.compile(
    r"\b(?:News|Times|Post|Press|Desk|Daily|Media|TV|Radio|Today)\b"
)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|та|и|і|&)\s+")
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+")
_FOR = re.compile(r"\sfor (The [^\W\d_a-z][^|·•,]{2,40})$")
"""For whom the author wrote: `By Ann Lee for The Daily Post`."""
_PLACE = re.compile(r"^\s(?:in|at|from)\s[^|·•–—,(/]+")
"""Where the author was: `By Ann Lee in Corby`."""
_DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿа-џіїєґ](?:[^.!?\n]{1,80}?(?:\s[—–-]{1,2}\s|:\s)"
    r"|[^.,!?\n]{1,40}, (?:den )?\d{1,2}\.? \w{3,12} \d{4}\. )"
)
_WIRE = re.compile(
    r"\((?P<one>[^()]{2,40})\)\s*(?:[—–:-]|$)|^(?P<two>[\w ]{2,25}?)\s[—–-]\s"
)


_UNKNOWN = When()


@dataclass(frozen=True, slots=True)
class Credits:
    """What the text states; empty where it states nothing."""

    outlet: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    published: When = _UNKNOWN
    margin_dates: tuple[str, ...] = ()


def read(paragraphs: Sequence[str], set_aside: Sequence[SetAside]) -> Credits:
    """The metadata that the margins of a text and its first and last lines state."""
    bylines = [found for one in set_aside if (found := _byline(one))]
    heads = [head for text in _texts(set_aside, "date") if (head := masthead(text))]
    credited = filter(None, map(masthead_authors, heads))
    names = [name for found in (*bylines, *credited) for name in _authors(found)]
    return Credits(
        outlet=_outlet(paragraphs, set_aside, bylines, heads),
        authors=tuple(dict.fromkeys(n for n in names if not agency(n))),
        agency=_agency(paragraphs, set_aside, names),
        published=_published(paragraphs, set_aside),
        margin_dates=_margin_dates(set_aside),
    )


def when(words: str) -> When:
    """The date that `words` state; unknown where they are no date."""
    iso = dates.parse(words) if words else ""
    return When(date=iso, basis="stated", words=words) if iso else _UNKNOWN


def _texts(set_aside: Sequence[SetAside], *reasons: str) -> list[str]:
    return [one.text for one in set_aside if one.reason in reasons]


def _byline(one: SetAside) -> re.Match[str] | None:
    return byline(one.text.replace("**", "")) if one.reason == "byline" else None


def _authors(found: re.Match[str]) -> Iterator[str]:
    """The names of a byline: the part before the first separator, without roles."""
    first, *others = [
        part.strip() for part in _AND.split(found["names"]) if part.strip()
    ]
    yield first
    for name in others:
        if 2 <= words(name) <= 4 and not (
            _ROLE.search(name) or _ORGANIZATION.search(name)
        ):
            yield name


def _outlet(
    paragraphs: Sequence[str],
    set_aside: Sequence[SetAside],
    bylines: Sequence[re.Match[str]],
    heads: Sequence[Masthead],
) -> str:
    """The outlet by a shared address, a breadcrumb's root, a byline, date or notice."""
    named = sorted(_texts(set_aside, "outlet"), key=is_field, reverse=True)
    candidates = (
        *(m[1].lower() for t in _texts(set_aside, "share") if (m := _DOMAIN.search(t))),
        *filter(None, map(outlet, named)),
        *filter(None, map(outlet_before_date, _texts(set_aside, "date"))),
        *(found.outlet for found in heads if found.credit),
        *filter(None, map(outlet, _texts(set_aside, "date"))),
        *_roots(set_aside),
        *(m[1] for text in _texts(set_aside, "byline") if (m := _FOR.search(text))),
        *(name for found in bylines for name in _after_byline(found)),
        *(name for text in _texts(set_aside, "notice") for name in _owners(text)),
        *(
            _called(site, paragraphs)
            for text in _texts(set_aside, "navigation")
            if (site := host(text))
        ),
        *(m["by"] for text in paragraphs[:3] if (m := _OWN_WIRE.match(text))),
    )
    return next((name for name in candidates if not agency(name)), "")


def _called(site: str, paragraphs: Sequence[str]) -> str:
    """What the article calls a site: `The Lantern` for `thelantern.example`; else it.

    Its own outlet is named in many an article: `documents seen by The Lantern`.
    """
    label = max(site.split(".")[:-1], key=len).replace("-", "")
    letters = r"\W*".join(map(re.escape, label))
    named = re.compile(rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)
    found = (m[0] for text in paragraphs for m in named.finditer(text))
    return next((name for name in found if name[0].isupper()), site)


def _roots(set_aside: Sequence[SetAside]) -> Iterator[str]:
    """The first entry of a breadcrumb at the top, unless it is only "Home"."""
    crumbs = [one for one in set_aside if one.reason == "navigation"][:1]
    entries = [one for one in set_aside if one.reason == "navigation" and one.line <= 3]
    for one in crumbs if len(entries) >= 2 else ():
        is_name = not any(map(str.isdigit, one.text)) and not host(one.text)
        if is_name and words(one.text) <= 4 and not _HOME.match(one.text):
            yield calm(one.text)


def _after_byline(found: re.Match[str]) -> Iterator[str]:
    """What stands behind the names of a byline and is neither a role nor a date."""
    rest = _PLACE.sub("", found["rest"] or "")
    parts = [part.strip() for part in _SEPARATOR.split(f" {rest.strip()}")]
    for part in [*parts, *_AND.split(found["names"])[1:]]:
        is_role = (
            _ROLE.search(part) or is_date_line(part) or any(map(str.isdigit, part))
        )
        is_listed = part in parts or _ORGANIZATION.search(part)
        is_name = part and ":" not in part and words(part) <= 5
        if is_name and is_listed and not is_role:
            yield part.lstrip(",(/ ").rstrip(") ")


def _owners(text: str) -> Iterator[str]:
    """The owner that a copyright notice names."""
    found = _OWNER.search(text)
    if found and not re.match(r"(?i)all\b|rights\b", found[1]):
        yield re.sub(r"\s+(?:19|20)\d\d$", "", found[1].strip())


def _agency(
    paragraphs: Sequence[str], set_aside: Sequence[SetAside], names: Sequence[str]
) -> str:
    """The agency credited by a notice or credit line, a dateline or the byline."""
    texts = (
        *(t for t in _texts(set_aside, "notice") if agency(t) and _YEAR.search(t)),
        *_texts(set_aside, "credit"),
        *(wire for text in (*paragraphs[:2], *paragraphs[-1:]) for wire in _wire(text)),
        *names,
    )
    return next((name for text in texts if (name := agency(text))), "")


def _wire(paragraph: str) -> Iterator[str]:
    """What a dateline names in brackets or before its dash."""
    for edge in (paragraph[:120], paragraph[-20:]):
        for found in _WIRE.finditer(edge):
            named = found["one"] or found["two"]
            if len(named) <= 20 or agency(named) == named:
                yield named


def _published(paragraphs: Sequence[str], set_aside: Sequence[SetAside]) -> When:
    """The date of a date line or byline, else of the dateline, if it has a year."""
    lines = _texts(set_aside, "date", "byline")
    lines.sort(
        key=lambda text: bool(re.match(r"(?i)(?:last )?(?:updated|modif)", text))
    )
    dateline = _DATELINE.match(paragraphs[0]) if paragraphs else None
    texts = (*lines, dateline[0] if dateline else "")
    known = [one for text in texts for one in dates.find(text)]
    known.sort(key=lambda one: dates.precision(one[0]) != "day")
    for iso, found in known:
        if dates.precision(iso) in ("day", "month"):
            return When(date=iso, basis="stated", words=found)
    return _UNKNOWN


def _margin_dates(set_aside: Sequence[SetAside]) -> tuple[str, ...]:
    """Dates in captions and notices, in order; of notices also a bare year."""
    found = [
        iso
        for text in _texts(set_aside, "caption", "notice")
        for iso, _ in dates.find(text)
    ]
    years = [m[0] for t in _texts(set_aside, "notice") for m in _YEAR.finditer(t)]
    bare = [y for y in years if not any(iso.startswith(y) for iso in found)]
    return tuple(dict.fromkeys([*found, *bare]))
