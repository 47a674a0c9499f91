from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..kept import KEPT, LEARNT, MODELS, may_be_learnt
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestKept(TicketSaleCommon):
    """What every sale reads stays in memory, and is never older than its record."""

    def setUp(self):
        super().setUp()
        self.kept = self.env["ticket.kept"]
        self.addCleanup(self.env.cr.cache.pop, KEPT, None)
        self._next_request()

    def _next_request(self):
        """As far as the memory of a worker is concerned."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.cache.pop(KEPT, None)
        self.kept._begin("test")
        self.kept._house_ids("product.product")

    def test_settings_are_read_once(self):
        names = self.adult.sudo().name, self.session.sudo().start
        self._next_request()
        with self.assertQueryCount(0):
            again = self.adult.sudo().name, self.session.sudo().start
        self.assertEqual(again, names)

    def test_every_visitor_reads_names_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.adult.with_context(lang="zh_CN").name = "成人票"
        names = {"zh_CN": "成人票", "en_US": self.adult.name}
        for lang in ("zh_CN", "en_US", "zh_CN"):
            self._next_request()
            told = self.adult.sudo().with_context(lang=lang).name
            self.assertEqual(told, names[lang])

    def test_searches_and_their_records_are_read_once(self):
        types = self.env["ticket.limit"].sudo()
        domain = [("company_id", "=", self.env.company.id)]
        types.search(domain).mapped("name")
        self._next_request()
        with self.assertQueryCount(0):
            types.search(domain).mapped("name")

    def test_change_is_seen_by_the_next_request(self):
        self.assertTrue(self.adult.sudo().name)
        self._next_request()
        self.adult.name = "Grown-up"
        self._next_request()
        self.assertEqual(self.adult.sudo().name, "Grown-up")

    def test_change_is_seen_by_its_own_transaction(self):
        self.assertTrue(self.adult.sudo().name)
        self._next_request()
        self.adult.name = "Grown-up"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.adult.sudo().name, "Grown-up")

    def test_change_that_is_computed_or_related_is_seen(self):
        """Odoo writes such columns itself, without ``write``."""
        company = self.env.company.sudo()
        self.assertTrue(company.name)
        self._next_request()
        company.partner_id.name = "Another House"
        self._next_request()
        self.assertEqual(company.name, "Another House")

    def test_change_of_a_relation_is_seen(self):
        product = self.adult.sudo().product_id
        self.assertFalse(product.taxes_id)
        self._next_request()
        tax = self.env["account.tax"].create({"name": "Six", "amount": 6})
        product.taxes_id = tax
        self._next_request()
        self.assertEqual(product.taxes_id, tax)

    def test_new_record_is_found(self):
        limits = self.env["ticket.limit"].sudo()
        domain = [("name", "=", "Found at once")]
        self.assertFalse(limits.search(domain))
        self._next_request()
        limit = limits.create({"name": "Found at once", "subject": "order"})
        self._next_request()
        self.assertEqual(limits.search(domain), limit)
        self._next_request()
        limit.unlink()
        self._next_request()
        self.assertFalse(limits.search(domain))

    def test_other_workers_are_told(self):
        self.env.registry.cache_invalidated.clear()
        self.adult.sudo().name = "Grown-up"
        self.env.flush_all()
        self.assertIn("default", self.env.registry.cache_invalidated)

    def test_customers_are_not_kept(self):
        customer = self.env["res.partner"].create({"name": "Somebody"})
        self._next_request()
        self.assertTrue(customer.sudo().name)
        self._next_request()
        with self.assertQueryCount(1):
            self.assertTrue(customer.sudo().name)
        self.env.registry.cache_invalidated.clear()
        customer.name = "Somebody Else"
        self.env.flush_all()
        self.assertFalse(self.env.registry.cache_invalidated)

    def test_rights_are_asked(self):
        """Memory filled by the system says nothing to who may not read."""
        self.session.sudo().mapped("state")
        self._next_request()
        visitor = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self.session.with_user(visitor).mapped("state")

    def test_gapless_numbers_follow_each_other(self):
        """Odoo counts them by SQL, which no memory hears of."""
        sequence = self.env["ir.sequence"].create(
            {"name": "Orders", "code": "ticket.test", "implementation": "no_gap"}
        )
        numbers = []
        for _request in range(3):
            self._next_request()
            numbers.append(int(sequence.sudo().next_by_code("ticket.test")))
        self.assertEqual(numbers, [1, 2, 3])

    def test_number_of_a_gapless_sequence_is_never_kept(self):
        field = self.env["ir.sequence"]._fields["number_next"]
        self.assertFalse(may_be_learnt(field))

    def test_what_is_searched_is_read_by_the_same_query(self):
        held = self._hold_places("1-1")
        holds = self.env["ticket.hold"].sudo()
        holds.browse(held.hold_id).mapped("channel")
        self._next_request()
        with self.assertQueryCount(1):
            found = holds.search([("token", "=", held.token)])
            self.assertEqual(found.channel, "website")

    def test_order_that_was_read_is_there_until_it_is_deleted(self):
        order = self.env["sale.order"].create(
            {"partner_id": self.env.user.partner_id.id}
        )
        self._next_request()
        self.assertEqual(order.sudo().state, "draft")
        with self.assertQueryCount(0):
            self.assertTrue(order.sudo().exists())
        order.unlink()
        self.assertFalse(order.sudo().exists())

    def test_memory_begins_anew_when_it_is_full(self):
        store = self.kept._store()
        store.update(dict.fromkeys(range(LEARNT)))
        self._next_request()
        self.assertTrue(self.adult.sudo().name)
        self.assertLess(len(store), LEARNT)
        self._next_request()
        with self.assertQueryCount(0):
            self.assertTrue(self.adult.sudo().name)

    def test_nothing_is_kept_unasked(self):
        self.assertTrue(self.adult.sudo().name)
        self.env.invalidate_all()
        self.env.cr.cache.pop(KEPT)
        with self.assertQueryCount(1):
            self.assertTrue(self.adult.sudo().name)

    def test_money_and_places_are_never_kept(self):
        moving = {
            "account.move",
            "loyalty.card",
            "payment.transaction",
            "sale.order",
            "sale.order.line",
            "ticket.cap",
            "ticket.hold",
            "ticket.place",
            "ticket.ticket",
        }
        self.assertFalse(moving & MODELS)
