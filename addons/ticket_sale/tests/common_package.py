from datetime import timedelta

from .common_money import TicketMoneyCommon


class TicketPackageCommon(TicketMoneyCommon):
    """Three evenings of :class:`TicketSaleCommon` and a series of them: 400 instead of
    3 x 380 in zone A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sessions = cls.session
        for days in (7, 14):
            cls.sessions |= cls._create_session_on_sale(
                start=cls.session.start + timedelta(days=days)
            )
        cls.first, cls.second, cls.third = cls.sessions
        cls.poster = cls.env["product.product"].create(
            {"name": "Poster", "type": "consu", "list_price": 60, "taxes_id": False}
        )
        cls.series = cls._create_package(price=900)

    @classmethod
    def _create_package(cls, sessions=None, persons=None, goods=None, **values):
        """A package for one adult in zone A of the sessions."""
        sessions = cls.sessions if sessions is None else sessions
        persons = persons or {cls.adult: 1}
        shares = values.pop("shares", {})
        return cls.env["ticket.package"].create(
            {
                "name": "Season",
                "kind": "series",
                "price": 900,
                "type_ids": [
                    (0, 0, {"type_id": kind.id, "quantity": count})
                    for kind, count in persons.items()
                ],
                "line_ids": [
                    (0, 0, {"session_id": s.id, "share": shares.get(s, 0)})
                    for s in sessions
                ]
                + [
                    (
                        0,
                        0,
                        {"product_id": p.id, "quantity": n, "share": shares.get(p, 0)},
                    )
                    for p, n in (goods or {}).items()
                ],
                **values,
            }
        )

    @classmethod
    def _choice(cls, package, sessions=None, zone=None):
        sessions = package._sessions() if sessions is None else sessions
        return dict.fromkeys(sessions, zone or cls.zone_a)

    @classmethod
    def _hold_package(cls, package, channel="website", sessions=None, **wanted):
        cls.env.flush_all()
        return package._hold(
            channel, cls._choice(package, sessions), partner=cls.customer, **wanted
        )

    @classmethod
    def _sell_package(cls, package=None, confirm=True, **wanted):
        """An order with the package; confirmed unless told otherwise."""
        package = package or cls.series
        held = cls._hold_package(package, **wanted)
        order = cls.env["sale.order"].create({"partner_id": cls.customer.id})
        order._ticket_add_packages(package, held)
        if confirm:
            order.action_confirm()
        return order

    def _seats_by_session(self, places):
        return {
            session: set(mine.seat_id.mapped("key"))
            for session, mine in places.grouped("session_id").items()
        }
