from datetime import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import TicketVenueCommon

FRIDAY = datetime(2031, 3, 7, 11, 30)


@tagged("post_install", "-at_install")
class TestSessionPostpone(TicketVenueCommon):
    def _apply(self, session, **values):
        return (
            self.env["ticket.session.postpone"]
            .create({"session_ids": session.ids, "reason": "ill", **values})
            .action_apply()
        )

    def test_postponed_without_a_date_frees_the_hall_and_is_written_down(self):
        session = self._create_session(start=FRIDAY, state="on_sale")

        self._apply(session, notice="Later. Tickets stay valid.")

        self.assertEqual(session.state, "postponed")
        self.assertRecordValues(
            session.change_ids,
            [
                {
                    "kind": "postponed",
                    "reason": "ill",
                    "start_before": FRIDAY,
                    "start_after": False,
                    "create_uid": self.env.uid,
                }
            ],
        )
        self.assertEqual(session.notice, "Later. Tickets stay valid.")
        self.assertEqual(self._create_session(start=FRIDAY).state, "draft")

    def test_new_date_keeps_length_and_time_left_to_buy(self):
        session = self._create_session(
            start=FRIDAY, state="on_sale", sale_end=datetime(2031, 3, 7, 9, 30)
        )

        self._apply(session, date_known=True, start=datetime(2031, 4, 4, 12, 0))

        self.assertEqual(session.end, datetime(2031, 4, 4, 14, 30))
        self.assertEqual(session.sale_end, datetime(2031, 4, 4, 10, 0))
        self.assertEqual(session.state, "on_sale")
        self.assertEqual(session.change_ids.kind, "rescheduled")

    def test_new_date_of_a_postponed_session_announces_it_again(self):
        session = self._create_session(start=FRIDAY, state="postponed")
        self._apply(session, date_known=True, start=datetime(2031, 4, 4, 12, 0))
        self.assertEqual(session.state, "announced")

    def test_new_date_needs_a_free_hall(self):
        session = self._create_session(start=FRIDAY, state="on_sale")
        self._create_session(start=datetime(2031, 4, 4, 12, 0))
        with self.assertRaisesRegex(ValidationError, "is taken by"):
            self._apply(session, date_known=True, start=datetime(2031, 4, 4, 13, 0))

    def test_new_date_lies_ahead(self):
        session = self._create_session(start=FRIDAY, state="on_sale")
        with self.assertRaisesRegex(UserError, "in the past"):
            self._apply(session, date_known=True, start=datetime(2020, 4, 4))

    def test_many_sessions_are_cancelled_at_once(self):
        sessions = self._create_session(start=FRIDAY) | self._create_session(
            start=datetime(2031, 3, 8, 11, 30)
        )

        self._apply(sessions, act="cancel")

        self.assertEqual(set(sessions.mapped("state")), {"cancelled"})
        self.assertEqual(sessions.change_ids.mapped("kind"), ["cancelled"] * 2)

    def test_a_cancelled_session_changes_no_more(self):
        session = self._create_session(start=FRIDAY, state="cancelled")
        with self.assertRaisesRegex(UserError, "over or cancelled"):
            self._apply(session)

    def test_readers_neither_postpone_nor_touch_the_record(self):
        session = self._create_session(start=FRIDAY, state="on_sale")
        self._apply(session)
        reader = new_test_user(self.env, "rd", groups="ticket_venue.group_ticket_user")
        editor = new_test_user(
            self.env, "ed", groups="ticket_venue.group_ticket_editor"
        )
        with self.assertRaises(AccessError):
            session.with_user(reader)._cancel("no")
        self.assertEqual(session.change_ids.with_user(reader).reason, "ill")
        with self.assertRaises(AccessError):
            session.change_ids.with_user(editor).reason = "other"
        session.with_user(editor)._cancel("no")
        self.assertEqual(len(session.change_ids), 2)
