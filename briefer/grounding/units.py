"""Units and currencies: which words mean the same one."""

from __future__ import annotations

import re
from fractions import Fraction

_UNITS = {
    "percent": "% percent pct procent prozent процентів процентов percento",
    "point": "pp percentage-point percentage-points",
    "basis point": "bps basis-point basis-points",
    "second": "seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
    "year": "year years yr yrs",
    "decade": "decade decades",
    "century": "century centuries",
    "km": "km kms kilometer kilometers kilometre kilometres км kilometern",
    "mile": "mile miles mi",
    "nautical mile": "nautical-mile nautical-miles",
    "meter": "m meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards",
    "kg": "kg kgs kilogram kilograms kilo kilos",
    "gram": "gram grams",
    "ton": "ton tons tonne tonnes",
    "metric ton": "metric-ton metric-tons metric-tonnes",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "km2": "sq-km square-km square-kilometers square-kilometres km²",
    "sq mile": "sq-miles square-mile square-miles",
    "barrel": "barrel barrels",
    "liter": "liter liters litre litres",
    "gallon": "gallon gallons",
    "kW": "kw kilowatt kilowatts",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "kWh": "kwh kilowatt-hour kilowatt-hours",
    "MWh": "mwh megawatt-hour megawatt-hours",
    "km/h": "km/h kph kmh",
    "mph": "mph",
    "knot": "knot knots",
    "degree": "° degree degrees",
    "degree C": "°c degrees-celsius",
    "degree F": "°f degrees-fahrenheit",
    "cent": "cent cents",
    "USD": "$ us$ usd dollar dollars us-dollar us-dollars u.s.-dollars",
    "CAD": "c$ ca$ cad canadian-dollar canadian-dollars",
    "AUD": "a$ au$ aud australian-dollar australian-dollars",
    "NZD": "nz$ nzd",
    "HKD": "hk$ hkd",
    "SGD": "s$ sgd",
    "EUR": "€ eur euro euros євро евро",
    "GBP": "£ gbp pound pounds pound-sterling pounds-sterling british-pounds",
    "JPY": "¥ jpy yen",
    "CNY": "cny rmb yuan renminbi",
    "UAH": "₴ uah hryvnia hryvnias hryvnya hryvnyas грн гривень",
    "RUB": "₽ rub ruble rubles rouble roubles рублей рубля руб",
    "INR": "₹ inr rupee rupees",
    "PLN": "pln zloty zlotys zł",
    "CHF": "chf franc francs swiss-francs",
    "TRY": "try lira",
    "ILS": "₪ ils shekel shekels",
    "SEK": "sek kronor swedish-kronor",
    "NOK": "nok kroner norwegian-kroner",
    "CZK": "czk koruna",
}
_PER = {
    "second": ("minute", Fraction(1, 60)),
    "hour": ("minute", Fraction(60)),
    "day": ("minute", Fraction(1440)),
    "week": ("minute", Fraction(10080)),
    "fortnight": ("minute", Fraction(20160)),
    "year": ("month", Fraction(12)),
    "decade": ("month", Fraction(120)),
    "century": ("month", Fraction(1200)),
    "metric ton": ("ton", Fraction(1)),
    "degree C": ("degree", Fraction(1)),
    "degree F": ("degree", Fraction(1)),
}
_UNIT_OF = {word: unit for unit, row in _UNITS.items() for word in row.split()}
_UNIT_OF |= {"per-cent": "percent", "pour-cent": "percent", "por-ciento": "percent"}
MONEY = frozenset(unit for unit in _UNITS if unit.isupper() and len(unit) == 3)
"""Codes of currencies, ISO 4217."""

SIGN = r"(?:US|CA|AU|HK|NZ|[CAS])?\$|[€£¥₴₽₹₪]|\b(?:USD|EUR|GBP|JPY|CNY|UAH|RUB|CHF)"
"""A pattern for what may stand before an amount of money."""

# Words that may stand between a number and its unit: `30 consecutive days`.
_MORE = """more full whole consecutive straight additional further extra business
working long short such light other calendar last past final first"""
_BETWEEN = frozenset(_MORE.split())
_PERIODS = ("year", "month", "week")
"""What is no unit behind `last`: `a profit of 19mn last year`."""
_BEHIND = re.compile(
    r"\s?(%|°[CF]?|[$€£₴₽₹₪](?!\s?[0-9]))"
    r"|[\s-]?([^\W\d_][^\W\d_.]*(?:[²]|/h)?(?:\.[sS]\.)?)"
    r"(?:[\s-]([^\W\d_]+))?(?:[\s-]([^\W\d_]+))?"
)


def unit_behind(text: str, place: int) -> tuple[str, int]:
    """The unit that starts at `place`, and where it ends; empty if there is none."""
    match = _BEHIND.match(text, place)
    if not match:
        return "", place
    if match[1]:
        return _UNIT_OF[match[1].lower()], match.end(1)
    first, second, third = (word.lower() if word else "" for word in match.groups()[1:])
    for group, words in ((3, f"{first}-{second}"), (2, first)):
        if unit := _UNIT_OF.get(words):
            return unit, match.end(group)
    if first in _BETWEEN and not (first == "last" and second in _PERIODS):
        for group, words in ((4, f"{second}-{third}"), (3, second)):
            if unit := _UNIT_OF.get(words):
                return unit, match.end(group)
    return "", place


def unit_of(word: str) -> str:
    """The unit a word or sign means; empty for any other word."""
    return _UNIT_OF.get(word.strip().lower(), "")


def in_base_units(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """Minutes for times up to weeks, months for longer ones; else as it was."""
    if unit not in _PER:
        return value, unit
    base, factor = _PER[unit]
    return value * factor, base
