import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


def _natural(ticket):
    """Row 2 comes before row 10."""
    parts = re.split(r"(\d+)", ticket.seat_label or "")
    return [int(part) if part.isdigit() else part for part in parts]


class TicketPrint(models.TransientModel):
    """Print the tickets of a session, an order or a selection in one go."""

    _name = "ticket.print"
    _description = "Print Tickets in Bulk"

    name = fields.Char(required=True)
    ticket_ids = fields.Many2many("ticket.ticket", readonly=True)
    printer_id = fields.Many2one("ticket.printer", required=True)
    count = fields.Integer(compute="_compute_count", string="To Print")
    printed_count = fields.Integer(compute="_compute_count", string="Printed Already")

    @api.model
    def default_get(self, fields_list):
        defaults = super().default_get(fields_list)
        records = self.env[self.env.context.get("active_model", self._name)].browse(
            self.env.context.get("active_ids", [])
        )
        tickets = self._tickets_of(records)
        return defaults | {
            "name": self._name_of(records),
            "ticket_ids": [(6, 0, tickets.ids)],
            "printer_id": self.env["ticket.printer"].search([], limit=1).id,
        }

    @api.depends("ticket_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard._unprinted())
            wizard.printed_count = len(wizard.ticket_ids) - wizard.count

    def action_print(self):
        """Queue what is not printed yet and show how it goes."""
        self.ensure_one()
        if not self.env.user.has_group("ticket_sale.group_ticket_supervisor"):
            raise AccessError(self.env._("Only supervisors print in bulk."))
        self.ticket_ids.check_access("read")
        self.printer_id.check_access("read")
        tickets = self._unprinted()
        if not tickets:
            raise UserError(
                self.env._(
                    "All these tickets are printed, or on their way. To print one again, "
                    "choose Reprint on the ticket."
                )
            )
        batch = self.env["ticket.print.batch"]._start(
            self.name, tickets, self.printer_id
        )
        return batch.sudo(False)._get_records_action()

    def _unprinted(self):
        """The valid tickets that no job prints, in the order of their places."""
        self.ensure_one()
        Job = self.env["ticket.print.job"]
        latest = Job._latest(self.ticket_ids)
        return self.ticket_ids.filtered(
            lambda ticket: (
                ticket.state == "valid"
                and latest.get(ticket.id, Job).state in {False, "spoiled"}
            )
        ).sorted(lambda ticket: (ticket.session_id.id, _natural(ticket), ticket.id))

    def _tickets_of(self, records):
        """The tickets of sessions, orders or of a selection."""
        Ticket = self.env["ticket.ticket"]
        if records._name == Ticket._name:
            return records
        if records._name == "ticket.session":
            return Ticket.search(
                [("session_id", "in", records.ids), ("state", "=", "valid")]
            )
        if records._name == "ticket.allotment":
            return Ticket.search(
                [("place_id.allotment_id", "in", records.ids), ("state", "=", "valid")]
            )
        if records._name in {"sale.order", "pos.order"}:
            return records.ticket_ids
        return Ticket

    def _name_of(self, records):
        if records._name == "ticket.ticket" or len(records) != 1:
            return self.env._("%(count)s tickets", count=len(self._tickets_of(records)))
        return records.display_name
