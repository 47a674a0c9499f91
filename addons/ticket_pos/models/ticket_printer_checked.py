from odoo import fields, models


class TicketPrinter(models.Model):
    """What the last self-test found."""

    _inherit = "ticket.printer"

    test_id = fields.Many2one(
        "ticket.printer.test",
        string="Last Self-Test",
        readonly=True,
        copy=False,
        check_company=True,
        ondelete="set null",
    )
    test_verdict = fields.Selection(related="test_id.verdict", string="Self-Test")
    tested_at = fields.Datetime(related="test_id.write_date", string="Tested On")
    tested_by_id = fields.Many2one(related="test_id.user_id", string="Tested By")

    def action_self_test(self):
        """Begin a self-test, or go on with the one that is open."""
        self.ensure_one()
        self.check_access("read")
        Test = self.env["ticket.printer.test"]
        test = Test.search(
            [
                ("printer_id", "=", self.id),
                ("state", "=", "open"),
                ("user_id", "=", self.env.uid),
            ],
            limit=1,
        ) or Test.create({"printer_id": self.id})
        return test.action_inspect()

    def action_open_tests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_printer_test_action"
        )
        return action | {"domain": [("printer_id", "=", self.id)]}
