from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import refund_fee
from .ticket_type import CHANNELS


class TicketRefundPolicy(models.Model):
    """What giving back and exchanging tickets costs, by the time left.

    The policy that names a show is stronger than one that names none; then the one that
    names the type, then the one that names the channel. Two policies of the same
    strength for the same ticket are refused, so that there is always one answer.
    """

    _name = "ticket.refund.policy"
    _description = "Refund Policy"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    active = fields.Boolean(default=True)
    show_ids = fields.Many2many(
        "ticket.show", string="Shows", check_company=True, help="Empty: all shows."
    )
    type_ids = fields.Many2many(
        "ticket.type",
        string="Ticket Types",
        check_company=True,
        help="Empty: all ticket types.",
    )
    channel = fields.Selection(CHANNELS, help="Empty: however it was sold.")
    partial = fields.Boolean(
        string="Single Tickets",
        default=True,
        help="Some tickets of an order may be given back and the others kept. Without "
        "it, all or none.",
    )
    self_service = fields.Boolean(
        string="By the Customer",
        help="Customers give their tickets back themselves on the website.",
    )
    step_ids = fields.One2many("ticket.refund.step", "policy_id", copy=True)
    refund_step_ids = fields.One2many(
        "ticket.refund.step",
        "policy_id",
        string="Giving Back",
        domain=[("act", "=", "refund")],
        context={"default_act": "refund"},
    )
    exchange_step_ids = fields.One2many(
        "ticket.refund.step",
        "policy_id",
        string="Exchanging",
        domain=[("act", "=", "exchange")],
        context={"default_act": "exchange"},
    )
    summary = fields.Text(
        compute="_compute_summary", help="The rules as the customer reads them."
    )

    @api.depends(
        "step_ids.act",
        "step_ids.before",
        "step_ids.unit",
        "step_ids.kind",
        "step_ids.percent",
        "step_ids.amount",
        "step_ids.least",
    )
    @api.depends_context("lang")
    def _compute_summary(self):
        for policy in self:
            policy.summary = "\n".join(policy._sentences("refund"))

    @api.constrains("name", "step_ids", "refund_step_ids", "exchange_step_ids")
    def _check_ladders(self):
        """Steps must not contradict each other, and there must be some."""
        for policy in self:
            if not policy._ladder("refund"):
                raise ValidationError(
                    self.env._(
                        "“%(policy)s” has no step for giving tickets back. Add one; "
                        "choose “Not given back” if that is what you mean.",
                        policy=policy.name,
                    )
                )
            for act in ("refund", "exchange"):
                steps = policy._ladder(act)
                try:
                    refund_fee.check([step._pure() for step in steps])
                except refund_fee.Contradiction as error:
                    raise ValidationError(steps._explain(error)) from error

    @api.constrains("active", "company_id", "show_ids", "type_ids", "channel")
    def _check_one_answer(self):
        """No two policies of the same strength may speak about the same ticket."""
        policies = self.search([("company_id", "in", self.company_id.ids)])
        for policy in self.filtered("active"):
            for other in policies - policy:
                if policy._collides(other):
                    raise ValidationError(
                        self.env._(
                            "“%(policy)s” and “%(other)s” are both for the same shows, "
                            "types and channel. Change one of them, so that there is "
                            "one answer for every ticket.",
                            policy=policy.name,
                            other=other.name,
                        )
                    )

    def write(self, vals):
        """The steps of one save are judged together, when all are written."""
        return super(
            TicketRefundPolicy, self.with_context(ticket_ladder_later=True)
        ).write(vals)

    def _strength(self):
        """How exactly this policy names its tickets: show, then type, then channel."""
        return bool(self.show_ids), bool(self.type_ids), bool(self.channel)

    def _collides(self, other):
        return (
            self.company_id == other.company_id
            and self._strength() == other._strength()
            and (not self.show_ids or bool(self.show_ids & other.show_ids))
            and (not self.type_ids or bool(self.type_ids & other.type_ids))
            and self.channel == other.channel
        )

    def _covers(self, ticket):
        return (
            self.company_id == ticket.company_id
            and (not self.show_ids or ticket.show_id in self.show_ids)
            and (not self.type_ids or ticket.type_id in self.type_ids)
            and (not self.channel or ticket.channel == self.channel)
        )

    @api.model
    def _of_tickets(self, tickets):
        """{ticket: the one policy that counts for it, or none}"""
        policies = self.search(Domain("company_id", "in", tickets.company_id.ids))
        ranked = policies.sorted(lambda policy: policy._strength(), reverse=True)
        return {
            ticket: next(
                (policy for policy in ranked if policy._covers(ticket)), self.browse()
            )
            for ticket in tickets
        }

    def _ladder(self, act):
        """The steps of an act; exchanges follow the refund steps unless they have
        their own."""
        self.ensure_one()
        steps = self.step_ids.filtered(lambda step: step.act == act)
        if act == "exchange" and not steps:
            return self._ladder("refund")
        return steps

    def _step_at(self, act, seconds_left):
        """The step that counts this long before the start, or none: too late."""
        steps = self._ladder(act)
        by_pure = {step._pure(): step for step in steps}
        found = refund_fee.step_at(by_pure, seconds_left)
        return by_pure[found] if found else self.env["ticket.refund.step"]

    def _sentences(self, act):
        """One sentence a step, the earliest first."""
        steps = self._ladder(act).sorted("hours", reverse=True)
        return [step._sentence() for step in steps]
