"""Whether a style leaves the text of an element to be seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefer.sources.styles import Style, Tokens, pixels

LEAST_PIXELS = 4.0
"""Font size. The smallest type in print, for footnotes of timetables, has 5.3."""
LEAST_CONTRAST = 1.1
"""Ratio by WCAG 2, from 1 to 21; 1.1 parts white from a gray of 95 %."""
LEAST_OPACITY = 0.05
_FAR_LEFT, _FAR = -250.0, 3000.0
"""CSS pixels by which text is moved out of sight."""

Color = tuple[float, float, float]
WHITE: Color = (1.0, 1.0, 1.0)
BLACK: Color = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands on to those inside it."""

    is_visible: bool = True
    color: Color | None = BLACK
    """None where it is transparent."""
    background: Color | None = WHITE
    """What stands behind the text; None where it is a picture."""
    font_pixels: float = 16.0

    @property
    def is_seen(self) -> bool:
        """Whether text that looks so can be told from what is behind it."""
        if not self.is_visible or self.font_pixels < LEAST_PIXELS or not self.color:
            return False
        behind = self.background
        return behind is None or _contrast(self.color, behind) >= LEAST_CONTRAST


def look(style: Style, around: Look) -> Look:
    """The look of an element with `style` inside one that looks like `around`."""
    if not style:
        return around
    shown = {"visible": True, "hidden": False, "collapse": False}
    return replace(
        around,
        is_visible=shown.get(_word(style, "visibility"), around.is_visible),
        color=_color(style, around),
        background=_background(style, around),
        font_pixels=_font_pixels(style, around.font_pixels),
    )


def is_gone(style: Style) -> bool:
    """Whether `style` takes an element with all that is inside it out of sight."""
    return bool(style) and any(
        (
            _word(style, "display") == "none",
            _word(style, "content-visibility") == "hidden",
            _is_faded(style),
            _is_moved_away(style),
            _is_clipped(style),
            _is_scaled_away(style),
            _is_without_size(style),
        )
    )


def _word(style: Style, name: str) -> str:
    value = style.get(name, ())
    is_word = len(value) == 1 and value[0].type == "ident"
    return str(value[0].lower_value) if is_word else ""


def _number(value: Tokens) -> float | None:
    """A bare number or percentage as a share of one."""
    if len(value) != 1 or value[0].type not in ("number", "percentage"):
        return None
    return float(value[0].value) / (100 if value[0].type == "percentage" else 1)


def _functions(value: Tokens) -> Iterator[tuple[str, Tokens]]:
    for token in value:
        if token.type == "function":
            kept = ("whitespace", "comment", "literal")
            yield (
                token.lower_name,
                [t for t in token.arguments if t.type not in kept],
            )


def _lengths(tokens: Tokens) -> list[float]:
    found = (pixels(token) for token in tokens)
    return [length for length in found if length is not None]


# Whole elements


def _is_faded(style: Style) -> bool:
    """Transparent and not about to fade in."""
    if _word(style, "animation-name") != "none" and (
        "animation-name" in style or len(style.get("animation", ())) > 1
    ):
        return False
    shares = [_number(style.get("opacity", ()))]
    filters = _functions(style.get("filter", ()))
    shares += [_number(inside) for name, inside in filters if name == "opacity"]
    return any(share is not None and share < LEAST_OPACITY for share in shares)


def _is_moved_away(style: Style) -> bool:
    names = ("left", "right", "top", "bottom", "inset", "margin-left", "text-indent")
    moves = [length for name in names for length in _lengths(style.get(name, ()))]
    for name, inside in _functions(style.get("transform", ())):
        moves += _lengths(inside) if name.startswith("translate") else []
    if any(move <= _FAR_LEFT or move >= _FAR for move in moves):
        return True
    # the way of old sheets to show a picture in place of words
    indent = style.get("text-indent", ())
    is_pushed = bool(indent) and indent[0].type == "percentage" and moves[-1] >= 300
    return is_pushed and _cuts_overflow(style)


