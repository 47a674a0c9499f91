from datetime import timedelta

from odoo import fields, models


class TicketSession(models.Model):
    """Caps of a session, and whether its tickets are for named persons."""

    _inherit = "ticket.session"

    cap_ids = fields.One2many("ticket.cap", "session_id", string="Caps", copy=True)
    real_name = fields.Boolean(
        string="Real Names",
        tracking=True,
        help="Every ticket of this session is for one named person with an ID, as the "
        "rules for large performances ask. Otherwise the ticket types decide.",
    )

    def _is_for_named(self, ticket_type):
        """Whether a ticket of this type is for a named person here."""
        return self.real_name or ticket_type.real_name

    def _may_name_later(self):
        """The back office may sell first and name later, until some hours before."""
        hours = self.company_id.ticket_naming_hours
        return fields.Datetime.now() < self.start - timedelta(hours=hours)
