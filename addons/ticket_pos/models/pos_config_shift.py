from odoo import api, fields, models


class PosConfig(models.Model):
    """How shifts of a till are closed."""

    _inherit = "pos.config"

    ticket_blind_count = fields.Boolean(
        string="Blind Count",
        help="Whoever closes a shift counts before the till tells what should be there. "
        "Each count is kept; supervisors see what is expected.",
    )

    @api.model
    def _load_pos_data_read(self, records, config):
        read_records = super()._load_pos_data_read(records, config)
        for record in read_records[:1]:
            record["_ticket_cash_reasons"] = self.env[
                "ticket.cash.reason"
            ]._till_values()
            if config.ticket_selling and self.env.user.has_group(
                "ticket_sale.group_ticket_cashier"
            ):
                record["_has_cash_move_perm"] = True
        return read_records
