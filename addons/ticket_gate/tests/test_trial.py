from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestTrial(TicketGateCommon):
    """What a lane would say, without a scan."""

    def _try(self, code, **values):
        return self.env["ticket.gate.trial"].create(
            {"gate_id": self.gate.id, "code": code, **values}
        )

    def test_it_tells_and_counts_nothing(self):
        ticket = self._create_ticket("1-1")
        trial = self._try(ticket.number)
        self.assertTrue(trial.is_admitted)
        self.assertEqual(trial.answer, "Welcome")
        self.assertIn("Adult · Swan Lake", trial.who)
        self.assertFalse(self.env["ticket.scan"].search([]))
        self.env.invalidate_all()
        self.assertEqual((ticket.state, ticket.admitted), ("valid", 0))

    def test_it_tells_at_any_hour_and_rule_by_rule(self):
        ticket = self._create_ticket("1-1")
        self.rule.copy({"type_ids": [(6, 0, self.child.ids)]})
        early = fields.Datetime.now() - timedelta(days=1)
        trial = self._try(ticket.token, moment=early)
        self.assertFalse(trial.is_admitted)
        self.assertIn("Too early", trial.answer)
        self.assertEqual(trial.why.count("✗"), 2)
        self.assertIn("Wrong gate for", trial.why)

    def test_it_answers_while_one_types(self):
        ticket = self._create_ticket("1-1")
        form = Form(
            self.env["ticket.gate.trial"].with_context(default_gate_id=self.gate.id)
        )
        self.assertFalse(form.answer)
        form.code = ticket.number
        self.assertEqual(form.answer, "Welcome")
        form.code = "noise"
        self.assertEqual(form.answer, "This is not a ticket code")

    def test_what_people_wrote_is_shown_as_text(self):
        ticket = self._create_ticket("1-1")
        self.adult.name = "<b>Adult</b>"
        self.rule.type_ids = self.adult
        self.assertIn("&lt;b&gt;Adult", self._try(ticket.number).why)


@tagged("post_install", "-at_install")
class TestTier(TicketGateCommon):
    """A lane for members, and companions who go where the wheelchair goes."""

    def test_members_pass_where_only_their_tier_passes(self):
        product = self.env["product.product"].create(
            {
                "name": "Gold",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        tier = self.env["ticket.membership.tier"].create(
            {"name": "Gold", "code": "LANEGOLD", "product_id": product.id}
        )
        ticket = self._create_ticket("1-1")
        self.rule.tier_ids = tier
        self.assertEqual(self._scan(ticket.number)["reason"], "wrong_gate")
        self.env["ticket.membership"]._activate_for(ticket.partner_id, tier)
        self.env.flush_all()
        self.assertEqual(self._scan(ticket.number)["result"], "admit")

    def test_a_companion_goes_where_the_wheelchair_goes(self):
        wheelchair = self._create_ticket("1-1")
        companion = self._create_ticket("1-2", ticket_type=self.child)
        self.rule.type_ids = self.adult
        self.assertEqual(self._scan(companion.number)["reason"], "wrong_gate")
        kind = self.env["ticket.seat.kind"].search([("code", "=", "companion")])
        companion.seat_id.sudo().write(
            {"kind_id": kind.id, "companion_id": wheelchair.seat_id.id}
        )
        self.env.flush_all()
        self.assertEqual(self._scan(companion.number)["result"], "admit")
