from datetime import datetime, timedelta

from odoo import fields

from odoo.addons.ticket_venue.tests.common import TicketVenueCommon


class TicketSaleCommon(TicketVenueCommon):
    """A session on sale: zone A (rows in Stalls, 380 adult, 190 child) and zone F
    (standing, 120 adult)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.adult = cls.env.ref("ticket_sale.ticket_type_adult")
        cls.child = cls.env.ref("ticket_sale.ticket_type_child")
        (cls.adult | cls.child).product_id.taxes_id = False
        cls.stalls, cls.floor = cls.seat_map.section_ids.sorted("id")
        cls.seats = cls.seat_map.seat_ids
        cls.plan = cls._create_plan()
        cls.zone_a, cls.zone_f = cls.plan.zone_ids
        cls.session = cls._create_session_on_sale()
        cls.customer = cls.env["res.partner"].create(
            {"name": "Li Hua", "email": "li@example.com"}
        )
        cls.Hold = cls.env["ticket.hold"]

    @classmethod
    def _create_plan(cls):
        plan = cls.env["ticket.price.plan"].create(
            {"name": "Standard", "seat_map_id": cls.seat_map.id}
        )
        zone_a, zone_f = cls.env["ticket.zone"].create(
            [
                {
                    "name": "Zone A",
                    "code": "A",
                    "sequence": 1,
                    "plan_id": plan.id,
                    "section_ids": cls.stalls.ids,
                },
                {
                    "name": "Standing",
                    "code": "F",
                    "sequence": 2,
                    "plan_id": plan.id,
                    "section_ids": cls.floor.ids,
                },
            ]
        )
        cls.env["ticket.price"].create(
            [
                {"zone_id": zone_a.id, "type_id": cls.adult.id, "amount": 380},
                {"zone_id": zone_a.id, "type_id": cls.child.id, "amount": 190},
                {"zone_id": zone_f.id, "type_id": cls.adult.id, "amount": 120},
            ]
        )
        return plan

    @classmethod
    def _create_session_on_sale(cls, **values):
        start = values.pop("start", None) or fields.Datetime.now() + timedelta(days=30)
        session = cls._create_session(
            start=start.replace(microsecond=0), plan_id=cls.plan.id, **values
        )
        session.action_open_sale()
        return session

    @classmethod
    def _places(cls, *keys, session=None):
        """The places of seats named ``row-number``, as ``cls._places("1-4")``."""
        session = session or cls.session
        seats = cls.env["ticket.seat"].search(
            [
                ("seat_map_id", "=", session.seat_map_id.id),
                ("key", "in", [f"ST-{key}" for key in keys]),
            ]
        )
        return cls.env["ticket.place"].search(
            [("session_id", "=", session.id), ("seat_id", "in", seats.ids)],
            order="seat_id",
        )

    @classmethod
    def _hold_places(cls, *keys, channel="website", **values):
        cls.env.flush_all()  # the hold reads in a transaction of its own
        return cls.Hold._hold(
            cls.session, channel, place_ids=cls._places(*keys).ids, **values
        )

    @classmethod
    def _sell(cls, *keys, ticket_type=None, partner=None, confirm=True):
        """A confirmed order for the seats; returns the order."""
        held = cls._hold_places(*keys, partner=partner or cls.customer)
        return cls._order(
            held, ticket_type=ticket_type, partner=partner, confirm=confirm
        )

    @classmethod
    def _order(cls, held, ticket_type=None, partner=None, confirm=True):
        order = cls.env["sale.order"].create(
            {"partner_id": (partner or cls.customer).id}
        )
        ticket_type = ticket_type or cls.adult
        order._ticket_add(
            cls.Hold._find(held.token),
            {place.id: ticket_type.id for place in held.places},
        )
        if confirm:
            order.action_confirm()
        return order

    def _run_cron(self, xmlid):
        self.env.flush_all()
        self.env.ref(xmlid).method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def _expire(cls, held):
        """Let the time of a hold run out."""
        past = datetime(2020, 1, 1)
        hold = cls.Hold.browse(held.hold_id).sudo()
        hold.place_ids.write({"held_until": past})
        hold.expires_at = past
        cls.env.flush_all()
