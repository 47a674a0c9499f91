from odoo import fields, models


class TicketPriceReached(models.Model):
    """A step of a rule that a session has reached; it stays reached, so that a refund or
    an expired cart does not make prices jump back and forth."""

    _name = "ticket.price.reached"
    _description = "Reached Step of a Price Rule"
    _order = "reached_at, id"
    _rec_name = "step_id"
    _log_access = False

    session_id = fields.Many2one(
        "ticket.session", required=True, ondelete="cascade", readonly=True
    )
    step_id = fields.Many2one(
        "ticket.price.rule.step",
        required=True,
        ondelete="cascade",
        readonly=True,
        index=True,
    )
    company_id = fields.Many2one(related="session_id.company_id")
    reached_at = fields.Datetime(required=True, readonly=True)
    share = fields.Float(string="Share Sold (%)", digits=(5, 2), readonly=True)

    _session_step_uniq = models.UniqueIndex(
        "(session_id, step_id)", "This session has reached the step already."
    )
