"""From bytes to text, exactly or not at all."""

from __future__ import annotations

import codecs
import re

from briefer.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "compressed data"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_BINARY = bytes({*range(9), *range(0x0E, 0x20)} - {0x1B})
_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{1,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""The encodings that browsers use in place of the declared ones (WHATWG)."""

_WESTERN = frozenset("ÄÖÜäöüßÀÂÆÇÈÉÊËÎÏÔŒÙÛàâæçèéêëîïôœùûÁÍÓÚÑáíóúñìòÅåØøãõ")
_SIGNS = frozenset("‘’“”„«»–—…€£§°©®·•¿¡ªº´\xa0")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HINT = "save the file as UTF-8"


def decode(data: bytes, *, page: bool = False, encoding: str = "") -> tuple[str, str]:
    """The text of `data` and the name of its encoding.

    Tried in this order: byte order mark, strict UTF-8, UTF-8 with few errors, what a
    `page` declares, a guess. What is not UTF-8 is in `encoding`, where that is given.
    Raises `UnreadableArticle` for binary data and where no guess is good enough; the
    message has no file name.
    """
    marked = _marked(data)
    if marked:
        return marked
    if encoding:
        return _told(data, encoding)
    _refuse_binary(data)
    declared = _declared(data) if page else ""
    return (
        _strict(data, "utf-8")
        or _damaged_utf8(data)
        or (_strict(data, declared) if declared else None)
        or _western(data)
        or _japanese(data)
        or _guessed(data)
    )


def _told(data: bytes, encoding: str) -> tuple[str, str]:
    """The text of `data`, which is in `encoding` if it is not in UTF-8."""
    certain, told = _strict(data, "utf-8"), _strict(data, encoding)
    if certain and (not data.isascii() or certain[0] == (told or certain)[0]):
        told = certain
    if not told or "\x00" in told[0]:
        message = f"the content is not text in `{encoding}`"
        raise UnreadableArticle(message, hint="see the setting `encoding`")
    return told


def _marked(data: bytes) -> tuple[str, str] | None:
    """The text behind a byte order mark, or of UTF-16 that lacks one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _sound(data[len(mark) :].decode(name, errors="replace")), name
    return _unmarked_utf16(data)


def _sound(text: str) -> str:
    """`text`, unless more of it is broken than a cut at its end explains."""
    bad = text.count("\ufffd")
    if bad > 1 and bad * 1000 > len(text):
        message = f"{bad} characters of the text are broken"
        raise UnreadableArticle(message, hint=_HINT)
    return text


def _unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """The text of UTF-16 without a mark: every second byte of its spaces is zero."""
    head = data[:4096]
    for name, space in (("utf-16-le", b" \x00"), ("utf-16-be", b"\x00 ")):
        if len(data) % 2 == 0 and head.count(space) * 30 > len(head):
            return _strict(data, name)
    return None


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            message = f"the content is {what}, not text"
            raise UnreadableArticle(message, hint="convert it to text first")
    # a stray control character happens in text, a hundredth of all bytes does not
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _BINARY))
    if b"\x00" in head or controls * 100 > len(head):
        message = "the content is binary data, not text"
        raise UnreadableArticle(message, hint="convert it to text first")


def _strict(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a broken tail, or with far fewer bad bytes than good sequences."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # not final: an incomplete sequence at the very end is left out
        return decoder.decode(data, final=False), "utf-8 with a broken end"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    # in an 8-bit text hardly a pair of bytes is valid UTF-8 by accident
    return (text, f"utf-8 with {bad} errors") if good >= 10 * bad else None


def _declared(data: bytes) -> str:
    """The encoding that the head of a page names, as Python calls it; or nothing."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return ""
    return "" if name.startswith("utf-16") else _ALIASES.get(name, name)


def _western(data: bytes) -> tuple[str, str] | None:
    """Windows-1252, where all its letters are Western and stand in Latin words."""
    found = _strict(data, "cp1252")
    if not found:
        return None
    text = found[0]
    high = [char for char in text if char > "\x7f"]
    latin = sum(1 for char in text if char.isascii() and char.isalpha())
    letters = [char for char in high if char not in _SIGNS]
    is_western = all(char in _WESTERN for char in letters)
    # German and French have one accented letter in 20 to 60
    return found if is_western and latin >= 8 * len(letters) else None


def _japanese(data: bytes) -> tuple[str, str] | None:
    """Shift JIS or EUC, where a sixth of the signs are hiragana: all prose has more."""
    for name in ("cp932", "euc_jp"):
        found = _strict(data, name)
        text = found[0] if found else ""
        signs = sum(1 for char in text if char > "\x7f")
        if signs and 6 * len(_HIRAGANA.findall(text)) >= signs:
            return found
    return None


def _guessed(data: bytes) -> tuple[str, str]:
    """The best guess; refused where it looks like chaos or rests on too few bytes."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:262144]).best()
    high = sum(1 for byte in data if byte > 0x7F)
    # 8 bytes: shorter samples were guessed wrong as often as right
    found = _strict(data, best.encoding) if best and best.chaos < 0.2 else None
    if not found or high < 8:
        message = "the encoding cannot be told with certainty"
        raise UnreadableArticle(message, hint=_HINT)
    return found
