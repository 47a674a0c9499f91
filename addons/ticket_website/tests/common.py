from odoo.addons.payment.tests.http_common import PaymentHttpCommon
from odoo.addons.ticket_sale.tests.common import TicketSaleCommon


class TicketWebsiteCommon(PaymentHttpCommon, TicketSaleCommon):
    """A published show on sale, and a browser that asks as the picker does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].search(
            [("company_id", "=", cls.env.company.id)], limit=1
        )
        cls.performance = cls.session  # HttpCase keeps the browser's in ``session``
        cls.show.is_published = True
        cls.portal_user.partner_id.write(
            {"street": "1 Renmin Avenue", "city": "Shanghai", "zip": "200000"}
        )

    def setUp(self):
        self.session = None
        super().setUp()
        self._as_guest()

    # --- the browser ---

    def _as_guest(self):
        """Another browser, with no cookies."""
        self.authenticate(None, None)

    def _as_customer(self):
        self.authenticate(self.portal_user.login, self.portal_user.login)

    def _ask_hold(self, *keys, session=None, **wanted):
        if keys:
            places = self._places(*keys, session=session)
            wanted["seat_ids"] = places.seat_id.ids
        return self.make_jsonrpc_request(
            "/ticket/web/hold",
            {"session_id": (session or self.performance).id, **wanted},
        )

    def _ask_cart(self, hold, ticket_type=None, types=None):
        ticket_type = ticket_type or self.adult
        if types is None:
            types = {str(place["id"]): ticket_type.id for place in hold["places"]}
        return self.make_jsonrpc_request(
            "/ticket/web/cart", {"token": hold["token"], "types": types}
        )

    def _fill_cart(self, *keys, ticket_type=None):
        """Hold these seats and put them into the browser's cart.

        :return: the cart
        """
        hold = self._ask_hold(*keys)["hold"]
        self.assertIn("redirect", self._ask_cart(hold, ticket_type))
        return self._hold_of(hold)._cart_lines().order_id

    def _hold_of(self, hold):
        return self.Hold.sudo().search([("token", "=", hold["token"])])

    def _states(self, *keys):
        return self._places(*keys).mapped("state")

    def _expire_hold(self, hold):
        """The time of a hold runs out.

        :param hold: a ``ticket.hold``
        """
        past = "2020-01-01 00:00:00"
        hold.place_ids.write({"held_until": past})
        hold.expires_at = past
        self.env.flush_all()

    # --- payment ---

    def _pay_route(self, order):
        """What the payment form asks before it sends the buyer to the provider."""
        return self.make_jsonrpc_request(
            f"/shop/payment/transaction/{order.id}",
            {
                "access_token": order._portal_ensure_token(),
                "provider_id": self.provider.id,
                "payment_method_id": self.payment_method_id,
                "token_id": None,
                "amount": order.amount_total,
                "flow": "direct",
                "tokenization_requested": False,
                "landing_route": "/shop/payment/validate",
            },
        )

    def _paid(self, order):
        """The provider's notice lands: the order is paid."""
        tx = self._create_transaction(
            "direct",
            amount=order.amount_total,
            currency_id=order.currency_id.id,
            partner_id=order.partner_id.id,
            sale_order_ids=[(6, 0, order.ids)],
            reference=f"{order.name}-paid",
        )
        tx._set_done()
        tx._post_process()
        return tx
