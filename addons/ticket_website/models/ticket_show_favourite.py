from odoo import fields, models
from odoo.fields import Domain


class TicketShow(models.Model):
    """A show somebody waits for."""

    _name = "ticket.show"
    _inherit = ["ticket.show", "ticket.favourite.mixin"]

    _favourite_kind = "show"

    favourite_ids = fields.One2many("ticket.favourite", "show_id", string="Favourites")
    favourite_count = fields.Integer(
        compute="_compute_favourite_count",
        string="Favourite of",
        help="How many members keep the show among their favourites and hear of it "
        "first.",
    )

    def _compute_favourite_count(self):
        counts = dict(
            self.env["ticket.favourite"]._read_group(
                [("show_id", "in", self.ids)], ["show_id"], ["__count"]
            )
        )
        for show in self:
            show.favourite_count = counts.get(show, 0)

    def _favourite_domain(self):
        """The favourites that are about this show: itself, or who plays in it."""
        artists = self.sudo().cast_ids.artist_id
        return Domain("show_id", "in", self.ids) | Domain(
            "artist_id", "in", artists.ids
        )

    def action_favourites(self):
        """Who waits for this show."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_website.ticket_favourite_action"
        )
        return {**action, "domain": [("show_id", "=", self.id)]}
