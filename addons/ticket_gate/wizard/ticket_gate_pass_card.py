from odoo import fields, models


class TicketGatePassCard(models.TransientModel):
    """Takes a card's chip for a pass: hold it to the reader at the desk."""

    _name = "ticket.gate.pass.card"
    _description = "Card of a Pass"

    pass_id = fields.Many2one(
        "ticket.gate.pass",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    code = fields.Char(
        string="Card Code",
        required=True,
        help="Hold the card to the reader, or type what is printed on it.",
    )

    def action_take(self):
        self.ensure_one()
        self.pass_id._take_card(self.code)
        self.code = "-"  # what opens gates is kept as a hash only
        return {"type": "ir.actions.act_window_close"}
