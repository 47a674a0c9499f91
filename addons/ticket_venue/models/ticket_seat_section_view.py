from odoo import api, fields, models


class TicketSeatSection(models.Model):
    """What one sees from a section: 视野图. It belongs to the house and may be changed
    while sessions use the map."""

    _inherit = "ticket.seat.section"

    view_image = fields.Image(
        string="View from Here",
        max_width=1920,
        max_height=1080,
        help="A picture of the stage, taken from the middle of the section. Visitors "
        "see it when they choose seats.",
    )
    view_note = fields.Char(
        string="View in Words",
        translate=True,
        help="What the picture shows, also for those who cannot see it.",
    )
    has_view = fields.Boolean(compute="_compute_has_view", store=True)

    @api.depends("view_image")
    def _compute_has_view(self):
        for section in self:
            section.has_view = bool(section.view_image)
