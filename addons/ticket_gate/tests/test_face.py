from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketGateHttpCase

CONSENT = {"text": "My face may open the gate for this ticket."}


@tagged("post_install", "-at_install")
class TestFace(TicketGateHttpCase):
    """A face terminal sends its own number of a person who agreed to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device.may_identify = True
        cls.people = cls.env["ticket.gate.person"]

    def _call(self, path, body=None):
        self.env.flush_all()
        reply = self.url_open(
            f"/ticket/api/v1/gate/persons{path}",
            headers={"Authorization": f"Bearer {self.token}"},
            **({"json": body} if body is not None else {}),
        )
        self.env.invalidate_all()
        return reply

    def _enrol(self, match_id="face-17", **body):
        return self._call(
            "",
            {"code": self.ticket.token, "match_id": match_id, "consent": CONSENT}
            | body,
        )

    def _reason(self, match_id="face-17"):
        self.env.flush_all()
        return self._scan(match_id, media="face")["reason"]

    def test_a_face_opens_with_the_ticket_it_agreed_for(self):
        reply = self._enrol()
        self.assertEqual(reply.status_code, 201)
        self.assertEqual(reply.json()["ticket"], self.ticket.number)
        self.assertEqual(self._reason(), "ok")
        self.assertEqual(self.ticket.admitted, 1)
        self.assertEqual(self._reason(), "already_used")

    def test_a_face_nobody_knows(self):
        self.assertEqual(self._reason("stranger"), "not_matched")

    def test_no_consent_no_face(self):
        for consent in (None, {}, {"text": "  "}, "yes", {"text": 1}):
            self.assertEqual(self._enrol(consent=consent).status_code, 400)
        self.assertFalse(self.people.search([]))

    def test_only_for_a_good_ticket_of_this_house(self):
        self.assertEqual(self._enrol(code="9" * 16).status_code, 404)
        self.ticket._void("refunded", "ill")
        self.assertEqual(self._enrol().status_code, 404)

    def test_only_terminals_that_may(self):
        self.device.may_identify = False
        for reply in (
            self._enrol(),
            self._call("/erase"),
            self._call("/erased", {"ids": []}),
        ):
            self.assertEqual(reply.status_code, 403)

    def test_enrolled_twice_is_one_consent(self):
        first = self._enrol().json()
        self.assertEqual(self._enrol().json(), first)

    def test_consent_taken_back_opens_nothing_and_is_erased(self):
        person = self.people.browse(self._enrol().json()["id"])
        self.assertEqual(self._call("/erase").json(), {"persons": []})
        ended = self._call("/withdraw", {"match_id": "face-17"}).json()
        self.assertEqual(ended, {"ended": 1})
        self.assertEqual(self._reason(), "not_matched")
        told = self._call("/erase").json()["persons"]
        self.assertEqual(told, [{"id": person.id, "match_id": "face-17"}])
        self._call("/erased", {"ids": [person.id]})
        self.assertEqual(person.state, "erased")
        self.assertNotIn("face-17", str(person.sudo().read()))
        self.assertEqual(person.consent_text, CONSENT["text"])

    def test_after_the_session_and_for_void_tickets_it_is_over(self):
        person = self.people.browse(self._enrol().json()["id"])
        with freeze_time(fields.Datetime.now() + timedelta(days=3)):
            self._run_cron("ticket_gate.ir_cron_forget_persons")
        self.assertEqual((person.state, person.ended_by), ("erasing", "time"))
        again = self.people.browse(self._enrol("face-18").json()["id"])
        self.ticket._void("refunded", "ill")
        self._run_cron("ticket_gate.ir_cron_forget_persons")
        self.assertEqual((again.state, again.ended_by), ("erasing", "ticket"))

    def test_a_terminal_forgets_its_own_only(self):
        person = self.people.browse(self._enrol().json()["id"])
        person.action_withdraw()
        other = self._create_device("Terminal 2", may_identify=True)
        self.assertEqual(self.people._to_erase(other.id), [])
        self.assertEqual(self.people._note_erased(other.id, person.ids), 0)

    def test_the_match_is_not_in_the_scan(self):
        self._enrol()
        self._reason()
        scan = self.env["ticket.scan"].search([], limit=1)
        self.assertNotIn("face-17", str(scan.read()))

    def test_managers_see_consents_and_nobody_the_match(self):
        person = self.people.browse(self._enrol().json()["id"])
        for group, may in (("ticket_gate", False), ("ticket_manager", True)):
            module = "ticket_gate" if group == "ticket_gate" else "ticket_sale"
            user = self.env["res.users"].create(
                {
                    "name": group,
                    "login": f"face-{group}",
                    "group_ids": [(6, 0, self.env.ref(f"{module}.group_{group}").ids)],
                }
            )
            mine = person.with_user(user)
            self.assertEqual(mine.has_access("read"), may)
            with self.assertRaises(AccessError), mute_logger("odoo.models"):
                mine.read(["match_ref"])
