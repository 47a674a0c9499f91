from odoo import models
from odoo.exceptions import AccessError

#: What would be money, or somebody else's money, if it were written.
MONEY_FIELDS = {
    "points",
    "partner_id",
    "program_id",
    "code",
    "expiration_date",
    "active",
}
MAY_WRITE_MONEY = ("sales_team.group_sale_salesman", "point_of_sale.group_pos_manager")


class LoyaltyCard(models.Model):
    _inherit = "loyalty.card"

    def write(self, vals):
        """Odoo lets every cashier write on cards; those that hold money move by orders.

        :raise AccessError: a cashier would write an amount by hand
        """
        if MONEY_FIELDS & vals.keys() and not self.env.su:
            self._ticket_check_may_write_money()
        return super().write(vals)

    def _ticket_check_may_write_money(self):
        cards_sudo = self.sudo().filtered("program_id.is_payment_program")
        if cards_sudo and not any(map(self.env.user.has_group, MAY_WRITE_MONEY)):
            raise AccessError(
                self.env._(
                    "E-wallets and gift cards are charged by selling, not by hand."
                )
            )
