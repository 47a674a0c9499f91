from datetime import timedelta

from odoo import fields

from .common import TicketSaleCommon


class TicketReservationCommon(TicketSaleCommon):
    """The sale of :class:`TicketSaleCommon` with reservations, allotments and lines."""

    @classmethod
    def _in(cls, **delta):
        """A moment from now on, to the second."""
        return fields.Datetime.now().replace(microsecond=0) + timedelta(**delta)

    @classmethod
    def _reserve(cls, *keys, seller=None, **values):
        wanted = {"place_ids": cls._places(*keys).ids}
        cls.env.flush_all()
        return cls.env["ticket.reservation"]._reserve(
            [(cls.session, wanted)],
            seller=seller,
            **{"partner_id": cls.customer.id, "deadline": cls._in(days=7), **values},
        )

    @classmethod
    def _allot(cls, *keys, **values):
        cls.env.flush_all()
        return cls.env["ticket.allotment"]._allot(
            cls.session,
            {"place_ids": cls._places(*keys).ids},
            **{"name": "Counter", "channel": "pos", "return_at": cls._in(days=3)}
            | values,
        )

    @classmethod
    def _join(cls, email="ann@example.com", count=2, **values):
        cls.env.flush_all()
        return cls.env["ticket.waiting"]._join(
            cls.session, **{"name": "Ann", "email": email, "count": count} | values
        )

    @classmethod
    def _call(cls):
        cls.env.flush_all()
        called = cls.env["ticket.waiting"]._call(cls.session)
        cls.env.invalidate_all()
        return called

    @classmethod
    def _sell_out(cls):
        """Every place but the row 1 seats is locked, and those are sold, one order a
        pair: (1-1, 1-2), (1-3, 1-4), (1-5, 1-6), (1-7, 1-8).

        :return: the orders
        """
        pairs = [("1-1", "1-2"), ("1-3", "1-4"), ("1-5", "1-6"), ("1-7", "1-8")]
        row = cls._places(*(key for pair in pairs for key in pair))
        cls.env.flush_all()
        (cls.session.place_ids - row).action_lock("test")
        return [cls._sell(*pair) for pair in pairs]

    @classmethod
    def _give_back(cls, order):
        """The order's tickets are taken back: its places are there again."""
        order.ticket_ids._void("refunded", "ill")
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _log(self, key):
        """The history of a place: its actions in order."""
        return (
            self.env["ticket.place.log"]
            .search([("place_id", "=", self._places(key).id)], order="id")
            .mapped("action")
        )

    def _states(self, *keys):
        self.env.invalidate_all()
        return self._places(*keys).mapped("state")
