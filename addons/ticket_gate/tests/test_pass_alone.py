from datetime import date, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools import pass_code
from .test_pass import PassCommon

DAY_ONE = date(1970, 1, 1)


@tagged("post_install", "-at_install")
class TestPassColumns(PassCommon):
    """Passes as devices and hubs keep them: columns, and then what changed."""

    def _told(self, since=None):
        self.env.flush_all()
        identity = self.env["ticket.gate.device"]._identify(self.token)
        return self.env["ticket.gate"]._pass_columns(identity, since)

    def _row(self, one, since=None):
        told = self._told(since)
        place = told["numbers"].index(one.number)
        meta = ("cursor", "server_time", "full")
        return {name: told[name][place] for name in told if name not in meta}

    def test_columns_say_what_is_decided_on(self):
        self.one._take_card("04A2B3C4D5E6F7")
        self._scan(self.one.number)
        row = self._row(self.one)
        self.assertEqual(row["pass_types"], self.kind.id)
        self.assertEqual((row["states"], row["venues"]), ("valid", None))
        self.assertEqual(row["first_days"], (self.one.valid_from - DAY_ONE).days)
        self.assertEqual(row["last_days"], (self.one.valid_to - DAY_ONE).days)
        self.assertEqual((row["admitted"], row["entries"], row["today"]), (1, 1, 1))
        self.assertEqual(row["holders"], "C*** J****")
        self.assertEqual(row["cards"], [pass_code.card_hash("04A2B3C4D5E6F7")])
        self.assertNotIn("04A2B3C4D5E6F7", str(self._told()))

    def test_a_cancelled_pass_is_told_so_that_its_code_is_not_new(self):
        self.one.action_cancel()
        self.assertEqual(self._row(self.one)["states"], "cancelled")

    def test_a_scan_and_a_block_are_told_in_the_next_answer(self):
        cursor = self._told()["cursor"]
        self.one.action_block()
        told = self._told(cursor)
        self.assertFalse(told["full"])
        self.assertEqual(self._row(self.one, cursor)["states"], "blocked")

    def test_other_rules_get_everything(self):
        other = self.env["ticket.gate.pass.type"].create({"name": "Staff"})
        cursor = self._told()["cursor"]
        theirs = self._create_pass("Li Na", type_id=other.id)
        self.assertNotIn(theirs.number, self._told(cursor)["numbers"])
        self.pass_rule.pass_type_ids += other
        told = self._told(cursor)
        self.assertTrue(told["full"])
        self.assertIn(theirs.number, told["numbers"])

    def test_a_strange_cursor_gets_everything(self):
        for strange in ("", ".", "1.5", "x.y.z", "é", "1.1." + "0" * 12):
            self.assertTrue(self._told(strange)["full"], strange)

    def test_a_lane_without_passes_is_told_none(self):
        self.pass_rule.unlink()
        told = self._told()
        self.assertEqual((told["numbers"], told["cards"]), ([], []))

    def _member_pass(self):
        product = self.env["product.product"].create(
            {"name": "G", "type": "service", "service_tracking": "ticket_membership"}
        )
        tier = self.env["ticket.membership.tier"].create(
            {"name": "Gold", "code": "GATECOLS", "product_id": product.id}
        )
        self.kind.tier_id = tier
        member = self.env["res.partner"].create({"name": "Li Hua"})
        membership = self.env["ticket.membership"]._activate_for(member, tier)
        return self.env["ticket.gate.pass"].search(
            [("membership_id", "=", membership.id)]
        )

    def test_a_frozen_membership_blocks_its_pass(self):
        one = self._member_pass()
        membership = one.membership_id
        row = self._row(one)
        self.assertEqual(row["states"], "valid")
        self.assertEqual(row["tiers"], membership.tier_id.id)
        self.assertIn(pass_code.card_hash(membership.number), row["cards"])
        cursor = self._told()["cursor"]
        membership.action_freeze()
        self.assertEqual(self._row(one, cursor)["states"], "blocked")

    def test_the_card_in_a_members_hand_is_told(self):
        one = self._member_pass()
        card = SQL(
            "SELECT %s AS partner_id, %s AS company_id, 'M00017' AS code, "
            "%s AS is_good, pg_current_xact_id()::text AS written",
            one.membership_id.partner_id.id,
            one.company_id.id,
            True,
        )
        cursor = self._told()["cursor"]
        partners = self.env.registry["res.partner"]
        with patch.object(partners, "_ticket_cards", lambda _self: card):
            self.assertIn(
                pass_code.card_hash("M00017"), self._row(one, cursor)["cards"]
            )

    def test_the_hubs_package_names_the_types_of_pass(self):
        hub = self._create_device("Hub", kind="hub")
        self.device.hub_id = hub
        hub_identity = self.env["ticket.gate.device"]._identify(hub._mint_token())
        package = self.env["ticket.gate"]._hub_package(hub_identity)
        kind = str(self.kind.id)
        self.assertEqual(package["pass_types"][kind], {"venue": None})
        self.assertEqual(package["words"]["en_US"]["passes"][kind], "Annual Card")

    def test_the_code_says_the_first_day(self):
        keys = self.env["ticket.signing.key"]._public_keys(self.one.company_id)
        signed = self.env["ticket.scan"]._read_code(
            self.one.token, self.one.company_id.id
        )
        days = signed.signed.claims.valid_from // 86_400
        self.assertTrue(keys)
        self.assertEqual(DAY_ONE + timedelta(days=days), self.one.valid_from)


