import io
import json
import time

from PIL import Image

from odoo.tests import tagged

from odoo.addons.ticket_sale.tools import rotating_code

from .common import TicketGateHttpCase

# Functions for the browser: find by text, type like a scanner, wait for a result.
SCRIPT = """
const wait = async (find, what) => {
    for (let i = 0; i < 100; i++) {
        const found = find();
        if (found) {
            return found;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("not found: " + what + "\\n" + document.body.innerText);
};
const one = (selector) => wait(() => document.querySelector(selector), selector);
const type = (text) => {
    for (const key of [...text, "Enter"]) {
        const event = new KeyboardEvent("keydown", { key, bubbles: true });
        document.body.dispatchEvent(event);
    }
};
const result = (reason) => one(`.o_gate_result[data-reason="${reason}"]`);
const assert = (truth, what) => {
    if (!truth) {
        throw new Error("failed: " + what + "\\n" + document.body.innerText);
    }
};
// Odoo's test server answers only requests that carry the test's cookie.
const send = window.fetch;
window.fetch = (url, options) => send(url, { ...options, credentials: "same-origin" });
const fill = async (name, text) => {
    const field = await one(`input[name=${name}]`);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.form.requestSubmit();
};
const check = async () => { %s };
check().then(
    () => console.log("test successful"),
    (error) => console.error(error.stack)
);
"""


