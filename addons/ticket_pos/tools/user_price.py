"""What a person at the till takes off the price of a ticket.

Percents are hundredths (1250 is 12.5 %) and amounts are minor units, so that till and
server name the same change by the same whole numbers.
"""

from dataclasses import dataclass

FREE, PERCENT, AMOUNT = "free", "percent", "amount"
KINDS = (FREE, PERCENT, AMOUNT)
WHOLE = 10_000
MOST = 10**12


@dataclass(frozen=True, slots=True)
class PriceChange:
    """``value`` is zero for ``free``, else hundredths of a percent or minor units."""

    kind: str
    value: int

    def share(self, price_minor):
        """The part of a price that is taken off, from 0 to 1.

        >>> PriceChange("percent", 2500).share(38000)
        0.25

        :raise ValueError: it takes off all or more, which only ``free`` may
        """
        if self.kind == FREE:
            return 1.0
        whole = WHOLE if self.kind == PERCENT else price_minor
        if self.value >= whole:
            raise ValueError("takes off all")
        return self.value / whole


def read(raw):
    """What a till sent, or ValueError.

    >>> read({"kind": "percent", "value": 2500})
    PriceChange(kind='percent', value=2500)
    """
    if not isinstance(raw, dict) or raw.get("kind") not in KINDS:
        raise ValueError("no change of a price")
    kind, value = raw["kind"], raw.get("value") or 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MOST:
        raise ValueError("no whole number")
    if (kind == FREE) != (value == 0):
        raise ValueError("a value where there is none, or none where there is one")
    return PriceChange(kind, value)


def weights(shares):
    """How what is left of a line is shared by its tickets.

    >>> weights([0.0, 0.25, 1.0])
    [1000000, 750000, 0]
    """
    return [round((1 - share) * 1_000_000) for share in shares]
