from odoo import api, fields, models

from .price_matrix_mixin import read_matrix


class TicketPricePlan(models.Model):
    """The prices of a plan as one table, zones down and ticket types across."""

    _name = "ticket.price.plan"
    _inherit = ["ticket.price.plan", "price.matrix.mixin"]

    matrix = fields.Json(
        string="Prices by Zone and Type",
        compute="_compute_matrix",
        inverse="_inverse_matrix",
    )

    @api.depends(
        "zone_ids.name", "zone_ids.color", "price_ids.amount", "price_ids.type_id"
    )
    @api.depends_context("lang")
    def _compute_matrix(self):
        for plan in self:
            plan.matrix = plan._matrix_frame(plan.zone_ids, plan.price_ids.type_id) | {
                "prices": [
                    [price.zone_id._origin.id, price.type_id.id, price.amount]
                    for price in plan.price_ids
                    if price.zone_id._origin.id
                ]
            }

    def _inverse_matrix(self):
        """Write what differs; a pair left empty is not sold any more.

        :raise ValidationError: a price is negative, no number, or in another currency
        """
        for plan in self:
            wanted = read_matrix(plan, plan.matrix, plan.zone_ids)
            known = {(p.zone_id.id, p.type_id.id): p for p in plan.price_ids}
            gone = self.env["ticket.price"]
            for key, price in known.items():
                if key not in wanted:
                    gone |= price
                elif plan.currency_id.compare_amounts(price.amount, wanted[key]):
                    price.amount = wanted[key]
            gone.unlink()
            self.env["ticket.price"].create(
                [
                    {"zone_id": zone_id, "type_id": type_id, "amount": amount}
                    for (zone_id, type_id), amount in wanted.items()
                    if (zone_id, type_id) not in known
                ]
            )
