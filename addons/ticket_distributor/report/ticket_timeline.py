from odoo import models
from odoo.tools import SQL


class TicketTimeline(models.Model):
    """Which distributor sold, and its own number of the sale."""

    _inherit = "ticket.timeline"

    def _sale_joins(self):
        return SQL(
            """%s
            LEFT JOIN ticket_booking ON ticket_booking.id = ticket.booking_id
            LEFT JOIN ticket_distributor
                   ON ticket_distributor.id = ticket_booking.distributor_id""",
            super()._sale_joins(),
        )

    def _sale_documents(self):
        return [*super()._sale_documents(), SQL("ticket_booking.reference")]

    def _sale_devices(self):
        return [*super()._sale_devices(), SQL("ticket_distributor.name")]
