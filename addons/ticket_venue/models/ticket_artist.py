from odoo import fields, models


class TicketArtist(models.Model):
    """A person or an ensemble that plays in more than one show: 艺人."""

    _name = "ticket.artist"
    _description = "Artist"
    _inherit = ["image.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    biography = fields.Html(translate=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    cast_ids = fields.One2many("ticket.cast", "artist_id", string="Parts")
    show_count = fields.Integer(compute="_compute_show_count")
    active = fields.Boolean(default=True)

    def _compute_show_count(self):
        rows = self.env["ticket.cast"]._read_group(
            [("artist_id", "in", self.ids)], ["artist_id"], ["show_id:count_distinct"]
        )
        counts = dict(rows)
        for artist in self:
            artist.show_count = counts.get(artist, 0)

    def action_open_shows(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_venue.ticket_show_action"
        )
        return action | {"domain": [("cast_ids.artist_id", "=", self.id)]}
