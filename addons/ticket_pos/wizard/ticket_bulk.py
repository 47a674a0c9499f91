from odoo import fields, models
from odoo.exceptions import UserError


class TicketBulk(models.TransientModel):
    _inherit = "ticket.bulk"

    printer_id = fields.Many2one("ticket.printer", check_company=True)

    def _check_complete(self):
        result = super()._check_complete()
        if self.output == "print" and not self.printer_id:
            raise UserError(self.env._("Choose the printer."))
        return result

    def _prepare_order(self):
        printer = self.printer_id if self.output == "print" else None
        return super()._prepare_order() | {
            "ticket_printer_id": printer.id if printer else False
        }
