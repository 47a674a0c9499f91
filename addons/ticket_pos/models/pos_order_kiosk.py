from odoo import fields, models


class PosOrder(models.Model):
    """Orders that were paid where no cashier is: at a kiosk, or on a telephone."""

    _inherit = "pos.order"

    ticket_visit_id = fields.Many2one(
        "ticket.kiosk.visit",
        string="Kiosk Visit",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    ticket_kiosk_id = fields.Many2one(related="ticket_visit_id.kiosk_id")

    def _process_saved_order(self, draft):
        """An online payment ends in the name of whoever pays; the tickets are issued in
        the name of whoever sold."""
        order = self
        if (
            not draft
            and self.env.su
            and self.user_id
            and not self.env.user.has_group("ticket_sale.group_ticket_cashier")
            and any(line._ticket_is_sale() for line in self.lines)
        ):
            order = self.with_user(self.user_id).with_company(self.company_id)
        return super(PosOrder, order)._process_saved_order(draft)

    def _ticket_print(self):
        """A kiosk's tickets come out of the kiosk."""
        printer_sudo = self.ticket_kiosk_id and self.ticket_kiosk_id._printer()
        if not printer_sudo:
            return super()._ticket_print()
        tickets_sudo = self.sudo().lines.ticket_ids
        if tickets_sudo:
            self.env["ticket.print.job"].sudo()._enqueue(tickets_sudo, printer_sudo)
        return None
