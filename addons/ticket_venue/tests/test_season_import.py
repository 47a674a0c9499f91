import base64
import json
from datetime import datetime
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import TicketVenueCommon

NYPHIL = Path(__file__).parents[4] / "shared/data/seasons/nyphil-2024-25.json"
HEADER = "show,show_zh,venue,hall,city,date,time,key,season\n"


@tagged("post_install", "-at_install")
class TestSeasonImport(TicketVenueCommon):
    def _wizard(self, *lines, **values):
        content = HEADER + "\n".join(lines)
        return self._wizard_of(content.encode(), **values)

    def _wizard_of(self, content, **values):
        with Form(self.env["ticket.season.import"]) as form:
            form.file = base64.b64encode(content)
            if form.state == "ready":
                form.tz = values.pop("tz", "Asia/Shanghai")
            for name, value in values.items():
                form[name] = value
        return form.record

    def _import(self, *lines, **values):
        """:return: the sessions"""
        action = self._wizard(*lines, **values).action_import()
        return self.env["ticket.session"].search(action["domain"])

    def test_preview_tells_what_would_be_made_and_writes_nothing(self):
        wizard = self._wizard(
            "Swan,,Opera,,Shanghai,2031-03-07,19:30,S,2031",
            "Swan,,Opera,,Shanghai,2031-03-08,,S,2031",
        )
        self.assertEqual(wizard.state, "ready")
        self.assertEqual((wizard.new_show_count, wizard.new_count), (1, 1))
        self.assertIn("2031-03-08 has no time", wizard.remarks)
        self.assertFalse(self.env["ticket.venue"].search([("name", "=", "Opera")]))

    def test_time_zone_proposed_is_that_of_our_venues(self):
        self.env["ticket.venue"].search([]).tz = "Asia/Tokyo"
        self.assertEqual(self.env["ticket.season.import"].create({}).tz, "Asia/Tokyo")

    def test_shows_venues_halls_and_sessions_are_made(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        [session] = self._import("Swan,天鹅,Opera,Great,Seoul,2031-03-07,19:30,S,2031")
        self.assertEqual(session.start, datetime(2031, 3, 7, 11, 30))
        self.assertEqual(session.show_id.with_context(lang="zh_CN").name, "天鹅")
        self.assertEqual(session.hall_id.display_name, "Opera · Great")
        self.assertEqual(session.venue_id.city, "Seoul")
        self.assertEqual(session.season_id.name, "2031")
        self.assertEqual((session.state, session.seat_map_id.seat_count), ("draft", 0))

    def test_hall_of_ours_is_found_by_its_name(self):
        [session] = self._import(
            "Swan,,grand theatre,MAIN HALL,,2031-03-07,19:30,S,2031"
        )
        self.assertEqual(session.hall_id, self.hall)
        self.assertEqual(session.seat_map_id, self.seat_map)

    def test_second_import_changes_nothing(self):
        line = "Swan,,Opera,,,2031-03-07,19:30,S,2031"
        session = self._import(line)
        session.show_id.name = "Swan Lake, new"
        wizard = self._wizard(line)
        self.assertEqual((wizard.new_show_count, wizard.new_count), (0, 0))
        self.assertEqual((wizard.moved_count, wizard.kept_count), (0, 1))
        wizard.action_import()
        self.assertEqual(session.show_id.name, "Swan Lake, new")

    def test_moved_performance_moves_its_session(self):
        session = self._import("Swan,,Opera,,,2031-03-07,19:30,S,2031")
        wizard = self._wizard("Swan,,Opera,,,2031-03-07,14:00,S,2031")
        self.assertEqual((wizard.new_count, wizard.moved_count), (0, 1))
        wizard.action_import()
        self.assertEqual(session.start, datetime(2031, 3, 7, 6, 0))
        self.assertEqual(session.end, datetime(2031, 3, 7, 8, 0))
        again = self._wizard("Swan,,Opera,,,2031-03-07,14:00,S,2031")
        self.assertEqual((again.moved_count, again.kept_count), (0, 1))

    def test_announced_session_is_not_moved_but_told(self):
        session = self._import("Swan,,Opera,,,2031-03-07,19:30,S,2031")
        session.action_announce()
        wizard = self._wizard("Swan,,Opera,,,2031-03-07,14:00,S,2031")
        self.assertIn("is announced already and stays", wizard.notes)
        wizard.action_import()
        self.assertEqual(session.start, datetime(2031, 3, 7, 11, 30))

    def test_performance_gone_from_the_file_is_told_and_stays(self):
        sessions = self._import(
            "Swan,,Opera,,,2031-03-07,19:30,S,2031",
            "Swan,,Opera,,,2031-03-08,19:30,S,2031",
        )
        wizard = self._wizard("Swan,,Opera,,,2031-03-07,19:30,S,2031")
        self.assertIn("no longer in the file", wizard.notes)
        wizard.action_import()
        self.assertEqual(len(sessions.exists()), 2)

    def test_texts_are_overwritten_when_asked(self):
        session = self._import("Swan,,Opera,,,2031-03-07,19:30,S,2031")
        session.show_id.name = "Mine"
        self._import("Swan 2,,Opera,,,2031-03-07,19:30,S,2031", overwrite=True)
        self.assertEqual(session.show_id.name, "Swan 2")

    def test_conflict_is_told_and_refused_as_a_whole(self):
        self._create_session(start=datetime(2031, 3, 7, 11, 30))
        lines = (
            "Swan,,Grand Theatre,Main Hall,,2031-03-07,19:00,S,2031",
            "Swan,,Grand Theatre,Main Hall,,2031-03-09,19:00,S,2031",
        )
        wizard = self._wizard(*lines)
        self.assertEqual(wizard.clash_count, 1)
        self.assertIn("Swan Lake", wizard.clashes)
        with self.assertRaisesRegex(UserError, "Nothing was imported"):
            wizard.action_import()
        [session] = self._import(*lines, leave_out_clashes=True)
        self.assertEqual(session.start, datetime(2031, 3, 9, 11, 0))

    def test_assumed_end_makes_room_for_the_next_performance(self):
        first, second = self._import(
            "Swan,,Opera,,,2031-03-07,10:30,S,2031",
            "Goose,,Opera,,,2031-03-07,12:00,G,2031",
        )
        self.assertEqual(first.end, second.start)
        self.assertEqual((second.end - second.start).seconds, 120 * 60)

    def test_place_left_out_is_not_made(self):
        wizard = self._wizard("Swan,,Opera,,,2031-03-07,19:30,S,2031")
        wizard.hall_ids.selected = False
        self.assertEqual(wizard.session_count, 0)
        wizard.action_import()
        self.assertFalse(self.env["ticket.venue"].search([("name", "=", "Opera")]))

    def test_wrong_file_is_refused_whole(self):
        wizard = self._wizard(
            "Swan,,Opera,,,2031-03-07,19:30,S,2031",
            "Goose,,Opera,,,never,19:30,G,2031",
        )
        self.assertEqual(wizard.state, "refused")
        self.assertIn("Line 3", wizard.remarks)
        with self.assertRaisesRegex(UserError, "Line 3"):
            wizard.action_import()
        self.assertFalse(self.env["ticket.show"].search([("name", "=", "Swan")]))

    def test_script_in_a_work_is_inert(self):
        works = [{"composerName": "<script>x</script>", "soloists": []}]
        content = {
            "programs": [
                {
                    "programID": "1",
                    "orchestra": "O",
                    "season": "S",
                    "works": works,
                    "concerts": [
                        {
                            "Venue": "V",
                            "Date": "2031-03-07T05:00:00Z",
                            "Time": "7:30PM",
                        }
                    ],
                }
            ]
        }
        wizard = self._wizard_of(json.dumps(content).encode())
        wizard.action_import()
        show = self.env["ticket.show"].search([("external_key", "=", "nyphil/1")])
        self.assertNotIn("<script>", show.synopsis)

    def test_only_editors_import(self):
        reader = new_test_user(
            self.env, "season_reader", "ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self.env["ticket.season.import"].with_user(reader).create({})

    def test_editor_without_rights_on_contacts_imports(self):
        editor = new_test_user(
            self.env, "season_editor", "ticket_venue.group_ticket_editor"
        )
        wizard = self.env["ticket.season.import"].with_user(editor)
        wizard = wizard.create(
            {
                "file": base64.b64encode(
                    f"{HEADER}Swan,,Opera,,Seoul,2031-03-07,19:30,S,2031".encode()
                ),
                "tz": "Asia/Shanghai",
            }
        )
        wizard.action_import()
        self.assertTrue(self.env["ticket.venue"].search([("name", "=", "Opera")]))

    def test_real_season_becomes_shows_sessions_and_venues(self):
        wizard = self._wizard_of(NYPHIL.read_bytes(), tz="America/New_York")
        self.assertEqual((wizard.show_count, wizard.new_count), (144, 250))
        self.assertEqual(wizard.clash_count, 0)
        action = wizard.action_import()
        sessions = self.env["ticket.session"].search(action["domain"])
        self.assertEqual(len(sessions), 250)
        self.assertEqual(len(sessions.venue_id), 28)
        first = sessions.sorted("start")[0]
        self.assertEqual(first.start, datetime(2024, 9, 12, 23, 30))
        self.assertEqual(first.show_id.cast_ids[1].role, "Conductor")
        seoul = sessions.venue_id.filtered(lambda v: v.name == "Seoul Arts Center")
        self.assertEqual(seoul.tz, "Asia/Seoul")
        again = self._wizard_of(NYPHIL.read_bytes(), tz="America/New_York")
        self.assertEqual((again.new_count, again.moved_count), (0, 0))
        self.assertEqual(again.kept_count, 250)
