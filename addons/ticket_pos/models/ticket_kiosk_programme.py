from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError


class TicketKiosk(models.Model):
    """What a kiosk offers: as its point of sale does, to customers nobody knows."""

    _inherit = "ticket.kiosk"

    def _till(self):
        """The point of sale, in the name of the kiosk's user."""
        self.ensure_one()
        return (
            self.config_id.sudo(False)
            .with_user(self.user_id)
            .with_company(self.company_id)
        )

    def _programme(self):
        """Sessions on general sale, the next one first."""
        till = self._till()
        listed = [row for row in till.ticket_sessions() if row["state"] == "on_sale"]
        sessions = self.env["ticket.session"].browse(row["id"] for row in listed)
        return [
            {
                "id": row["id"],
                "show": session.show_id.name,
                "show_id": session.show_id.id,
                "hall": row["hall"],
                "start": row["start"],
                "when": session._when(),
                "tz": row["tz"],
                "free": row["free"],
                "named": session.real_name,
                "poster": bool(session.sudo().show_id.poster),
            }
            for row, session in zip(listed, sessions, strict=True)
        ]

    def _offer(self, session_id):
        """See ``ticket.session._offer``; types that need a name are not sold here.

        :raise TicketError: all tickets of the session carry names
        """
        till = self._till()
        session = till._ticket_session(session_id)
        if session.real_name:
            raise TicketError(
                self.env._(
                    "These tickets carry names. Please buy them at the counter or on "
                    "the website."
                )
            )
        offer = till.ticket_offer(session_id)
        types = self.env["ticket.type"].browse(t["id"] for t in offer["types"])
        named = set(types.sudo().filtered("real_name").ids)
        route = "/ticket/api/v1/kiosk/availability"
        return offer | {
            "show": session.show_id.name,
            "when": session._when(),
            "hall": session.hall_id.display_name,
            "availability": session.sudo()._availability_url(route),
            "types": [t for t in offer["types"] if t["id"] not in named],
        }