@tagged("post_install", "-at_install")
class TestGatePage(TicketGateHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gate_user = cls.env["res.users"].create(
            {
                "name": "Gate Staff",
                "login": "gate-staff",
                "password": "gate-staff",
                "group_ids": [(4, cls.env.ref("ticket_gate.group_ticket_gate").id)],
            }
        )

    def _browse(self, path, script, login=None):
        self.browser_js(
            path, SCRIPT % script, ready="!!document.querySelector('main')", login=login
        )
        self.env.invalidate_all()

    def test_stranger_learns_nothing(self):
        page = self.url_open("/gate").text
        self.assertIn("ticketGate", page)
        self.assertNotIn("North 1", page)

    def test_stranger_sees_no_lanes(self):
        lanes = self.url_open("/gate/lanes").json()
        self.assertEqual(lanes, {"user": None, "gates": []})

    def test_gate_staff_see_their_lanes(self):
        self.authenticate("gate-staff", "gate-staff")
        lanes = self.url_open("/gate/lanes").json()
        self.assertEqual(lanes["user"], "Gate Staff")
        self.assertIn(self.gate.id, [gate["id"] for gate in lanes["gates"]])

    def test_page_is_the_same_for_everybody(self):
        """A device keeps it: nothing of who was signed in may be in it."""
        before = self.url_open("/gate").text
        self.authenticate("gate-staff", "gate-staff")
        self.assertEqual(self.url_open("/gate").text, before)

    def test_worker_may_look_after_the_page_and_names_its_version(self):
        worker = self.url_open("/gate/worker.js")
        self.assertEqual(worker.headers["Service-Worker-Allowed"], "/gate")
        self.assertEqual(worker.headers["Cache-Control"], "no-cache")
        build = json.loads(worker.text.split("=", 1)[1].split(";\n", 1)[0])
        page = self.url_open("/gate").text
        for file in build["files"]:
            self.assertEqual(self.url_open(file).status_code, 200, file)
            self.assertTrue(file in page or "/ticket_gate/static/" in file, file)

    def test_new_words_are_a_new_version(self):
        before = self.url_open("/gate/worker.js").text
        view = self.env.ref("ticket_gate.gate_page")
        view.arch = view.arch.replace("JavaScript is needed", "Scripts are needed")
        self.assertNotEqual(self.url_open("/gate/worker.js").text, before)

    def test_app_is_installable(self):
        manifest = self.url_open("/gate/manifest.webmanifest").json()
        self.assertEqual((manifest["start_url"], manifest["scope"]), ("/gate",) * 2)
        for icon in manifest["icons"]:
            size = tuple(int(side) for side in icon["sizes"].split("x"))
            picture = Image.open(io.BytesIO(self.url_open(icon["src"]).content))
            self.assertEqual(picture.size, size)

    def test_pairing_needs_a_gate_user(self):
        self.env["res.users"].create(
            {"name": "Clerk", "login": "clerk", "password": "clerk-clerk"}
        )
        self.authenticate("clerk", "clerk-clerk")
        answer = self.make_jsonrpc_request("/gate/pair", {"gate_id": self.gate.id})
        self.assertEqual(answer.keys(), {"error"})

    def test_page_has_its_own_small_bundle(self):
        page = self.url_open("/gate").text
        self.assertIn("ticket_gate.assets_gate", page)
        self.assertNotIn("web.assets_", page)

    def test_scanner_admits_then_refuses_then_typed_number(self):
        group = self._create_ticket("2-1", admits=3)
        self._browse(
            "/gate?lang=en_US",
            f"""
            await fill("token", location.origin + "/gate#{self.token}");
            await one(".o_gate_screen");
            type("{self.ticket.token}");
            const admitted = await result("ok");
            assert(admitted.classList.contains("o_gate_green"), "green");
            assert(admitted.innerText.includes("Stalls · Row 1 · Seat 1"), "place");
            assert(admitted.innerText.includes("L* H**"), "masked holder");
            await new Promise((resolve) => setTimeout(resolve, 200));
            type("{self.ticket.token}");
            const refused = await result("already_used");
            assert(refused.classList.contains("o_gate_red"), "red");
            assert(refused.innerText.includes("at North 1"), "lane of the first entry");
            (await one(".o_gate_close")).click();
            await fill("code", "{group.number}");
            const part = await result("ok");
            assert(part.innerText.includes("1 / 3"), "one of three");
            part.querySelectorAll(".o_gate_actions button")[1].click();
            await wait(
                () => document.body.innerText.includes("3 / 3"), "the others came in"
            );
            const list = await one(".o_gate_last");
            assert(list.children.length === 4, "last scans");
            """,
        )
        self.assertEqual((self.ticket.admitted, group.admitted), (1, 3))

    def test_app_is_kept_whole_for_a_start_without_the_network(self):
        self._browse(
            "/gate?lang=en_US",
            f"""
            await fill("token", "{self.token}");
            await one(".o_gate_screen");
            await navigator.serviceWorker.ready;
            const [name] = await caches.keys();
            const kept = (await (await caches.open(name)).keys()).map(
                (request) => new URL(request.url).pathname
            );
            for (const part of ["/gate", ".js", ".css", ".wasm"]) {{
                assert(kept.some((path) => path.endsWith(part)), part + " in " + kept);
            }}
            """,
        )

    def test_signed_in_user_pairs_the_browser_in_chinese(self):
        self._browse(
            "/gate?lang=zh_CN",
            f"""
            (await one(".o_gate_lanes button")).click();
            await one(".o_gate_screen");
            assert(document.body.innerText.includes("检票"), "Chinese");
            type("{self.ticket.number}");
            const admitted = await result("ok");
            assert(admitted.innerText.includes("欢迎"), "Chinese message");
            """,
            login="gate-staff",
        )
        device = self.env["ticket.gate.device"].search([("kind", "=", "phone")])
        self.assertEqual(device.paired_by_id, self.gate_user)
        self.assertEqual(self.ticket.scan_ids.device_id, device)

    def test_lost_answer_is_asked_again_under_the_same_number(self):
        self._browse(
            "/gate?lang=en_US",
            f"""
            await fill("token", "{self.token}");
            await one(".o_gate_screen");
            const sendNow = window.fetch;
            const ids = [];
            window.fetch = async (url, options) => {{
                const response = await sendNow(url, options);
                if (!url.endsWith("/scan")) {{
                    return response;
                }}
                ids.push(JSON.parse(options.body).scan_id);
                if (ids.length === 1) {{
                    throw new TypeError("the answer is lost");
                }}
                return response;
            }};
            type("{self.ticket.number}");
            const waiting = await one(".o_gate_result.o_gate_amber");
            assert(waiting.innerText.includes("No connection"), "told clearly");
            await result("ok");
            assert(ids.length === 2 && ids[0] === ids[1], "same scan_id " + ids);
            """,
        )
        self.assertEqual(self.ticket.admitted, 1)
        self.assertEqual(len(self.ticket.scan_ids), 1)

    def test_lane_without_the_network_decides_by_itself_and_tells_later(self):
        self.performance.rotating_code = True
        other = self._create_ticket("2-1")
        self._browse(
            "/gate?lang=en_US",
            f"""
            await fill("token", "{self.token}");
            await one(".o_gate_screen");
            const arrived = ({{ name, responseEnd }}) =>
                name.endsWith("/package") && responseEnd;
            await wait(
                () => performance.getEntriesByType("resource").some(arrived), "package"
            );
            await new Promise((resolve) => setTimeout(resolve, 500));
            const network = window.fetch;
            window.fetch = async () => {{
                throw new TypeError("the cable is out");
            }};
            type("{self._live_code(self.ticket)}");
            const admitted = await result("ok");
            assert(admitted.innerText.includes("Decided by this device"), "said so");
            (await one(".o_gate_close")).click();
            type("{self._live_code(self.ticket)}");
            await result("already_used");
            type("{self._live_code(other, ago=90)}");
            const old = await result("stale_code");
            assert(old.innerText.includes("ask for the live one"), "what to do");
            type("{other.token}");
            await result("live_code_needed");
            (await one(".o_gate_close")).click();
            assert(document.body.innerText.includes("does not know yet: 1"), "waiting");
            window.fetch = network;
            window.dispatchEvent(new Event("online"));
            await wait(
                () => !document.body.innerText.includes("does not know yet"), "sent"
            );
            """,
        )
        self.assertEqual((self.ticket.admitted, other.admitted), (1, 0))
        self.assertEqual(
            self.ticket.scan_ids.sorted("id").mapped("reason"), ["ok", "already_used"]
        )

    def test_entry_that_the_server_refuses_afterwards_is_shown(self):
        self._browse(
            "/gate?lang=en_US",
            f"""
            localStorage.setItem("ticket_gate.queue", JSON.stringify([{{
                scan_id: "alone", code: "{self.ticket.token}", direction: "in",
                count: 2, number: "{self.ticket.number}", admitted: 2, outside: 0,
            }}]));
            await fill("token", "{self.token}");
            const alert = await one("[role=alert]");
            assert(alert.innerText.includes("{self.ticket.number}"), "which ticket");
            assert(alert.innerText.includes("Too many people"), "why");
            alert.querySelector("button").click();
            await wait(() => !document.querySelector("[role=alert]"), "seen");
            assert(localStorage.getItem("ticket_gate.queue") === null, "moved over");
            """,
        )
        self.assertEqual(self.ticket.scan_ids.reason, "too_many")

    def _live_code(self, ticket, ago=-15):
        """The code a phone shows; a little ahead, a browser takes its time to start."""
        phone = ticket._phone_code()
        return rotating_code.code_at(
            phone["token"],
            bytes.fromhex(phone["key"]),
            rotating_code.step_of(time.time() - ago),
        )

    def test_revoked_device_is_sent_to_pairing(self):
        self.device.action_revoke()
        self._browse(
            "/gate?lang=en_US",
            f"""
            await fill("token", "{self.token}");
            const notice = await one(".o_gate_notice");
            assert(notice.innerText.includes("taken out of service"), "why");
            """,
        )
