from itertools import groupby

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..exceptions import SaleClosed
from .ticket_place import AVAILABLE, NOT_IN_MAP

#: States in which the calendar decides whether tickets are sold.
CALENDAR_STATES = ("announced", "presale", "on_sale")


class TicketSession(models.Model):
    _inherit = "ticket.session"

    plan_id = fields.Many2one(
        "ticket.price.plan",
        string="Price Plan",
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('drawing_id', '=', drawing_id)]",
        tracking=True,
    )
    drawing_id = fields.Many2one(related="seat_map_id.drawing_id")
    orphan_rule = fields.Boolean(
        string="No Single Seats",
        help="Customers who choose seats themselves may not leave one single free seat "
        "behind when they could sit one seat further. Staff may.",
    )
    place_ids = fields.One2many("ticket.place", "session_id", string="Places")
    ticket_ids = fields.One2many("ticket.ticket", "session_id", string="Tickets")
    inventory_open = fields.Boolean(readonly=True, copy=False)
    currency_id = fields.Many2one(related="company_id.currency_id")
    place_count = fields.Integer(compute="_compute_counts")
    left_count = fields.Integer(compute="_compute_counts", string="Left")
    sold_count = fields.Integer(compute="_compute_counts", string="Sold")

    def _compute_counts(self):
        counts = self.env["ticket.place"]._read_group(
            [("session_id", "in", self.ids)], ["session_id", "state"], ["__count"]
        )
        by_session = {}
        for session, state, count in counts:
            by_session.setdefault(session.id, {})[state] = count
        for session in self:
            states = by_session.get(session.id, {})
            session.place_count = sum(states.values())
            session.left_count = states.get("free", 0)
            session.sold_count = states.get("sold", 0)

    # --- opening ------------------------------------------------------------

    def action_open_inventory(self):
        """Make the places of these sessions, once; the seat map is frozen from then.

        :raise UserError: a session has no price plan, or the plan prices nothing
        """
        self.check_access("write")
        self.lock_for_update()
        for session in self.filtered(lambda session: not session.inventory_open):
            if not session.plan_id.price_ids:
                raise UserError(
                    self.env._(
                        "Choose a price plan with at least one price for %(session)s "
                        "first.",
                        session=session.display_name,
                    )
                )
            if session.plan_id.drawing_id != session.drawing_id:
                raise UserError(
                    self.env._(
                        "Price plan %(plan)s is drawn on another seat map.",
                        plan=session.plan_id.name,
                    )
                )
            session.sudo().seat_map_id._freeze()
            self.env["ticket.place"]._open(session)
            session.inventory_open = True

    def action_open_sale(self):
        """Open the inventory and let the calendar decide from now on; without dates the
        sale begins at once."""
        self.action_open_inventory()
        self._move(("draft", "announced", "paused", "ended"), "announced")
        now = fields.Datetime.now()
        for session in self:
            if not session.sale_start:
                session.sale_start = now
        self._follow_calendar()

    def _check_map_may_change(self, vals):
        """Places stand on the seats of one map: hall and map follow them, see
        :meth:`_move_to_revision`."""
        opened = self.filtered("inventory_open")
        if opened and ("hall_id" in vals or opened._stand_elsewhere(vals)):
            raise UserError(
                self.env._(
                    "%(session)s has places for sale; its hall and seat map cannot "
                    "change any more.",
                    session=opened[0].display_name,
                )
            )

    def _stand_elsewhere(self, vals):
        """Whether places on sale are not on the map that is to be written."""
        return self.env["ticket.place"].search_count(
            [
                ("session_id", "in", self.ids),
                ("section_id.seat_map_id", "!=", vals["seat_map_id"]),
                ("lock_reason", "not in", (NOT_IN_MAP,)),
            ],
            limit=1,
        )

    # --- the sale calendar --------------------------------------------------

    def _sale_phase(self):
        """``closed``, ``presale`` or ``on_sale`` by state and by the clock."""
        self.ensure_one()
        now = fields.Datetime.now()
        if self.state not in CALENDAR_STATES or not self.inventory_open:
            return "closed"
        if now >= (self.sale_end or self.end):
            return "closed"
        if self.state == "on_sale" or (self.sale_start and now >= self.sale_start):
            return "on_sale"
        if self.state == "presale" or (
            self.presale_start and now >= self.presale_start
        ):
            return "presale"
        return "closed"

    def _check_sale_open(self, channel, partner=None):
        """:raise SaleClosed: this channel may not sell to this customer now"""
        self.ensure_one()
        phase = self._sale_phase()
        if phase == "on_sale":
            return
        if channel == "backoffice" and self.inventory_open:
            if self.state in (*CALENDAR_STATES, "paused"):
                return
        if phase == "presale" and self._may_buy_in_presale(partner):
            return
        if phase == "presale":
            raise SaleClosed(
                self.env._(
                    "%(session)s is in presale for members. The general sale begins "
                    "later.",
                    session=self.display_name,
                )
            )
        raise SaleClosed(
            self.env._("%(session)s is not on sale now.", session=self.display_name)
        )

    def _may_buy_in_presale(self, partner):
        """Members whose tier says so buy before everybody else."""
        return bool(partner and partner.sudo().ticket_tier_id.presale)

    @api.model
    def _cron_follow_calendar(self):
        self.search(
            Domain("state", "in", CALENDAR_STATES) & Domain("inventory_open", "=", True)
        )._follow_calendar()

    def _follow_calendar(self):
        """Bring the shown state in line with the clock."""
        now = fields.Datetime.now()
        for session in self.filtered(lambda s: s.state in CALENDAR_STATES):
            phase = session._sale_phase()
            if now >= (session.sale_end or session.end):
                session.state = "ended"
            elif phase in ("presale", "on_sale") and session.state != phase:
                session.state = phase

    # --- what channels show -------------------------------------------------

    def _availability(self, available=AVAILABLE):
        """Two bits a seat in geometry order, the first seat in the high bits.

        0 free, 1 held by somebody, 2 sold, 3 locked or not for sale.

        :param SQL available: what counts as free; see ``ticket.hold._available_to``
        """
        self.ensure_one()
        codes = self.env["ticket.place"].sudo()._availability_codes(self, available)
        if not codes:
            return b""
        codes += "0" * (-len(codes) % 4)
        return int(codes, 4).to_bytes(len(codes) // 4, "big")

    def _availability_url(self, route):
        """Names the map that the client draws, so that it learns when that changes."""
        return f"{route}/{self.id}?map={self.seat_map_id.id}"

    def get_offer(self):
        """The offer and its state for the back office's own map."""
        self.check_access("read")
        return self._offer("backoffice")

    def _offer(self, channel, partner=None, pricelist=None):
        """All that a seat screen needs beside geometry and availability.

        Prices are what one ticket costs this partner, tax included.
        """
        self.ensure_one()
        self_sudo = self.sudo()
        plan = self_sudo.plan_id
        types = self._types_sold()._sold_on(channel).sorted()
        zones = plan.zone_ids
        prices = self._offer_prices(zones, types, partner, pricelist)
        currency = pricelist.sudo().currency_id if pricelist else plan.currency_id
        return {
            "session": self.id,
            "name": self_sudo.display_name,
            "start": fields.Datetime.to_string(self_sudo.start),
            "phase": self_sudo._sale_phase(),
            "currency": {
                "name": currency.name,
                "symbol": currency.symbol,
                "position": currency.position,
                "digits": currency.decimal_places,
            },
            "geometry": self_sudo.seat_map_id._geometry_url(),
            "availability": self_sudo._availability_url("/ticket/availability"),
            "types": [
                {
                    "id": ticket_type.id,
                    "code": ticket_type.code,
                    "name": ticket_type.name,
                    "admits": ticket_type.admits,
                    "terms": ticket_type._terms(),
                }
                for ticket_type in types
            ],
            "zones": [
                {
                    "id": zone.id,
                    "code": zone.code,
                    "name": zone.name,
                    "color": zone.color,
                    "prices": {
                        str(ticket_type.id): prices[zone.id, ticket_type.id]
                        for ticket_type in types
                        if (zone.id, ticket_type.id) in prices
                    },
                }
                for zone in zones
            ],
            "seat_zones": self_sudo._seat_zone_runs(),
            "areas": self_sudo._offer_areas(),
        }

    def _offer_prices(self, zones, types, partner, pricelist):
        """{(zone id, type id): what one ticket costs, tax included}"""
        quote = self.env["ticket.hold"]._price_one
        plan_prices = self._prices()
        prices = {}
        for ticket_type in types:
            for zone in zones:
                amount = plan_prices.get((zone.id, ticket_type.id))
                if amount is not None:
                    prices[zone.id, ticket_type.id] = quote(
                        self, ticket_type, amount, partner, pricelist, zone=zone
                    )["unit_total"]
        return prices

    def _seat_zone_runs(self):
        """[[index of the zone in the offer or -1, run length], …] in geometry order."""
        index = {zone.id: i for i, zone in enumerate(self.plan_id.zone_ids)}
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            self.env["ticket.place"]
            ._search(
                Domain("session_id", "=", self.id) & Domain("seat_id", "!=", False),
                order="seat_id",
                bypass_access=True,
            )
            .select("zone_id")
        )
        return [
            [index.get(zone_id, -1), len(list(run))]
            for (zone_id,), run in groupby(rows)
        ]

    def _offer_areas(self, available=AVAILABLE):
        """Standing areas with how many places are left.

        :param SQL available: what counts as free; see ``ticket.hold._available_to``
        """
        areas = self.seat_map_id.section_ids.filtered(lambda s: s.kind == "standing")
        if not areas:
            return []
        left = self.env["ticket.place"]._count_left(self, "section_id", available)
        zone_of = {
            section.id: zone
            for zone in self.plan_id.zone_ids
            for section in zone.section_ids
        }
        return [
            {
                "id": area.id,
                "name": area.name,
                "zone_id": zone_of[area.id].id,
                "left": left.get((self.id, area.id), 0),
            }
            for area in areas
            if area.id in zone_of
        ]
