from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketApprovalStep(models.Model):
    """One decision of a rule: any of these people may take it."""

    _name = "ticket.approval.step"
    _description = "Approval Step"
    _order = "rule_id, sequence, id"

    rule_id = fields.Many2one(
        "ticket.approval.rule", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="rule_id.company_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    user_ids = fields.Many2many(
        "res.users",
        string="Approvers",
        domain="[('share', '=', False)]",
        help="Any one of them decides.",
    )
    group_id = fields.Many2one(
        "res.groups",
        string="Or Anybody In",
        ondelete="restrict",
        help="Everybody who has this role may decide.",
    )

    @api.constrains("user_ids", "group_id")
    def _check_somebody_decides(self):
        for step in self:
            if not step._approvers():
                raise ValidationError(
                    self.env._(
                        "Nobody could decide step “%s”: choose people who use the "
                        "ticketing application, or a role that somebody has.",
                        step.name,
                    )
                )

    def _approvers(self):
        """Those who may decide: people or members of the role, who see tickets."""
        self.ensure_one()
        ticket_user = "ticket_venue.group_ticket_user"
        # who has which role is not for everybody to read
        users_sudo = (self.user_ids | self.sudo().group_id.all_user_ids).sudo()
        return users_sudo.filtered(
            lambda user: (
                user.active
                and user.has_group(ticket_user)
                and self.rule_id.company_id in user.company_ids
            )
        )
