import io
import sys
from pathlib import Path

import pypdf
import zxingcpp

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import TicketSaleCommon

# What looks at PDFs stands beside the addons, with the other programs of our tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers import pdf


@tagged("post_install", "-at_install")
class TestTicketFile(HttpCase, TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.performance = cls.session  # HttpCase keeps the browser's in ``session``
        cls.order = cls._sell("1-1", "1-2", "1-3", "1-4", "1-5")
        cls.tickets = cls.order.ticket_ids.sorted("id")
        cls.cashier = new_test_user(
            cls.env,
            "file_cashier",
            groups="ticket_sale.group_ticket_cashier,sales_team.group_sale_salesman_all_leads",
        )

    def setUp(self):
        self.session = None
        super().setUp()

    def _codes(self, content):
        return [
            {code.text for code in zxingcpp.read_barcodes(page)}
            for page in pdf.images(content)
        ]

    def test_order_on_sheets_has_four_tickets_a_page(self):
        first, second = self._codes(self.tickets._pdf("a4"))
        tokens = [ticket._token_for("pdf") for ticket in self.tickets]
        self.assertEqual(first, set(tokens[:4]))
        self.assertEqual(second, {tokens[4]})

    def test_file_keeps_the_order_of_the_tickets(self):
        backwards = self.tickets.sorted("id", reverse=True)
        codes = self._codes(backwards._pdf())
        self.assertEqual(codes, [{one._token_for("pdf")} for one in backwards])

    def test_file_says_title_author_and_language(self):
        self.customer.lang = "zh_CN"
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        reader = pypdf.PdfReader(io.BytesIO(self.tickets._pdf()))
        self.assertEqual(reader.metadata.title, f"天鹅湖 · {self.order.name}")
        self.assertEqual(reader.metadata.author, self.env.company.name)
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "zh-CN")

    def test_tickets_of_a_changing_code_have_no_file(self):
        self.performance.rotating_code = True
        self.performance.rotating_pdf = False
        self.assertFalse(self.tickets._for_file())
        with self.assertRaisesRegex(UserError, "phone"):
            self.tickets._pdf()

    def test_button_of_the_order_downloads_its_live_tickets(self):
        self.tickets[0]._void("refunded", "test")
        action = self.order.with_user(self.cashier).action_ticket_pdf()
        self.authenticate("file_cashier", "file_cashier")
        answer = self.url_open(action["url"])
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn(self.order.name, answer.headers["Content-Disposition"])
        self.assertEqual(len(pypdf.PdfReader(io.BytesIO(answer.content)).pages), 4)

    def test_file_is_for_those_who_may_read_the_tickets(self):
        new_test_user(self.env, "file_nobody", groups="base.group_user")
        address = f"/ticket/tickets.pdf?ids={self.tickets[0].id}"
        self.assertIn("/web/login", self.url_open(address).url)
        self.authenticate("file_nobody", "file_nobody")
        self.assertEqual(self.url_open(address).status_code, 404)
        self.authenticate("file_cashier", "file_cashier")
        self.assertEqual(self.url_open(address).status_code, 200)

    def test_file_refuses_what_it_does_not_know(self):
        self.authenticate("file_cashier", "file_cashier")
        ticket = self.tickets[0].id
        for query in ("ids=", "ids=x", f"ids={ticket}&paper=letter", "ids=999999999"):
            answer = self.url_open(f"/ticket/tickets.pdf?{query}")
            self.assertEqual(answer.status_code, 404, query)

    def test_void_tickets_have_no_file(self):
        self.tickets._void("refunded", "test")
        with self.assertRaisesRegex(UserError, "None of these"):
            self.tickets.action_pdf()
