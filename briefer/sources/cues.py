"""Words and shapes by which boilerplate is told from an article, one line at a time.

The rules know the habits of web pages, not single sites: a line is set aside for what
it says as a whole, so that a sentence *about* sharing, photos or copyright stays.
"""

from __future__ import annotations

import re

from briefer.sources.labels import (
    is_advertisement,
    is_inline_label,
    is_navigation,
    is_prompt,
    is_share,
)
from briefer.sources.shapes import AGENCY, words

# Notices, credits and captions

_PHOTO_AGENCY = (
    rf"(?:{AGENCY}|Getty(?: Images)?|AP Photo|EPA(?:-EFE)?|Shutterstock|Sputnik"
    rf"|NurPhoto"
    r"|ZUMA(?: Press)?|Alamy(?: Stock Photo)?|i[Ss]tock|Unsplash"
    r"|Wikimedia(?: Commons)?|Pool"
    r"|Handout|HANDOUT|Keystone|imago|IMAGO|picture[ -]alliance|LaPresse|Sipa"
    r"|Press Association)"
)
_PHOTO = (
    r"(?:photos?|photographs?|images?|pictures?|photo credit|image credit|foto|bild"
    r"|crédito|crédit"
    r"|фото|courtesy)"
)
_IN_BRACKETS = (
    rf"(?:[^()\[\]]*\b(?:via {_PHOTO_AGENCY}|(?i:handout|file photo|photo by|image by"
    rf"|AP photo"
    rf"|courtesy of|archive photo|archivbild|archivfoto))\b[^()\[\]]*"
    rf"|(?i:{_PHOTO}|credit)\s*[:/©|-][^()\[\]]*"
    rf"|(?:[^()\[\]]*[/|]\s*)?(?:Getty Images|AP Photo)(?:\s*[/|][^()\[\]]*)?"
    rf"|[^()\[\]]*/\s*{_PHOTO_AGENCY}|{_PHOTO_AGENCY}\s*/[^()\[\]]*|(?i:file|pool"
    rf"|handout))"
)
_BRACKETED = re.compile(rf"[(\[]\s*{_IN_BRACKETS}\s*[)\]]\.?$")
_CLOSED = (")", "]", ").", "].")
_VIA = re.compile(rf"(?:\svia |[^\W\d_]\.?\s?/\s?){_PHOTO_AGENCY}\.?$")
_BEHIND_STOP = re.compile(
    r"[.!?][\"'”’»)]*"
    rf"(?:\s?(?:©\s?)?(?:via )?{_PHOTO_AGENCY}(?:\s*/\s*{_PHOTO_AGENCY})*$"
    rf"|\s*(?i:{_PHOTO}|credit)\s*(?:by|:|©|/|\|)[^.!?]{{1,80}}\.?$)"
)
_WHERE = re.compile(
    r"\((?:left|right|cent(?:er|re)|L|R|C|top|bottom|second (?:left|right))\)"
)
_CAPTION_START = re.compile(
    rf"(?:{_PHOTO_AGENCY})(?:\s*/\s*(?:{_PHOTO_AGENCY}))*$"
    rf"|(?i:{_PHOTO}|file photo|image source|image caption|credit|caption|archivbild"
    r"|archivfoto|symbolbild|légende|pie de foto)"
    r"(?:\s*[:|©]|\s+(?i:by|credit|courtesy of)\s+[^\W\d_a-z])"
    r"|(?i:image source|image caption),|FILE(?: PHOTO)?\s*[:,–—-]|(?i:file photo)\b"
    r"|(?i:from left|left to right|clockwise from|pictured)\s*[,:]"
    r"|(?i:in this (?:\w+ )?(?:photo|image|picture|frame grab|screengrab"
    r"|video))\b.{0,30}"
    r"\b(?:released|provided|taken from|made available|distributed)\b"
)
_ALT_TEXT = re.compile(rf"^(?P<who>{_PHOTO_AGENCY})\b:?\s.*\b(?P=who)\.?$")
_NOUN_PHRASE = re.compile(
    r"(?:an?|the|this) (?:[\w-]+ ){0,2}(?:image|photo|photograph|picture|map|chart"
    r"|graphic"
    r"|illustration|screenshot|screengrab|diagram|composite)\b(?: \w+ing\b| of\b"
    r"| and\b| from\b)",
    re.I,
)
_PICTURED = ("ictured", "hotographed", "een here")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may"
    r"|might|must"
    r"|shall|should|shows?|says?|said|told|went|came|took|made|became|began|sent|led"
    r"|left|drew"
    r"|gave|got|kept|met|put|ran|saw|sat|set|spread|stood|hit|won|lost|appears?"
    r"|suggests?"
    r"|remains?|goes)\b|n['’]t\b"
    r"|(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bif )(?<!\bwhen )(?<!\bonce )(?<!\bas"
    r" )(?<!\bof )"
    r"\b(?!pictured|photographed)\w{2,}ed\b",
    re.I,
)
_TAIL = 240
"""Characters at the end of a line in which credits of pictures stand."""

