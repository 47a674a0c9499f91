from functools import partial

from odoo import api, models, tools

from ..kept import KEPT


class TicketKept(models.AbstractModel):
    _name = "ticket.kept"
    _description = "Settings Kept in Memory between Sales"

    @api.model
    def _begin(self):
        """Answer from memory, where possible, until this transaction ends."""
        cr = self.env.cr
        cr.cache[KEPT] = self._store()
        for hooks in (cr.postcommit, cr.postrollback):
            hooks.add(partial(cr.cache.pop, KEPT, None))

    @api.model
    @tools.ormcache()
    def _store(self):
        return {}

    @api.model
    @tools.ormcache("model_name")
    def _house_ids(self, model_name):
        """Of these models only the house's own records are kept."""
        store = self.env.cr.cache.pop(KEPT, None)  # it would ask for them itself
        this = self.sudo().with_context(active_test=False)
        ids = frozenset(this._house_records(model_name)._ids)
        if store is not None:
            self.env.cr.cache[KEPT] = store
        return ids

    def _house_records(self, model_name):
        env = self.env
        if model_name == "product.template":
            return self._house_records("product.product").product_tmpl_id
        if model_name == "product.product":
            rules = env["loyalty.rule"].search([("product_ids", "!=", False)])
            tickets = env[model_name].search([("service_tracking", "=", "ticket")])
            return tickets | rules.product_ids
        users = self._house_users()
        if model_name == "res.users":
            return users
        companies = env["res.company"].search([("id", "!=", False)])
        return users.partner_id | companies.partner_id

    def _house_users(self):
        """Hook: users in whose name the house sells."""
        return self.env.ref("base.public_user") | self.env.ref("base.user_root")
