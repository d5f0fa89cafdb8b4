"""What tokens cost, from a price list that ships with a library."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from briefer.schema import Usage


def price(
    usage: Usage, model: str, base_url: str = "", when: datetime | None = None
) -> Decimal | None:
    """US dollars for `usage`; None where the price of `model` is not known.

    The price is that of the time `when`, or of now.
    """
    from genai_prices import Usage as Counted
    from genai_prices import calc_price

    counted = Counted(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cached_tokens,
    )
    try:
        address = base_url or None
        return calc_price(
            counted, model, provider_api_url=address, genai_request_timestamp=when
        ).total_price
    except (LookupError, ValueError):
        return None


def dollars(amount: Decimal | None) -> str:
    """`amount` in words for a terminal: `$0.0123`, or that it is not known."""
    if amount is None:
        return "price not known"
    return f"${amount:.4f}" if amount < 1 else f"${amount:.2f}"
