from odoo import api, models


class TicketGatePass(models.Model):
    """Members carry their membership card: their tier's type of pass is theirs as long
    as the membership runs. Dates and state are the membership's own."""

    _inherit = "ticket.gate.pass"

    @api.model
    def _give(self, kind, memberships):
        """Give each of ``memberships`` a pass of type ``kind``, unless it has one."""
        passes_sudo = self.sudo()  # a member's payment gives it
        have = passes_sudo.search(
            [("membership_id", "in", memberships.ids), ("type_id", "=", kind.id)]
        ).membership_id
        return passes_sudo.create(
            [
                {
                    "type_id": kind.id,
                    "membership_id": membership.id,
                    "partner_id": membership.partner_id.id,
                    "valid_from": membership.start,
                    "valid_to": False,  # the membership's own end counts
                }
                for membership in memberships - have
            ]
        )


class TicketMembership(models.Model):
    _inherit = "ticket.membership"

    def _prolong(self, date, sale_line=None, origin=None):
        result = super()._prolong(date, sale_line, origin)
        kinds_sudo = (
            self.env["ticket.gate.pass.type"]
            .sudo()  # whoever pays need not know of gates
            .search(
                [
                    ("tier_id", "=", self.tier_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )
        for kind_sudo in kinds_sudo:
            self.env["ticket.gate.pass"]._give(kind_sudo, self)
        return result
