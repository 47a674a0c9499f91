from collections import Counter

from odoo import api, models


class TicketTicket(models.Model):
    """Tickets in a letter to a customer."""

    _inherit = "ticket.ticket"

    @api.model
    def _customer_letter(self, partner, company, seats, **words):
        """The body of a mail, in the language of the environment.

        :param seats: {session: words for each seat}; equal ones are counted
        :param words: ``title``, ``text``, ``url`` and ``button``
        """
        counted = {
            session: [
                f"{name} × {count}" if count > 1 else name
                for name, count in Counter(names).items()
            ]
            for session, names in seats.items()
        }
        return self.env["ir.qweb"]._render(
            "ticket_sale.customer_letter",
            {
                "partner": partner,
                "greeting": self.env._("Dear %(name)s,", name=partner.name),
                "company": company,
                "seats": counted,
                **words,
            },
        )

    def _seats_in_words(self, env):
        """{session: words for each seat}, in the language of another environment."""
        tickets_sudo = self.sudo().with_context(lang=env.lang)
        return {
            session: [
                f"{one.place_id.display_name or one.seat_label} · {one.type_id.name}"
                for one in tickets
            ]
            for session, tickets in tickets_sudo.grouped("session_id").items()
        }
