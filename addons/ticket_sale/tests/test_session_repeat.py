from odoo.fields import Command
from odoo.tests import tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestSessionRepeat(TicketSaleCommon):
    def test_run_is_ready_to_be_sold(self):
        run = self.env["ticket.session.repeat"].create(
            {
                "show_id": self.show.id,
                "hall_id": self.hall.id,
                "first": "2031-03-03",
                "last": "2031-03-16",
                "time_ids": [Command.create({"weekday": "4", "start": 19.5})],
            }
        )
        sessions = self.env["ticket.session"].search(run.action_create()["domain"])
        sessions.action_open_sale()
        self.assertEqual(sessions.plan_id, self.plan)
        self.assertEqual(sessions.mapped("state"), ["announced"] * 2)
        self.assertEqual(set(sessions.mapped("left_count")), {70})
