from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestTour(TicketWebsiteCommon):
    """The whole journey in a browser: seats, cart, address, payment, tickets."""

    def test_guest_buys_two_seats(self):
        demo = self.env["payment.provider"].search([("code", "=", "demo")], limit=1)
        if not demo:
            # Somebody else's database; our own runs install it and fail on a skip.
            self.skipTest("payment_demo is not installed")
        self.env["payment.provider"].search([]).write({"is_published": False})
        demo.write({"state": "test", "is_published": True})
        self.env.ref("payment_demo.payment_method_demo").active = True
        self.start_tour(self.show.website_url, "ticket_website_buy", timeout=120)
        [order] = self.env["sale.order"].search(
            [("partner_id.email", "=", "tour@example.com")]
        )
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])
        self.assertEqual(order.amount_total, 380 + 190)
