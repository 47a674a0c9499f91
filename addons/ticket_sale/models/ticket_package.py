from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("series", "Series: the same seat every time"),
    ("joint", "Joint ticket: all of these"),
    ("choice", "Choice: some of these"),
    ("family", "Family: one of these"),
]
REFUND_RULES = [
    ("whole", "Only the whole package"),
    ("share", "Single tickets at their share"),
    ("recalculate", "Single tickets; the kept ones at their single price"),
]


class TicketPackage(models.Model):
    """Several tickets, and goods perhaps, for one price.

    The price is shared over what is in it, so that the books see what each show earned.
    """

    _name = "ticket.package"
    _description = "Package"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What buyers read: what is in it and what it saves."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        KINDS,
        required=True,
        default="series",
        tracking=True,
        help="Series: every session below, in one and the same seat. Joint ticket: every "
        "session below, in different halls if you like. Choice: the buyer chooses some "
        "sessions of the pool. Family: the buyer chooses one session for everybody.",
    )
    choose_count = fields.Integer(
        string="Sessions to Choose",
        default=3,
        help="How many sessions a buyer chooses.",
    )
    line_ids = fields.One2many("ticket.package.line", "package_id", copy=True)
    session_line_ids = fields.One2many(
        "ticket.package.line",
        "package_id",
        string="Sessions",
        domain=[("session_id", "!=", False)],
    )
    goods_line_ids = fields.One2many(
        "ticket.package.line",
        "package_id",
        string="Goods",
        domain=[("product_id", "!=", False)],
    )
    type_ids = fields.One2many(
        "ticket.package.type",
        "package_id",
        string="Persons",
        copy=True,
        help="Who goes: one adult, or two adults and a child.",
    )
    price_rule = fields.Selection(
        [("fixed", "One price"), ("percent", "Less than the single tickets")],
        required=True,
        default="fixed",
        tracking=True,
    )
    price = fields.Monetary(
        tracking=True,
        help="What one package costs, on the same tax basis as its tickets.",
    )
    percent = fields.Float(
        string="Saving (%)", tracking=True, help="Taken off what it costs singly."
    )
    share_rule = fields.Selection(
        [("list", "By the single prices"), ("fixed", "By agreed shares")],
        string="Sharing",
        required=True,
        default="list",
        help="How the price is shared over the sessions and goods in the books.",
    )
    refund_rule = fields.Selection(
        REFUND_RULES,
        string="Refunds",
        required=True,
        default="whole",
        tracking=True,
        help="Whether single tickets of a package may be given back, and for how much. "
        "A package keeps the rule it was sold under.",
    )
    sale_start = fields.Datetime(help="Empty: on sale at once.")
    sale_end = fields.Datetime(help="Empty: until its sessions end.")
    on_website = fields.Boolean(string="Sold on the Website", default=True)
    most = fields.Integer(
        string="Most at Once", default=4, help="How many packages one order may have."
    )
    sale_ids = fields.One2many("ticket.package.sale", "package_id", string="Sold")
    sold_count = fields.Integer(compute="_compute_sold", string="Packages Sold")
    sold_amount = fields.Monetary(compute="_compute_sold", string="Turnover")

    _most_positive = models.Constraint(
        "CHECK(most > 0)", "At least one package must be allowed in an order."
    )
    _sale_ends_after_start = models.Constraint(
        "CHECK(sale_end IS NULL OR sale_start IS NULL OR sale_end > sale_start)",
        "The sale of a package must end after it starts.",
    )

    def _compute_sold(self):
        totals = {
            package: (count, amount)
            for package, count, amount in self.env["ticket.package.sale"]._read_group(
                [("package_id", "in", self.ids), ("state", "=", "sold")],
                ["package_id"],
                ["__count", "company_price:sum"],
            )
        }
        for package in self:
            package.sold_count, package.sold_amount = totals.get(package, (0, 0.0))

    @api.constrains("kind", "choose_count", "line_ids", "session_line_ids")
    def _check_sessions(self):
        for package in self:
            sessions = package._sessions()
            least = {"series": 2, "joint": 1, "choice": 2, "family": 1}[package.kind]
            if len(sessions) < least:
                package._refuse(
                    self.env._("add at least %(least)s sessions.", least=least)
                )
            if package.kind == "joint" and len(package.line_ids) < 2:
                package._refuse(
                    self.env._("one session alone is a ticket; add another or goods.")
                )
            if package.kind == "series" and len(sessions.seat_map_id) > 1:
                package._refuse(
                    self.env._(
                        "a series has the same seat each time, but its sessions have "
                        "different seat maps. Make it a joint ticket."
                    )
                )
            if package.kind == "choice" and not (
                1 < package.choose_count <= len(sessions)
            ):
                package._refuse(
                    self.env._(
                        "buyers cannot choose %(count)s of %(sessions)s sessions.",
                        count=package.choose_count,
                        sessions=len(sessions),
                    )
                )

    @api.constrains("price_rule", "price", "percent")
    def _check_price(self):
        for package in self:
            if package.price_rule == "fixed" and package.price <= 0:
                package._refuse(self.env._("its price must be more than nothing."))
            if package.price_rule == "percent" and not 0 < package.percent < 100:
                package._refuse(
                    self.env._("its saving must be between 0 and 100 percent.")
                )

    @api.constrains("share_rule", "line_ids", "session_line_ids", "goods_line_ids")
    def _check_shares(self):
        for package in self.filtered(lambda p: p.share_rule == "fixed"):
            if any(line.share <= 0 for line in package.line_ids):
                package._refuse(
                    self.env._(
                        "its price is shared as agreed, so every session and all goods "
                        "need a share above zero."
                    )
                )

    @api.constrains("type_ids", "line_ids", "session_line_ids", "kind")
    def _check_types(self):
        for package in self:
            persons = sum(package.type_ids.mapped("quantity"))
            if not persons:
                package._refuse(self.env._("say who goes: add a ticket type."))
            if package.kind == "family" and persons < 2:
                package._refuse(self.env._("a family is two persons or more."))
            for line in package.session_line_ids:
                if line.session_id.plan_id and not line._zones_for_sale():
                    package._refuse(
                        self.env._(
                            "no zone of %(session)s has a price for %(types)s.",
                            session=line.session_id.display_name,
                            types=", ".join(package.type_ids.type_id.mapped("name")),
                        )
                    )

    def _refuse(self, why):
        raise ValidationError(
            self.env._("Package “%(name)s”: %(why)s", name=self.name, why=why)
        )

    # --- actions ---------------------------------------------------------------

    def action_view_sales(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_package_sale_action"
            ),
            "domain": [("package_id", "=", self.id)],
            "context": {},
        }

    # --- what is in it ---------------------------------------------------------

    def _sessions(self):
        return self.session_line_ids.session_id

    def _line_of(self, session):
        return self.session_line_ids.filtered(lambda line: line.session_id == session)

    def _persons(self):
        """The ticket types of one package, one for each person, grown-ups first."""
        return [
            line.type_id
            for line in self.type_ids.sorted(lambda line: line.type_id.sequence)
            for _person in range(line.quantity)
        ]

    def _choice_count(self):
        """How many sessions a buyer gets."""
        self.ensure_one()
        if self.kind == "choice":
            return self.choose_count
        return 1 if self.kind == "family" else len(self._sessions())
