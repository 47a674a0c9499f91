import base64
from datetime import timedelta
from io import BytesIO

from freezegun import freeze_time
from PIL import Image

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools import pass_code
from .common import TicketGateCommon, TicketGateHttpCase


class PassCommon(TicketGateCommon):
    """An annual card good once a day, at any time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["ticket.gate.pass.type"].create(
            {"name": "Annual Card", "months": 12}
        )
        cls.pass_rule = cls.rule.create(
            {
                "group_id": cls.group.id,
                "who": "passes",
                "pass_type_ids": [(6, 0, cls.kind.ids)],
                "anytime": True,
                "times": 0,
                "per_day": 1,
            }
        )
        cls.one = cls._create_pass("Chen Jiayi")

    @classmethod
    def _create_pass(cls, name, **values):
        found = cls.env["ticket.gate.pass"].create(
            {"type_id": cls.kind.id, "holder_name": name, **values}
        )
        cls.env.flush_all()
        return found

    def _refused(self, code, **request):
        answer = self._scan(code, **request)
        self.assertEqual(answer["result"], "refuse")
        return answer["reason"]


@tagged("post_install", "-at_install")
class TestPass(PassCommon):
    """Season and annual cards, staff: the same decision, counted on the pass."""

    def test_number_signed_code_and_card_open(self):
        self.one._take_card("04:a2:b3:c4:d5:e6:80")
        self.env.flush_all()
        self.pass_rule.per_day = 0
        for code in (self.one.number, self.one.token, "04A2B3C4D5E680"):
            answer = self._scan(code)
            self.assertEqual((answer["result"], answer["reason"]), ("admit", "ok"))
        self.assertEqual((self.one.entries, self.one.admitted), (3, 1))
        scan = self.env["ticket.scan"].search([], limit=1)
        self.assertEqual((scan.pass_id, scan.ticket_id.id), (self.one, False))

    def test_staff_read_who_it_is(self):
        answer = self._scan(self.one.number)["ticket"]
        self.assertEqual(answer["number"], self.one.number)
        self.assertEqual(answer["type"], "Annual Card")
        self.assertEqual(answer["holder"], "C*** J****")
        self.assertIsNone(answer["place"])
        self.assertIsNone(answer["photo"])

    def test_a_pass_without_number_is_called_new(self):
        self.assertFalse(self.env["ticket.gate.pass"].new({}).display_name)

    def test_once_a_day(self):
        self._scan(self.one.number)
        self.assertEqual(self._refused(self.one.number), "day_limit")
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.assertEqual(self._scan(self.one.number)["result"], "admit")
        self.assertEqual((self.one.entries, self.one.entries_today), (2, 1))

    def test_blocked_and_cancelled_open_nothing(self):
        self.one.action_block()
        self.env.flush_all()
        self.assertEqual(self._refused(self.one.number), "pass_blocked")
        self.one.action_unblock()
        self.one.action_cancel()
        self.env.flush_all()
        self.assertEqual(self._refused(self.one.token), "pass_blocked")

    def test_before_its_first_and_after_its_last_day(self):
        today = fields.Date.today()
        self.one.write({"valid_from": today + timedelta(days=2), "valid_to": False})
        self.env.flush_all()
        self.assertEqual(self._refused(self.one.number), "pass_not_yet")
        self.one.write(
            {
                "valid_from": today - timedelta(days=9),
                "valid_to": today - timedelta(days=2),
            }
        )
        self.env.flush_all()
        self.assertEqual(self._refused(self.one.number), "pass_expired")

    def test_a_season_card_wants_a_session(self):
        self.pass_rule.anytime = False
        answer = self._scan(self.one.number)
        self.assertEqual(answer["result"], "admit")
        self.assertTrue(answer["ticket"]["session"].startswith("Swan Lake · "))
        scan = self.env["ticket.scan"].search([], limit=1)
        self.assertEqual(scan.session_id, self.session)
        self.session.write({"state": "cancelled"})
        self.env.flush_all()
        self.assertEqual(self._refused(self._create_pass("Other").number), "nothing_on")

    def test_another_type_does_not_open(self):
        self.pass_rule.pass_type_ids = self.kind.copy({"name": "Staff"})
        answer = self._scan(self.one.number)
        self.assertEqual(answer["reason"], "pass_not_here")
        self.assertIn("Annual Card", answer["message"])

    def test_a_pass_of_another_house(self):
        stadium = self.env["ticket.venue"].create({"name": "Stadium"})
        self.kind.venue_id = stadium
        self.env.flush_all()
        answer = self._scan(self.one.number)
        self.assertEqual(answer["reason"], "wrong_venue")
        self.assertIn("Stadium", answer["message"])

    def test_in_out_and_anti_passback(self):
        self.pass_rule.write({"per_day": 0, "out_first": True})
        self._scan(self.one.number)
        self.assertEqual(self._refused(self.one.number), "passback")
        self.assertEqual(self._scan(self.one.number, direction="out")["reason"], "exit")
        self.assertEqual(self._scan(self.one.number)["result"], "admit")

    def test_a_companion_comes_along(self):
        self.kind.admits = 2
        pair = self._create_pass("Wheelchair User")
        self.assertEqual(self._scan(pair.number, count=2)["result"], "admit")
        self.assertEqual(self._refused(pair.number), "day_limit")

    def test_the_same_scan_sent_again_counts_once(self):
        first = self._scan(self.one.number, scan_id="lost")
        self.assertEqual(self._scan(self.one.number, scan_id="lost"), first)
        self.assertEqual(self.one.entries, 1)

    def test_a_card_opens_for_one_pass(self):
        self.one._take_card("04A2B3C4")
        with self.assertRaisesRegex(UserError, "belongs to pass"):
            self._create_pass("Other")._take_card("04 a2 b3 c4")
        self.one.action_drop_card()
        self.env.flush_all()
        self.assertEqual(self._refused("04A2B3C4"), "malformed")

    def test_the_card_itself_is_not_kept(self):
        self.one._take_card("04A2B3C4D5E6F7")
        self.assertNotIn("04A2B3C4D5E6F7", str(self.one.sudo().read()))
        self.assertEqual(self.one.card_end, "E6F7")

    def test_a_used_pass_is_not_deleted(self):
        self._scan(self.one.number)
        with self.assertRaisesRegex(UserError, "Cancel it"):
            self.one.unlink()

    def test_noise_is_still_noise(self):
        for noise in ("12345678901", "100000000009", "%%%", "K" * 300):
            self.assertEqual(self._refused(noise), "malformed")

    def test_the_package_tells_passes_without_names_or_cards(self):
        self.one._take_card("04A2B3C4D5E6F7")
        self._scan(self.one.number)
        identity = self.env["ticket.gate.device"]._identify(self.token)
        package = self.env["ticket.gate"]._package(identity, "en_US")
        [told] = package["passes"]
        self.assertEqual(told["number"], self.one.number)
        self.assertEqual((told["entries"], told["today"]), (1, 1))
        self.assertEqual(told["cards"], [pass_code.card_hash("04A2B3C4D5E6F7")])
        self.assertEqual(told["holder"], "C*** J****")
        self.assertEqual(package["pass_types"], {str(self.kind.id): "Annual Card"})

    def test_the_rule_in_words(self):
        self.assertEqual(self.pass_rule.words, "Annual Card; at any time; once a day")
        self.assertEqual(
            self.rule.words,
            "All tickets; from 2 h before the start until the end; once",
        )


@tagged("post_install", "-at_install")
class TestMemberPass(PassCommon):
    """Members carry their membership card; it is good while the membership is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.env["product.product"].create(
            {
                "name": "Gold",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        cls.tier = cls.env["ticket.membership.tier"].create(
            {"name": "Gold", "code": "GATEGOLD", "product_id": product.id}
        )
        cls.member = cls.env["res.partner"].create({"name": "Li Hua"})
        cls.membership = cls.env["ticket.membership"]._activate_for(
            cls.member, cls.tier
        )
        cls.kind.tier_id = cls.tier
        cls.env.flush_all()

    def test_members_have_a_pass_and_new_ones_get_it(self):
        passes = self.env["ticket.gate.pass"]
        self.assertTrue(passes.search([("membership_id", "=", self.membership.id)]))
        other = self.env["res.partner"].create({"name": "Wang Wei"})
        new = self.env["ticket.membership"]._activate_for(other, self.tier)
        found = passes.search([("membership_id", "=", new.id)])
        self.assertEqual((found.holder_name, found.type_id), ("Wang Wei", self.kind))

    def test_the_membership_card_opens(self):
        self.assertEqual(self._scan(self.membership.number)["result"], "admit")

    def test_the_membership_says_how_long(self):
        self.membership.action_freeze()
        self.env.flush_all()
        self.assertEqual(self._refused(self.membership.number), "pass_blocked")
        self.membership.action_unfreeze()
        self.env.flush_all()
        with freeze_time(self.membership.end + timedelta(days=2)):
            self.assertEqual(self._refused(self.membership.number), "pass_expired")

    def test_a_rule_for_a_tier(self):
        other = self.tier.copy({"code": "GATEOTHER", "product_id": self._fee().id})
        self.pass_rule.tier_ids = other
        self.assertEqual(self._refused(self.membership.number), "pass_not_here")
        self.pass_rule.tier_ids = self.tier
        self.assertEqual(self._scan(self.membership.number)["result"], "admit")

    def _fee(self):
        return self.tier.product_id.copy()


@tagged("post_install", "-at_install")
class TestPassSecurity(PassCommon):
    """Who holds a pass is the managers' business; the gate shows it masked."""

    def _user(self, group, **values):
        return self.env["res.users"].create(
            {
                "name": "User",
                "login": f"pass-{group}",
                "group_ids": [(6, 0, [self.env.ref(group).id])],
                **values,
            }
        )

    def test_who_may_what(self):
        for group, reads, writes in (
            ("ticket_gate.group_ticket_gate", False, False),
            ("ticket_sale.group_ticket_cashier", False, False),
            ("ticket_sale.group_ticket_manager", True, True),
        ):
            passes = self.one.with_user(self._user(group))
            self.assertEqual(passes.has_access("read"), reads, group)
            for operation in ("write", "create", "unlink"):
                self.assertEqual(passes.has_access(operation), writes, group)

    def test_gate_staff_read_a_scan_of_a_pass_masked(self):
        self._scan(self.one.number)
        staff = self._user("ticket_gate.group_ticket_gate")
        scan = self.env["ticket.scan"].with_user(staff).search([], limit=1)
        [told] = scan.web_read({"pass_id": {"fields": {"display_name": {}}}})
        self.assertIn("C*** J****", str(told))
        self.assertNotIn("Chen", str(scan.read()))

    def test_each_company_sees_its_own(self):
        other = self.env["res.company"].create({"name": "Other Company"})
        theirs = self.env["ticket.gate.pass.type"].create(
            {"name": "Theirs", "company_id": other.id}
        )
        manager = self._user("ticket_sale.group_ticket_manager")
        kinds = self.env["ticket.gate.pass.type"].with_user(manager).search([])
        self.assertIn(self.kind, kinds)
        self.assertNotIn(theirs, kinds)
        foreign = self.env["ticket.gate.pass"].create(
            {"type_id": theirs.id, "holder_name": "Foreign"}
        )
        self.assertEqual(foreign.company_id, other)
        self.env.flush_all()
        self.assertEqual(self._refused(foreign.number), "malformed")


@tagged("post_install", "-at_install")
class TestPassPhoto(TicketGateHttpCase):
    def test_only_a_device_of_the_company_sees_the_photo(self):
        kind = self.env["ticket.gate.pass.type"].create({"name": "Staff"})
        picture = BytesIO()
        Image.new("RGB", (4, 4), "red").save(picture, "PNG")
        one = self.env["ticket.gate.pass"].create(
            {
                "type_id": kind.id,
                "holder_name": "Chen",
                "image": base64.b64encode(picture.getvalue()),
            }
        )
        self.rule.create(
            {"group_id": self.group.id, "who": "passes", "anytime": True, "times": 0}
        )
        self.env.flush_all()
        photo = self._scan(one.number)["ticket"]["photo"]
        path = f"/ticket/api/v1/{photo}"
        self.assertEqual(self.url_open(path).status_code, 401)
        key = {"Authorization": f"Bearer {self.token}"}
        reply = self.url_open(path, headers=key)
        self.assertEqual(reply.status_code, 200)
        self.assertEqual(reply.headers["Content-Type"], "image/png")
        other = path.replace(one.number, "100000000008")
        self.assertEqual(self.url_open(other, headers=key).status_code, 404)
