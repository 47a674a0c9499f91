from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketSessionPrice(models.Model):
    """A price of one performance that is not the plan's."""

    _name = "ticket.session.price"
    _description = "Price of a Session"
    _order = "session_id, zone_id, type_id"
    _rec_name = "zone_id"
    _check_company_auto = True

    session_id = fields.Many2one("ticket.session", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    plan_id = fields.Many2one(related="session_id.plan_id")
    zone_id = fields.Many2one(
        "ticket.zone",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('plan_id', '=', plan_id)]",
    )
    type_id = fields.Many2one(
        "ticket.type",
        string="Ticket Type",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    sold = fields.Boolean(
        default=True, help="Off: the type is not sold in this zone of the session."
    )
    amount = fields.Monetary(
        help="Price of one ticket, on the same tax basis as the product."
    )

    _session_zone_type_uniq = models.UniqueIndex(
        "(session_id, zone_id, type_id)",
        "This session has a price of its own for this zone and type already.",
    )
    _amount_not_negative = models.Constraint(
        "CHECK(amount >= 0)", "A price cannot be negative."
    )

    @api.constrains("session_id", "zone_id")
    def _check_zone(self):
        for price in self:
            if price.zone_id.plan_id != price.session_id.plan_id:
                raise ValidationError(
                    self.env._(
                        "Zone %(zone)s does not belong to price plan %(plan)s.",
                        zone=price.zone_id.name,
                        plan=price.session_id.plan_id.name or "–",
                    )
                )

    @api.constrains("amount", "sold", "type_id")
    def _check_meant(self):
        self.env["ticket.price"]._check_free_is_meant(self.filtered("sold"))
