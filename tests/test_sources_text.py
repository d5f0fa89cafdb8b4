"""Bytes to text, the stored form of text, and the language of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import UnreadableArticle
from briefer.sources import encodings, language, normalize

NORMALIZED = [
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ("a\xa0b\u2009c\t d ", "a b c d"),
    ("cafe\u0301", "café"),
    ("\ufeffword", "word"),
    ("pass\u200dword, pass\u200bword, pass\u2060word", "password, password, password"),
    ("soft\u00adhyphen", "softhyphen"),
    ("\u202egnp.exe\u202c and \u2066a\u2069", "gnp.exe and a"),
    ("bell\x07 esc\x1b[31m del\x7f c1\x9b", "bell esc[31m del c1"),
    ("icon \ue001 tag \U000e0041\U000e0042 end", "icon tag end"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # Persian: the joiner divides
    ("क्\u200dष", "क्\u200dष"),  # Devanagari: it shapes
    ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ("❤\ufe0f 1\ufe0f\u20e3 a\ufe0f", "❤\ufe0f 1\ufe0f\u20e3 a"),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
    ("🏴\U000e0068\U000e0069\U000e007f", "🏴"),  # hidden letters behind a flag
    (" two  spaces \n  indented", "two spaces\nindented"),
]


@pytest.mark.parametrize(("raw", "stored"), NORMALIZED)
def test_text_is_stored_without_what_nobody_sees(raw, stored):
    assert normalize.text(raw) == stored


def test_a_character_is_stored_alike_beside_special_ones():
    for one in map(chr, range(0x10000)):
        assert normalize.text(f"a{one}b\x00") == normalize.text(f"a{one}b")


@given(st.text())
def test_the_stored_form_is_stable(raw):
    once = normalize.text(raw)
    assert normalize.text(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_no_line_is_added_or_lost(raw):
    text = f"{raw}\n{raw}"
    assert normalize.text(text).count("\n") == 1
    assert unicodedata.is_normalized("NFC", normalize.text(text))


CYRILLIC = (
    "Міська рада Істмера в понеділок вирішила закрити старий причал. Мешканці кажуть, "
    "що ремонт коштував би більше, ніж місто заробляє за рік, і погоджуються з мером."
)
GERMAN = "Der Bürgermeister sagte, die Brücke über die Förde müsse schließen. " * 3
JAPANESE = "町議会は月曜日、古い桟橋を閉鎖すると決めた。修理費が高すぎるためだ。" * 3

ENCODED = [
    (GERMAN.encode(), GERMAN, "utf-8"),
    ("\ufeffPier".encode(), "Pier", "utf-8"),
    (CYRILLIC.encode("utf-16"), CYRILLIC, "utf-16-le"),
    (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café", "utf-16-be"),
    (GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le"),
    (GERMAN.encode("utf-32"), GERMAN, "utf-32-le"),
    (GERMAN.encode("cp1252"), GERMAN, "cp1252"),
    ("Café am Hafen".encode("cp1252"), "Café am Hafen", "cp1252"),
    ("“Never,” he said".encode("cp1252"), "“Never,” he said", "cp1252"),
    (CYRILLIC.encode("cp1251"), CYRILLIC, "cp1251"),
    (JAPANESE.encode("shift_jis"), JAPANESE, "cp932"),
    ((GERMAN + "ä").encode()[:-1], GERMAN, "utf-8 with a broken end"),
    (b"", "", "utf-8"),
]


@pytest.mark.parametrize(("data", "text", "name"), ENCODED)
def test_the_text_is_exact_and_the_encoding_named(data, text, name):
    assert encodings.decode(data) == (text, name)


def test_a_few_bad_bytes_in_utf8_are_marked_and_counted():
    data = (GERMAN * 4).encode()
    text, name = encodings.decode(data[:60] + b"\xff" + data[60:])
    assert (text.count("\ufffd"), name) == (1, "utf-8 with 1 errors")


def test_a_page_is_decoded_as_it_declares():
    head = b'<html><head><meta charset="windows-1251"></head><body>'
    text, name = encodings.decode(head + "Рада".encode("cp1251"), page=True)
    assert text.endswith("Рада")
    assert name == "cp1251"


TOLD = [
    ("Рада".encode("cp1251"), "cp1251", "Рада", "cp1251"),  # too short to guess
    ("Вітання".encode("koi8-u"), "koi8-u", "Вітання", "koi8-u"),
    (JAPANESE.encode("iso2022_jp"), "iso2022_jp", JAPANESE, "iso2022_jp"),  # 7 bits
    ("Café".encode(), "cp1251", "Café", "utf-8"),  # certain, and not as told
    ("\ufeffPier".encode("utf-16"), "cp1251", "\ufeffPier", "utf-16-le"),
    (GERMAN.encode("utf-16-be"), "utf-16-be", GERMAN, "utf-16-be"),
]


@pytest.mark.parametrize(("data", "told", "text", "name"), TOLD)
def test_an_encoding_that_is_told_is_taken_where_the_text_is_not_utf8(
    data, told, text, name
):
    assert encodings.decode(data, encoding=told) == (text, name)


@pytest.mark.parametrize(
    ("data", "told"), [(b"a\x81b", "cp1252"), (b"a\x00b", "cp1252"), (b"\x80", "utf-8")]
)
def test_a_text_that_is_not_in_the_encoding_told_is_refused(data, told):
    with pytest.raises(UnreadableArticle, match=f"not text in `{told}`"):
        encodings.decode(data, encoding=told)


UNREADABLE = [
    (b"%PDF-1.7 ...", "a PDF document"),
    (b"PK\x03\x04....", "a ZIP archive"),
    (b"text\x00\x01\x02\x03 and more", "binary data"),
    (bytes(range(256)) * 8, "binary data"),
    ("Рада".encode("cp1251"), "the encoding cannot be told"),
]


@pytest.mark.parametrize(("data", "why"), UNREADABLE)
def test_what_is_no_text_is_refused_with_the_reason(data, why):
    with pytest.raises(UnreadableArticle, match=why) as caught:
        encodings.decode(data)
    assert caught.value.hint


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text, _ = encodings.decode(data)
    except UnreadableArticle:
        return
    assert isinstance(text, str)


LANGUAGES = [
    ("The council said that it was for the town", "en"),
    ("Der Rat hat nicht über die Brücke und das Dock entschieden", "de"),
    ("Le conseil de la ville est pour le quai et pas pour les bateaux", "fr"),
    ("El consejo de la ciudad no fue por los barcos y el muelle", "es"),
    ("Il consiglio della città non è per la nave che parte dal molo", "it"),
    ("O conselho da cidade não foi para o porto com os barcos em uma", "pt"),
    ("De raad van het dorp is niet voor een boot die het dok met", "nl"),
    ("Rada miasta nie zgodziła się na to, że statki są przez port", "pl"),
    (CYRILLIC, "uk"),
    ("Городской совет решил закрыть причал", "ru"),
    (JAPANESE, "ja"),
    ("市议会星期一决定关闭旧码头", "zh"),
    ("시의회는 월요일에 부두를 닫기로 했다", "ko"),
    ("قرر المجلس إغلاق الرصيف القديم", "ar"),
    ("המועצה החליטה לסגור את המזח", "he"),
    ("परिषद ने पुराना घाट बंद किया", "hi"),
    ("Το συμβούλιο έκλεισε την προβλήτα", "el"),
    ("สภาเมืองตัดสินใจปิดท่าเรือเก่า", "th"),
    ("12345", "en"),
]


@pytest.mark.parametrize(("text", "code"), LANGUAGES)
def test_the_language_is_told_by_script_and_common_words(text, code):
    assert language.guess(text) == code


@pytest.mark.parametrize(("tag", "code"), [("en-US", "en"), ("pt_BR", "pt"), ("?", "")])
def test_a_language_tag_is_cut_to_its_language(tag, code):
    assert language.code(tag) == code
