from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import EVIL, SecurityWalk

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk, TicketWebsiteCommon):
    """Who has no business at a route of the web shop gets nothing there."""

    __test__ = True
    addon = "ticket_website"
    table = {
        "/artist/<string:slug>": "open",
        "/favourites": "open",
        "/favourites/messages": "own",
        "/my/cards": "own",
        "/my/data": "own",
        "/my/data/consent/withdraw": "own",
        "/my/data/download": "own",
        "/my/data/erase": "own",
        "/my/data/erase/check": "own",
        "/my/data/erase/code": "own",
        "/my/membership": "own",
        "/my/orders/<int:order_id>/transaction": "odoo",
        "/my/resale": "own",
        "/my/resale/<int:resale_id>/withdraw": "hidden",
        "/my/reviews": "own",
        "/my/tickets": "own",
        "/my/tickets/<int:ticket_id>/ics": "hidden",
        "/my/tickets/<int:ticket_id>/pdf": "hidden",
        "/my/tickets/<int:ticket_id>/sell": "hidden",
        "/my/tickets/<int:ticket_id>/transfer": "hidden",
        "/my/tickets/order/<int:order_id>/exchange": "hidden",
        "/my/tickets/order/<int:order_id>/exchange/<int:exchange_id>": "hidden",
        "/my/tickets/order/<int:order_id>/exchange/<int:exchange_id>/leave": "hidden",
        "/my/tickets/order/<int:order_id>/exchange/<int:exchange_id>/transaction": "hidden",
        "/my/tickets/order/<int:order_id>/exchange/keep": "hidden",
        "/my/tickets/order/<int:order_id>/exchange/seats": "hidden",
        "/my/tickets/order/<int:order_id>/pdf": "hidden",
        "/my/tickets/order/<int:order_id>/refund": "hidden",
        "/my/tickets/page/<int:page>": "own",
        "/my/tickets/phone": "own",
        "/my/tickets/phone/<int:ticket_id>.pkpass": "hidden",
        "/my/tickets/phone/calendar.ics": "hidden",
        "/my/tickets/phone/link/<token>": "hidden",
        "/my/tickets/phone/link/<token>/<int:ticket_id>.pkpass": "hidden",
        "/my/tickets/phone/link/<token>/calendar.ics": "hidden",
        "/my/tickets/phone/link/<token>/tickets.pdf": "hidden",
        "/my/tickets/phone/order/<int:order_id>": "hidden",
        "/my/tickets/phone/order/<int:order_id>/<int:ticket_id>.pkpass": "hidden",
        "/my/tickets/phone/order/<int:order_id>/calendar.ics": "hidden",
        "/my/tickets/phone/order/<int:order_id>/tickets.pdf": "hidden",
        "/my/tickets/phone/tickets.pdf": "hidden",
        "/my/tickets/phone/worker.js": "open",
        "/package/<string:slug>": "hidden",
        "/package/renewal/<int:line_id>": "hidden",
        "/package/renewal/<int:line_id>/answer": "hidden",
        "/packages": "open",
        "/resale/<int:resale_id>/buy": "open",
        "/review/<int:review_id>/report": "hidden",
        "/session/<int:session_id>": "open",
        "/session/<int:session_id>/calendar.ics": "open",
        "/session/<int:session_id>/resale": "open",
        "/session/<int:session_id>/seats.svg": "open",
        "/session/<int:session_id>/view/<int:section_id>": "open",
        "/session/<int:session_id>/waiting": "open",
        "/shop/address": "odoo",
        "/shop/address/submit": "odoo",
        "/shop/cart": "odoo",
        "/shop/checkout": "odoo",
        "/shop/payment": "odoo",
        "/shop/payment/transaction/<int:order_id>": "odoo",
        "/shop/payment/validate": "odoo",
        "/shop/pricelist": "odoo",
        "/shop/ticket-holders": "open",
        "/shop/ticket/approval": "open",
        "/shop/ticket/delivery": "open",
        "/shop/ticket/voucher/remove": "open",
        "/show/<string:slug>": "open",
        "/show/<string:slug>/document/<int:document_id>": "hidden",
        "/show/<string:slug>/qr.svg": "open",
        "/show/<string:slug>/review": "open",
        "/show/<string:slug>/reviews": "open",
        "/show/<string:slug>/reviews/page/<int:page>": "open",
        "/shows": "open",
        "/shows/calendar": "open",
        "/shows/page/<int:page>": "open",
        "/shows/suggest": "open",
        "/t/<token>": "open",
        "/ticket/deliveries/labels": "staff",
        "/ticket/message/<string:token>/unsubscribe": "hidden",
        "/ticket/web/areas/<int:session_id>": "open",
        "/ticket/web/block/<string:kind>": "open",
        "/ticket/web/cart": "open",
        "/ticket/web/extend": "open",
        "/ticket/web/favourite": "open",
        "/ticket/web/favourites": "own",
        "/ticket/web/held": "open",
        "/ticket/web/hold": "open",
        "/ticket/web/human": "open",
        "/ticket/web/package/cart": "open",
        "/ticket/web/package/hold": "open",
        "/ticket/web/package/quote": "open",
        "/ticket/web/release": "open",
        "/ticket/web/terms": "open",
        "/ticket/web/visit": "open",
        "/ticket/web/words/<string:lang>/<string:unique>": "open",
        "/topic/<string:slug>": "open",
        "/topics": "open",
        "/transfer/<token>": "hidden",
        "/transfer/<token>/accept": "hidden",
        "/transfer/<token>/decline": "hidden",
        "/transfer/sent/<token>": "hidden",
        "/transfer/sent/<token>/take_back": "hidden",
        "/venue/<string:slug>": "open",
        "/venues": "open",
        "/waiting/<int:waiting_id>": "hidden",
        "/waiting/<int:waiting_id>/accept": "hidden",
        "/waiting/<int:waiting_id>/leave": "hidden",
        "/web/goodbye": "open",
        "/web/login/code": "open",
        "/web/login/code/check": "open",
        "/web/login/code/done": "open",
        "/web/login/code/name": "open",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.show.write({"name": f"Swan {EVIL}", "resale_allowed": True})
        cls.venue.name = f"House {EVIL}"
        cls.customer.write({"name": f"Li {EVIL} Hua", "phone": "+86 138 0013 8000"})
        cls.order = cls._sell("5-1", "5-2")
        cls.ticket, cls.listed = cls.order.ticket_ids.sorted("id")
        cls.transfer = cls.env["ticket.transfer"]._offer(cls.ticket, f"Ann {EVIL}")
        cls.resale = cls.env["ticket.resale"].create(
            {
                "ticket_id": cls.listed.id,
                "seller_id": cls.customer.id,
                "first_price": cls.listed.price,
                "price": 300,
                "fee": 15,
                "expires_at": cls.performance.start,
            }
        )
        cls.waiting = cls.env["ticket.waiting"].create(
            {
                "session_id": cls.performance.id,
                "name": f"Wang {EVIL}",
                "email": "wang@example.com",
                "count": 1,
            }
        )
        cls.link = cls.env["ticket.link"]._share(cls.listed)
        cls.env.flush_all()

    def _of_others(self):
        slug = self.env["ir.http"]._slug
        return {
            "order_id": self.order.id,
            "page": 1,
            "resale_id": self.resale.id,
            "session_id": self.performance.id,
            "slug": slug(self.show),
            "ticket_id": self.ticket.id,
            "token": self.link._token()[:-3] + "AAA",
            "waiting_id": self.waiting.id,
        }

    def _posted(self):
        return {"name": EVIL, "taker": EVIL, "email": "x", "count": "-1", "ticket": "1"}

    def _secrets(self):
        return [
            "li@example.com",
            "wang@example.com",
            "138 0013 8000",
            self.order.name,
            self.order._portal_ensure_token(),
            self.ticket.display_name,
            self.ticket.number,
            self.listed.display_name,
            self.transfer._secret_token("offer"),
        ]

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()
        self.env.invalidate_all()
        self.assertEqual(self.order.ticket_ids.mapped("state"), ["valid"] * 2)
        self.assertEqual(self.transfer.state, "open")
        self.assertEqual(self.resale.seller_id, self.customer)

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
