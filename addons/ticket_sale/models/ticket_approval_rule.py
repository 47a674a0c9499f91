from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.approval import Conditions, applies


class TicketApprovalRule(models.Model):
    """Which orders wait for whose approval. An order that meets several rules passes
    the steps of all of them, in the order of the rules."""

    _name = "ticket.approval.rule"
    _description = "Approval Rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    on_backoffice = fields.Boolean(string="Back Office", default=True)
    on_website = fields.Boolean(string="Website", default=True)
    on_distributor = fields.Boolean(string="Distributors", default=True)
    min_amount = fields.Monetary(
        string="Amount From", help="Total of the order, tax included. 0: any amount."
    )
    min_count = fields.Integer(string="Tickets From", help="0: any number of tickets.")
    min_discount = fields.Float(
        string="Discount From (%)", help="Taken off the list price. 0: any."
    )
    type_ids = fields.Many2many(
        "ticket.type", string="Ticket Types", check_company=True, help="Empty: any."
    )
    category_ids = fields.Many2many(
        "res.partner.category",
        string="Customer Tags",
        help="Customers with one of these tags. Empty: any customer.",
    )
    tier_ids = fields.Many2many(
        "ticket.membership.tier",
        string="Membership Tiers",
        check_company=True,
        help="Members of one of these tiers. Empty: any customer.",
    )
    keep_hours = fields.Integer(
        string="Keep Places For (Hours)",
        default=24,
        help="How long the places are kept while the order waits; never beyond the "
        "beginning of the session.",
    )
    pay_hours = fields.Integer(
        string="Time to Pay (Hours)",
        default=24,
        help="How long a customer who buys online may pay after the approval.",
    )
    step_ids = fields.One2many(
        "ticket.approval.step", "rule_id", string="Steps", copy=True
    )

    _not_negative = models.Constraint(
        "CHECK(min_amount >= 0 AND min_count >= 0)",
        "Amounts and numbers of tickets cannot be negative.",
    )
    _discount_is_percent = models.Constraint(
        "CHECK(min_discount >= 0 AND min_discount <= 100)",
        "A discount is between 0 and 100 percent.",
    )
    _hours_positive = models.Constraint(
        "CHECK(keep_hours > 0 AND pay_hours > 0)",
        "Places must be kept for at least an hour.",
    )

    @api.constrains("on_backoffice", "on_website", "on_distributor", "type_ids")
    def _check_can_apply(self):
        """A rule that no order can ever meet is a mistake, and is told so."""
        for rule in self:
            channels = rule._channels()
            if not channels:
                raise ValidationError(
                    self.env._("Choose at least one channel for “%s”.", rule.name)
                )
            if rule.type_ids and not any(
                rule.type_ids._sold_on(channel) for channel in channels
            ):
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” can never apply: %(types)s are not sold on the "
                        "channels you chose.",
                        rule=rule.name,
                        types=", ".join(rule.type_ids.mapped("name")),
                    )
                )

    @api.constrains("step_ids", "active")
    def _check_has_steps(self):
        for rule in self.filtered("active"):
            if not rule.step_ids:
                raise ValidationError(
                    self.env._(
                        "Say who approves: “%s” has no step. Add one, or archive the "
                        "rule.",
                        rule.name,
                    )
                )

    def _channels(self):
        self.ensure_one()
        return frozenset(
            channel
            for channel in ("backoffice", "website", "distributor")
            if self[f"on_{channel}"]
        )

    def _conditions(self):
        self.ensure_one()
        return Conditions(
            channels=self._channels(),
            amount=self.min_amount,
            count=self.min_count,
            discount=self.min_discount,
            types=frozenset(self.type_ids.ids),
            categories=frozenset(self.category_ids.ids),
            tiers=frozenset(self.tier_ids.ids),
        )

    @api.model
    def _matching(self, company, facts, channel=None):
        """The rules of ``company`` that an order meets, in their order.

        :param facts: a :class:`OrderFacts`, or a callable that returns one; it is not
            called where there is no rule at all
        :param channel: where the order comes from, if known: other rules are not read
        """
        domain = Domain("company_id", "=", company.id)
        if channel:
            on_channel = f"on_{channel}"
            if on_channel not in self._fields:
                return self.sudo()
            domain &= Domain(on_channel, "=", True)
        rules = self.sudo().search(domain)
        if not rules:
            return rules
        facts = facts() if callable(facts) else facts
        return rules.filtered(lambda rule: applies(rule._conditions(), facts))
