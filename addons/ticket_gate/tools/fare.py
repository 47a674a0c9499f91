"""What an entry and an exit cost whoever pays by the trip with a stored-value card.

Pure, like ``admission``: no database, no clock, no words. Amounts are whole numbers of
the currency's smallest unit, times Unix seconds.
"""

from dataclasses import dataclass

#: Whoever holds the same card to the reader again within these seconds is not a new
#: visitor, and has not forgotten to leave either.
REPEAT_SECONDS = 60

OPEN, CLOSED, LOST, STRAY = "open", "closed", "lost", "stray"


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of a fare that do not depend on the way travelled.

    :param least_balance: who has less on the card does not come in
    :param day_cap: the most that one card pays in one day; 0: no cap
    :param lost_price: for an entry without an exit
    :param stray_price: for an exit without an entry
    :param longest_minutes: who stays longer counts as having left unseen
    :param trusts: people may leave owing; otherwise they first charge the card
    """

    least_balance: int = 0
    day_cap: int = 0
    lost_price: int = 0
    stray_price: int = 0
    longest_minutes: int = 24 * 60
    trusts: bool = True

    def is_over(self, entered: int, now: int) -> bool:
        """Whether a trip that began then is too long to be true."""
        return now - entered > self.longest_minutes * 60

    def capped(self, price: int, spent: int) -> int:
        """What of ``price`` is still to be paid on a day that has cost ``spent``."""
        if not self.day_cap:
            return price
        return max(0, min(price, self.day_cap - spent))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scan of a card comes to.

    :param amount: what is taken off the card now
    :param trip: what becomes of the card's open trip, ``None``: it stays as it is
    """

    admit: bool
    reason: str
    amount: int = 0
    trip: str | None = None


def enter(
    terms: Terms, balance: int, spent: int, entered: int | None, now: int
) -> Outcome:
    """Decide on an entry.

    :param spent: what the card has paid today
    :param entered: when the card's open trip began, ``None`` without one

    >>> enter(Terms(least_balance=300), balance=200, spent=0, entered=None, now=0)
    Outcome(admit=False, reason='fare_low', amount=0, trip=None)
    """
    lost, trip = 0, None
    if entered is not None:
        if 0 <= now - entered < REPEAT_SECONDS:
            return Outcome(False, "fare_inside")
        lost, trip = terms.capped(terms.lost_price, spent), LOST
    if balance - lost < terms.least_balance:
        return Outcome(False, "fare_low", lost, trip)
    return Outcome(True, "fare_lost" if trip else "fare_in", lost, trip)


def leave(
    terms: Terms,
    price: int,
    balance: int,
    spent: int,
    entered: int | None,
    now: int,
    left: int | None = None,
) -> Outcome:
    """Decide on an exit.

    :param price: of the way travelled, without cap; not asked for without an entry
    :param left: when the card last left

    >>> leave(Terms(day_cap=1000), 400, balance=5000, spent=800, entered=0, now=60)
    Outcome(admit=True, reason='fare_out', amount=200, trip='closed')
    """
    if entered is None and left is not None and 0 <= now - left < REPEAT_SECONDS:
        return Outcome(False, "fare_outside")
    if entered is None:
        reason, price, trip = "fare_stray", terms.stray_price, STRAY
    elif terms.is_over(entered, now):
        reason, price, trip = "fare_overtime", terms.lost_price, LOST
    else:
        reason, trip = "fare_out", CLOSED
    amount = terms.capped(price, spent)
    if amount > balance and not terms.trusts:
        return Outcome(False, "fare_short")
    return Outcome(True, reason, amount, trip)
