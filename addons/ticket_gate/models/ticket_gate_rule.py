from odoo import api, fields, models

from ..tools import admission


class TicketGateRule(models.Model):
    """Whom the lanes of a group let in, and when. Any one matching rule is enough."""

    _name = "ticket.gate.rule"
    _description = "Gate Rule"
    _inherit = ["ticket.cached.mixin"]
    _order = "group_id, sequence, id"
    _check_company_auto = True

    group_id = fields.Many2one(
        "ticket.gate.group",
        string="Gate Group",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="group_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    venue_id = fields.Many2one(
        "ticket.venue",
        compute="_compute_venue_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    who = fields.Selection(
        [("tickets", "Tickets"), ("passes", "Passes")],
        string="Lets In",
        required=True,
        default="tickets",
        help="Tickets are for one session. Passes are season, annual and staff cards.",
    )
    type_ids = fields.Many2many(
        "ticket.type", string="Ticket Types", help="Empty: every type."
    )
    zone_ids = fields.Many2many(
        "ticket.zone", string="Zones", help="Empty: every zone."
    )
    pass_type_ids = fields.Many2many(
        "ticket.gate.pass.type",
        string="Types of Pass",
        check_company=True,
        help="Empty: every type of pass.",
    )
    tier_ids = fields.Many2many(
        "ticket.membership.tier",
        string="Membership Tiers",
        help="Only members of these tiers. Empty: everybody.",
    )
    minutes_before = fields.Integer(
        string="Opens Before Start (min)", required=True, default=120
    )
    minutes_after = fields.Integer(
        string="Closes After End (min)", required=True, default=0
    )
    reentry = fields.Boolean(
        string="Re-entry",
        help="Whoever was scanned out may come in again on the same ticket.",
    )

    times = fields.Integer(
        string="Visits Altogether",
        required=True,
        default=1,
        help="How often each person may come in. 0: as often as they like.",
    )
    per_day = fields.Integer(
        string="Visits a Day",
        required=True,
        default=0,
        help="How often each person may come in on one day. 0: as often as they like.",
    )
    out_first = fields.Boolean(
        string="Out Before In",
        help="Nobody comes in again who was not scanned out on that day "
        "(anti-passback).",
    )
    gap = fields.Integer(
        string="Pause Between Visits (min)",
        required=True,
        default=0,
        help="Least minutes between two visits: a card handed back over the fence opens "
        "nothing.",
    )
    anytime = fields.Boolean(
        string="Without a Session",
        help="Passes come in whether a session is on or not.",
    )
    hour_from = fields.Float(string="From Hour", help="At the venue.")
    hour_to = fields.Float(
        string="To Hour", help="Equal to the first hour: all day and night."
    )

    _visits_positive = models.Constraint(
        "CHECK(times >= 0 AND per_day >= 0 AND gap >= 0)",
        "Visits and minutes between them cannot be negative.",
    )
    _hours_of_a_day = models.Constraint(
        "CHECK(COALESCE(hour_from, 0) BETWEEN 0 AND 24"
        " AND COALESCE(hour_to, 0) BETWEEN 0 AND 24)",
        "An hour of the day lies between 0:00 and 24:00.",
    )
    _window_positive = models.Constraint(
        "CHECK(minutes_before >= 0 AND minutes_after >= 0)",
        "The minutes before and after a session cannot be negative.",
    )

    @api.depends("group_id")
    def _compute_venue_id(self):
        for rule in self:
            rule.venue_id = rule.venue_id or rule.group_id.venue_id

    def _admission_rules(self):
        """Return the rules as the pure decision wants them."""
        return tuple(
            admission.Rule(
                venue=rule.venue_id.id,
                types=frozenset(rule.type_ids.ids),
                zones=frozenset(rule.zone_ids.ids),
                before=rule.minutes_before,
                after=rule.minutes_after,
                reentry=rule.reentry,
                who=rule.who,
                passes=frozenset(rule.pass_type_ids.ids),
                tiers=frozenset(rule.tier_ids.ids),
                times=rule.times,
                per_day=rule.per_day,
                out_first=rule.out_first,
                gap=rule.gap,
                anytime=rule.anytime,
                hours=rule._hours(),
            )
            for rule in self
        )

    def _hours(self):
        """Return from and to which minute of the day, or ``None`` for all of it."""
        if self.hour_from == self.hour_to:
            return None
        return round(self.hour_from * 60), round(self.hour_to * 60)
