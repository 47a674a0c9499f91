from odoo import api, fields, models


class TicketReservationMake(models.TransientModel):
    """Reserve places, or add them to a reservation."""

    _name = "ticket.reservation.make"
    _inherit = "ticket.selection"
    _description = "Reserve Places"

    reservation_id = fields.Many2one("ticket.reservation", string="Add to")
    allotment_id = fields.Many2one("ticket.allotment", string="Out of Allotment")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        compute="_compute_from_reservation",
        store=True,
        readonly=False,
        precompute=True,
    )
    deadline = fields.Datetime(
        required=True,
        compute="_compute_from_reservation",
        store=True,
        readonly=False,
        precompute=True,
    )
    deposit_percent = fields.Float(string="Deposit %")
    note = fields.Text(string="Remark")

    @api.depends("reservation_id", "session_id")
    def _compute_from_reservation(self):
        """A week, or a day before the session when that comes first."""
        now = fields.Datetime.now()
        week = fields.Datetime.add(now, days=7)
        for wizard in self:
            start = wizard.session_id.start or week
            before = fields.Datetime.subtract(start, days=1)
            usual = min(week, before if before > now else start)
            wizard.partner_id = wizard.reservation_id.partner_id or wizard.partner_id
            wizard.deadline = wizard.reservation_id.deadline or usual

    def action_reserve(self):
        self.ensure_one()
        reservation = self.reservation_id
        wanted, seller = self._wanted_of_hold(), self.allotment_id or None
        if reservation:
            reservation._add(self.session_id, wanted, seller=seller)
        else:
            reservation = self.env["ticket.reservation"]._reserve(
                [(self.session_id, wanted)],
                seller=seller,
                partner_id=self.partner_id.id,
                company_id=self.session_id.company_id.id,
                deadline=self.deadline,
                deposit_percent=self.deposit_percent,
                note=self.note,
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.reservation",
            "view_mode": "form",
            "res_id": reservation.id,
        }
