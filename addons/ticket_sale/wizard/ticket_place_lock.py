from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketPlaceLock(models.TransientModel):
    """Why places go off sale, who answers for them, and when they come back."""

    _name = "ticket.place.lock"
    _description = "Lock Places"

    place_ids = fields.Many2many("ticket.place", string="Places", required=True)
    place_count = fields.Integer(compute="_compute_place_count", string="Places Chosen")
    kind_id = fields.Many2one(
        "ticket.seat.kind",
        string="Used As",
        ondelete="cascade",
        domain=[("locked", "=", True)],
        help="The usual uses of seats that are kept back: camera, security, press …",
    )
    reason = fields.Char(
        compute="_compute_reason",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    owner_id = fields.Many2one(
        "res.partner",
        string="For",
        ondelete="cascade",
        help="Who answers for these places and is asked before they are opened.",
    )
    release = fields.Selection(
        [
            ("staff", "When staff open them"),
            ("before", "Some hours before the session"),
            ("time", "At a time"),
        ],
        string="On Sale Again",
        required=True,
        default="staff",
    )
    hours_before = fields.Integer(default=24)
    until = fields.Datetime(
        string="Release",
        compute="_compute_until",
        store=True,
        readonly=False,
        help="From this minute on everybody may buy them, whoever is looking.",
    )

    def _compute_place_count(self):
        for wizard in self:
            wizard.place_count = len(wizard.place_ids)

    @api.depends("kind_id")
    def _compute_reason(self):
        for wizard in self:
            wizard.reason = wizard.kind_id.name or wizard.reason

    @api.depends("release", "hours_before", "place_ids")
    def _compute_until(self):
        for wizard in self:
            start = wizard.place_ids.session_id[:1].start
            if wizard.release == "before" and start:
                wizard.until = start - timedelta(hours=wizard.hours_before)
            else:
                wizard.until = wizard.release == "time" and wizard.until

    def action_lock(self):
        self.ensure_one()
        if self.until and self.until <= fields.Datetime.now():
            raise UserError(self.env._("The release lies in the past."))
        self.place_ids.action_lock(self.reason, self.until, self.owner_id)
        return {"type": "ir.actions.act_window_close"}
