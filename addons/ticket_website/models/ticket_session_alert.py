from odoo import api, fields, models


class TicketSession(models.Model):
    """When a session went on sale, for those who wait for it."""

    _inherit = "ticket.session"

    on_sale_since = fields.Datetime(
        compute="_compute_on_sale_since",
        store=True,
        copy=False,
        help="Who liked the show before is told.",
    )

    presale_since = fields.Datetime(
        compute="_compute_on_sale_since",
        store=True,
        copy=False,
        help="Members who may buy in the presale and liked the show before are told.",
    )

    @api.depends("state")
    def _compute_on_sale_since(self):
        for session in self:
            if session.state == "on_sale" and not session.on_sale_since:
                session.on_sale_since = fields.Datetime.now()
            else:
                session.on_sale_since = session.on_sale_since
            if session.state == "presale" and not session.presale_since:
                session.presale_since = fields.Datetime.now()
            else:
                session.presale_since = session.presale_since
