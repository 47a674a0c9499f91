from odoo import api, models

#: What a transaction has promised to do after its commit.
FORGETS = "ticket.cached.forgets"


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
        self._forget()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._forget()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget()
        return result

    @api.model
    def _forget(self):
        """Drop what is kept in memory: now, and once more after the commit, for another
        thread of this process may read the old values until then, and keep them."""
        registry, postcommit = self.env.registry, self.env.cr.postcommit
        registry.clear_cache()
        if not postcommit.data.get(FORGETS):
            postcommit.data[FORGETS] = True
            postcommit.add(registry.clear_cache)
