from odoo import api, fields, models

CHANNELS = [
    ("website", "Website"),
    ("pos", "Box Office"),
    ("kiosk", "Kiosk"),
    ("distributor", "Distributor"),
    ("backoffice", "Back Office"),
]


class TicketTypeGroup(models.Model):
    _name = "ticket.type.group"
    _description = "Ticket Type Group"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)


class TicketType(models.Model):
    """Who a ticket is for: adult, child, senior … Its product carries taxes and
    accounts; its price comes from the price plan."""

    _name = "ticket.type"
    _description = "Ticket Type"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    group_id = fields.Many2one("ticket.type.group", ondelete="restrict")
    company_id = fields.Many2one(
        "res.company",
        ondelete="restrict",
        help="Empty: every company sells this type.",
    )
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="restrict",
        check_company=True,
        domain="[('service_tracking', '=', 'ticket')]",
    )
    admits = fields.Integer(
        string="Persons", default=1, help="How many people one ticket lets in."
    )
    on_website = fields.Boolean(string="Sold on the Website", default=True)
    on_pos = fields.Boolean(string="Sold at the Box Office", default=True)
    on_distributor = fields.Boolean(string="Sold by Distributors", default=True)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE active",
        "Another ticket type has this code.",
    )
    _admits_positive = models.Constraint(
        "CHECK(admits > 0)", "A ticket must let in at least one person."
    )

    def _sold_on(self, channel):
        """The types that ``channel`` may sell; the back office may sell all."""
        field = {
            "website": "on_website",
            "pos": "on_pos",
            "kiosk": "on_pos",
            "distributor": "on_distributor",
        }.get(channel)
        return self.filtered(field) if field else self

    @api.model
    def _create_product(self, name):
        """A service product for a new ticket type, invoiced when ordered."""
        return self.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "service_tracking": "ticket",
                "invoice_policy": "order",
                "list_price": 0.0,
                "purchase_ok": False,
            }
        )
