from odoo.tests import HttpCase, tagged

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestPortal(TicketDistributorCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._staff("agent", "base.group_portal")
        cls.agent.partner_id.parent_id = cls.agency
        cls.distributor.portal_user_ids = cls.agent
        cls.passer_by = cls._staff("passer", "base.group_portal")

    def setUp(self):
        super().setUp()
        self.session = None  # HttpCase keeps the web session under this name

    def test_agent_sees_wallet_bookings_and_statement(self):
        self._confirmed("1-1", reference="MINE-1")
        other = self._create_distributor(credit_limit=1000)
        self._confirmed("1-2", distributor=other, reference="THEIRS-1")
        self.env.flush_all()
        self.authenticate(self.agent.login, self.agent.login)

        page = self.url_open("/my/distributor").text

        self.assertIn("Blue Sky Travel", page)
        self.assertIn("677.00", page)
        self.assertIn("MINE-1", page)
        self.assertIn("Swan Lake", page)
        self.assertNotIn("THEIRS-1", page)
        self.assertIn("/my/distributor", self.url_open("/my").text)

    def test_agent_is_warned_of_a_low_wallet(self):
        self.distributor.low_balance = 5000
        self.env.flush_all()
        self.authenticate(self.agent.login, self.agent.login)
        self.assertIn("running low", self.url_open("/my/distributor").text)

    def test_other_portal_users_are_sent_home(self):
        self.authenticate(self.passer_by.login, self.passer_by.login)

        response = self.url_open("/my/distributor")

        self.assertTrue(response.url.rstrip("/").endswith("/my"), response.url)
        self.assertNotIn('href="/my/distributor"', response.text)

    def test_visitors_must_sign_in(self):
        response = self.url_open("/my/distributor")
        self.assertIn("/web/login", response.url)
