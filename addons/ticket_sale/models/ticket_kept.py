from functools import partial

from odoo import api, fields, models, tools

from ..kept import KEPT, PURPOSE


class TicketKept(models.AbstractModel):
    _name = "ticket.kept"
    _description = "Settings Kept in Memory between Sales"

    @api.model
    def _begin(self, purpose):
        """Answer from memory, where possible, until this transaction ends.

        :param purpose: the step of a sale that this is
        """
        cr = self.env.cr
        cr.cache[KEPT] = self._store()
        cr.cache[PURPOSE] = purpose
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

    @api.model
    def _fill_alike(self, vals_list, keys, names, fill):
        """Complete the values of new records like those of a record before that was
        asked for in the same words; what is new is computed and remembered.

        :param vals_list: values of new records, completed in place
        :param keys: for each of them all that decides about ``names``; ``None`` where
            something else might
        :param names: the fields that may be remembered, with plain or x2many values
        :param fill: computes what is missing, as ``_add_precomputed_values`` does
        """
        store = self.env.cr.cache.get(KEPT)
        if store is None:
            return fill(vals_list)
        known = [store.get(key, {}) if key else {} for key in keys]
        for vals, values in zip(vals_list, known, strict=True):
            vals.update({n: values[n] for n in values if n not in vals})
        given = [frozenset(vals) for vals in vals_list]
        result = fill(vals_list)
        for vals, key, before in zip(vals_list, keys, given, strict=True):
            if key and key not in store:
                self._make_room(store)
                store[key] = {n: vals[n] for n in names - before if n in vals}
        return result

    def _alike_key(self, vals, moments):
        """The values that a record is made of, for whom and on which day, as a key.

        :param moments: the fields that decide about nothing
        """
        context = self.env.context
        names = ("lang", "tz", "allowed_company_ids")
        given = {name: vals[name] for name in sorted(vals) if name not in moments}
        who = (self.env.uid, *(context.get(name) for name in names))
        return repr((fields.Date.today(), who, given))

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
