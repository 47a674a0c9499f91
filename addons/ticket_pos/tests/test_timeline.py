from odoo.tests import tagged

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestTimeline(TicketPosCommon):
    """S12 at the counter: which till sold, and what was printed where."""

    def test_sale_at_the_till_names_the_till_and_the_receipt(self):
        order = self._sell_at_till("2-3")
        self.env.flush_all()
        sold = self.env["ticket.timeline"].search(
            [("ticket_id", "=", order.ticket_ids.id), ("kind", "=", "sold")]
        )
        self.assertEqual(sold.device, order.config_id.name)
        self.assertEqual(sold.document, order.pos_reference)
        self.assertEqual(sold.user_id, self.cashier)

    def test_prints_and_reprints_name_the_printer(self):
        ticket = self._sell_at_till("2-3").ticket_ids
        printer = self.env["ticket.printer"].create(
            {"name": "Counter 1", "host": "127.0.0.1", "port": 9}
        )
        jobs = self.env["ticket.print.job"].sudo()
        jobs.search([("ticket_id", "=", ticket.id)]).unlink()
        jobs._enqueue(ticket, printer)._set_printed()
        reason = self.env.ref("ticket_pos.reprint_reason_torn")
        jobs._enqueue(ticket, printer, reason)._set_printed()
        self.env.flush_all()
        prints = self.env["ticket.timeline"].search(
            [("ticket_id", "=", ticket.id), ("kind", "=", "printed")], order="id"
        )
        self.assertEqual(prints.mapped("device"), ["Counter 1", "Counter 1"])
        self.assertEqual(prints.mapped("detail"), ["#1", "#2 · Torn or dirty"])
