from odoo import api, fields, models

from ..models.ticket_type import CHANNELS


class TicketAllotmentMake(models.TransientModel):
    _name = "ticket.allotment.make"
    _inherit = "ticket.selection"
    _description = "New Allotment"

    name = fields.Char()
    kind = fields.Selection(
        selection=lambda self: [
            (code, label)
            for code, label in self.env["ticket.allotment"]
            ._fields["kind"]
            ._description_selection(self.env)
            if code != "waiting"
        ],
        string="Kept for",
        required=True,
        default="channel",
    )
    channel = fields.Selection(CHANNELS, default="pos")
    partner_id = fields.Many2one("res.partner", string="Contact")
    reason = fields.Char()
    return_at = fields.Datetime(
        string="Return",
        compute="_compute_return_at",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="From then on everybody may buy what is left.",
    )

    @api.depends("session_id")
    def _compute_return_at(self):
        """A day before the session, or when it starts if that is sooner than a day."""
        now = fields.Datetime.now()
        for wizard in self:
            start = wizard.session_id.start or fields.Datetime.add(now, days=2)
            day_before = fields.Datetime.subtract(start, days=1)
            wizard.return_at = day_before if day_before > now else start

    def action_allot(self):
        self.ensure_one()
        allotment = self.env["ticket.allotment"]._allot(
            self.session_id, self._wanted(), **self._values()
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.allotment",
            "view_mode": "form",
            "res_id": allotment.id,
        }

    def _values(self):
        return {
            "name": self.name,
            "kind": self.kind,
            "channel": self.channel if self.kind == "channel" else False,
            "partner_id": self.partner_id.id,
            "reason": self.reason,
            "return_at": self.return_at,
        }
