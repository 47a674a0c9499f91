from odoo.tests import tagged

from .common import TicketGateHttpCase
from .test_gate_page import SCRIPT


@tagged("post_install", "-at_install")
class TestGateScreen(TicketGateHttpCase):
    """What the scanner app does besides scanning."""

    browser_size = "390x844"
    touch_enabled = True

    def _browse(self, script):
        self.browser_js(
            "/gate?lang=en_US",
            SCRIPT % f'await fill("token", "{self.token}");{script}',
            ready="!!document.querySelector('main')",
        )
        self.env.invalidate_all()

    def test_supervisor_finds_a_ticket_and_lets_it_in(self):
        self.device.may_search = True
        self._browse(
            """
            const find = () => [...document.querySelectorAll("button")].find(
                (button) => button.innerText === "Find a ticket"
            );
            (await wait(find, "the search")).click();
            await fill("search", "1-1");
            const found = await one(".o_gate_found li");
            assert(found.innerText.includes("Not in yet"), "its state");
            assert(found.innerText.includes("Row 1"), "its seat");
            found.querySelector("button").click();
            await result("ok");
            """
        )
        self.assertEqual(self.ticket.admitted, 1)

    def test_device_without_the_right_has_no_search(self):
        self._browse(
            """
            await one(".o_gate_figure");
            assert(!document.body.innerText.includes("Find a ticket"), "no search");
            """
        )

    def test_emergency_fills_the_screen_until_seen(self):
        self.venue._raise_alarm("emergency", "Leave by the north doors")
        self.env.flush_all()
        self._browse(
            """
            const alarm = await one(".o_gate_alarm");
            assert(alarm.innerText.includes("north doors"), "the words for the staff");
            alarm.querySelector("button").click();
            const strip = await one(".o_gate_alarm_strip");
            assert(strip.innerText.includes("nobody in"), "it still stands there");
            const [into, out] = document.querySelectorAll(".o_gate_direction button");
            assert(out.ariaPressed === "true", "people are counted out");
            """
        )

    def test_drill_stands_above_the_lane_and_stops_nothing(self):
        self.venue._raise_alarm("drill", "Drill at noon")
        self.env.flush_all()
        self._browse(
            f"""
            const notice = await one(".o_gate_notices .o_gate_notice");
            assert(notice.innerText.includes("Drill at noon"), "its words");
            assert(!document.querySelector(".o_gate_alarm"), "no alarm");
            type("{self.ticket.token}");
            await result("ok");
            """
        )

    def test_message_is_shown_once_and_confirmed(self):
        self.gate._command("message", text="Doors close in five minutes")
        self.env.flush_all()
        self._browse(
            """
            const told = await one(".o_gate_told");
            assert(told.innerText.includes("five minutes"), "the message");
            window.dispatchEvent(new Event("online"));
            await new Promise((resolve) => setTimeout(resolve, 1000));
            const all = document.querySelectorAll(".o_gate_told");
            assert(all.length === 1, "once");
            told.querySelector("button").click();
            await wait(() => !document.querySelector(".o_gate_told"), "read");
            """
        )
        command = self.env["ticket.gate.command"].search(
            [("device_id", "=", self.device.id)]
        )
        self.assertTrue(command.done_at)

    def test_pairing_code_pairs_once(self):
        code = self.device._new_pairing_code()
        self.env.flush_all()
        self.browser_js(
            "/gate?lang=en_US",
            SCRIPT
            % f"""
            await fill("token", "{code}");
            await one(".o_gate_screen");
            assert(localStorage.getItem("ticket_gate.token").length === 40, "a token");
            """,
            ready="!!document.querySelector('main')",
        )

    def test_second_window_of_a_browser_waits(self):
        self._browse(
            """
            await one(".o_gate_screen");
            const other = document.createElement("iframe");
            other.src = "/gate?lang=en_US";
            document.body.append(other);
            const said = () =>
                other.contentDocument?.body?.innerText.includes("another window");
            await wait(said, "told so");
            """
        )
