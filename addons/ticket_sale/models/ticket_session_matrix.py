from odoo import api, fields, models

from .price_matrix_mixin import read_matrix


class TicketSession(models.Model):
    """The prices of one performance as a table: the plan's, and its own instead."""

    _name = "ticket.session"
    _inherit = ["ticket.session", "price.matrix.mixin"]

    price_matrix = fields.Json(
        string="Prices of This Performance",
        compute="_compute_price_matrix",
        inverse="_inverse_price_matrix",
    )

    @api.depends("plan_id", "price_ids.amount", "price_ids.sold")
    @api.depends_context("lang")
    def _compute_price_matrix(self):
        for session in self:
            plan = session.plan_id
            types = plan.price_ids.type_id | session.price_ids.type_id
            session.price_matrix = session._matrix_frame(plan.zone_ids, types) | {
                "base": [
                    [price.zone_id.id, price.type_id.id, price.amount]
                    for price in plan.price_ids
                ],
                "prices": [
                    [p.zone_id.id, p.type_id.id, p.amount if p.sold else None]
                    for p in session.price_ids
                ],
                "now": [
                    [*key, amount] for key, amount in session._origin._now_prices()
                ],
            }

    def _now_prices(self):
        return self._prices().items() if self else ()

    def _inverse_price_matrix(self):
        """Write the prices that are not the plan's; a pair left empty is as in the plan.

        :raise ValidationError: a price is negative, no number, or in another currency
        """
        for session in self:
            wanted = read_matrix(
                session, session.price_matrix, session.plan_id.zone_ids
            )
            known = {(p.zone_id.id, p.type_id.id): p for p in session.price_ids}
            session.price_ids.filtered(
                lambda p, wanted=wanted: (p.zone_id.id, p.type_id.id) not in wanted
            ).unlink()
            fresh = []
            for (zone_id, type_id), amount in wanted.items():
                values = {"sold": amount is not None, "amount": amount or 0.0}
                if (zone_id, type_id) in known:
                    known[zone_id, type_id].write(values)
                else:
                    key = {"zone_id": zone_id, "type_id": type_id}
                    fresh.append({"session_id": session.id, **key, **values})
            self.env["ticket.session.price"].create(fresh)
