from odoo import api, models
from odoo.tools import SQL

from ..tools.card_code import card_code


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _ticket_by_card(self, code, company):
        """A card of ours, in the customer's hand and not blocked."""
        member = super()._ticket_by_card(code, company)
        normal = not member and card_code(code)
        if not normal:
            return member
        card_sudo = (
            self.env["ticket.member.card"]
            .sudo()
            .search(
                [
                    ("code", "=", normal),
                    ("company_id", "=", company.id),
                    ("state", "=", "active"),
                ]
            )
        )
        return card_sudo.partner_id

    @api.model
    def _ticket_cards(self):
        return SQL(
            """SELECT partner_id, company_id, code, state = 'active' AS is_good,
                      xmin AS written FROM ticket_member_card"""
        )
