from odoo import fields, models


class PosConfig(models.Model):
    """How long the counter keeps places, and which allotments it sells from."""

    _inherit = "pos.config"

    ticket_allotment_ids = fields.Many2many(
        "ticket.allotment",
        "ticket_allotment_pos_config_rel",
        "config_id",
        "allotment_id",
        string="Ticket Allotments",
    )

    def _ticket_extend(self, token):
        """Keep the places of a hold for the counter's usual time from now.

        :raise HoldNotFound, HoldExpired: as ``ticket.hold._find``
        """
        return self.env["ticket.hold"]._extend(token, self.company_id.ticket_hold_pos)

    def _ticket_seconds(self, moment):
        """From now until then: tills count down by themselves, whatever their clock."""
        return max(0, int((moment - fields.Datetime.now()).total_seconds()))

    def _ticket_available(self, session):
        """The condition on ``place`` for what this till may sell."""
        return self.env["ticket.hold"].sudo()._available_to(session, "pos", self)

    # --- what the till sees ---------------------------------------------------------

    def ticket_sessions(self):
        sessions = super().ticket_sessions()
        own = (
            self.env["ticket.allotment"]
            .sudo()
            ._count_usable(
                self.env["ticket.session"].browse(s["id"] for s in sessions),
                "pos",
                self,
            )
        )
        return [s | {"free": s["free"] + own.get(s["id"], 0)} for s in sessions]

    def ticket_offer(self, session_id, partner_id=False, pricelist_id=False):
        """The seats of this till's allotments are as free as those of everybody."""
        session_sudo = self._ticket_session(session_id).sudo()
        route = f"/ticket/pos/{self.id}/availability"
        return super().ticket_offer(session_id, partner_id, pricelist_id) | {
            "availability": session_sudo._availability_url(route),
            "areas": self.ticket_areas(session_id),
        }

    def ticket_areas(self, session_id):
        session = self._ticket_session(session_id)
        return session.sudo()._offer_areas(self._ticket_available(session))

    def _ticket_availability(self, session_id):
        """What ``ticket.session._availability`` tells, as this till may sell."""
        session = self._ticket_session(session_id)
        return session.sudo()._availability(self._ticket_available(session))