def _is_clipped(style: Style) -> bool:
    for name, inside in _functions(style.get("clip", ())):
        sides = _lengths(inside)
        if name == "rect" and len(sides) == 4:
            top, right, bottom, left = sides
            if bottom - top <= 1 or right - left <= 1:
                return True
    return any(_cuts_all(*one) for one in _functions(style.get("clip-path", ())))


def _cuts_all(shape: str, inside: Tokens) -> bool:
    numbers = [float(t.value) for t in inside if hasattr(t, "value") and _is_size(t)]
    if shape == "inset":
        shares = [float(t.value) for t in inside if t.type == "percentage"]
        return any(share >= 50 for share in shares)
    if shape in ("circle", "ellipse"):
        return bool(numbers) and numbers[0] == 0
    return shape == "polygon" and bool(numbers) and len(set(numbers)) == 1


def _is_size(token: Any) -> bool:
    return token.type in ("number", "dimension", "percentage")


def _is_scaled_away(style: Style) -> bool:
    factors = [_number(style.get("scale", ())[:1])]
    for name, inside in _functions(style.get("transform", ())):
        if name.startswith("scale"):
            factors += [_number([token]) for token in inside]
        if name in ("rotatex", "rotatey") and inside and _is_size(inside[0]):
            factors.append(abs(math.cos(math.radians(float(inside[0].value)))))
    return any(factor is not None and abs(factor) < 0.01 for factor in factors)


def _is_without_size(style: Style) -> bool:
    names = ("height", "width", "max-height", "max-width")
    sizes = [size for name in names for size in _lengths(style.get(name, ()))]
    return any(size <= 1 for size in sizes) and _cuts_overflow(style)


def _cuts_overflow(style: Style) -> bool:
    names = ("overflow", "overflow-x", "overflow-y")
    words = {_word({name: style.get(name, ())[:1]}, name) for name in names}
    return bool(words - {"", "visible"})


# What is handed on


def _color(style: Style, around: Look) -> Color | None:
    found = _parsed(style.get("color", ()))
    if found is None:
        return around.color
    *color, alpha = found
    return (color[0], color[1], color[2]) if alpha >= LEAST_OPACITY else None


def _background(style: Style, around: Look) -> Color | None:
    value = [*style.get("background", ()), *style.get("background-color", ())]
    pictures = [*value, *style.get("background-image", ())]
    if any(t.type == "url" or _is_picture(t) for t in pictures):
        return None
    for token in reversed(value):
        found = _parsed([token])
        if found is not None and found[3] >= 0.5:
            return found[:3]
    return around.background


def _is_picture(token: Any) -> bool:
    if token.type != "function":
        return False
    return token.lower_name in ("url", "image-set") or "gradient" in token.lower_name


def _parsed(value: Tokens) -> tuple[float, float, float, float] | None:
    """Red, green, blue and alpha of a color from 0 to 1; None for anything else."""
    from tinycss2.color3 import parse_color

    found = parse_color(value[0]) if len(value) == 1 else None
    if found is None or isinstance(found, str):
        return _modern(value)
    return found.red, found.green, found.blue, found.alpha


def _modern(value: Tokens) -> tuple[float, float, float, float] | None:
    """A color in the notation of CSS 4: `#00000000`, `rgb(0 0 0 / 0)`."""
    from tinycss2.color4 import parse_color

    found = parse_color(value[0]) if len(value) == 1 else None
    if found is None or isinstance(found, str):
        return None
    red, green, blue = (part or 0.0 for part in found.to("srgb").coordinates[:3])
    return red, green, blue, found.alpha


def _font_pixels(style: Style, around: float) -> float:
    size = style.get("font-size", ()) or _size_of_font(style.get("font", ()))
    if len(size) != 1:
        return around
    token = size[0]
    if token.type == "dimension" and token.lower_unit == "em":
        return float(token.value) * around
    found = pixels(token, percent=around / 100)
    return around if found is None else found


def _size_of_font(value: Tokens) -> Sequence[Any]:
    """The size in a `font` shorthand: the first length, or a bare zero."""
    for token in value:
        is_zero = token.type == "number" and token.value == 0
        if is_zero or token.type in ("dimension", "percentage"):
            return (token,)
    return ()


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
