from odoo import api, fields, models

from odoo.addons.ticket_sale.tools import token as ticket_token

PAPER = ticket_token.MEDIA.index("paper")


class TicketLeaseSlip(models.Model):
    """A ticket that a till may make alone: its number, prepared for one leased place
    and one ticket type. The signature is made here, the till only draws it."""

    _name = "ticket.lease.slip"
    _description = "Ticket Prepared for a Till"
    _order = "lease_id desc, place_id, type_id"
    _rec_name = "number"
    _check_company_auto = True

    lease_id = fields.Many2one(
        "ticket.lease", required=True, readonly=True, ondelete="cascade", index=True
    )
    config_id = fields.Many2one(related="lease_id.config_id")
    session_id = fields.Many2one(related="lease_id.session_id")
    company_id = fields.Many2one(related="lease_id.company_id", store=True)
    currency_id = fields.Many2one(related="config_id.currency_id")
    place_id = fields.Many2one(
        "ticket.place", required=True, readonly=True, ondelete="restrict", index=True
    )
    type_id = fields.Many2one(
        "ticket.type", required=True, readonly=True, ondelete="restrict"
    )
    number = fields.Char(required=True, readonly=True, copy=False)
    price_unit = fields.Float(digits="Product Price", readonly=True)
    unit_total = fields.Monetary(string="Price", readonly=True)
    list_price = fields.Float(digits="Product Price", readonly=True)
    steps = fields.Json(readonly=True)
    product_id = fields.Many2one("product.product", readonly=True, ondelete="restrict")
    tax_ids = fields.Json(readonly=True)
    former_prices = fields.Json(
        readonly=True, help="Prices given to the till before this one."
    )
    state = fields.Selection(
        [
            ("prepared", "Prepared"),
            ("sold", "Sold"),
            ("decide", "To Decide"),
            ("revoked", "Revoked"),
        ],
        required=True,
        readonly=True,
        default="prepared",
    )
    problem = fields.Char(readonly=True)
    sold_at = fields.Datetime(
        string="Sold (till's clock)",
        readonly=True,
        help="What the till's own clock said; it may be wrong.",
    )
    order_line_id = fields.Many2one(
        "pos.order.line", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    order_id = fields.Many2one(related="order_line_id.order_id")
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    _number_uniq = models.UniqueIndex("(number)", "Two tickets have the same number.")
    _lease_place_type_uniq = models.UniqueIndex(
        "(lease_id, place_id, type_id)",
        "There is one ticket for each place and type of a lease.",
    )

    @api.depends("number")
    def _compute_display_name(self):
        for slip in self:
            slip.display_name = ticket_token.format_number(slip.number)

    @api.model
    def _price_names(self):
        return (
            "price_unit",
            "unit_total",
            "list_price",
            "steps",
            "product_id",
            "tax_ids",
        )

    def _set_price(self, values):
        """Another price from now on; what was given out before is remembered."""
        for slip in self.filtered(lambda slip: slip.state == "prepared"):
            former = slip.former_prices or []
            if slip.price_unit != values["price_unit"]:
                former = [*former, slip.price_unit]
            slip.write({**values, "former_prices": former})

    def _line_values(self):
        """What the till's cart shows of it, as ``pos.config._ticket_line_values``."""
        zone = self.place_id.zone_id
        return {
            "session_id": self.session_id.id,
            "session_name": self.session_id.display_name,
            "type_id": self.type_id.id,
            "type_name": self.type_id.name,
            "zone_id": zone.id,
            "zone_name": zone.name,
            "zone_color": zone.color,
            "product_id": self.product_id.id,
            "list_price": self.list_price,
            "price_unit": self.price_unit,
            "unit_total": self.unit_total,
            "steps": self.steps,
            "strategy_id": False,
        }

    def _tokens(self):
        """{slip: the signed text of its QR code}"""
        tokens = {}
        for company, slips in self.grouped("company_id").items():
            key = self.env["ticket.signing.key"]._current(company)
            for slip in slips:
                flags = PAPER if slip.session_id.rotating_code else 0
                ticket = self.env["ticket.ticket"].new(
                    {
                        "number": slip.number,
                        "session_id": slip.session_id.id,
                        "type_id": slip.type_id.id,
                        "admits": slip.type_id.admits,
                    }
                )
                tokens[slip] = key._sign(ticket._claims(flags))
        return tokens
