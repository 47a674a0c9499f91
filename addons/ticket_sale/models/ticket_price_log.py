from odoo import fields, models


class TicketPriceLog(models.Model):
    """What a price was and when it changed; written by the clock, never by hand."""

    _name = "ticket.price.log"
    _description = "Price History"
    _order = "at desc, id desc"
    _rec_name = "zone_id"
    _log_access = False

    session_id = fields.Many2one(
        "ticket.session", required=True, ondelete="cascade", readonly=True
    )
    show_id = fields.Many2one(related="session_id.show_id")
    company_id = fields.Many2one(related="session_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    zone_id = fields.Many2one(
        "ticket.zone", required=True, ondelete="cascade", readonly=True, index=True
    )
    type_id = fields.Many2one(
        "ticket.type",
        string="Ticket Type",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    amount_before = fields.Monetary(string="Before", readonly=True)
    amount = fields.Monetary(string="Price", readonly=True)
    on_sale = fields.Boolean(
        string="Sold", readonly=True, help="Off when the price was taken away."
    )
    at = fields.Datetime(required=True, readonly=True)
    cause = fields.Selection(
        [
            ("plan", "Price Plan"),
            ("session", "Price of the Session"),
            ("change", "Scheduled Change"),
            ("rule", "Price Rule"),
            ("floor", "Floor of a Rule"),
            ("ceiling", "Ceiling of a Rule"),
        ],
        readonly=True,
    )
    reason = fields.Char(readonly=True)

    _session_idx = models.Index("(session_id, zone_id, type_id, at)")
