"""Attribution: whose word it is stays with it, and an opinion is not told as fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer import names
from briefer.grounding.base import TEXTS, Case, Passage
from briefer.grounding.cues import (
    CARRIES_SPEECH,
    NAME,
    OPINION,
    SPEAKER_AFTER,
    SPEAKER_BEFORE,
    SPEECH,
    UNNAMED,
)
from briefer.grounding.narrow import narrowed, own_words
from briefer.grounding.quoted import said
from briefer.grounding.scopes import Cue, hedges
from briefer.grounding.words import (
    Segment,
    Word,
    all_words,
    content,
    finding,
    lowered,
    overlap,
    segments,
    stem,
    unquoted,
    words,
)
from briefer.schema import Claim, Finding, Severity

_MOSTLY = 0.6
"""Share of a text's words in what somebody says that makes it that person's word."""
_PARTLY = 0.45
"""The share from which that is likely."""
_ALIKE = 0.8
"""Share of the best likeness from which a part of a sentence uses the same claim."""
_TAIL = 4
"""Words that may follow `It rains, he said`, as `on Monday` does."""
_SPEAKER = 8
"""Most words of the speaker there."""
_MUST = re.compile(r"\bmust\b")
_SAID = ("said", "says", "saying")
_SPEECH = 3
"""Fewest words in quotation marks that somebody says and does not only call so."""
_PRONOUNS = frozenset(("He", "She", "They", "It", "We", "I", "Who", "This"))
_ASIDE = frozenset(
    ("after", "as", "while", "when", "since", "during", "before", "although")
)
_OCCASION = re.compile(
    r"^(?:An?|The|His|Her|Their)\b[^,.]{0,80}\b(?:interview|post|statement|speech|call"
    r"|letter|press conference|broadcast)\b[^,.]{0,80}\b(?:aired|appeared|lasted"
    r"|was (?:aired|published|posted|given|held|broadcast)|took place)\b"
)
"""The occasion on which somebody spoke, which the outlet itself reports."""
_OF_ITSELF = re.compile(
    r"^(?P<deed>.*),\s(?:it|they|the\s(?:company|group|firm|ministry|agency|club|bank"
    r"|airline|union|party|council|university|government))\s(?:has\s|had\s"
    r"|have\s)?(?:said|announced|added)\b"
)
"""A body that tells of its own acts: `The agency rejected it, it said`."""
_TOLD_BY = re.compile(
    r"\b(?:announced|disclosed|confirmed)\b[^.;]{0,40}? by (?:the )?"
    rf"(?P<name>{NAME.pattern})"
)
"""Who made known what is told: `A recall was announced by the mill`."""
_ASIDE_OF = re.compile(
    r"\b(?:who|which)\s(?:has\s|had\s|have\s)?$|\bwhose\s[^,.;]{1,60}\s$"
)
_APART = re.compile(r", (?:which|who|whose|where|when|an?|the) [^,;.]+(?=[,;.])")
_SHOWS = re.compile(r"\bshow(?:s|ed|n|ing)?\b")
"""What results or data show is told of them, though nobody says it."""
_GOES_ON = re.compile(r"\s*(?:and|but|though|although|while|whereas|because)\b")
"""What is said stands behind these, not before them: `It rains, though he says so`."""
_PAUSE = re.compile(r"(?! that\b)(?: \w+){0,3}[,;](?=[^.]{6})")
"""What ends `, the mayor said on Monday,` before the rest of what is said."""
_OPENS = re.compile(r"\b(?:which|who|whom|whose|where|and|but)$")
"""What stands right before `, he says,` that is about what follows alone."""
_TO_SAY = re.compile(
    r"\b(?:possible|hard|difficult|easy|fair|safe|enough|early|late|able|right|wrong)"
    r" to $"
)
"""What may be said, by whomever."""
_NOT_AS = re.compile(
    r"\bnot [^,.;]{1,40},? as [^,.;]{1,30}$|\bnot [^;]{1,30} as [^.;]*$"
)
"""What somebody said that was not so: `and not 40, as the mayor first said`."""
_PAPERS = re.compile(
    r"\b(?:documents?|records?|papers|figures|data|e-?mails?|minutes|tables?|surveys?"
    r"|stud(?:y|ies)|reports?|polls?|filings?|findings?|results?|preprint|anal(?:ysis"
    r"|yses)|accounts)\b[^.;]{0,40}? (?:shows?|showed|contains?|contained|suggests?"
    r"|suggested|reveal(?:s|ed)?|indicates?|indicated|lists?|listed|mentions?"
    r"|mentioned|stands?)\b"
)
"""Papers that are given as the source of what they show."""
_BODY_WORDS = """airlines company corporation ferries group holdings industries limited
lines partners works"""
_BODIES = frozenset(map(stem, _BODY_WORDS.split()))
"""Last words of names of bodies, which are called by the first."""
_NOUNS = ("reports", "claims")
_CLOSED = re.compile(r"[,!?.][\"”’'] $")
"""Where a quotation ends before its speaker: `"It rains," said Ann Lee, who knows`."""
_HEARERS = re.compile(r" [^.,;:]{3,60}? that\b")
_WAS = re.compile(r"\b(?:is|are|was|were|been|being)\s$")
_NEWS = ("event", "figure", "background")
_ON_WORD = ("reported", "alleged", "denied")
"""Certainties of claims that rest on somebody's word."""


