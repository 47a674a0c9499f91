from datetime import timedelta

from ..tools.identity import cn_check_digit
from .common import TicketSaleCommon


def cn_number(order=771, birth="19900307", region="110101"):
    """A mainland ID number that adds up; ``order`` tells people apart."""
    digits = f"{region}{birth}{order:03}"
    return digits + cn_check_digit(digits)


class TicketRulesCommon(TicketSaleCommon):
    """Caps, limits and named persons on the session of the common tests."""

    @classmethod
    def _create_next_session(cls, **values):
        start = cls.session.start + timedelta(days=1)
        return cls._create_session_on_sale(start=start, **values)

    @classmethod
    def _cap(cls, maximum, **values):
        return cls.env["ticket.cap"].create(
            {"session_id": cls.session.id, "maximum": maximum, **values}
        )

    @classmethod
    def _limit(cls, maximum, **values):
        return cls.env["ticket.limit"].create(
            {"name": f"At most {maximum}", "maximum": maximum, **values}
        )

    @classmethod
    def _hold_named(cls, *keys, **values):
        """Hold seats and say at once that they are adults'."""
        return cls._hold_places(*keys, types=cls.adult, **values)

    @classmethod
    def _person(cls, order=771, name="Li Hua", **values):
        return {
            "name": name,
            "document": "cn_id",
            "number": cn_number(order),
            **values,
        }

    @classmethod
    def _name(cls, held, *persons):
        """Bind persons to the places of a hold, in their order."""
        cls.Hold._set_holders(
            cls.Hold.browse(held.hold_id),
            {
                place.id: person
                for place, person in zip(held.places, persons, strict=True)
            },
        )
