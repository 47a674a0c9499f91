from odoo import api, fields, models


class TicketFavourite(models.Model):
    """Artists can be favourites too: who likes one hears of their shows."""

    _inherit = "ticket.favourite"

    _kinds = {"show": "show_id", "artist": "artist_id"}

    artist_id = fields.Many2one(
        "ticket.artist",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )

    _artist_uniq = models.UniqueIndex(
        "(partner_id, artist_id) WHERE artist_id IS NOT NULL",
        "This artist is a favourite already.",
    )

    @api.depends("artist_id")
    def _compute_display_name(self):
        return super()._compute_display_name()

    @api.constrains("artist_id")
    def _check_one_artist(self):
        self._check_one_thing()
