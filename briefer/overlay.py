"""What the preview adds to a page while it is served: pure, text in, text out."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from typing import Literal

from briefer.errors import BrieferError, TemplateError

EVENTS = "/-/events"
"""Where the script listens; no file of a briefing can have this name."""

POLICY = re.compile(
    r"""(<meta\s+http-equiv=["']Content-Security-Policy["']\s+content=)"([^"]*)\"""",
    re.IGNORECASE,
)

SCRIPT = """
(() => {
  const shown = document.currentScript.dataset.version;
  const box = document.createElement("briefer-watch");
  const root = box.attachShadow({mode: "open"});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    [role] { position: fixed; inset: auto 0 0 0; z-index: 2147483647;
      box-sizing: border-box; max-height: 60vh; overflow: auto; margin: 0;
      padding: 1rem 3.5rem 1rem 1.5rem; font: 15px/1.5 system-ui, sans-serif;
      color: #f2f0ea; background: #22303a; border-top: 5px solid #7fb7d6; }
    .error { background: #37181b; border-color: #ff8b80; }
    p { margin: 0; overflow-wrap: anywhere; }
    .head { font-weight: 700; margin-bottom: .3rem; }
    pre { margin: .35rem 0; overflow-x: auto; font: 14px/1.45 ui-monospace,
      monospace; tab-size: 2; }
    .hint { color: #cdd3d8; }
    .part + .part { margin-top: .9rem; }
    button { position: absolute; top: .7rem; right: .9rem; width: 2rem;
      height: 2rem; border: 1px solid currentColor; border-radius: .3rem;
      background: none; color: inherit; font: inherit; cursor: pointer; }
    @media print { [role] { display: none; } }`);
  root.adoptedStyleSheets = [sheet];
  const add = (to, name, kind, text) => {
    const made = document.createElement(name);
    made.className = kind;
    if (text) made.textContent = text;
    to.append(made);
    return made;
  };
  const show = notice => {
    root.replaceChildren();
    if (!notice) return box.remove();
    const panel = add(root, "div", notice.kind);
    panel.setAttribute("role", notice.kind === "error" ? "alert" : "status");
    add(panel, "p", "head", notice.title);
    for (const part of notice.parts) {
      const made = add(panel, "div", "part");
      if (part.text) add(made, "p", "text", part.text);
      if (part.code) add(made, "pre", "code", part.code).tabIndex = 0;
      if (part.hint) add(made, "p", "hint", part.hint);
    }
    const close = add(panel, "button", "close", "\\u00d7");
    close.setAttribute("aria-label", "Hide");
    close.onclick = () => box.remove();
    document.documentElement.append(box);
  };
  // what was chosen and opened stays so, which a reload alone does not see to
  const parts = () => [...document.querySelectorAll("input, select, details")];
  const reload = () => {
    const state = parts().map(part => [part.checked, part.value, part.open]);
    sessionStorage.setItem(location.pathname, JSON.stringify([state, scrollY]));
    location.reload();
  };
  const [state, top] = JSON.parse(sessionStorage.getItem(location.pathname)) || [];
  sessionStorage.removeItem(location.pathname);
  if (state && state.length === parts().length) {
    parts().forEach((part, n) => {
      [part.checked, part.value, part.open] = state[n];
      part.dispatchEvent(new Event("input", {bubbles: true}));
      part.dispatchEvent(new Event("change", {bubbles: true}));
    });
    scrollTo(0, top);
  }
  const events = new EventSource("EVENTS");
  events.onmessage = event => {
    const now = JSON.parse(event.data);
    if (now.version !== shown) reload();
    else show(now.notice);
  };
  events.onerror = () => show({kind: "off", title: "The preview has ended", parts:
    [{hint: "start `briefer watch` again to see changes"}]});
})();
""".replace("EVENTS", EVENTS)

DIGEST = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()

EMPTY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No briefing yet</title></head>
<body><p>There is no briefing yet.</p></body></html>
"""


@dataclass(frozen=True)
class Part:
    """A mistake, or something else to tell: text, lines of a file, what to do."""

    text: str = ""
    code: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Notice:
    """What is shown over the page."""

    kind: Literal["error", "held"]
    title: str
    parts: tuple[Part, ...]


def injected(page: str, version: str) -> str:
    """`page` with the script that reloads it once it is no longer `version`."""
    opened = POLICY.sub(_opened, page)
    script = f'<script data-version="{html.escape(version)}">{SCRIPT}</script>\n'
    end = opened.rfind("</body>")
    end = len(opened) if end < 0 else end
    return opened[:end] + script + opened[end:]


def _opened(found: re.Match[str]) -> str:
    policy = admitting(html.unescape(found[2]))
    return f'{found[1]}"{html.escape(policy, quote=False)}"'


def admitting(policy: str) -> str:
    """A content security policy that admits the script and its events, and no more."""
    words = [part.split() for part in policy.split(";") if part.split()]
    rules = {name.lower(): sources for name, *sources in words}
    for name, source in (
        ("script-src", f"'sha256-{DIGEST}'"),
        ("connect-src", "'self'"),
    ):
        if name in rules or "default-src" in rules:
            given = rules.get(name, rules.get("default-src", []))
            rules[name] = [*(s for s in given if s not in ("'none'", source)), source]
    return "; ".join(" ".join((name, *sources)) for name, sources in rules.items())


def failure(error: BrieferError) -> Notice:
    """The notice of `error` and of those found with it."""
    others = error.others if isinstance(error, TemplateError) else ()
    parts = tuple(_part(one) for one in (error, *others))
    return Notice("error", "The page is the last good one", parts)


def _part(error: BrieferError) -> Part:
    code = error.excerpt if isinstance(error, TemplateError) else ()
    return Part(error.message, "\n".join(code), error.hint)