@tagged("post_install", "-at_install")
class TestPassAlone(PassCommon):
    """Passes that a device or a hub let in without us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_gate = cls.gate.copy({"name": "North 2"})
        other = cls._create_device("Handheld 2", gate=cls.other_gate)
        cls.other = cls.env["ticket.gate.device"]._identify(other._mint_token())

    def _report(self, **request):
        return self._scan(self.one.number, is_offline=True, decided="admit", **request)

    def test_let_in_alone_counts_once_however_often_it_is_told(self):
        first = self._report(scan_id="lost")
        self.assertEqual(first["conflict"], None)
        self.assertEqual(self._report(scan_id="lost"), first)
        self.assertEqual((self.one.entries, self.one.entries_today), (1, 1))

    def test_a_second_visit_of_the_day_is_found_with_both_lanes(self):
        self._scan(self.one.number, device=self.other)
        answer = self._report()
        self.assertEqual(answer["reason"], "day_limit")
        self.assertEqual(answer["conflict"]["first"]["gate"], "North 2")
        conflict = self.env["ticket.scan.conflict"].search([])
        self.assertEqual(conflict.number, self.one.number)
        self.assertEqual(conflict.first_gate_id, self.other_gate)

    def test_an_answer_that_was_lost_and_decided_otherwise_is_given_back(self):
        self._scan(self.one.number, scan_id="lost")
        self._scan(self.one.number, scan_id="lost", is_offline=True, decided="refuse")
        self.assertEqual((self.one.entries, self.one.entries_today), (0, 0))
        self.assertEqual(self._scan(self.one.number)["result"], "admit")


@tagged("post_install", "-at_install")
class TestPassPassage(PassCommon):
    """A turnstile reserves on a pass, and tells who went through."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls._create_device("Turnstile 2", gate=cls.gate.copy())
        cls.other = cls.env["ticket.gate.device"]._identify(other._mint_token())

    def _reserve(self, **request):
        return self._scan(self.one.number, two_phase=True, **request)

    def _tell(self, ref, passed):
        device = self.env["ticket.gate.device"]._identify(self.token)
        told = self.env["ticket.gate.passage"]._report(device.id, ref, passed)
        self.env.invalidate_all()
        return told

    def test_who_went_through_has_used_the_day(self):
        answer = self._reserve()
        self.assertEqual(answer["passage_seconds"], 20)
        self._tell(answer["passage"], 1)
        self.assertEqual(self._refused(self.one.number), "day_limit")

    def test_who_did_not_go_through_may_come_again(self):
        ref = self._reserve()["passage"]
        busy = self._scan(self.one.number, device=self.other)
        self.assertEqual(busy["reason"], "in_passage")
        self._tell(ref, 0)
        self.assertEqual((self.one.entries, self.one.entries_today), (0, 0))
        self.assertEqual(self._scan(self.one.number)["result"], "admit")
        scans = self.env["ticket.scan"].search([("pass_id", "=", self.one.id)])
        self.assertEqual(sum(scans.mapped("passed")), 1)

    def test_after_its_time_the_pass_is_good_at_another_lane(self):
        ref = self._reserve()["passage"]
        later = fields.Datetime.now() + timedelta(seconds=30)
        answer = self._scan(self.one.number, device=self.other, now=later)
        self.assertEqual(answer["result"], "admit")
        told = self._tell(ref, 1)
        self.assertTrue(told["late"])
        self.assertEqual(told["conflict"]["persons"], 1)

    def test_the_visit_before_is_the_last_again(self):
        self.pass_rule.write({"per_day": 0, "gap": 60})
        early = fields.Datetime.now() - timedelta(hours=2)
        self._scan(self.one.number, now=early)
        self._tell(self._reserve()["passage"], 0)
        self.assertEqual(self.one.last_admitted_at, early)
        self.assertEqual(self._scan(self.one.number)["result"], "admit")

    def test_a_hub_reports_a_passage_that_it_decided(self):
        answer = self._reserve(is_offline=True, decided="admit")
        self._tell(answer["passage"], 0)
        self.assertEqual(self.one.entries, 0)
