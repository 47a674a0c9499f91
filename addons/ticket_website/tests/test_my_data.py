import io
import json
import re
import zipfile
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.http import Request
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestMyData(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.portal_user.partner_id
        cls.partner.write({"email": "portal@example.com", "phone": "+861381"})
        cls.mine = cls._sell("5-1", partner=cls.partner)
        cls.others = cls._sell("5-2", partner=cls.customer)

    def _post(self, path, **values):
        return self.url_open(
            f"/my/data{path}", {"csrf_token": Request.csrf_token(self), **values}
        )

    def _play(self):
        """The session is over."""
        ended = fields.Datetime.now() - timedelta(days=2)
        self.performance.write({"start": ended, "end": ended + timedelta(hours=2)})

    def test_the_file_has_what_is_mine_and_nothing_else(self):
        self._as_customer()
        answer = self._post("/download")
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            data = {name: json.loads(archive.read(name)) for name in archive.namelist()}
        self.assertEqual(data["person.json"][0]["email"], "portal@example.com")
        numbers = [row["number"] for row in data["tickets.json"]]
        self.assertEqual(numbers, self.mine.ticket_ids.mapped("number"))
        orders = [row["name"] for row in data["orders.json"]]
        self.assertEqual(orders, self.mine.mapped("name"))
        self.assertEqual(data["order_lines.json"][0]["price_total"], 380)

    def test_every_section_can_be_read(self):
        for name, rows in self.partner._my_data().items():
            self.assertIsInstance(rows, list, name)

    def test_no_secret_leaves_with_the_file(self):
        text = json.dumps(self.partner._my_data())
        self.assertNotIn("access_token", text)
        self.assertNotIn(self.mine.ticket_ids.token, text)

    def test_tickets_to_come_are_settled_first(self):
        with self.assertRaisesRegex(UserError, "tickets for coming shows"):
            self.partner._erase_person()
        self._as_customer()
        self.assertIn("has to be settled first", self.url_open("/my/data").text)

    def test_stored_value_is_settled_first(self):
        self._play()
        program = self.env["loyalty.program"].create(
            {"name": "Wallet", "program_type": "ewallet"}
        )
        self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": self.partner.id, "points": 5}
        )
        with self.assertRaisesRegex(UserError, "e-wallet"):
            self.partner._erase_person()

    def test_a_person_is_forgotten_and_the_sale_stays(self):
        self._play()
        self.mine.ticket_ids.holder_name = "Portal"
        total = self.mine.amount_total
        self.partner._erase_person()
        person = self.partner
        self.assertFalse(person.active)
        self.assertEqual(person.name, f"Erased customer {person.id}")
        self.assertFalse(person.email or person.phone or person.street)
        self.assertFalse(self.portal_user.active)
        self.assertFalse(self.mine.ticket_ids.holder_name)
        self.assertEqual(
            (self.mine.amount_total, self.mine.partner_id), (total, person)
        )

    def test_name_and_address_stay_while_invoices_must_be_kept(self):
        invoice = self.mine._create_invoices()
        invoice.action_post()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()
        self._play()
        name = self.partner.name
        with patch.object(
            type(self.partner), "_erase_open_documents", lambda self: False
        ):
            self.partner._erase_person()
        self.assertEqual((self.partner.name, self.partner.city), (name, "Shanghai"))
        self.assertFalse(self.partner.email or self.partner.phone)
        with freeze_time(fields.Date.today() + timedelta(days=366 * 11)):
            self.partner._gc_books()
        self.assertNotEqual(self.partner.name, name)
        self.assertFalse(self.partner.city)

    def test_an_open_invoice_is_settled_first(self):
        self.mine._create_invoices().action_post()
        self._play()
        with self.assertRaisesRegex(UserError, "not settled"):
            self.partner._erase_person()

    def test_a_code_stands_before_the_last_step(self):
        self._play()
        self._as_customer()
        self.assertEqual(self._post("/erase").status_code, 404)
        self.assertEqual(self._post("/erase/check", code="1").status_code, 404)
        bodies = []
        mail = type(self.env["mail.mail"])
        self.startPatcher(
            patch.object(
                mail,
                "send",
                lambda mails, *args, **kw: bodies.extend(mails.mapped("body_html")),
            )
        )
        self._post("/erase/code")
        code = re.search(r"\b\d{6}\b", str(bodies[-1])).group()
        self.assertIn("wrong or too old", self._post("/erase/check", code="x").text)
        page = self._post("/erase/check", code=code)
        self.assertIn("Last question", page.text)
        self.assertTrue(self.portal_user.active)
        page = self._post("/erase")
        self.assertIn("Your account is deleted", page.text)
        self.assertFalse(self.portal_user.active)

    def test_staff_do_not_delete_themselves_here(self):
        self.authenticate(self.internal_user.login, self.internal_user.login)
        self.assertEqual(self._post("/erase/code").status_code, 404)
