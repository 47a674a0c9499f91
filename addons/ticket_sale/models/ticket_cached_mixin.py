from odoo import api, models


class TicketCachedMixin(models.AbstractModel):
    """Settings that hot paths read: kept in memory, dropped when one changes.

    Odoo tells the other workers through its cache signals, which each request checks
    before anything else: a revoked gate device is refused from the next scan on.
    """

    _name = "ticket.cached.mixin"
    _description = "Settings Kept in Memory"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
