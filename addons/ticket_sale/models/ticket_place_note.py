from odoo import api, fields, models

from .ticket_place import NOT_IN_MAP


class TicketPlace(models.Model):
    """Who locked a place, for whom and why, as people read it."""

    _inherit = "ticket.place"

    locked_by_id = fields.Many2one(
        "res.users",
        ondelete="set null",
        readonly=True,
        help="Who locked it last; says nothing of a place that is not locked.",
    )
    locked_for_id = fields.Many2one(
        "res.partner",
        ondelete="set null",
        readonly=True,
        help="Who answers for the place while it is locked.",
    )
    lock_note = fields.Char(string="Why Locked", compute="_compute_lock_note")

    _timed_lock_idx = models.Index(
        "(session_id, held_until) WHERE state = 'locked' AND held_until IS NOT NULL"
    )

    @api.depends("state", "lock_reason", "locked_by_id", "locked_for_id")
    @api.depends_context("lang")
    def _compute_lock_note(self):
        names = {
            kind.code: kind.name for kind in self.env["ticket.seat.kind"].search([])
        }
        names |= {
            "no price": self.env._("no price zone"),
            NOT_IN_MAP: self.env._("not in the seat map any more"),
        }
        for place in self:
            place.lock_note = False
            if place.state == "locked":
                people = (place.locked_for_id.display_name, place.locked_by_id.name)
                reason = names.get(place.lock_reason, place.lock_reason)
                place.lock_note = " · ".join(filter(None, (reason, *people)))

    def action_history(self):
        """Everything that happened to these places, the newest first."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("History of %(places)s", places=self._name_few()),
            "res_model": "ticket.timeline",
            "view_mode": "list",
            "views": [(False, "list")],
            "domain": [("place_id", "in", self.ids)],
        }

    def _name_few(self):
        if len(self) == 1:
            return self.display_name
        return self.env._("%(count)s places", count=len(self))
