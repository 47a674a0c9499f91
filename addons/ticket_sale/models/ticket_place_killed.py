from odoo import fields, models
from odoo.exceptions import UserError


class TicketPlace(models.Model):
    """A seat of a kind that is never sold keeps its place, so that the availability of a
    session has one entry a seat; the database keeps it from ever being anybody's."""

    _inherit = "ticket.place"

    killed = fields.Boolean(
        string="Never Sold", readonly=True, help="The seat is of a kind nobody can buy."
    )

    _killed_is_locked = models.Constraint(
        "CHECK(killed IS NOT TRUE OR (state = 'locked' AND zone_id IS NULL))",
        "This seat is of a kind that is never sold.",
    )

    def _check_not_killed(self):
        """:raise UserError: a seat that is drawn, but not there"""
        killed = self.filtered("killed")
        if killed:
            raise UserError(
                self.env._(
                    "%(place)s is a seat of kind “%(kind)s”, which is never sold. "
                    "Give it another kind in a new revision of the seat map.",
                    place=killed[0].display_name,
                    kind=killed[0].seat_id.kind_id.name,
                )
            )
