from odoo import api, fields, models

from ..exceptions import TypeCount

CHANNELS = [
    ("website", "Website"),
    ("pos", "Box Office"),
    ("kiosk", "Kiosk"),
    ("distributor", "Distributor"),
    ("backoffice", "Back Office"),
]


class TicketType(models.Model):
    """Who a ticket is for: adult, child, senior … Its product carries taxes and
    accounts; its price comes from the price plan."""

    _name = "ticket.type"
    _description = "Ticket Type"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Short and stable: distributors and files name it so."
    )
    sequence = fields.Integer(default=10)
    group_id = fields.Many2one(
        "ticket.type.group", ondelete="restrict", index="btree_not_null"
    )
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
    valid_from = fields.Date(
        string="Sold From",
        help="First day of sale, in the venue's time. Empty: always.",
    )
    valid_to = fields.Date(
        string="Sold Until", help="Last day of sale, in the venue's time."
    )
    real_name = fields.Boolean(help="Each ticket is for one named person with an ID.")
    proof = fields.Char(
        string="Proof Wanted",
        translate=True,
        help="What the holder shows at the gate, for example a student card.",
    )
    age_from = fields.Integer(string="From Age", help="0: from birth.")
    age_to = fields.Integer(string="To Age", help="0: no upper age.")
    order_min = fields.Integer(
        string="At Least",
        help="Fewest tickets of this type for one performance in one order; 0: no least.",
    )
    order_max = fields.Integer(
        string="At Most",
        help="Most tickets of this type for one performance in one order; 0: no limit.",
    )
    gate_class = fields.Char(
        help="What the gate's staff see when such a ticket is scanned, for example VIP."
    )
    may_be_free = fields.Boolean(
        help="A price of nothing is meant: complimentary and work tickets."
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE active",
        "Another ticket type has this code.",
    )
    _admits_positive = models.Constraint(
        "CHECK(admits > 0)", "A ticket must let in at least one person."
    )
    _validity_in_order = models.Constraint(
        "CHECK(valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)",
        "The last day of sale cannot be before the first.",
    )
    _age_in_order = models.Constraint(
        "CHECK(age_from >= 0 AND age_to >= 0 AND (age_to = 0 OR age_from <= age_to))",
        "The upper age cannot be below the lower age.",
    )
    _order_count_in_order = models.Constraint(
        "CHECK(order_min >= 0 AND order_max >= 0"
        " AND (order_max = 0 OR order_min <= order_max))",
        "An order cannot need more tickets of a type than it may have.",
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

    def _sold_on_day(self, day):
        """The types that are sold on ``day``, a date in the venue's time.

        No day is asked of types that have none.
        """
        return self.filtered(
            lambda kind: (
                kind.active
                and (not kind.valid_from or kind.valid_from <= day)
                and (not kind.valid_to or day <= kind.valid_to)
            )
        )

    def _gate_label(self):
        """What the gate's staff read of a scanned ticket: who it is for, its class and
        what its holder shows."""
        self.ensure_one()
        return " · ".join(filter(None, [self.name, self.gate_class, self.proof]))

    def _terms(self):
        """What a buyer must know of the type, in one line; empty for ordinary ones."""
        self.ensure_one()
        terms = [self.proof or ""]
        if self.age_to:
            terms.append(
                self.env._("ages %(low)s–%(high)s", low=self.age_from, high=self.age_to)
            )
        elif self.age_from:
            terms.append(self.env._("from age %(low)s", low=self.age_from))
        if self.order_min > 1:
            terms.append(self.env._("from %(least)s tickets on", least=self.order_min))
        if self.order_max:
            terms.append(self.env._("at most %(most)s an order", most=self.order_max))
        return " · ".join(filter(None, terms))

    @api.model
    def _check_order_counts(self, counts, least=True):
        """:param counts: {(session, ticket type): tickets in one order}
        :param least: off while somebody is still choosing
        :raise TypeCount: too many or too few of a type for one performance
        """
        for (session, kind), count in counts.items():
            few = least and 0 < count < kind.order_min
            if not few and not 0 < kind.order_max < count:
                continue
            message = (
                self.env._(
                    "%(type)s tickets are sold from %(least)s tickets on; this order has "
                    "%(count)s.",
                    type=kind.name,
                    least=kind.order_min,
                    count=count,
                )
                if few
                else self.env._(
                    "An order has at most %(most)s %(type)s tickets; this one has "
                    "%(count)s.",
                    type=kind.name,
                    most=kind.order_max,
                    count=count,
                )
            )
            raise TypeCount(
                message,
                staff=f"{session.display_name}: {message}",
                type=kind.code,
                count=count,
                at_least=kind.order_min,
                at_most=kind.order_max,
            )

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
