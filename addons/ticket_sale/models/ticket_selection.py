from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketSelection(models.AbstractModel):
    """Which places of a session: named ones, or so many of the best."""

    _name = "ticket.selection"
    _description = "Selection of Places"

    session_id = fields.Many2one(
        "ticket.session",
        required=True,
        domain="[('inventory_open', '=', True)]",
    )
    plan_id = fields.Many2one(related="session_id.plan_id")
    seat_map_id = fields.Many2one(related="session_id.seat_map_id")
    place_ids = fields.Many2many(
        "ticket.place",
        string="Places",
        domain="[('session_id', '=', session_id), ('state', 'in', ('free', 'locked'))]",
        help="Leave empty to take the best ones.",
    )
    count = fields.Integer(string="How Many", default=2)
    zone_id = fields.Many2one(
        "ticket.zone", domain="[('plan_id', '=', plan_id)]", help="Empty: any zone."
    )
    section_id = fields.Many2one(
        "ticket.seat.section",
        string="Standing Area",
        domain="[('seat_map_id', '=', seat_map_id), ('kind', '=', 'standing')]",
    )
    place_count = fields.Integer(compute="_compute_place_count", string="Places Chosen")

    @api.depends("place_ids", "count")
    def _compute_place_count(self):
        for wizard in self:
            wizard.place_count = len(wizard.place_ids) or wizard.count

    def _wanted(self):
        """What the engine is asked for.

        :raise UserError: neither places nor a number
        """
        self.ensure_one()
        if self.place_ids:
            if self.place_ids.session_id != self.session_id:
                raise UserError(
                    self.env._(
                        "Some of these places belong to another session. Choose again."
                    )
                )
            return {"place_ids": self.place_ids.ids}
        if self.count < 1:
            raise UserError(self.env._("Choose places or say how many."))
        return {
            "count": self.count,
            "zone_id": self.zone_id.id or None,
            "section_id": self.section_id.id or None,
        }

    def _wanted_of_hold(self):
        """The same as arguments of ``ticket.hold._take``."""
        wanted = self._wanted()
        return wanted if "place_ids" in wanted else {"best": wanted}
