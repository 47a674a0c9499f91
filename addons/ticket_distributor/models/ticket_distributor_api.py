from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.ticket_sale.exceptions import PriceMissing

from ..exceptions import BadRequest, NotFound
from ..tools import order_request, times
from .ticket_wallet_line import MONEY_KINDS

STATEMENT_DAYS = 31


class TicketDistributor(models.Model):
    """What the API answers. Each method sees only what the contract allows."""

    _inherit = "ticket.distributor"

    # --- reading -------------------------------------------------------------

    def _api_sessions(self, params):
        domain = self._session_domain()
        if since := params.get("updated_since"):
            domain &= Domain("write_date", ">=", self._read_moment(since))
        else:
            domain &= Domain("end", ">=", fields.Datetime.now())
        sessions = self.env["ticket.session"].search(domain)
        return {
            "sessions": [
                {
                    "id": session.id,
                    "show": session.show_id.name,
                    "name": session.display_name,
                    "start": times.iso(session.start),
                    "end": times.iso(session.end),
                    "venue": session.venue_id.name,
                    "state": session.state if session.on_shelf else "paused",
                    "currency": self.currency_id.name,
                    "updated_at": times.iso(session.write_date),
                }
                for session in sessions
            ]
        }

    def _api_places(self, session_id):
        session = self.env["ticket.booking"]._find_session(self, _id(session_id))
        prices = self._api_prices(session)
        codes = {zone.id: zone.code for zone in session.plan_id.zone_ids}
        available = self.env["ticket.hold"]._available_to(session, "distributor", self)
        rows = self.env["ticket.place"]._distributor_rows(session, available)
        return {
            "places": [
                {
                    "id": place_id,
                    "section": section,
                    "row": row,
                    "seat": number,
                    "zone": codes.get(zone_id),
                    "state": state,
                    "prices": prices.get(zone_id, {}),
                }
                for place_id, section, row, number, zone_id, state in rows
            ],
            "areas": [
                {
                    "id": area["id"],
                    "name": area["name"],
                    "zone": codes[area["zone_id"]],
                    "left": area["left"],
                    "prices": prices.get(area["zone_id"], {}),
                }
                for area in session._offer_areas(available)
            ],
        }

    def _api_prices(self, session):
        """{zone id: {type code: net price as text}}"""
        prices = {}
        for zone in session.plan_id.zone_ids:
            for ticket_type in self._allowed_types():
                try:
                    price = self._net_price(session, zone, ticket_type)["price"]
                except PriceMissing:
                    continue
                prices.setdefault(zone.id, {})[ticket_type.code] = self._amount(price)
        return prices

    def _api_wallet(self):
        return {
            "balance": self._amount(self.balance),
            "reserved": self._amount(self.reserved),
            "credit_limit": self._amount(self.credit_limit),
            "available": self._amount(self.available),
            "currency": self.currency_id.name,
        }

    def _api_statement(self, params):
        zone = self.partner_id.tz or self.company_id.partner_id.tz or "UTC"
        now = fields.Datetime.now()
        since = params.get("from") or str((now - timedelta(days=STATEMENT_DAYS)).date())
        date_from = self._read_moment(since, zone)
        date_to = now + timedelta(seconds=1)
        if until := params.get("to"):
            date_to = self._read_moment(until, zone, end=True)
        mine = Domain("distributor_id", "=", self.id)
        lines = self.env["ticket.wallet.line"].search(
            mine
            & Domain("create_date", ">=", date_from)
            & Domain("create_date", "<", date_to),
            order="id",
        )
        [[opening]] = self.env["ticket.wallet.line"]._read_group(
            mine
            & Domain("create_date", "<", date_from)
            & Domain("kind", "in", MONEY_KINDS),
            [],
            ["amount:sum"],
        )
        moved = lines.filtered(lambda line: line.kind in MONEY_KINDS)
        return {
            "from": times.iso(date_from),
            "to": times.iso(date_to),
            "opening": self._amount(opening or 0.0),
            "closing": self._amount((opening or 0.0) + sum(moved.mapped("amount"))),
            "currency": self.currency_id.name,
            "lines": [line._api_line() for line in lines],
        }

    def _api_get_order(self, order_id):
        return self._api_find(order_id)._api_order()

    def _api_refund_preview(self, order_id):
        return self._api_find(order_id)._refund_preview()

    # --- writing: each runs in the short transaction of its request -----------

    def _api_lock(self, body):
        order = self._read(order_request.read_order, body)
        return self.env["ticket.booking"]._lock(self, order)._api_order()

    def _api_confirm(self, order_id, body):
        self._read(order_request.read_nothing, body)
        booking = self._api_find(order_id)
        booking._confirm()
        return booking._api_order()

    def _api_cancel(self, order_id, body):
        self._read(order_request.read_nothing, body)
        booking = self._api_find(order_id)
        booking._cancel()
        return booking._api_order()

    def _api_refund(self, order_id, body):
        numbers = self._read(order_request.read_refund, body)
        booking = self._api_find(order_id)
        booking._refund(numbers)
        return booking._api_order()

    # --- helpers -------------------------------------------------------------

    def _api_find(self, order_id):
        """A booking of this distributor; those of others do not exist here."""
        booking = self.env["ticket.booking"].search(
            [("id", "=", _id(order_id)), ("distributor_id", "=", self.id)]
        )
        if not booking:
            raise NotFound(
                self.env._("There is no order %(id)s.", id=order_id), order=order_id
            )
        return booking

    def _read(self, reader, body):
        try:
            return reader(order_request.read_object(body))
        except order_request.Invalid as error:
            raise BadRequest(str(error), field=error.field) from error

    def _read_moment(self, text, zone="UTC", *, end=False):
        try:
            return times.read_moment(text, zone, end=end)
        except ValueError as error:
            raise BadRequest(
                self.env._("“%(text)s” is not an ISO 8601 date or time.", text=text)
            ) from error


def _id(text):
    """A record id from an address; what cannot be one is an id nobody has."""
    text = str(text)
    is_number = text.isascii() and text.isdigit() and len(text) <= 10
    return int(text) if is_number and int(text) <= order_request.MAX_ID else 0