def check(case: Case) -> Iterator[Finding]:
    """Words of somebody that the text tells as fact, or gives to somebody else.

    `attribution-lost` (error, or warning where it is not sure), `opinion-as-fact`
    (warning). Attribution of a claim may stand in its `who` and `via`; a statement must
    show it in its own words, for each claim where it uses it.
    """
    if not case.is_english:
        return
    if not case.is_claim:
        yield from _of_statement(case)
    elif not case.who and not case.via:
        yield from _of_claim(narrowed(case))
    yield from _other_speaker(case)
    yield from _opinion(case)


# Claims


def _of_claim(case: Case) -> Iterator[Finding]:
    """What a claim that is given to nobody tells as fact."""
    if _OCCASION.search(case.text):
        return
    plain = lowered(case.text)
    if _speaks(case) or _SHOWS.search(plain):
        return
    if _is_told_of_speaker(case) and not _is_of_quotation(case):
        return
    severity = _rests_on_word(own_words(case.text), case.passages)
    has_speech = bool(CARRIES_SPEECH.search(plain))
    if severity == "error" or (severity and not has_speech):
        is_sure = case.certainty == "confirmed" or _is_quoted(case.text)
        is_sure = is_sure and not has_speech
        yield _lost(case, severity if is_sure else "warning", case.text, case.evidence)


def _speaks(case: Case) -> bool:
    """Whether the text shows that somebody says it, and not with a word of what is
    said: `she had been told` tells nothing of who says so.
    """
    found = [match[0] for match in CARRIES_SPEECH.finditer(lowered(case.text))]
    if any(word in _SAID for word in found):
        return True
    told = (voices(p.text, p.is_within)[0] for p in case.passages)
    known = frozenset[str]().union(*told)
    return any(not content(word) <= known for word in found)


def _is_told_of_speaker(case: Case) -> bool:
    """Whether the text tells what the speaker does: a body that announces its acts."""
    named = [name for p in case.passages for name in speakers(p.text)]
    named += [m["name"] for p in case.passages for m in _TOLD_BY.finditer(p.text)]
    if any(_names(name, case.text) for name in named):
        return True
    deeds = (match for p in case.passages if (match := _OF_ITSELF.search(p.text)))
    bodies = (name for match in deeds for name in NAME.findall(match["deed"]))
    return any(_names(body, case.text) for body in bodies)


def _is_of_quotation(case: Case) -> bool:
    """Whether the text tells mostly what stands in quotation marks."""
    quoted = (content(said(p.text, p.is_within)) for p in case.passages)
    return overlap(own_words(case.text), frozenset[str]().union(*quoted)) >= _MOSTLY


def _is_quoted(text: str) -> bool:
    """Whether most of the text stands in quotation marks."""
    outside = {word.stem for word in words(text) if word.is_content}
    return len(outside) < len(content(text)) / 3


def _lost(case: Case, severity: Severity, said: str, evidence: str) -> Finding:
    message = "the source gives this as somebody's word: say whose"
    return finding(case, "attribution-lost", severity, message, said, evidence)


def _rests_on_word(
    stems: frozenset[str], passages: tuple[Passage, ...]
) -> Severity | None:
    """How sure it is that the words stand only in what somebody says there.

    None where a sentence tells them in the outlet's own voice.
    """
    shares = [
        (overlap(stems, told), overlap(stems, own))
        for told, own in (voices(p.text, p.is_within) for p in passages)
    ]
    told = max((share for share, _ in shares), default=0.0)
    own = max((share for _, share in shares), default=0.0)
    if told < _PARTLY or own >= told:
        return None
    return "error" if told >= _MOSTLY and own < told / 2 else "warning"


