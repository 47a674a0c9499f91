from odoo import api, fields, models


class TicketPicture(models.Model):
    """A picture of a show's or a venue's gallery: 图集."""

    _name = "ticket.picture"
    _description = "Gallery Picture"
    _inherit = ["image.mixin"]
    _order = "sequence, id"

    name = fields.Char(
        string="Caption",
        translate=True,
        help="Says what is to be seen, also to those who cannot see it.",
    )
    sequence = fields.Integer(default=10)
    image_1920 = fields.Image(required=True)
    show_id = fields.Many2one("ticket.show", ondelete="cascade", index="btree_not_null")
    venue_id = fields.Many2one(
        "ticket.venue", ondelete="cascade", index="btree_not_null"
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, index=True
    )

    _of_one_gallery = models.Constraint(
        "CHECK(num_nonnulls(show_id, venue_id) = 1)",
        "A picture belongs to one show or to one venue.",
    )

    @api.depends("show_id.company_id", "venue_id.company_id")
    def _compute_company_id(self):
        for picture in self:
            picture.company_id = (picture.show_id or picture.venue_id).company_id
