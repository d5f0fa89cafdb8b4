"""What the codes on a page mean, in words a reader understands."""

from __future__ import annotations

from types import MappingProxyType

CONFLICTS = MappingProxyType(
    {
        "conflict": ("Sources conflict", "both cannot be right"),
        "assessment": ("Different judgment", "they judge the same thing differently"),
        "update": ("Later update", "the later report replaces the earlier one"),
        "scope": ("Different scope", "they speak of different things or times"),
        "attribution": ("Attribution", "they name different speakers or actors"),
        "translation": ("Translation", "they put the same words differently"),
    }
)
"""Kinds of disagreement: the label of the page, and what it says."""

BANDS = MappingProxyType(
    {
        "almost no chance": "1–5 %",
        "very unlikely": "5–20 %",
        "unlikely": "20–45 %",
        "roughly even chance": "45–55 %",
        "likely": "55–80 %",
        "very likely": "80–95 %",
        "almost certain": "95–99 %",
    }
)
"""Likelihood words in rising order with their bands, as in ICD 203."""

REASONS = MappingProxyType(
    {
        "advertisement": "advertisements",
        "byline": "bylines",
        "caption": "photo captions",
        "credit": "photo and agency credits",
        "date": "lines that give the date",
        "heading": "headings inside the text",
        "hidden": "text a reader of the page does not see",
        "invisible": "notes on invisible characters that were removed",
        "navigation": "navigation",
        "notice": "copyright and legal notices",
        "outlet": "names of outlets",
        "prompt": "calls to comment or subscribe",
        "related": "other articles' headlines and teasers",
        "share": "share and follow lines",
        "summary-box": "the outlet's own summary box",
    }
)
"""Why a passage was set aside."""

MARKS = MappingProxyType(
    {
        "actor-unsupported": "a position of somebody who is nowhere in what it cites",
        "attribution-lost": "the article names a speaker, the sentence does not",
        "bottom-line-long": "a bottom line of more than three sentences or 75 words",
        "bottom-line-new": "the bottom line says what the sections below do not",
        "change-unmarked": "differs from the previous briefing without saying so",
        "check-skipped": "a check could not run on this language or text",
        "citation-many": "more than five citations",
        "citation-missing": "no citation",
        "citation-repaired": "other sentences carry it and are cited instead",
        "citation-unknown": "a citation that leads nowhere was removed",
        "confidence-mixed": "a likelihood and a level of confidence in one sentence",
        "conflict-hidden": "sources give other values that the sentence leaves out",
        "contentious-bare": "a contentious word without a speaker or second origin",
        "date-relative": "a relative date such as “Friday” was left standing",
        "date-unresolved": "a date could not be resolved and stands as in the source",
        "date-unsupported": "a date is not in the cited sentences",
        "disagreement-one-sided": "fewer than two sides of a disagreement are left",
        "duplicate-statement": "says the same as another statement",
        "events-merged": "joins events that differ in date, place or actor",
        "extracted": "the endpoint failed: the article's own sentences stand in",
        "forecast-unattributed": "a forecast without the one who makes it",
        "hedge-lost": "the source is more careful than the sentence",
        "instruction-like": "it speaks to a model; it was read as text, not obeyed",
        "judged-contradicted": "a model finds that the cited words say otherwise",
        "judged-partly": "a model finds a detail that the cited words do not give",
        "judged-unsupported": "a model finds that the cited words leave it open",
        "key-points-count": "fewer than two or more than five key points",
        "likelihood-mixed": "a likelihood word from outside the yardstick",
        "loaded-word": "a judging word outside a quotation",
        "memory-suspect": "a name, title or office that no article gives",
        "name-role-missing": "a person is named without a role at first mention",
        "name-unsupported": "a name is not in the cited sentences",
        "negation-changed": "a negation of the source is missing or added",
        "number-noun": "the number stands in the source with another thing counted",
        "number-unsupported": "a number is not in the cited sentences",
        "number-underived": "a computed number could not be computed again",
        "opinion-as-fact": "an opinion piece is told as fact",
        "plural-source": "a plural such as “officials” that rests on one speaker",
        "quantifier-lost": "a limit such as “at least” is missing",
        "quote-altered": "a quotation does not stand in the cited sentences",
        "quote-speaker": "the speaker of a quotation is not beside it in the source",
        "quote-unverified": "a few quoted words that the article does not hold",
        "role-unsupported": "a title or role is not in the cited sentences",
        "reply-long": "entries of a reply beyond those a build reads",
        "section-long": "a section of more entries than it should have",
        "sentence-long": "a sentence of more than 40 words",
        "single-source": "rests on one origin alone",
        "source-changed": "the article is not as it was when the briefing was made",
        "source-vanished": "the article as stored with the briefing is missing",
        "stale": "present tense that rests on old articles alone",
        "unit-changed": "a unit or currency differs from the source",
        "unsupported-topic": "a topic without support in the articles",
        "word-unsupported": "a word is not in the article it cites",
    }
)
"""Finding codes that readers may see, and what each says of the sentence."""
