"""A folder of hostile articles: each attack stands beside a fact that must survive.

Attacks stand in titles, bodies, metadata and names of files; `settings` has some too.
Whatever they do leaves the word `zorbel` or `quandrel`.
"""

from __future__ import annotations

import html
import json
import os
from pathlib import Path

from briefer.settings import SectionSetting, Settings
from tests.worst import TEXTS

TEXTS_OF_PAGES = {
    "scripts": "<script>window.zorbel=1;alert('zorbel')</script>",
    "events": "<img src=x onerror=window.zorbel=1><svg/onload=window.zorbel=1>",
    "popover": "<button popovertarget=zorbel autofocus onfocus=window.zorbel=1>x",
    "entities": "&lt;script&gt;window.zorbel=1&lt;/script&gt; &#60;img src=x&#62;",
    "comment": "--><script>window.zorbel=1</script><!--",
    "data end": "</script><script>window.zorbel=1</script>",
    "style end": "</style><link rel=stylesheet href=https://zorbel.example/a.css>",
    "attributes": 'x" autofocus onfocus="window.zorbel=1" data-x=\'',
    "slots": "<template shadowrootmode=open><slot onslotchange=zorbel=1></template>",
}
NAMES = (
    "<img src=x onerror=window.zorbel=1>.txt",
    "\"; rm -rf $(zorbel) `zorbel` & '.txt",
    "-rf zorbel.txt",
    "%s%n{0}{{ 7 * 191 }}.txt",
    "two\nlines\r# zorbel.txt",
    "\u202egnp.zorbel.txt",
    "%2f..%2f..%2fzorbel.txt",
    "CON.txt",
    "con.txt",
    "\x1b[2J\x07\x9bzorbel.txt",
    "[zorbel](javascript:zorbel).txt",
    "x" * 251 + ".txt",
    "Zorbel\u0301 \U0001f6a2 emoji.txt",
)
ADDRESS = "https://gazette.example/pier?a=1&b=(2)"
NOT_LINKED = (
    *("javascript:window.zorbel=1", "data:text/html,zorbel", "//zorbel.example"),
    *("file:///etc/passwd", "https://zorbel.example/ x", "https:///zorbel"),
)


def fact(number: int) -> str:
    return f"Lamp {number} of the pier was lit on 2025-03-{number % 28 + 1:02}."


def written(folder: Path) -> int:
    """Fill `folder`; gives the number of facts, numbered from 1."""
    folder.mkdir(parents=True)
    files: list[tuple[str | bytes, str]] = []
    texts = list({**TEXTS_OF_PAGES, **TEXTS}.values())
    for text in ("\n\n".join(texts[at : at + 2]) for at in range(0, len(texts), 2)):
        files.append((f"{len(files)}.txt", plain(text, len(files) + 1)))
    for name in NAMES:
        files.append((name, fact(len(files) + 1)))
    files.append((b"\xff\xfe.txt", fact(len(files) + 1)))
    for place, address in enumerate((ADDRESS, *NOT_LINKED)):
        name, make = (("md", front), ("html", page))[place % 2]
        files.append((f"{len(files)}.{name}", make(address, len(files) + 1)))
    for named, text in files:
        path = folder / os.fsdecode(named)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return len(files)


def plain(text: str, number: int) -> str:
    words = text.replace("\0", "")
    # what is full of control characters would be refused as binary data
    rest = "The pier is long. " * (40 * any(ord(char) < 9 for char in words))
    flat = " ".join(words.split())
    return f"{flat}\n\n{fact(number)} {words}\n\n{rest}\n\nBy {words}\n"


def page(address: str, number: int) -> str:
    """A web page that loads and runs what it can, and lies about itself."""
    hostile = html.escape("".join(TEXTS_OF_PAGES.values()))
    news = {"headline": hostile, "author": {"name": hostile}}
    known = json.dumps(news).replace("</", "<\\/")
    return f"""<!DOCTYPE html SYSTEM "http://127.0.0.1:9/zorbel.dtd">
<html lang="en"><head><title>{hostile}</title><base href="http://127.0.0.1:9/">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
<meta property="og:site_name" content="{hostile[:30]}">
<meta property="og:url" content="{html.escape(address)}">
<meta name="author" content="{hostile}">
<link rel="stylesheet" href="http://127.0.0.1:9/zorbel.css">
<style>@import url(http://127.0.0.1:9/zorbel.css);</style>
<script type="application/ld+json">{known}</script></head><body>
<iframe src="http://127.0.0.1:9/"></iframe><img src="http://127.0.0.1:9/x.png">
<article><h1>{hostile}</h1><p>{fact(number)} {hostile}</p>
<p>Read <a href="{html.escape(address)}">more</a>.</p></article></body></html>"""


def front(address: str, number: int) -> str:
    hostile = "".join(TEXTS_OF_PAGES.values()).replace('"', "'").replace("\\", "")
    return (
        f'---\ntitle: "{hostile}"\nsource: "{hostile[:35]}"\nauthor: "{hostile}"\n'
        f'url: "{address}"\n---\n\n{fact(number)}\n\n# {hostile}\n\n'
        f"![zorbel]({address.replace(' ', '')}) <{address}> {hostile}\n"
    )


def settings(source: Path) -> Settings:
    """Settings as hostile as the articles; their word is `quandrel`."""
    title = "".join(TEXTS_OF_PAGES.values()).replace("zorbel", "quandrel")
    sections = tuple(
        SectionSetting(id=name, title=f"{title} [x](https://quandrel.example)")
        for name in ("bottom_line", "situation", "timeline", "positions", "figures")
    )
    return Settings(
        sources=(str(source),),
        folder=source.parent,
        title=title,
        sections=sections,
        unsupported="mark",
    )
