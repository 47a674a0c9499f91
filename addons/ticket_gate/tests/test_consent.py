from odoo.tests import tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestConsent(TicketGateCommon):
    """Who agreed to come in by the face takes it back without the terminal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device.may_identify = True
        cls.ticket = cls._create_ticket("1-1")
        cls.owner = cls.ticket.partner_id
        cls.stranger = cls.env["res.partner"].create({"name": "Somebody else"})
        cls.person = cls.env["ticket.gate.person"]._enrol(
            cls.device.id, cls.ticket, "face-17", "It may open.", "2026-11-01 10:00:00"
        )
        cls.key = f"face-{cls.person.id}"

    def test_the_owner_of_the_ticket_is_told_and_nobody_else(self):
        [told] = self.owner._my_consents()
        self.assertEqual(
            (told["key"], told["text"], told["state"]),
            (self.key, "It may open.", "given"),
        )
        self.assertEqual(self.stranger._my_consents(), [])

    def test_taken_back_it_opens_nothing_and_the_terminal_forgets(self):
        self.assertTrue(self.owner._withdraw_consent(self.key))
        self.assertEqual(
            (self.person.state, self.person.ended_by), ("erasing", "person")
        )
        self.env.flush_all()
        answer = self._scan("face-17", media="face")
        self.assertEqual(answer["reason"], "not_matched")
        told = self.env["ticket.gate.person"]._to_erase(self.device.id)
        self.assertEqual(told, [{"id": self.person.id, "match_id": "face-17"}])
        self.assertEqual(self.owner._my_consents()[0]["state"], "ending")
        self.assertFalse(self.owner._withdraw_consent(self.key), "it is over already")

    def test_only_ones_own_consent_and_only_by_its_key(self):
        self.assertFalse(self.stranger._withdraw_consent(self.key))
        for key in ("", "face-", f"face-{self.person.id}0", "face-x", f"{self.key} "):
            self.assertFalse(self.owner._withdraw_consent(key))
        self.assertEqual(self.person.state, "known")

    def test_a_forgotten_customer_is_forgotten_by_terminals(self):
        self.owner.sudo()._erase_traces(self.owner.sudo())
        self.assertEqual(self.person.state, "erasing")

    def test_the_file_of_my_data_has_the_consent_and_not_the_match(self):
        people, names = self.owner._my_data_sections()["face_entry"]
        self.assertEqual(people, self.person)
        self.assertNotIn("face-17", str(people.read(names.split())))
