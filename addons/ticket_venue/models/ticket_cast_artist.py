from odoo import api, fields, models


class TicketCast(models.Model):
    """A part played by an artist whom other shows know too."""

    _inherit = "ticket.cast"
    _check_company_auto = True

    artist_id = fields.Many2one(
        "ticket.artist",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="Leads from the cast to the artist's own page and to their other shows.",
    )

    @api.onchange("artist_id")
    def _onchange_artist_id(self):
        if self.artist_id and not self.name:
            self.name = self.artist_id.name
