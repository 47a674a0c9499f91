from odoo import models
from odoo.fields import Domain

from odoo.addons.ticket_sale.exceptions import TicketError


class PosConfig(models.Model):
    """How found tickets are printed at this till, whoever sold them."""

    _inherit = "pos.config"

    def ticket_prints(self, ticket_ids):
        """Each ticket with its newest print job, and the printers there are; the same
        as ``pos.order.ticket_print_states`` tells of an order."""
        tickets_sudo = self._ticket_found(ticket_ids)
        newest = self.env["ticket.print.job"]._latest(tickets_sudo)
        printers_sudo = self.env["ticket.printer"].sudo()
        return {
            "printer": self.ticket_printer_id.sudo().name or False,
            "printers": printers_sudo.search(
                [("company_id", "=", self.company_id.id)]
            ).read(["name"]),
            "tickets": [
                {
                    "id": ticket.id,
                    "number": ticket.display_name,
                    "label": ticket.seat_label,
                    "type": ticket.type_id.name,
                    "state": ticket.state,
                    "job": newest[ticket.id]._till_values()[0]
                    if ticket.id in newest
                    else False,
                }
                for ticket in tickets_sudo
            ],
        }

    def ticket_prints_again(self, ticket_ids, printer_id=False):
        """Print what did not come out, here or on another printer.

        What was printed is left alone: that needs a reason. So is what only a person at
        the paper can tell of.
        """
        tickets_sudo = self._ticket_found(ticket_ids)
        if tickets_sudo.filtered(lambda ticket: not ticket.pickup_id):
            raise TicketError(self.env._("Hand the tickets out first."))
        jobs_sudo = self.env["ticket.print.job"].sudo()
        latest = jobs_sudo._latest(tickets_sudo)
        self._ticket_print_found(tickets_sudo, printer_id)
        stuck = jobs_sudo.union(*latest.values()).filtered(
            lambda job: job.state in ("failed", "waiting") and not job.is_uncertain
        )
        if printer_id:
            stuck.action_move(self._ticket_known_printer(printer_id))
        else:
            stuck.action_retry()
        return self.ticket_prints(ticket_ids)

    def ticket_found_reprint(self, ticket_ids, reason_id, note=False, grant=False):
        """Print numbered copies of found tickets at this till.

        :param reason_id: a ``ticket.reprint.reason``
        :param grant: a supervisor's approval, for what was printed too often
        :raise TicketError: a ticket is not valid, or was never printed
        """
        tickets_sudo = self._ticket_found(ticket_ids)
        jobs_sudo = self._ticket_printed_jobs(tickets_sudo)
        reason = self.env["ticket.reprint.reason"].browse(reason_id)
        reason.check_access("read")
        jobs_sudo.with_context(ticket_grant=grant, ticket_till=self.id)._reprint(
            reason,
            str(note)[:200] if note else False,
            self.ticket_printer_id.sudo() or None,
        )
        return self.ticket_prints(ticket_ids)

    def _ticket_printed_jobs(self, tickets_sudo):
        """The newest job of each of these tickets."""
        latest = self.env["ticket.print.job"]._latest(tickets_sudo)
        for ticket in tickets_sudo:
            if ticket.state not in {"valid", "used"}:
                raise TicketError(
                    self.env._(
                        "%(seat)s is not valid any more: no copy of it is printed.",
                        seat=ticket.seat_label,
                    )
                )
            if ticket.id not in latest:
                raise TicketError(
                    self.env._(
                        "%(seat)s was never printed: hand it out instead.",
                        seat=ticket.seat_label,
                    )
                )
        return self.env["ticket.print.job"].sudo().union(*latest.values())

    def _ticket_print_found(self, tickets_sudo, printer_id=False):
        """Queue these tickets, each once; printing never stops a pick-up."""
        printer_sudo = (
            self._ticket_known_printer(printer_id)
            if printer_id
            else self.ticket_printer_id.sudo()
        )
        if printer_sudo:
            self.env["ticket.print.job"].sudo()._enqueue(
                tickets_sudo, printer_sudo, pos_session_id=self.current_session_id.id
            )

    def _ticket_own_jobs(self):
        """Also those of tickets that were handed out here."""
        handed_out = Domain("ticket_id.pickup_id.config_id", "=", self.id)
        return super()._ticket_own_jobs() | (
            handed_out & Domain("company_id", "=", self.company_id.id)
        )
