from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketSessionPostpone(models.TransientModel):
    """Why a session is put off or called off, the new date, and what people are told."""

    _name = "ticket.session.postpone"
    _description = "Postpone or Cancel Sessions"

    session_ids = fields.Many2many("ticket.session", string="Sessions", required=True)
    session_count = fields.Integer(compute="_compute_session_count")
    act = fields.Selection(
        [("postpone", "Postpone"), ("cancel", "Cancel")],
        required=True,
        default="postpone",
    )
    date_known = fields.Boolean(string="The New Date Is Known")
    start = fields.Datetime(string="New Date")
    reason = fields.Char(required=True, help="For the house: it is kept with the date.")
    notice = fields.Text(help="What the public reads; empty: nothing is shown.")

    @api.depends("session_ids")
    def _compute_session_count(self):
        for wizard in self:
            wizard.session_count = len(wizard.session_ids)

    def action_apply(self):
        self.ensure_one()
        sessions = self.session_ids
        if self.act == "cancel":
            return self._done(sessions._cancel(self.reason, self.notice))
        start = self.date_known and self.start
        if start and start <= fields.Datetime.now():
            raise UserError(self.env._("The new date lies in the past."))
        if start and len(sessions) > 1:
            raise UserError(self.env._("Give one session at a time its new date."))
        return self._done(sessions._postpone(self.reason, self.notice, start))

    def _done(self, changes):
        """Hook: customers are told of these changes."""
        return {"type": "ir.actions.act_window_close"}
