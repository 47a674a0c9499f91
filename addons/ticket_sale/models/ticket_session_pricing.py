from collections import defaultdict
from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.price_steps import Step


class TicketSession(models.Model):
    """What tickets of a session cost before pricelist and taxes: the plan's price, or
    the session's own, moved by scheduled changes and then by price rules."""

    _inherit = "ticket.session"

    price_ids = fields.One2many(
        "ticket.session.price", "session_id", string="Prices of This Session"
    )
    price_change_ids = fields.One2many(
        "ticket.price.change", "session_id", string="Price Changes"
    )
    price_rule_ids = fields.One2many(
        "ticket.price.rule", "session_id", string="Price Rules"
    )

    @api.constrains("plan_id")
    def _check_prices_of_plan(self):
        for session in self:
            own = (
                session.price_ids.zone_id
                | session.price_change_ids.zone_id
                | session.price_rule_ids.zone_id
            )
            if own.plan_id - session.plan_id:
                raise ValidationError(
                    self.env._(
                        "%(session)s has prices of its own in zones of another plan. "
                        "Remove them before changing the price plan.",
                        session=session.display_name,
                    )
                )

    def _prices(self, at=None):
        """The list prices that everything asks: quote, offers, website, distributors.

        :param at: the moment (naive UTC) whose prices are wanted; now when empty
        :return: {(zone id, type id): amount in the company's currency} of what is sold
        """
        self.ensure_one()
        return self._price_tables(at)[self]

    def _price_of(self, zone, ticket_type, at=None):
        """How one price comes about: its steps, or ``None`` where it is not sold."""
        return self._price_sheets(at)[self].get((zone.id, ticket_type.id))

    def _price_tables(self, at=None):
        """:meth:`_prices` of several sessions: {session: prices}"""
        tables = defaultdict(dict)
        for session, sheet in self._price_sheets(at).items():
            currency = session.company_id.sudo().currency_id
            scale = 10**currency.decimal_places
            tables[session] = {
                key: currency.round(steps[-1].amount / scale)
                for key, steps in sheet.items()
            }
        return tables

    def _price_sheets(self, at=None):
        """How each price comes about.

        :return: {session: {(zone id, type id): [price_steps.Step]}}; amounts in minor
            units, sources are records
        """
        at = at or fields.Datetime.now()
        sessions_sudo = self.sudo()  # prices are public; their making is not
        listed = sessions_sudo._listed_prices()
        own = self._own_prices()
        changes = self.env["ticket.price.change"].sudo()._in_force(sessions_sudo, at)
        rules = self.env["ticket.price.rule"].sudo()._of(sessions_sudo)
        rungs = rules._rungs_reached(sessions_sudo, at)
        sheets = {}
        for session, session_sudo in zip(self, sessions_sudo, strict=True):
            prices = listed.get(session_sudo.plan_id, ())
            sheet = session_sudo._base_sheet(prices, own[session.id], at)
            for record in changes._for_session(session_sudo):
                record._apply(sheet)
            for rule in rules._for_session(session_sudo):
                rule._apply(sheet, rungs.get((session.id, rule.id)))
            sheets[session] = sheet
        return sheets

    def _listed_prices(self):
        """{plan: its prices}, in one query"""
        return (
            self.env["ticket.price"]
            .search_fetch(
                [("plan_id", "in", self.plan_id.ids)],
                ["plan_id", "zone_id", "type_id", "amount"],
                order="id",
            )
            .grouped("plan_id")
        )

    def _own_prices(self):
        own = defaultdict(dict)
        for price in (
            self.env["ticket.session.price"]
            .sudo()
            .search_fetch(
                [("session_id", "in", self.ids)],
                ["session_id", "zone_id", "type_id", "sold", "amount"],
                order="id",
            )
        ):
            own[price.session_id.id][price.zone_id.id, price.type_id.id] = price
        return own

    def _base_sheet(self, listed, own, at):
        """The plan's prices, and the session's own instead of them."""
        self.ensure_one()
        scale = 10**self.company_id.currency_id.decimal_places
        sheet = {
            (price.zone_id.id, price.type_id.id): [
                Step("plan", price, round(price.amount * scale))
            ]
            for price in listed
        }
        for key, price in own.items():
            if not price.sold:
                sheet.pop(key, None)
                continue
            amount = round(price.amount * scale)
            sheet.setdefault(key, []).append(Step("session", price, amount))
        types = self.env["ticket.type"].sudo().browse({key[1] for key in sheet})
        dated = any(kind.valid_from or kind.valid_to for kind in types)
        sold = set(types._sold_on_day(self._day_of(at) if dated else None).ids)
        return {key: steps for key, steps in sheet.items() if key[1] in sold}

    def _types_sold(self):
        """The ticket types that have a price in this session now."""
        type_ids = {type_id for _zone_id, type_id in self._prices()}
        return self.env["ticket.type"].sudo().browse(type_ids)

    def _day_of(self, moment):
        """The date of a moment (naive UTC) where the session is played."""
        zone = ZoneInfo(self.tz or "UTC")
        return moment.replace(tzinfo=UTC).astimezone(zone).date()
