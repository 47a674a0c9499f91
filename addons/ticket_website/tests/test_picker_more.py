import base64
import io

from PIL import Image

from odoo.tests import tagged

from .common import TicketWebsiteCommon


def picture(width=400, height=225):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#3a3f9e").save(file, "JPEG")
    return base64.b64encode(file.getvalue())


@tagged("post_install", "-at_install")
class TestPickerMore(TicketWebsiteCommon):
    """What an open picker asks for beside seats: time, words, pictures, places left."""

    # --- more time ---

    def _extend(self, hold):
        return self.make_jsonrpc_request("/ticket/web/extend", {"token": hold["token"]})

    def test_hold_is_extended_as_often_as_the_venue_allows(self):
        self.env.company.write({"ticket_extend_count": 1, "ticket_extend_minutes": 5})
        hold = self._ask_hold("1-1")["hold"]
        self.assertEqual((hold["extensions"], hold["extend_minutes"]), (1, 5))
        answer = self._extend(hold)
        self.assertEqual(answer["extensions"], 0)
        self.assertAlmostEqual(answer["seconds"], 20 * 60, delta=20)
        self.assertEqual(self._extend(hold)["error"]["code"], "extension_refused")

    def test_hold_of_another_browser_is_not_extended(self):
        hold = self._ask_hold("1-1")["hold"]
        self._as_guest()
        self.assertEqual(self._extend(hold)["error"]["code"], "hold_not_found")
        for nonsense in ("x", 7, ["x"], {}):
            answer = self._extend({"token": nonsense})
            self.assertEqual(answer["error"]["code"], "hold_not_found")

    # --- an answer that was lost ---

    def test_browser_is_told_what_it_holds(self):
        url, session = "/ticket/web/held", {"session_id": self.performance.id}
        self.assertIsNone(self.make_jsonrpc_request(url, session)["hold"])
        hold = self._ask_hold("1-1", "1-2")["hold"]
        told = self.make_jsonrpc_request(url, session)["hold"]
        self.assertEqual(told["token"], hold["token"])
        self.assertEqual(len(told["places"]), 2)
        self._as_guest()
        self.assertIsNone(self.make_jsonrpc_request(url, session)["hold"])

    # --- words ---

    def test_words_of_the_picker_are_given_in_the_language_of_the_page(self):
        chinese = self.env["res.lang"]._activate_lang("zh_CN")
        self.website.language_ids |= chinese
        page = self.url_open(f"/{chinese.url_code}{self.performance.website_url}").text
        url = page.split('data-words="')[1].split('"')[0]
        response = self.url_open(url)
        self.assertIn("max-age", response.headers["Cache-Control"])
        self.assertEqual(set(response.json()), {"ticket_venue", "ticket_website"})

    def test_words_of_a_language_nobody_speaks_here_are_not_found(self):
        for lang in ("xx_XX", "..", "en"):
            self.assertEqual(
                self.url_open(f"/ticket/web/words/{lang}/1").status_code, 404
            )

    # --- standing areas ---

    def test_places_left_are_told_and_follow_a_hold(self):
        url = f"/ticket/web/areas/{self.performance.id}"
        before = self.url_open(url).json()[str(self.floor.id)]
        self._ask_hold(best={"count": 2, "section_id": self.floor.id})
        self.assertEqual(self.url_open(url).json(), {str(self.floor.id): before - 2})

    def test_places_of_a_hidden_session_are_not_told(self):
        self.show.is_published = False
        for session_id in (self.performance.id, 999999):
            response = self.url_open(f"/ticket/web/areas/{session_id}")
            self.assertEqual(response.status_code, 404)

    # --- the view from a section ---

    def _view(self, section, session_id=None, query="width=256"):
        session_id = session_id or self.performance.id
        return self.url_open(f"/session/{session_id}/view/{section.id}?{query}")

    def test_view_from_a_section_is_shown_on_the_page_and_given_small(self):
        self.stalls.write({"view_image": picture(), "view_note": "Near the stage"})
        page = self.url_open(self.performance.website_url).text
        self.assertIn("Near the stage", page)
        self.assertIn(f"/session/{self.performance.id}/view/{self.stalls.id}", page)
        response = self._view(self.stalls, query="width=256&unique=1")
        self.assertEqual(Image.open(io.BytesIO(response.content)).width, 256)
        self.assertIn("immutable", response.headers["Cache-Control"])

    def test_view_is_given_only_with_a_session_that_visitors_see(self):
        self.assertEqual(self._view(self.stalls).status_code, 404)
        self.stalls.view_image = picture()
        self.assertEqual(self._view(self.stalls).status_code, 200)
        self.assertEqual(self._view(self.floor).status_code, 404)
        self.assertEqual(self._view(self.stalls, 999999).status_code, 404)
        self.show.is_published = False
        self.assertEqual(self._view(self.stalls).status_code, 404)

    def test_picture_may_be_changed_while_sessions_use_the_map(self):
        seat_map = self.performance.seat_map_id
        revision = seat_map.revision
        self.stalls.view_image = picture()
        self.assertEqual(seat_map.state, "frozen")
        self.assertEqual(seat_map.revision, revision)
        self.assertEqual(seat_map.view_count, 1)

    # --- the orphan rule ---

    def test_refused_choice_names_the_single_seat_and_a_better_choice(self):
        self.performance.orphan_rule = True
        error = self._ask_hold("1-2", "1-3")["error"]
        self.assertEqual(error["code"], "seat_left_single")
        details = error["details"]
        self.assertEqual(details["orphans"], self._places("1-1").seat_id.ids)
        self.assertEqual(len(details["instead"]), 2)
