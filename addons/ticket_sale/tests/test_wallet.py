import base64
import io
import json
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import TicketSaleCommon

# What makes certificates stands beside the addons, with the programs of our tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers.pass_certificates import pass_files


@tagged("post_install", "-at_install")
class TestWallet(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = {
            name: base64.b64encode(content) for name, content in pass_files().items()
        }
        cls.Certificate = cls.env["ticket.pass.certificate"]
        cls.tickets = cls._sell("1-1", "1-2").ticket_ids
        cls.ticket = cls.tickets[0]
        cls.show.with_context(lang="zh_CN").name = "天鹅湖"

    def _upload(self, **values):
        files = {
            "certificate_file": self.files["certificate"],
            "key_file": self.files["key"],
            "intermediate_file": self.files["intermediate"],
        }
        return self.Certificate.create({**files, **values})

    def _archive(self):
        return zipfile.ZipFile(io.BytesIO(self.ticket._wallet_pass()))

    def test_no_pass_without_a_certificate(self):
        self.assertFalse(self.tickets._phone_passes())
        self._upload()
        self.assertEqual(self.tickets._phone_passes(), self.tickets)

    def test_certificate_of_another_company_signs_nothing(self):
        company = self.env["res.company"].create({"name": "Other House"})
        self._upload(company_id=company.id)
        self.assertFalse(self.tickets._phone_passes())

    def test_certificate_is_hidden_from_another_company(self):
        company = self.env["res.company"].create({"name": "Other House"})
        outsider = new_test_user(
            self.env,
            "pass_outsider",
            groups="ticket_venue.group_ticket_admin",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        certificate = self._upload().with_user(outsider)
        self.assertFalse(certificate.search([("id", "=", certificate.id)]))

    def test_expired_certificate_signs_nothing(self):
        certificate = self._upload()
        certificate.sudo().valid_to = fields.Datetime.now() - timedelta(days=1)
        self.assertFalse(self.tickets._phone_passes())

    def test_ticket_of_a_changing_code_is_no_pass_unless_allowed(self):
        self._upload()
        self.session.write({"rotating_code": True, "rotating_wallet": False})
        self.assertFalse(self.tickets._phone_passes())
        self.session.rotating_wallet = True
        self.assertTrue(self.tickets._phone_passes())

    def test_void_ticket_is_no_pass(self):
        self._upload()
        self.ticket._void("refunded", "test")
        self.assertEqual(self.tickets._phone_passes(), self.tickets - self.ticket)

    def test_pass_carries_code_and_seat(self):
        self._upload()
        content = json.loads(self._archive().read("pass.json"))
        [code] = content["barcodes"]
        found, told = self.env["ticket.ticket"]._find_by_code(code["message"])
        self.assertEqual((found, told), (self.ticket, "ok"))
        self.assertEqual(code["altText"], self.ticket.display_name)
        self.assertEqual(content["passTypeIdentifier"], "pass.test.venue")
        keys = [field["key"] for field in content["eventTicket"]["auxiliaryFields"]]
        self.assertEqual(keys, ["section", "row", "seat"])

    def test_pass_speaks_every_language_of_the_house(self):
        self._upload()
        archive = self._archive()
        chinese = archive.read("zh-Hans.lproj/pass.strings").decode("utf-16")
        english = archive.read("en.lproj/pass.strings").decode("utf-16")
        self.assertIn('"value_show" = "天鹅湖";', chinese)
        self.assertIn(f'"value_show" = "{self.show.name}";', english)
        content = json.loads(archive.read("pass.json"))["eventTicket"]
        for group in content.values():
            for field in group:
                self.assertIn(f'"{field["label"]}"', english)

    def test_wrong_upload_is_refused_with_the_remedy(self):
        with self.assertRaisesRegex(ValidationError, "does not belong"):
            self._upload(key_file=self.files["other_key"])
        with self.assertRaisesRegex(ValidationError, "not for passes"):
            self._upload(
                certificate_file=self.files["other"], key_file=self.files["other_key"]
            )
        with self.assertRaisesRegex(ValidationError, "WWDR"):
            self._upload(intermediate_file=False)
        with self.assertRaises(ValidationError):
            self.Certificate.create({})

    def test_renewal_replaces_the_certificate(self):
        certificate = self._upload()
        certificate.write(
            {
                "certificate_file": self.files["p12"],
                "password": "secret",
                "intermediate_file": self.files["intermediate"],
            }
        )
        self.assertTrue(certificate.is_valid)
        certificate.invalidate_recordset()
        self.assertFalse(certificate.password)
        self.assertFalse(certificate.certificate_file)

    def test_key_is_read_by_the_system_only(self):
        certificate = self._upload()
        admin = new_test_user(
            self.env, "pass_admin", groups="ticket_venue.group_ticket_admin"
        )
        self.assertTrue(certificate.with_user(admin).is_valid)
        for name in ("private_key", "certificate", "intermediate"):
            if not admin.has_group("base.group_system"):
                with self.assertRaises(AccessError):
                    certificate.with_user(admin).read([name])
        for group in ("ticket_sale.group_ticket_manager", "base.group_portal"):
            user = new_test_user(self.env, f"pass_{group[-7:]}", groups=group)
            with self.assertRaises(AccessError):
                certificate.with_user(user).read(["pass_type"])
