from odoo import fields, models


class PosOrder(models.Model):
    """Orders that a till made while it could not reach the server."""

    _inherit = "pos.order"

    ticket_offline = fields.Boolean(string="Sold Offline", readonly=True)
    ticket_offline_at = fields.Datetime(
        string="Sold (till's clock)",
        readonly=True,
        help="What the clock of the till said when it sold; the order's own date is the "
        "server's where that clock was wrong.",
    )

    def _ticket_issue(self):
        leased = self.lines.filtered(
            lambda line: line._ticket_is_leased() and not line.ticket_type_id
        )
        if leased:
            self.config_id._ticket_check_cashier()
            slips = {line: line._ticket_slips() for line in leased}
            for line, of_line in slips.items():
                line._ticket_check_leased(of_line)
            self._ticket_check_total()
            self._ticket_set_offline(slips)
            for line, of_line in slips.items():
                line._ticket_sell_leased(of_line)
        return super()._ticket_issue()

    def _ticket_set_offline(self, slips_by_line):
        """Keep what the till's clock told; the server's time rules where that cannot
        be: before the till got its seats, or in the future."""
        told = self.date_order
        now = fields.Datetime.now()
        since = min(
            slip.lease_id.create_date
            for slips in slips_by_line.values()
            for slip in slips
        ).replace(microsecond=0)
        self.write(
            {
                "ticket_offline": True,
                "ticket_offline_at": told,
                "date_order": told if since <= told <= now else now,
            }
        )

    def _ticket_print(self):
        """What came out at the till while it was offline is not printed again."""
        printed = self.lines.filtered(lambda line: line._ticket_is_printed())
        if not printed:
            return super()._ticket_print()
        tickets_sudo = (self.lines - printed).sudo().ticket_ids
        printer_sudo = self.config_id.sudo().ticket_printer_id
        if tickets_sudo and printer_sudo:
            self.env["ticket.print.job"].sudo()._enqueue(tickets_sudo, printer_sudo)
        return None
