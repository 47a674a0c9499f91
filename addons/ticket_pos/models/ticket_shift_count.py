from odoo import api, fields, models


class TicketShiftCount(models.Model):
    """What was counted at the end of a shift, each time that somebody counted.

    Lines are written when a cashier says a number, before the till tells what it should
    be, and never changed but for ``is_final``: with it the shift was closed.
    """

    _name = "ticket.shift.count"
    _description = "Shift Count"
    _order = "pos_session_id desc, attempt, id"
    _rec_name = "payment_method_id"

    pos_session_id = fields.Many2one(
        "pos.session",
        string="Shift",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    config_id = fields.Many2one(
        related="pos_session_id.config_id", store=True, string="Till"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    currency_id = fields.Many2one(related="pos_session_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Counted by",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    attempt = fields.Integer(string="Count", readonly=True, aggregator=None)
    payment_method_id = fields.Many2one(
        "pos.payment.method", required=True, readonly=True, ondelete="restrict"
    )
    counted = fields.Monetary(readonly=True)
    expected = fields.Monetary(readonly=True)
    difference = fields.Monetary(
        compute="_compute_difference", store=True, help="Counted less expected."
    )
    bills = fields.Json(
        string="Coins and Notes", readonly=True, help="How many of each value."
    )
    is_blind = fields.Boolean(
        string="Blind", readonly=True, help="Counted before the till told what to find."
    )
    is_final = fields.Boolean(
        string="Closed with It", readonly=True, help="The shift was closed with this."
    )

    _attempt_uniq = models.UniqueIndex(
        "(pos_session_id, attempt, payment_method_id)",
        "This count was written down already.",
    )

    @api.depends("counted", "expected")
    def _compute_difference(self):
        for count in self:
            count.difference = count.currency_id.round(count.counted - count.expected)
