from odoo import fields, models

from ..tools import user_price

#: Which act a kind of change is.
ACT_OF = {
    user_price.FREE: "complimentary",
    user_price.PERCENT: "price",
    user_price.AMOUNT: "price",
}


class PosOrder(models.Model):
    """A changed price needs somebody who may change it so far."""

    _inherit = "pos.order"

    ticket_grants = fields.Json(
        copy=False,
        help="Supervisors' approvals by act, from the till; taken out when used.",
    )

    def _ticket_settle_discounts(self, priced):
        result = super()._ticket_settle_discounts(priced)
        changes = self._ticket_price_changes()
        for act in sorted(changes):
            self._ticket_authorise_prices(act, changes[act], priced)
        return result

    def _ticket_price_changes(self):
        """{act: [(line, place id, what the till sent)]}"""
        changes = {}
        for line in self.lines.filtered("ticket_shares_off"):
            for place_id, raw in line._ticket_overrides().items():
                act = ACT_OF[raw["kind"]]
                changes.setdefault(act, []).append((line, place_id, raw))
        return changes

    def _ticket_authorise_prices(self, act, changes, priced):
        """Let the changes pass by role or grant, and note them with both names.

        :raise ApprovalMissing: neither will do for so much
        """
        shares = [line.ticket_shares_off[str(place)] for line, place, _raw in changes]
        rank = self.config_id._ticket_price_rank(shares) if act == "price" else ""
        keys = [
            f"{place_id}:{raw['kind']}:{raw.get('value') or 0}"
            for _line, place_id, raw in changes
        ]
        approvals = self.env["ticket.till.approval"]
        target = ("pos.order", [self.uuid, *keys])
        done = {
            "amount": -sum(
                share * self._ticket_price_before(line, priced)
                for (line, _place, _raw), share in zip(changes, shares, strict=True)
            ),
            "reference": self._ticket_price_words(changes, shares),
            "reason": self._ticket_price_reason(changes),
        }
        if rank == "cashier":
            approvals._note(self.config_id, act, target, **done)
            return
        approvals._authorise(
            self.config_id,
            act,
            target,
            self._ticket_take_grant(act),
            group=self.config_id._ticket_rank_group(rank),
            **done,
        )

    def _ticket_take_grant(self, act):
        """The token the till sent for this act; it is not kept."""
        grants = dict(self.ticket_grants or {})
        token = grants.pop(act, None)
        self.ticket_grants = grants or False
        return token

    def _ticket_price_before(self, line, priced):
        """What one ticket of the line would have cost, tax included."""
        values = priced[line]
        unit = values["price_unit"] or 1.0
        given = sum(d["price_unit"] for d in values["discounts"] if "shares" not in d)
        return values["unit_total"] * (1 + given / len(values["place_ids"]) / unit)

    def _ticket_price_words(self, changes, shares):
        places_sudo = self.env["ticket.place"].sudo()
        told = ", ".join(
            f"{places_sudo.browse(place_id).display_name} −{share:.0%}"
            for (_line, place_id, _raw), share in zip(changes, shares, strict=True)
        )
        return f"{self.pos_reference or self.name}: {told}"[:500]

    def _ticket_price_reason(self, changes):
        reasons = {str(raw.get("reason") or "")[:100] for _line, _place, raw in changes}
        return "; ".join(sorted(reasons - {""}))[:200]
