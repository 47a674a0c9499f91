from odoo import fields, models


class TicketShow(models.Model):
    _inherit = "ticket.show"

    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        copy=False,
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
        help="Income and costs of the show are gathered here. Made when the first "
        "session plays, unless you choose one.",
    )

    def _ticket_analytic_account(self):
        """Return the show's analytic account, made when it has none."""
        self.ensure_one()
        show_sudo = self.sudo()  # posting revenue needs it, whoever plays the session
        if not show_sudo.analytic_account_id:
            show_sudo.analytic_account_id = (
                self.env["account.analytic.account"]
                .sudo()
                .create(
                    {
                        "name": show_sudo.name,
                        "plan_id": self.env.ref("ticket_sale.analytic_plan_show").id,
                        "company_id": show_sudo.company_id.id,
                        "partner_id": show_sudo.presenter_id.id,
                    }
                )
            )
        return show_sudo.analytic_account_id
