from odoo import models

from ..tools import times


class TicketBooking(models.Model):
    """A booking as the API tells it."""

    _inherit = "ticket.booking"

    def _api_order(self):
        """The ``order`` object of every answer about a booking."""
        self.ensure_one()
        distributor = self.distributor_id
        return {
            "order": {
                "id": self.id,
                "reference": self.reference,
                "session": self.session_id.id,
                "state": self.state,
                "expires_at": times.iso(self.expires_at),
                "amount": distributor._amount(self.amount),
                "refunded": distributor._amount(self.refunded_amount),
                "fees": distributor._amount(self.fee_amount),
                "currency": self.currency_id.name,
                "tickets": [line._api_ticket() for line in self.line_ids],
            }
        }
