from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketLimitTier(models.Model):
    """A membership tier that may have more than a limit gives everybody."""

    _name = "ticket.limit.tier"
    _description = "Purchase Limit of a Tier"
    _order = "limit_id, maximum"
    _rec_name = "tier_id"

    limit_id = fields.Many2one(
        "ticket.limit", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="limit_id.company_id", store=True)
    tier_id = fields.Many2one(
        "ticket.membership.tier", required=True, ondelete="cascade"
    )
    maximum = fields.Integer(string="Most Tickets", required=True, default=6)

    _tier_uniq = models.UniqueIndex(
        "(limit_id, tier_id)", "This tier has a maximum of its own already."
    )

    @api.constrains("maximum", "limit_id")
    def _check_more(self):
        for line in self:
            if line.maximum <= line.limit_id.maximum:
                raise ValidationError(
                    self.env._(
                        "%(tier)s gets %(maximum)s tickets, no more than everybody. "
                        "Members may have more than others, never less.",
                        tier=line.tier_id.name,
                        maximum=line.maximum,
                    )
                )
