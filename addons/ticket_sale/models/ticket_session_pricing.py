from collections import defaultdict
from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields, models


class TicketSession(models.Model):
    """What tickets of a session cost before pricelist and taxes."""

    _inherit = "ticket.session"

    def _prices(self, at=None):
        """The list prices that everything asks: quote, offers, website, distributors.

        :param at: the moment (naive UTC) whose prices are wanted; now when empty
        :return: {(zone id, type id): amount in the company's currency} of what is sold
        """
        self.ensure_one()
        return self._price_tables(at)[self]

    def _price_tables(self, at=None):
        """:meth:`_prices` of several sessions: {session: prices}"""
        at = at or fields.Datetime.now()
        tables = defaultdict(dict)
        for session in self:
            prices = session.sudo().plan_id.price_ids
            sold = prices.type_id._sold_on_day(session._day_of(at))
            tables[session] = {
                (price.zone_id.id, price.type_id.id): price.amount
                for price in prices
                if price.type_id in sold
            }
        return tables

    def _types_sold(self):
        """The ticket types that have a price in this session now."""
        type_ids = {type_id for _zone_id, type_id in self._prices()}
        return self.env["ticket.type"].sudo().browse(type_ids)

    def _day_of(self, moment):
        """The date of a moment (naive UTC) where the session is played."""
        zone = ZoneInfo(self.tz or "UTC")
        return moment.replace(tzinfo=UTC).astimezone(zone).date()
