from odoo import fields, models
from odoo.tools import SQL

from .ticket_waiting import LIVE_STATES


class TicketSession(models.Model):
    """The waiting list of a session."""

    _inherit = "ticket.session"

    waiting_count = fields.Integer(
        compute="_compute_waiting_count",
        string="Waiting",
        groups="ticket_sale.group_ticket_cashier",
    )

    def _compute_waiting_count(self):
        counts = dict(
            self.env["ticket.waiting"]._read_group(
                [("session_id", "in", self.ids), ("state", "in", LIVE_STATES)],
                ["session_id"],
                ["__count"],
            )
        )
        for session in self:
            session.waiting_count = counts.get(session, 0)

    def action_view_waiting(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_waiting_action"
            ),
            "domain": [("session_id", "=", self.id)],
            "context": {"default_session_id": self.id},
        }

    def action_call_waiting(self):
        """Look at the line now instead of waiting for the clock; for staff.

        :return: how many customers were called
        """
        self.ensure_one()
        self.env["ticket.waiting"].check_access("write")
        return self.env["ticket.waiting"]._call(self.sudo())

    def _waiting_allotment(self):
        """The allotment that keeps what comes back for the line, if there is a line."""
        self.ensure_one()
        return (
            self.env["ticket.allotment"]
            .sudo()
            .search(
                [
                    ("session_id", "=", self.id),
                    ("kind", "=", "waiting"),
                    ("state", "=", "active"),
                ]
            )
        )

    def _waiting_free_by_zone(self):
        """{zone id: places the line could have now}"""
        self.ensure_one()
        self.env["ticket.place"].flush_model()
        available = self.env["ticket.hold"]._available_to(
            self, "website", self._waiting_allotment()
        )
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT place.zone_id, count(*) FROM ticket_place place
                        WHERE place.session_id = %s AND place.zone_id IS NOT NULL
                          AND %s
                     GROUP BY place.zone_id""",
                    self.id,
                    available,
                )
            )
        )

    def _waiting_free(self, zone_ids=()):
        """The most places somebody from outside could buy together on the website."""
        left = self.env["ticket.place"]._count_left(self, "zone_id")
        free = {zone: n for (_session, zone), n in left.items()}
        if zone_ids:
            return max((free.get(zone_id, 0) for zone_id in zone_ids), default=0)
        return sum(n for zone, n in free.items() if zone)

    def _waiting_kept(self):
        """The places that are kept for the line and held by nobody."""
        self.ensure_one()
        return self.env["ticket.place"].search(
            [
                ("allotment_id", "=", self._waiting_allotment().id),
                ("state", "=", "reserved"),
                ("hold_id", "=", False),
            ]
        )

    def _waiting_let_go(self, seen):
        """Places that nobody in the line could use go back to everybody.

        Nothing goes when more came back while the line was walked: together they may
        serve somebody, and the line is called again.

        :param seen: what :meth:`_waiting_kept` was before the first in line was asked
        """
        left = self._waiting_kept()
        if left and left <= seen:
            left._let_go(self._waiting_allotment().name)
