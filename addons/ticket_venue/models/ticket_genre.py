from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketGenre(models.Model):
    """A kind of show. Kinds have kinds: concert, and under it chamber music."""

    _name = "ticket.genre"
    _description = "Show Genre"
    _order = "sequence, id"
    _parent_store = True

    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one(
        "ticket.genre", string="Part Of", ondelete="restrict", index=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("ticket.genre", "parent_id", string="Genres")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.depends("name", "parent_id.name", "parent_path")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for genre in self:
            parts = (genre.parent_id.display_name, genre.name)
            genre.display_name = " / ".join(part for part in parts if part)

    @api.constrains("parent_id")
    def _check_no_cycle(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A genre cannot be part of itself."))

    def _root(self):
        """The genres that these are part of in the end."""
        return self.browse(
            list({int(genre.parent_path.split("/")[0]) for genre in self})
        )
