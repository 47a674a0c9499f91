from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.price_steps import PERCENT
from .ticket_session import CALENDAR_STATES


class TicketSession(models.Model):
    """The clock of prices: rules reach their steps, and every price that has changed is
    written into the history."""

    _inherit = "ticket.session"

    price_log_count = fields.Integer(
        string="Price Changes Logged", compute="_compute_price_log_count"
    )

    def _compute_price_log_count(self):
        counts = dict(
            self.env["ticket.price.log"]._read_group(
                [("session_id", "in", self.ids), ("amount_before", "!=", 0)],
                ["session_id"],
                ["__count"],
            )
        )
        for session in self:
            session.price_log_count = counts.get(session, 0)

    @api.model
    def _cron_follow_prices(self):
        sessions = self.search(
            Domain("state", "in", CALENDAR_STATES) & Domain("inventory_open", "=", True)
        )
        sessions._follow_prices()

    def _follow_prices(self):
        """Write down which rule steps are reached and which prices are new."""
        sessions_sudo = self.sudo()  # the history is written by the clock alone
        sessions_sudo._reach_price_steps()
        sessions_sudo._log_prices()

    def _reach_price_steps(self):
        rules = self.env["ticket.price.rule"]._of(self)
        rules = rules.filtered(lambda rule: rule.trigger != "days")
        if not rules:
            return
        now = fields.Datetime.now()
        sold = self._shares_sold()
        known = {
            (mark.session_id.id, mark.step_id.id)
            for mark in self.env["ticket.price.reached"].search(
                [("session_id", "in", self.ids)]
            )
        }
        marks = []
        for session in self:
            days_left = (session.start - now).total_seconds() / 86400
            for rule in rules._for_session(session):
                share = sold.get((session.id, rule.zone_id.id), 0)
                marks += [
                    {
                        "session_id": session.id,
                        "step_id": step.id,
                        "reached_at": now,
                        "share": share * 100 / PERCENT,
                    }
                    for step in rule.step_ids._reached_now(days_left, share)
                    if (session.id, step.id) not in known
                ]
        self.env["ticket.price.reached"].create(marks)

    def _shares_sold(self):
        """{(session id, zone id or False for the house): share sold, 10000 is all}"""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT session_id, zone_id, count(*) FILTER (WHERE state = 'sold'),
                          count(*)
                     FROM ticket_place
                    WHERE session_id = ANY(%s) AND state != 'locked'
                 GROUP BY GROUPING SETS ((session_id, zone_id), (session_id))""",
                self.ids,
            )
        )
        return {
            (session_id, zone_id or False): sold * PERCENT // total
            for session_id, zone_id, sold, total in rows
            if total
        }

    def _log_prices(self):
        """Compare today's prices with the last ones written down; write what is new."""
        last = self._last_logged_prices()
        now = fields.Datetime.now()
        lines = []
        for session, sheet in self._price_sheets().items():
            logged = last.get(session.id, {})
            scale = 10**session.currency_id.decimal_places
            for key, steps in sheet.items():
                amount = steps[-1].amount
                if logged.get(key) != amount:
                    lines.append(
                        {
                            **session._log_line(key, now, logged.get(key), scale),
                            "amount": amount / scale,
                            "on_sale": True,
                            "cause": steps[-1].kind,
                            "reason": self._log_reason(steps[-1]),
                        }
                    )
            lines += [
                {
                    **session._log_line(key, now, amount, scale),
                    "cause": "session" if session.price_ids else "plan",
                }
                for key, amount in logged.items()
                if key not in sheet and amount is not None
            ]
        self.env["ticket.price.log"].create(lines)

    def _log_reason(self, step):
        if step.kind == "plan":
            return step.source.plan_id.name
        if step.kind == "session":
            return False
        if step.kind == "change":
            return step.source.name or step.source.display_name
        return f"{step.source.rule_id.name}: {step.source.display_name}"

    def _log_line(self, key, now, before, scale):
        zone_id, type_id = key
        return {
            "session_id": self.id,
            "zone_id": zone_id,
            "type_id": type_id,
            "at": now,
            "amount_before": before / scale if before else 0.0,
        }

    def _last_logged_prices(self):
        """{session id: {(zone id, type id): minor units, None when not sold}}"""
        self.env["ticket.price.log"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (session_id, zone_id, type_id)
                          session_id, zone_id, type_id, amount, on_sale
                     FROM ticket_price_log WHERE session_id = ANY(%s)
                 ORDER BY session_id, zone_id, type_id, at DESC, id DESC""",
                self.ids,
            )
        )
        scales = {s.id: 10**s.currency_id.decimal_places for s in self}
        last = {}
        for session_id, zone_id, type_id, amount, on_sale in rows:
            minor = round(amount * scales[session_id]) if on_sale else None
            last.setdefault(session_id, {})[zone_id, type_id] = minor
        return last
