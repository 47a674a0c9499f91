from odoo import api, fields, models

from ..tools.favourites import item


class TicketFavouriteMixin(models.AbstractModel):
    """A record visitors may make their favourite."""

    _name = "ticket.favourite.mixin"
    _description = "Possible Favourite"

    _favourite_kind = None

    website_favourite = fields.Boolean(
        compute="_compute_website_favourite",
        help="Whether it is a favourite of the member who looks at it. What a guest "
        "likes is known to the guest's browser only.",
    )

    @api.depends_context("uid")
    def _compute_website_favourite(self):
        liked = set()
        if not self.env.user._is_public():
            field = self.env["ticket.favourite"]._kinds[self._favourite_kind]
            found_sudo = (
                self.env["ticket.favourite"]
                .sudo()
                .search(
                    [
                        ("partner_id", "=", self.env.user.partner_id.id),
                        (field, "in", self.ids),
                    ]
                )
            )
            liked = set(found_sudo[field].ids)
        for record in self:
            record.website_favourite = record.id in liked

    def _favourite_item(self):
        """The word for this record in a browser."""
        return item(self._favourite_kind, self.id)
