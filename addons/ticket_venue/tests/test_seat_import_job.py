import base64
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..models.ticket_seat_map_file import TicketSeatMap
from .common import TicketVenueCommon

SEATS = "section,row,seat\n" + "".join(f"Stalls,1,{n}\n" for n in range(1, 31))


@tagged("post_install", "-at_install")
class TestSeatImportJob(TicketVenueCommon):
    """Large files are imported in the background, whole or not at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = new_test_user(
            cls.env, "job-editor", groups="ticket_venue.group_ticket_editor"
        )
        cls.draft = cls.env["ticket.seat.map"].create(
            {"name": "New", "hall_id": cls.hall.id}
        )

    def _start(self, text=SEATS, user=None, **values):
        wizard = (
            self.env["ticket.seat.map.import"]
            .with_user(user or self.editor)
            .create(
                {
                    "seat_map_id": self.draft.id,
                    "file": base64.b64encode(text.encode()),
                    "file_name": "large.csv",
                    **values,
                }
            )
        )
        with patch(
            "odoo.addons.ticket_venue.wizard.ticket_seat_map_import.BACKGROUND", 20
        ):
            action = wizard.action_import()
        return self.env["ticket.seat.import.job"].browse(action["res_id"])

    def _run(self):
        self.env.ref("ticket_venue.ir_cron_seat_import").method_direct_trigger()

    def test_large_file_waits_and_wakes_the_cron(self):
        cron = self.env.ref("ticket_venue.ir_cron_seat_import")
        due = [("cron_id", "=", cron.id)]
        before = self.env["ir.cron.trigger"].search_count(due)

        job = self._start()

        self.assertEqual((job.state, job.progress), ("waiting", 0))
        self.assertEqual(self.env["ir.cron.trigger"].search_count(due), before + 1)
        self.assertFalse(self.draft.seat_ids)
        self.assertEqual(self.draft.import_job_id, job)

    def test_seats_are_imported_and_the_user_is_told(self):
        job = self._start()

        self._run()

        self.assertEqual((job.state, job.progress), ("done", 100))
        self.assertEqual(self.draft.seat_count, 30)
        self.assertIn("30 seats in 1 sections imported from large.csv", job.message)
        self.assertFalse(job.file)
        self.assertIn("large.csv", self.draft.message_ids[0].body)
        self.assertFalse(self.draft.import_job_id)

    def test_error_leaves_the_map_as_it_was(self):
        job = self._start()
        self.draft._freeze()

        self._run()

        self.assertEqual(job.state, "failed")
        self.assertIn("in use by a session", job.message)
        self.assertFalse(self.draft.seat_ids)

    @mute_logger("odoo.addons.ticket_venue.models.ticket_seat_import_job")
    def test_unforeseen_error_leaves_the_map_as_it_was(self):
        job = self._start()
        revision = self.draft.revision

        def fail(*args, **kwargs):
            raise ZeroDivisionError

        with patch.object(TicketSeatMap, "_drawing_values", fail):
            self._run()

        self.assertEqual(job.state, "failed")
        self.assertFalse(self.draft.section_ids)
        self.assertEqual(self.draft.revision, revision)

    def test_map_changed_after_the_preview_is_not_touched(self):
        job = self._start()
        self.draft._bump_revision()

        self._run()

        self.assertEqual(job.state, "failed")
        self.assertIn("changed meanwhile", job.message)

    def test_import_runs_with_the_rights_of_its_user(self):
        job = self._start()
        self.editor.group_ids = self.env.ref("ticket_venue.group_ticket_user")

        self._run()

        self.assertEqual(job.state, "failed")
        self.assertFalse(self.draft.seat_ids)

    def test_import_cut_short_is_begun_again_three_times(self):
        job = self._start()
        job.state = "writing"
        job.attempts = 2

        self._run()
        self.assertEqual(job.state, "done")

        job.write({"state": "writing", "attempts": 3})
        self._run()
        self.assertEqual(job.state, "failed")

    def test_waiting_import_may_be_cancelled(self):
        job = self._start()

        job.with_user(self.editor).action_cancel()
        self._run()

        self.assertEqual(job.state, "cancelled")
        self.assertFalse(self.draft.seat_ids)
        with self.assertRaisesRegex(UserError, "has begun"):
            job.with_user(self.editor).action_cancel()

    def test_reader_may_not_cancel(self):
        job = self._start()
        reader = new_test_user(
            self.env, "job-reader", groups="ticket_venue.group_ticket_user"
        )

        with self.assertRaises(AccessError):
            job.with_user(reader).action_cancel()

    def test_import_of_another_company_is_not_seen(self):
        job = self._start()
        company = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "job-stranger",
            groups="ticket_venue.group_ticket_editor",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

        self.assertFalse(
            self.env["ticket.seat.import.job"]
            .with_user(stranger)
            .search([("id", "=", job.id)])
        )
