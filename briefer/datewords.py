"""Words of dates: months and days in ten languages, and English words such as "ago".

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Ukrainian and
Russian, with abbreviations and the inflected forms that dates are written with.
"""

from __future__ import annotations

import re
import unicodedata

_ENGLISH_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_ENGLISH_MONTHS = """January February March April May June July August September October
November December"""

WEEKDAYS = tuple(_ENGLISH_WEEKDAYS.split())
MONTHS = tuple(_ENGLISH_MONTHS.split())

# One line a month: en de fr es it pt nl, then pl uk ru with the forms dates use.
_MONTH_WORDS = (
    """jan januar jänner janvier janv enero ene gennaio gen janeiro januari
    styczeń stycznia styczniu sty січень січня січні січ январь января январе янв""",
    """feb februar février févr fév febrero febbraio fevereiro fev februari
    luty lutego lutym lut лютий лютого лютому лют февраль февраля феврале фев февр""",
    """mar märz mär mrz mars marzo março maart mrt
    marzec marca marcu березень березня березні бер март марта марте мар""",
    """apr avril avr abril abr aprile kwiecień kwietnia kwietniu kwi
    квітень квітня квітні квіт апрель апреля апреле апр""",
    """mai mayo maggio mag maio mei maj maja maju
    травень травня травні трав май мая мае""",
    """jun juni juin junio giugno giu junho czerwiec czerwca czerwcu cze
    червень червня червні черв июнь июня июне июн""",
    """jul juli juillet juil julio luglio lug julho lipiec lipca lipcu lip
    липень липня липні лип июль июля июле июл""",
    """aug août agosto ago augustus sierpień sierpnia sierpniu sie
    серпень серпня серпні серп август августа августе авг""",
    """sep sept septembre septiembre setiembre settembre set setembro
    wrzesień września wrześniu wrz вересень вересня вересні вер
    сентябрь сентября сентябре сен сент""",
    """oct oktober okt octobre octubre ottobre ott outubro out
    październik października październiku paź жовтень жовтня жовтні жовт
    октябрь октября октябре окт""",
    """nov novembre noviembre novembro listopad listopada listopadzie lis
    листопад листопада листопаді лист ноябрь ноября ноябре ноя нояб""",
    """dec dezember dez décembre déc diciembre dic dicembre dezembro
    grudzień grudnia grudniu gru грудень грудня грудні груд
    декабрь декабря декабре дек""",
)

# Ordinary words of some language: a month only where a day stands before them.
_NEEDS_DAY = """gen sty fev lut mar mag maju lug lip ago sie set out ott lis dic gru giu
cze mrt бер трав черв лип вер лист may march Mars"""

# Monday to Sunday in de fr es it pt nl pl uk ru, with the forms that follow "on".
_FOREIGN_WEEKDAYS = (
    """montag lundi lunes lunedì segunda-feira maandag poniedziałek
    понеділок понедельник""",
    "dienstag mardi martes martedì terça-feira dinsdag wtorek вівторок вторник",
    """mittwoch mercredi miércoles mercoledì quarta-feira woensdag środa środę
    середа середу среда среду""",
    "donnerstag jeudi jueves giovedì quinta-feira donderdag czwartek четвер четверг",
    """freitag vendredi viernes venerdì sexta-feira vrijdag piątek
    п'ятниця п'ятницю пятница пятницу""",
    """samstag sonnabend samedi sábado sabato zaterdag sobota sobotę
    субота суботу суббота субботу""",
    """sonntag dimanche domingo domenica zondag niedziela niedzielę
    неділя неділю воскресенье""",
)
_FOREIGN_DAYS = {
    -1: "gestern hier ayer ieri ontem gisteren wczoraj вчора вчера",
    0: "heute aujourd'hui hoy oggi hoje vandaag dzisiaj dziś сьогодні сегодня",
    1: "demain mañana domani amanhã jutro завтра",
}
_LEADS = "am le el il la na no op w we у в во"


def fold(text: str) -> str:
    """Lower case, without accents, with straight apostrophes."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _table(rows: tuple[str, ...], start: int) -> dict[str, int]:
    return {
        fold(word): number
        for number, row in enumerate(rows, start)
        for word in row.split()
    }


_MONTH_OF = _table(_MONTH_WORDS, 1) | _table(MONTHS, 1)
_ONLY_AFTER_DAY = frozenset(_NEEDS_DAY.split())

LEADS = frozenset(_LEADS.split())
"""Words for "on" that may stand before a weekday."""

WEEKDAY_OF = _table(_FOREIGN_WEEKDAYS, 0)
"""Folded weekday of a language other than English to 0 (Monday) to 6."""

OFFSET_OF = {
    fold(word): days for days, row in _FOREIGN_DAYS.items() for word in row.split()
}
"""Folded yesterday, today, tomorrow of these languages to -1, 0, 1."""


def month_number(word: str, *, is_after_day: bool = False) -> int:
    """1 to 12, or 0 where the word is no month.

    Words that mean something else as well (`may`, `set`, `Mars`) count only where a
    day stands before them.
    """
    if not is_after_day and word in _ONLY_AFTER_DAY:
        return 0
    return _MONTH_OF.get(fold(word), 0)


# English words that place a date.
_NUMBER_WORDS = "one two three four five six seven eight nine ten"
_NUMBERS = {word: n for n, word in enumerate(_NUMBER_WORDS.split(), 1)} | {"a": 1}

COUNTED_DAYS = (
    (re.compile(r"\b([0-9]{1,3}|[a-z]+) days? ago\b"), -1),
    (re.compile(r"\b([0-9]{1,3}|[a-z]+) days? from (?:now|today)\b"), 1),
)
DAY_WORDS = (
    (re.compile(r"\bday before yesterday\b"), -2),
    (re.compile(r"\bday after tomorrow\b"), 2),
    (re.compile(r"\byesterday\b|\blast night\b"), -1),
    (re.compile(r"\btomorrow\b"), 1),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"), 0),
)
_WEEKDAY = re.compile(
    r"(?i:\b(mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    r"|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[rs]{0,2}(?=[.,]|$)"
)
_WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = re.compile(r"\b(?:last|past)\b")
NEXT = re.compile(r"\b(?:next|coming|upcoming)\b")
# Words that move a date by an amount they do not tell, and names of feasts.
UNCLEAR = re.compile(
    r"\b(?:weeks?|fortnight|weekends?|ago|before|after|every|each|between|anniversary"
    r"|previous|following|(?:mon|tues|wednes|thurs|fri|satur|sun)days"
    r"|(?:black|good|super|ash|giving|cyber|palm|easter|bloody) ?(?=[a-z]+day))\b"
)
ABOUT = re.compile(r"\b(?:about|some|around|nearly|almost|roughly|over|than|least)\b")
STEP = {"last": -1, "this": 0, "next": 1}
PERIOD = re.compile(r"(?<!the )\b(last|this|next) (month|year)\b")


def count(word: str) -> int | None:
    """The number that digits or a word up to ten stand for."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def weekday_numbers(words: str) -> set[int]:
    """The English weekdays that the words name, 0 (Monday) to 6."""
    return {
        _WEEKDAY_STEMS.index((match[1] or match[2])[:3].casefold())
        for match in _WEEKDAY.finditer(words)
    }


def week_shift(text: str) -> int | None:
    """Weeks the words move a weekday by: `Friday last week`, `on Monday next week`."""
    if re.search(r"\b(?:last|previous) week\b", text):
        return -1
    return 1 if re.search(r"\bnext week\b", text) else None
