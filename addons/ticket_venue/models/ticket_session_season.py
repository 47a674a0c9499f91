from odoo import fields, models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    season_id = fields.Many2one(
        "ticket.season",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    external_key = fields.Char(
        readonly=True,
        copy=False,
        help="By this name a season file read again finds the session.",
    )

    _external_key_unique = models.UniqueIndex(
        "(company_id, external_key) WHERE external_key IS NOT NULL",
        "Two sessions cannot be the same one of a season file.",
    )

    def _may_follow_file(self):
        """Whether a season file read again may move this session: nobody knows of it
        yet."""
        self.ensure_one()
        return self.state == "draft"
