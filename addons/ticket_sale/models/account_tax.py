from odoo import api, models


class AccountTax(models.Model):
    _inherit = "account.tax"

    @api.model
    def _prepare_base_line_tax_repartition_grouping_key(
        self, base_line, base_line_grouping_key, tax_data, tax_rep_data
    ):
        """A tax without an account of its own is income, also when tickets are sold.

        Odoo posts such a tax where its base goes. For a ticket that is the advance
        account, which holds what the session has to earn and nothing else.
        """
        key = super()._prepare_base_line_tax_repartition_grouping_key(
            base_line, base_line_grouping_key, tax_data, tax_rep_data
        )
        company_sudo = tax_data["tax"].company_id.sudo()
        advance = company_sudo.ticket_advance_account_id
        income = company_sudo.ticket_income_account_id
        if advance and income and key["account_id"] == advance.id:
            key["account_id"] = income.id
        return key
