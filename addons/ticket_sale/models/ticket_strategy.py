from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

PRICE_KINDS = ("early", "window", "group", "tier")
REWARD_KINDS = ("bundle", "code")
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


@dataclass(frozen=True, slots=True)
class TicketRow:
    """The tickets of one order line, as strategies about the whole order see them."""

    session: models.BaseModel
    zone: models.BaseModel
    type: models.BaseModel
    prices: tuple[int, ...]  # one a ticket, minor units, tax basis as the product


class TicketStrategy(models.Model):
    """A promotion on tickets: when it counts, what it gives, what it has sold and cost.

    Odoo's own engines do the work. Strategies about the price of one ticket keep a rule
    on each of their pricelists; strategies about the whole order keep a loyalty program.
    Both come back here to ask whether a ticket meets the conditions.
    """

    _name = "ticket.strategy"
    _description = "Ticket Marketing Strategy"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True, tracking=True)
    sequence = fields.Integer(
        string="Priority",
        default=10,
        help="When several strategies fit a ticket, the lowest number counts first.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        [
            ("bundle", "Buy some, get some"),
            ("early", "Early bird"),
            ("window", "Time window"),
            ("group", "Group"),
            ("tier", "Membership tier"),
            ("code", "Code"),
        ],
        required=True,
        default="bundle",
        tracking=True,
    )
    is_price_rule = fields.Boolean(compute="_compute_is_price_rule")
    date_from = fields.Date(
        string="From", tracking=True, help="First day it counts. Empty: from now on."
    )
    date_to = fields.Date(
        string="Until", tracking=True, help="Last day it counts. Empty: without end."
    )

    phase = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("ended", "Ended")],
        compute="_compute_phase",
    )

    # --- what it gives ---
    buy_count = fields.Integer(string="Buy", default=3)
    get_count = fields.Integer(
        string="Get", default=1, help="So many more; the cheapest tickets are given."
    )
    per_session = fields.Boolean(
        string="Within One Session",
        default=True,
        help="Only tickets of one session are counted together. Otherwise all tickets "
        "of the order are.",
    )
    discount_mode = fields.Selection(
        string="Discount",
        selection=[
            ("percent", "Percent off"),
            ("amount", "Amount off"),
            ("price", "Fixed price"),
        ],
        default="percent",
        required=True,
        tracking=True,
    )
    discount = fields.Float(
        string="Cheaper by",
        compute="_compute_discount",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Percent; or an amount in the currency of the pricelist, off each ticket "
        "(code: off the whole order); or the price of a ticket.",
    )
    code = fields.Char(
        tracking=True, help="What customers type in the cart or tell the cashier."
    )
    max_usage = fields.Integer(
        string="Orders at Most",
        help="The strategy ends by itself after so many orders. 0: no limit.",
    )
    is_combinable = fields.Boolean(
        string="Combines with Others",
        help="A ticket counts for this strategy even when another strategy that does "
        "not combine has counted it already.",
    )

    # --- Odoo's records that do the work ---
    pricelist_ids = fields.Many2many(
        "product.pricelist",
        string="Pricelists",
        check_company=True,
        help="Customers with these pricelists get it. For the website and the counter, "
        "choose the pricelists used there.",
    )
    tier_id = fields.Many2one(
        "ticket.membership.tier",
        string="Membership Tier",
        ondelete="restrict",
        check_company=True,
    )
    item_ids = fields.One2many(
        "product.pricelist.item", "ticket_strategy_id", string="Pricelist Rules"
    )
    program_id = fields.Many2one(
        "loyalty.program", readonly=True, copy=False, ondelete="restrict"
    )
    on_backoffice = fields.Boolean(string="Back Office", default=True)

    # --- what came of it ---
    use_ids = fields.One2many("ticket.strategy.use", "strategy_id")
    ticket_count = fields.Integer(string="Tickets", compute="_compute_measure")
    revenue = fields.Monetary(
        compute="_compute_measure",
        help="Untaxed worth of the valid and used tickets sold with this strategy.",
    )
    cost = fields.Monetary(
        compute="_compute_measure",
        help="What those tickets would have brought in addition without it, untaxed.",
    )

    @api.depends("kind")
    def _compute_is_price_rule(self):
        for strategy in self:
            strategy.is_price_rule = strategy.kind in PRICE_KINDS

    @api.depends("date_from", "date_to")
    def _compute_phase(self):
        today = fields.Date.context_today(self)
        for strategy in self:
            if strategy.date_from and today < strategy.date_from:
                strategy.phase = "planned"
            elif strategy.date_to and strategy.date_to < today:
                strategy.phase = "ended"
            else:
                strategy.phase = "running"

    @api.depends("kind")
    def _compute_discount(self):
        """What one gets is free, unless said otherwise."""
        for strategy in self:
            strategy.discount = 100.0 if strategy.kind == "bundle" else 10.0

    def _compute_measure(self):
        measures = self.env["ticket.strategy.use"].sudo()._measure(self)
        for strategy in self:
            tickets, revenue, cost = measures.get(strategy.id, (0, 0.0, 0.0))
            strategy.ticket_count = tickets
            strategy.revenue = revenue
            strategy.cost = cost

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind in ("early", "window", "group") and not self.pricelist_ids:
            self.pricelist_ids = self._public_pricelists()
        if self.kind == "bundle" or (
            self.kind == "code" and self.discount_mode == "price"
        ):
            self.discount_mode = "percent"

    @api.model
    def _public_pricelists(self):
        """The pricelists that are not members' own."""
        tiers_sudo = (
            self.env["ticket.membership.tier"]
            .sudo()
            .search([("pricelist_id", "!=", False)])
        )
        return self.env["product.pricelist"].search(
            Domain("company_id", "in", [False, self.env.company.id])
            & Domain("id", "not in", tiers_sudo.pricelist_id.ids)
        )

    @api.model_create_multi
    def create(self, vals_list):
        strategies = super().create(vals_list)
        strategies._sync()
        return strategies

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"program_id", "message_ids", "message_follower_ids"}:
            self._sync()
        return result

    def copy_data(self, default=None):
        return [
            {**values, "name": self.env._("%s (copy)", strategy.name), "code": False}
            | ({"active": False} if strategy.kind == "code" else {})
            | (default or {})
            for strategy, values in zip(self, super().copy_data(default), strict=True)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if used := self.sudo().filtered("use_ids"):
            raise UserError(
                self.env._(
                    "“%(name)s” has sold tickets. Archive it, so that its figures stay.",
                    name=used[0].name,
                )
            )
        programs_sudo = self.sudo().program_id
        self.program_id = False
        programs_sudo.active = False
        programs_sudo.unlink()

    def action_view_uses(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tickets of %(name)s", name=self.name),
            "res_model": "ticket.strategy.use",
            "view_mode": "list,pivot,graph",
            "domain": [("strategy_id", "=", self.id)],
        }

    # --- Odoo's records ---------------------------------------------------------

    def _sync(self):
        """Bring the pricelist rules and the loyalty program in line with these."""
        for strategy in self:
            strategy_sudo = strategy.sudo()  # managers of tickets keep no pricelists
            strategy_sudo.item_ids.unlink()
            if strategy.active and strategy.is_price_rule:
                pricelists = strategy.tier_id.pricelist_id or strategy.pricelist_ids
                strategy_sudo.item_ids.create(
                    [strategy._prepare_item(pricelist) for pricelist in pricelists]
                )
            strategy_sudo._sync_program()

    def _prepare_item(self, pricelist):
        """Values of the pricelist rule of this strategy on one pricelist."""
        values = {
            "ticket_strategy_id": self.id,
            "pricelist_id": pricelist.id,
            "applied_on": "3_global",
        }
        if self.discount_mode == "percent":
            return values | {
                "compute_price": "percentage",
                "percent_price": self.discount,
            }
        if self.discount_mode == "price":
            return values | {"compute_price": "fixed", "fixed_price": self.discount}
        return values | {
            "compute_price": "formula",
            "base": "list_price",
            "price_surcharge": -self.discount,
        }

    def _sync_program(self):
        self.ensure_one()
        program = self.program_id.with_context(active_test=False)
        if self.is_price_rule:
            program.active = False
            return
        values = self._prepare_program()
        if program:
            program.write(values)
            program.rule_ids.write(self._prepare_rule())
            program.reward_ids.write(self._prepare_reward())
        else:
            self.program_id = program.create(
                {
                    **values,
                    "rule_ids": [Command.clear(), Command.create(self._prepare_rule())],
                    "reward_ids": [
                        Command.clear(),
                        Command.create(self._prepare_reward()),
                    ],
                }
            )
        self._name_program()

    def _name_program(self):
        """Customers read the name in their language on carts, invoices and receipts."""
        reward = self.program_id.reward_ids
        for code, _name in self.env["res.lang"].get_installed():
            name = self.with_context(lang=code).name
            for record, field in (
                (self.program_id, "name"),
                (reward, "description"),
                (reward.discount_line_product_id, "name"),
            ):
                record = record.with_context(lang=code)
                if record[field] != name:
                    record[field] = name

    def _prepare_program(self):
        """Values of the loyalty program; channels add where it is available."""
        return {
            "name": self.name,
            "active": self.active,
            "sequence": self.sequence,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "program_type": "promo_code" if self.kind == "code" else "promotion",
            "trigger": "with_code" if self.kind == "code" else "auto",
            "applies_on": "current",
            "date_from": self.date_from,
            "date_to": self.date_to,
            "limit_usage": self.max_usage > 0,
            "max_usage": self.max_usage,
            "pricelist_ids": [Command.set(self.pricelist_ids.ids)],
            "sale_ok": self.on_backoffice,
            "ticket_strategy_id": self.id,
        }

    def _prepare_rule(self):
        return {
            "mode": "with_code" if self.kind == "code" else "auto",
            "code": self.code if self.kind == "code" else False,
            "reward_point_mode": "order",
            "reward_point_amount": 1,
            "minimum_qty": 0,
            "product_domain": "[('service_tracking', '=', 'ticket')]",
        }

    def _prepare_reward(self):
        """The reward says what it is; what it comes to is asked of the strategy."""
        return {
            "description": self.name,
            "reward_type": "discount",
            "discount_mode": "percent",
            "discount": 100,
            "discount_applicability": "specific",
            "discount_product_domain": "[('service_tracking', '=', 'ticket')]",
            "required_points": 1,
        }