@lru_cache(maxsize=TEXTS)
def voices(text: str, is_within: bool = False) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of what somebody says in a sentence, and of all the rest.

    What is said stands behind `said` up to the end; before it where a comma stands
    there; and within quotation marks, of which those of some words are no speech.
    """
    plain = lowered(text)
    cues = SPEECH.finditer(plain)
    cue = next((m for m in cues if not _is_aside(plain, m)), None)
    if not cue:
        quoted = content(said(text, is_within))
        quoted = quoted if len(quoted) >= _SPEECH else frozenset()
        return quoted, content(text) - quoted
    told = {word.stem for word in _reported(text, plain, cue) if word.is_content}
    outside = {word.stem for word in words(text)}
    quoted = (content(text) - outside) | content(said(text, is_within))
    return frozenset(told | quoted), content(text) - told - quoted


def _reported(text: str, plain: str, cue: re.Match[str]) -> list[Word]:
    """The words of what is said around, before or behind a verb of speech."""
    is_closed = _CLOSED.search(text, 0, cue.start())
    inserted = None if is_closed else _inserted(plain, cue) or _behind_and(plain, cue)
    if inserted:
        start, end = inserted
        first = _opening(plain, start)
        behind = (word for word in all_words(text) if word.start >= first)
        return [word for word in behind if not start <= word.start < end]
    known = all_words(text) if cue[0] == "according to" else _foreground(text)
    if is_closed or _is_before(plain, cue):
        first = _opening(plain, cue.start())
        return [word for word in known if first <= word.start < cue.start()]
    start = _start(plain, cue)
    return [word for word in known if word.start >= start]


def _start(plain: str, cue: re.Match[str]) -> int:
    """Where what is said begins: behind those who are told."""
    hearers = _HEARERS.match(plain, cue.end()) if cue[0].startswith("t") else None
    return hearers.end() if hearers else cue.end()


def _inserted(plain: str, cue: re.Match[str]) -> tuple[int, int] | None:
    """Where `, he said,` stands within what is said."""
    before = plain[: cue.start()]
    comma = before.rfind(",")
    behind = _PAUSE.match(plain, cue.end())
    is_short = 0 < len(before[comma + 1 :].split()) <= _SPEAKER
    return (comma, behind.end()) if comma > 0 and behind and is_short else None


def _behind_and(plain: str, cue: re.Match[str]) -> tuple[int, int] | None:
    """Where `, according to him,` stands right behind `and`: it is about the rest."""
    if cue[0] != "according to" or not plain.endswith(", ", 0, cue.start()):
        return None
    comma, end = cue.start() - 2, plain.find(",", cue.end())
    is_of_rest = end > 0 and _OPENS.search(plain, 0, comma)
    return (comma, end) if is_of_rest else None


def _opening(plain: str, start: int) -> int:
    """Where what `, he said,` at `start` is about begins: the clause it stands in.

    `It rains; but it is warm, he says` and `a lock which, he says, is broken`.
    """
    if found := _OPENS.search(plain, 0, start):
        return found.start()
    return plain.rfind("; but ", 0, start) + 1


def _is_aside(plain: str, cue: re.Match[str]) -> bool:
    """Whether the verb is that of an aside, or of somebody who was denied something."""
    if _TO_SAY.search(plain, 0, cue.start()) or _NOT_AS.search(plain, 0, cue.start()):
        return True
    is_passive = _WAS.search(plain, 0, cue.start())
    if cue[0] == "said" and is_passive and plain.startswith(" to ", cue.end()):
        return True  # by nobody: `he is said to be rich`
    is_refused = cue[0] == "denied" and is_passive
    is_unsaid = plain[: cue.start()].endswith(("without ", "not "))
    if cue[0] in _NOUNS and plain.startswith(" of ", cue.end()):
        return True
    return bool(is_refused or is_unsaid or _ASIDE_OF.search(plain, 0, cue.start()))


def _foreground(text: str) -> Iterator[Word]:
    """The words without clauses such as `after the strike` and `, the largest camp in
    the region,`: they are the outlet's own, often.
    """
    aside = -1
    spans = [match.span() for match in _APART.finditer(text)]
    for word in all_words(text):
        if word.text in _ASIDE:
            aside = word.clause
        if word.clause != aside and not any(a <= word.start < b for a, b in spans):
            yield word


def _is_before(plain: str, cue: re.Match[str]) -> bool:
    """Whether the words stand before the cue: `It rains, he said`."""
    before, behind = plain[: cue.start()].rstrip(), plain[cue.end() :].split()
    if cue[0] == "according to":
        return bool(before)
    head, comma, speaker = before.rpartition(",")
    if not comma or "that" in behind[:1] or _GOES_ON.match(speaker):
        return False
    if speaker.lstrip().startswith(("which ", "whom ")):
        return False  # `It rains, which she calls a shame`
    if not speaker.strip():
        # "Ann Lee, a judge, said" is no "It rains, said Ann Lee".
        return "," not in head
    is_short = len(behind) <= max(_TAIL, len(head.split()))
    return is_short and len(speaker.split()) <= _SPEAKER


# Statements


def _of_statement(case: Case) -> Iterator[Finding]:
    for claim in case.claims:
        if not claim.who and claim.certainty not in _ON_WORD:
            continue
        if claim.certainty == "confirmed" and not _is_said(claim, case):
            continue  # told as plain fact there, whosever it is
        part = _part(case, claim)
        if _is_carried(case, claim, part) or _is_plain_elsewhere(case, claim, part):
            continue
        said = case.text[part.start : part.end].strip(" ,;")
        if _is_outlet(case, claim):
            if claim.kind in _NEWS:
                continue  # of an office that tells its own
            message = f"`{claim.who}` judges here: say so, or leave it out"
            yield finding(case, "opinion-as-fact", "warning", message, said, claim.text)
        else:
            yield _lost(case, _how_sure(claim, case), said, claim.text)
        return


def _part(case: Case, claim: Claim) -> Segment:
    """The part of the text that uses the claim: from the first to the last like it."""
    stems = content(claim.text)
    shares = [(overlap(part.stems, stems), part) for part in segments(case.text)]
    best = max(share for share, _ in shares)
    parts = [part for share, part in shares if share >= _ALIKE * best]
    told = frozenset[str]().union(*(part.stems for part in parts))
    return Segment(parts[0].start, parts[-1].end, told)


def _is_carried(case: Case, claim: Claim, part: Segment) -> bool:
    """Whether the part shows that somebody says it, or the text names the speaker."""
    plain = lowered(case.text)
    if CARRIES_SPEECH.search(plain[part.start : part.end]) or _PAPERS.search(plain):
        return True
    if not claim.who and any(map(_is_hearsay, hedges(case.text))):
        return True
    return any(
        _names(speaker, f"{case.text} {case.whose}")
        for speaker in (claim.who, claim.via)
        if speaker
    )


def _names(speaker: str, text: str) -> bool:
    """Whether the text has a word that tells this speaker from others, or what a body
    is: `fund` for `State Pension Fund of Pellorin`.
    """
    known = {word.stem for word in all_words(text)}
    names = {speaker, speaker.partition(" of ")[0]}
    return any(_last(name) in known for name in names)


def _is_hearsay(cue: Cue) -> bool:
    """Whether a hedge gives something as the word of nobody in particular."""
    return cue.kind in _ON_WORD or "understood" in cue.text


def _last(name: str) -> str:
    """The stem of the last word of a name; of a body, of the first."""
    own = [word.stem for word in all_words(name) if word.is_content]
    while len(own) > 1 and own[-1] in _BODIES:
        del own[-1]
    return own[-1] if own else ""


def _is_plain_elsewhere(case: Case, claim: Claim, part: Segment) -> bool:
    """Whether another origin tells the same in its own voice."""
    return case.origins > 1 and any(
        other.certainty == "confirmed"
        and not other.who
        and other.evidence.article != claim.evidence.article
        and overlap(part.stems, content(other.text)) >= _MOSTLY
        for other in case.claims
    )


def _is_outlet(case: Case, claim: Claim) -> bool:
    article = case.articles.get(claim.evidence.article)
    outlet = article.outlet if article else ""
    return bool(outlet) and _fold(claim.who) == _fold(outlet)


def _how_sure(claim: Claim, case: Case) -> Severity:
    """An error where the source itself shows that somebody says it: the sentences of a
    firm's own release do not.
    """
    is_on_word = claim.who and claim.certainty in _ON_WORD
    return "error" if is_on_word and _is_said(claim, case) else "warning"


def _is_said(claim: Claim, case: Case) -> bool:
    """Whether a sentence of the claim shows that somebody says something."""
    return any(
        SPEECH.search(lowered(p.text)) or said(p.text, p.is_within)
        for p in case.passages
        if p.article == claim.evidence.article and p.number in claim.evidence.sentences
    )


# Speakers


def _other_speaker(case: Case) -> Iterator[Finding]:
    """Somebody who says it in the text, and neither in the evidence nor the claims."""
    own = speakers(case.text)
    if not own:
        return
    given = [name for passage in case.passages for name in speakers(passage.text)]
    if not given or any(_is_known(name, given, case) for name in own):
        return
    message = f"the source gives these words to `{given[0]}`"
    yield finding(case, "attribution-lost", "warning", message, own[0], case.evidence)


def _is_known(name: str, given: list[str], case: Case) -> bool:
    """Whether the evidence has this speaker, or one who speaks for that body."""
    if _is_one_of(name, given) or _is_office(name, case):
        return True
    if any(one.lower() in lowered(case.text) for one in given):
        return True
    last = name.split()[-1]
    if any(last in p.text and not speakers(p.text) for p in case.passages):
        return True  # of a sentence with other words for what is said
    if any(f"{one} and {name}" in p.text for one in given for p in case.passages):
        return True
    declared = [other for other in _declared(case) if _is_one_of(name, [other])]
    return any(_is_near(other, case) for other in declared)


def _declared(case: Case) -> list[str]:
    claims = [name for claim in case.claims for name in (claim.who, claim.via)]
    return [name for name in (case.who, case.via, *claims) if name]


def _is_near(name: str, case: Case) -> bool:
    """Whether cited sentences, or those beside, have the last word of the name."""
    texts = [t for p in case.passages for t in (p.text, p.before, p.after)]
    last = name.split()[-1]
    if any(last in text for text in texts):
        return True
    folded = _fold(last)
    return any(folded in _fold(text).split() for text in texts)


@lru_cache(maxsize=8192)
def _fold(name: str) -> str:
    return names.fold(name)


@lru_cache(maxsize=TEXTS)
def speakers(text: str) -> tuple[str, ...]:
    """The names in `text` that have a verb of speech."""
    plain = unquoted(text)
    if not SPEECH.search(lowered(text)):
        return ()
    return tuple(
        name.rstrip(".")
        for match in (*SPEAKER_BEFORE.finditer(plain), *SPEAKER_AFTER.finditer(plain))
        for part in match.groupdict("").values()
        for name in NAME.findall(part)
        if name not in _PRONOUNS and not name.endswith("'s")
    )


def _is_one_of(name: str, others: list[str]) -> bool:
    return name in others or any(_is_same(name, other) for other in others)


@lru_cache(maxsize=8192)
def _is_same(name: str, other: str) -> bool:
    """Whether two spellings may be of one speaker: the last word is enough."""
    one, two = _fold(name), _fold(other)
    return one in two or one.split()[-1:] == two.split()[-1:]


def _is_office(name: str, case: Case) -> bool:
    """Whether it is a body or country that the evidence has beside a speaker.

    `Kremlin spokesman Dmitry Peskov` and `the Kremlin` speak with one voice.
    """
    last = name.split()[-1]
    return name.startswith("The ") or any(
        last in passage.text[max(0, at - 60) : at]
        for passage in case.passages
        for speaker in speakers(passage.text)
        if (at := passage.text.find(speaker)) > 0
    )


# Opinions


def _is_rule(word: str, case: Case) -> bool:
    """Whether the outlet itself tells that something must be: a rule, and no view."""
    plain = [lowered(passage.text) for passage in case.passages]
    return word == "must" and any(
        _MUST.search(one) and not SPEECH.search(one) for one in plain
    )


def _opinion(case: Case) -> Iterator[Finding]:
    """What judges without a speaker, or with one that has no name."""
    plain = unquoted(case.text)
    match = OPINION.search(plain)
    if not match or _is_rule(match[0], case):
        return
    speaks = CARRIES_SPEECH.search(lowered(case.text))
    speakers_ = " ".join(_declared(case))
    if not speaks and not speakers_:
        message = f"`{match[0]}` judges: say whose opinion it is, or leave it out"
        yield finding(case, "opinion-as-fact", "warning", message, match[0])
    elif UNNAMED.search(speakers_.lower()) and not any(
        c.isupper() for c in speakers_[1:]
    ):
        message = "a source without a name gives information, not opinions"
        yield finding(case, "opinion-as-fact", "warning", message, match[0], speakers_)
