from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .ticket_type import CHANNELS

SUBJECTS = [
    ("order", "One order"),
    ("partner", "One customer"),
    ("phone", "One phone number"),
    ("identity", "One ID number"),
]
SCOPE = ("show_id", "session_id", "type_id", "channel")


class TicketLimit(models.Model):
    """How many tickets one buyer may have. The rule applies where its scope says; what
    counts is everything the buyer has, whichever channel sold it."""

    _name = "ticket.limit"
    _description = "Purchase Limit"
    _inherit = ["ticket.cached.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    subject = fields.Selection(SUBJECTS, string="Who", required=True, default="partner")
    maximum = fields.Integer(string="Most Tickets", required=True, default=4)
    per = fields.Selection(
        [("session", "Each session"), ("show", "All sessions of a show")],
        string="Counted Over",
        required=True,
        default="session",
    )
    show_id = fields.Many2one(
        "ticket.show", ondelete="cascade", check_company=True, help="Empty: all shows."
    )
    session_id = fields.Many2one(
        "ticket.session",
        ondelete="cascade",
        check_company=True,
        help="Empty: all sessions.",
    )
    type_id = fields.Many2one(
        "ticket.type",
        ondelete="cascade",
        check_company=True,
        help="Count and limit this type only. Empty: all types together.",
    )
    channel = fields.Selection(
        CHANNELS,
        help="Apply the rule to sales of this channel only; tickets bought elsewhere "
        "count all the same. Empty: all channels.",
    )
    staff_may_exceed = fields.Boolean(
        string="Back Office May Exceed",
        default=True,
        help="Sales of the back office, such as school groups, are not limited.",
    )
    tier_ids = fields.One2many("ticket.limit.tier", "limit_id", string="Members")

    _maximum_positive = models.Constraint(
        "CHECK(maximum > 0)", "A limit is at least one ticket."
    )

    @api.constrains("subject", "per", "maximum", "active", "company_id", *SCOPE)
    def _check_contradictions(self):
        """:raise ValidationError: a rule that says nothing, or against another"""
        for limit in self.filtered("active"):
            limit._check_itself()
            for other in self.search([("company_id", "=", limit.company_id.id)]):
                if other == limit:
                    continue
                limit._check_against(other)
                other._check_against(limit)

    def _check_itself(self):
        if self.session_id and self.show_id not in (
            self.session_id.show_id,
            self.env["ticket.show"],
        ):
            raise ValidationError(
                self.env._(
                    "%(session)s is not a session of %(show)s.",
                    session=self.session_id.display_name,
                    show=self.show_id.name,
                )
            )
        if self.session_id and self.per == "show":
            raise ValidationError(
                self.env._(
                    "“%(limit)s” is about one session and cannot count over all "
                    "sessions of a show.",
                    limit=self.name,
                )
            )
        if self.subject == "identity" and self.per == "session":
            raise ValidationError(
                self.env._(
                    "One ID number has one ticket a session at most; a limit for ID "
                    "numbers counts over all sessions of a show."
                )
            )

    def _check_against(self, wide):
        """This rule may not repeat ``wide``, nor allow more within what it limits."""
        same_subject = self.subject == wide.subject
        if not (same_subject or (self.subject, wide.subject) == ("order", "partner")):
            return
        if not self._is_within(wide):
            return
        if same_subject and wide._is_within(self):
            raise ValidationError(
                self.env._(
                    "“%(one)s” and “%(other)s” limit the same thing. Keep one of them.",
                    one=self.name,
                    other=wide.name,
                )
            )
        if self.maximum > wide.maximum:
            raise ValidationError(
                self.env._(
                    "“%(narrow)s” allows %(more)s tickets, but “%(wide)s” stops at "
                    "%(less)s before. Lower the first or raise the second.",
                    narrow=self.name,
                    more=self.maximum,
                    wide=wide.name,
                    less=wide.maximum,
                )
            )

    def _is_within(self, wide):
        """Whether whatever this rule limits is limited by ``wide`` too."""
        if wide.per == "session" and self.per == "show":
            return False
        show = self.show_id or self.session_id.show_id
        return (
            (not wide.show_id or wide.show_id == show)
            and (not wide.session_id or wide.session_id == self.session_id)
            and (not wide.type_id or wide.type_id == self.type_id)
            and (not wide.channel or wide.channel == self.channel)
            and (self.staff_may_exceed or not wide.staff_may_exceed)
        )