_OWNED = re.compile(r"(?:©|\([cC]\))\s*(?:19|20)\d\d\b")
_RESERVED = re.compile(
    r"(?:^|[.,|·;)–—-]\s*|\d{4}\s+)(?:all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos reservados|tutti i diritti riservati"
    r"|todos os direitos reservados|alle rechten voorbehouden"
    r"|wszelkie prawa zastrzeżone"
    r"|(?:усі|всі) права (?:захищено|захищені)|все права защищены)\.?$",
    re.I,
)
_RESERVED_WORD = re.compile(
    r"(?:reserved|vorbehalten|réservés|reservados|riservati|voorbehouden|zastrzeżone"
    r"|захищен[оі]|защищены)\.?$",
    re.I,
)
"""The last word of what `_RESERVED` finds, which few lines end with."""
_NOTICE = re.compile(
    r"©|\(c\)\s*(?:copyright\s*)?\d{4}|copyright\s*(?:©|\(c\)|\d{4}|by (?-i:[A-Z]))"
    r"|this (?:material|article|content|story|report)\b.{0,40}\b(?:may|must"
    r"|can)(?:not| not)"
    r" be (?:published|reproduced|copied|republished)"
    r"|\(?this (?:story|article|report) (?:has not been edited|was (?:originally|first)"
    r" published|is (?:auto-generated|published) from)"
    r"|(?:the )?(?:views|opinions) expressed\b.{0,60}\b(?:are|do not)\b"
    r"|(?:privacy|terms)\s*[|·].{0,100}$"
    r"|(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|imprint"
    r"|impressum|datenschutz|mentions légales|aviso legal|about us)(?:\s*["
    r"|·,].{0,100})?$",
    re.I,
)
_CREDIT_BY = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by "
    r"(?-i:[^\W\d_a-z])|with (?:additional )?(?:reporting|files|material"
    r"|inputs?) (?:by|from)\b",
    re.I,
)
_CREDIT = re.compile(
    rf"(?:the )?(?:{AGENCY}|[A-Z][\w.'’ ]{{2,80}}) contributed to this (?:report"
    rf"|story|article)\.?$"
    r"|(?:compiled|edited|translated|produced) by [A-Z][\w.'’ -]{2,60}\.?$"
    r"|(?:mit material|avec|con información) (?:von|de)\b.{0,60}$"
    rf"|\((?:{AGENCY})\)$",
    re.I,
)


def is_caption(text: str) -> bool:
    """Whether a line describes or credits a picture."""
    if words(text) > 80:
        return False
    if _CAPTION_START.match(text) or _has_credit(text[-_TAIL:]):
        return True
    if _ALT_TEXT.match(text):
        return True
    named = _NOUN_PHRASE.match(text) or any(word in text for word in _PICTURED)
    return bool(named) and words(text) <= 35 and not _FINITE.search(text)


def _has_credit(tail: str) -> bool:
    """Whether a line ends with the credit of a picture, or tells who is where on it."""
    return bool(
        (tail.endswith(_CLOSED) and _BRACKETED.search(tail))
        or (("/" in tail or "via " in tail) and _VIA.search(tail))
        or _BEHIND_STOP.search(tail)
        or _WHERE.search(tail)
    )


def reason(text: str) -> str:
    """Why a line is no part of an article, going by its words alone; else empty."""
    if len(text) > 900:
        return ""
    for name, matches in _RULES:
        if matches(text):
            return name
    return ""


def _is_notice(text: str) -> bool:
    if words(text) > 60:
        return False
    if _NOTICE.match(text) or (len(text) <= 260 and _OWNED.search(text)):
        return True
    last = text[text.rfind(" ") + 1 :]
    return bool(_RESERVED_WORD.match(last) and _RESERVED.search(text[-_TAIL:]))


def _is_credit(text: str) -> bool:
    if len(text) > 300:
        return False
    by = _CREDIT_BY.match(text)
    return bool(by and not _FINITE.search(text)) or bool(_CREDIT.match(text))


_RULES = (
    ("advertisement", is_advertisement),
    ("share", is_share),
    ("prompt", is_prompt),
    ("notice", _is_notice),
    ("caption", is_caption),
    ("credit", _is_credit),
    ("navigation", is_navigation),
    ("related", is_inline_label),
)
