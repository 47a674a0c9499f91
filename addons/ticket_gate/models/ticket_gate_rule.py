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
    type_ids = fields.Many2many(
        "ticket.type", string="Ticket Types", help="Empty: every type."
    )
    zone_ids = fields.Many2many(
        "ticket.zone", string="Zones", help="Empty: every zone."
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
            )
            for rule in self
        )
