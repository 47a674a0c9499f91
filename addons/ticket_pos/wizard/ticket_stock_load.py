from odoo import api, fields, models


class TicketStockLoad(models.TransientModel):
    """Somebody stands at the printer and says what happened to its tickets."""

    _name = "ticket.stock.load"
    _description = "Change Ticket Stock"

    printer_id = fields.Many2one("ticket.printer", required=True)
    kind = fields.Selection(
        [
            ("refill", "I loaded tickets"),
            ("spoiled", "Tickets were spoiled"),
            ("count", "I counted what is left"),
            ("correction", "I took tickets out or put them back"),
        ],
        required=True,
        default="refill",
    )
    count = fields.Integer(string="How Many", required=True)
    note = fields.Char()
    before = fields.Integer(string="Left Now", related="printer_id.stock_count")
    after = fields.Integer(string="Left After", compute="_compute_after")

    @api.depends("printer_id", "kind", "count")
    def _compute_after(self):
        for wizard in self:
            wizard.after = {
                "spoiled": wizard.before - wizard.count,
                "count": wizard.count,
            }.get(wizard.kind, wizard.before + wizard.count)

    def action_confirm(self):
        self.ensure_one()
        self.printer_id.change_stock(self.kind, self.count, self.note)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
