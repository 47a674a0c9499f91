from odoo import fields, models


class TicketPrintMove(models.TransientModel):
    _name = "ticket.print.move"
    _description = "Move Print Jobs to Another Printer"

    job_ids = fields.Many2many("ticket.print.job", required=True)
    printer_id = fields.Many2one("ticket.printer", required=True)

    def action_move(self):
        self.job_ids.action_move(self.printer_id)
        return {"type": "ir.actions.act_window_close"}
