from odoo import api, models

from ..kept import (
    KEPT,
    LEARNT,
    MODELS,
    OF_THE_HOUSE,
    PLAIN,
    PURPOSE,
    SEARCHED,
    USED,
    WIDE,
    may_be_learnt,
)


class Base(models.AbstractModel):
    """Settings that every sale reads stay in memory between requests; see ``kept.py``."""

    _inherit = "base"

    def _fetch_field(self, field):
        store = self.env.cr.cache.get(KEPT)
        if store is None:
            return super()._fetch_field(field)
        if self._name not in MODELS or not self._may_be_kept():
            if self._asks_for_used(field):
                return self.fetch(self._used_fields(field.name))
            return super()._fetch_field(field)
        known = store.get(self._kept_key(field), {})
        ids = [record_id for record_id in self._ids if record_id in known]
        rest = self
        if ids:
            field._insert_cache(self.browse(ids), [known[i] for i in ids])
            rest = self.browse(i for i in self._ids if i not in known)
        if rest:
            if rest._asks_for_used(field):
                rest.fetch(self._used_fields(field.name))
            else:
                super(Base, rest)._fetch_field(field)
            rest._learn(store, field)
        return None

    def _kept_key(self, field):
        """Odoo keeps all languages of a translated field together; here each is alone."""
        lang = field.translation_lang(self.env) if field.translate else None
        return field, self.env.cache_key(field), lang

    def _asks_for_used(self, field):
        """Whether to read with one field what this step has asked for of such a record
        before, and nothing else."""
        return self._name in WIDE and self.env.su and field.prefetch is True

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        store = self.env.cr.cache.get(KEPT)
        if store is not None and self._name in WIDE and self.env.su:
            field_names = self._used_fields(*(field_names or ()))
        if store is None or self._name not in SEARCHED or not self._may_be_kept():
            return super().search_fetch(domain, field_names, offset, limit, order)
        active = self.env.context.get("active_test", True)
        companies = self.env.context.get("allowed_company_ids") or ()
        lang = self.env.context.get("lang")
        key = (self._name, repr(domain), offset, limit, order, active, lang, *companies)
        ids = store.get(key)
        if ids is None:
            found = super().search_fetch(domain, field_names, offset, limit, order)
            self._make_room(store)
            store[key] = found._ids
            return found
        return self.browse(ids)

    def exists(self):
        store = self.env.cr.cache.get(KEPT)
        if store is not None and self._was_read():
            return self
        if store is None or self._name not in MODELS or not self._may_be_kept():
            return super().exists()
        known = store.setdefault((self._name, "exists"), set())
        if not known.issuperset(self._ids):
            found = super().exists()
            house = self._only_house()
            known.update(i for i in found._ids if house is None or i in house)
            return found
        return self

    def _was_read(self):
        """Whether this transaction has read all of these: it goes on seeing them until
        it deletes them itself."""
        if not self or self._name not in WIDE or not all(self._ids):
            return False
        for name in self._used_fields():
            field = self._fields[name]
            cache, dirty = field._get_cache(self.env), self.env._field_dirty.get(field)
            if field.column_type and not dirty and cache.keys() >= set(self._ids):
                return True
        return False

    def _used_fields(self, *more):
        """The fields of this model that this step of a sale has asked for so far in
        this process."""
        purpose = self.env.cr.cache.get(PURPOSE)
        used = USED.setdefault((self.env.cr.dbname, purpose, self._name), {})
        for name in more:
            used.setdefault(name)
        return [name for name in used if name in self._fields]

    def _may_be_kept(self):
        """Rights of records are not asked here, so only who needs none, or may read all
        of the model, is answered from memory."""
        if self.env.context.get("prefetch_langs"):
            return False
        if self.env.su:
            return True
        rules = self.env["ir.rule"]._compute_domain(self._name, "read")
        return rules.is_true() and self.browse().has_access("read")

    def _only_house(self):
        """The ids that are kept, or ``None`` for all of this model."""
        if self._name in OF_THE_HOUSE:
            return self.env["ticket.kept"]._house_ids(self._name)
        return None

    def _learn(self, store, field):
        """Keep what was read, as far as it is plain and nobody is changing it."""
        self._make_room(store)
        house = self._only_house()
        ids = set(self._ids) if house is None else house.intersection(self._ids)
        alike = (
            [f for f in self._fields.values() if f.prefetch == field.prefetch]
            if field.prefetch
            else [field]
        )
        for kin in alike:
            if not (ids and kin.store and may_be_learnt(kin)):
                continue
            cache = kin._get_cache(self.env)
            values = {
                record_id: cache[record_id]
                for record_id in ids - set(self.env._field_dirty.get(kin, ()))
                if type(cache.get(record_id)) in PLAIN and record_id in cache
            }
            if values:
                store.setdefault(self._kept_key(kin), {}).update(values)

    def _make_room(self, store):
        """Searches may name customers, of whom there is no end."""
        if len(store) >= LEARNT:
            store.clear()

    # --- what changes is forgotten, by all workers ---------------------------------

    def _write_multi(self, vals_list):
        self._forget_kept(vals_list)
        return super()._write_multi(vals_list)

    @api.model
    def _create(self, data_list):
        if KEPT in self.env.cr.cache:
            # An amount that is cached before its currency asks the database for it.
            for data in data_list:
                data["stored"] = self._records_first(data["stored"])
        records = super()._create(data_list)
        records._forget_kept([data["stored"] for data in data_list])
        return records

    def _records_first(self, values):
        """The same values, those that name records before all others."""
        return dict(
            sorted(
                values.items(),
                key=lambda item: self._fields[item[0]].type != "many2one",
            )
        )

    def unlink(self):
        self._forget_kept()
        return super().unlink()

    def _forget_kept(self, vals_list=()):
        if self._name not in MODELS:
            return
        house = self._only_house()
        if (
            house is not None
            and house.isdisjoint(self._ids)
            and not self._joins_house(vals_list)
        ):
            return
        self.env.cr.cache.pop(KEPT, None)
        self.env["ticket.cached.mixin"]._forget()

    def _joins_house(self, vals_list):
        """Whether these are users who become the house's by their partner."""
        if self._name != "res.users":
            return False
        partners = self.env["ticket.kept"]._house_ids("res.partner")
        return any(vals.get("partner_id") in partners for vals in vals_list)
