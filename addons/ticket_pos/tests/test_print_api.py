import base64
import io
import json
import zipfile
import zlib

from odoo.tests import HttpCase, tagged

from ..tools import delivery
from .test_print_agent import PrintAgentCommon, name


@tagged("post_install", "-at_install")
class TestPrintApi(PrintAgentCommon, HttpCase):
    def _call(self, path, body=None, token=None, **headers):
        token = self.token if token is None else token
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        self.env.flush_all()
        response = self.url_open(
            f"/ticket/api/v1/print/{path}",
            data=data,
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {token}",
                **headers,
            },
        )
        self.env.invalidate_all()
        return response

    def _assert_error(self, response, status, code):
        self.assertEqual(response.status_code, status)
        error = response.json()["error"]
        self.assertEqual(error["code"], code)
        self.assertEqual(error.keys(), {"code", "message", "details"})
        return error

    def _room(self, room=4):
        return [{"id": self.printer.id, "outcome": "ready", "room": room}]

    def test_code_is_changed_into_a_token_once(self):
        code = self.agent._make_pairing_code()
        answer = self._call("pair", {"code": code}, token="").json()
        self.assertEqual(answer["agent"], {"id": self.agent.id, "name": "Counter PC"})
        self.assertEqual(self.Agent._identify(answer["token"]), self.agent)
        again = self._call("pair", {"code": code}, token="")
        self._assert_error(again, 403, "pairing_refused")

    def test_ticket_goes_to_the_program_and_its_result_comes_back(self):
        [job] = self.Job._enqueue(self.tickets[:1], self.printer)
        run = name()
        hello = self._call("hello", {"run": run, "host": "pc7", "version": "1.0"})
        self.assertEqual(hello.json()["printers"][0]["id"], self.printer.id, hello.text)
        answer = self._call("sync", {"run": run, "printers": self._room()}).json()
        [told] = answer["jobs"]
        payload = zlib.decompress(base64.b64decode(told["payload"]))
        self.assertEqual(payload, job._payload())
        self.assertEqual((told["id"], told["printer"]), (job.id, self.printer.id))
        result = {"claim": told["claim"], "outcome": "printed"}
        answer = self._call("sync", {"run": run, "results": [result]}).json()
        self.assertEqual(answer["accepted"], [told["claim"]])
        self.assertEqual(job.state, "printed")
        self.assertEqual((self.agent.host, self.agent.state), ("pc7", "online"))

    def test_claim_that_nobody_knows_is_accepted_and_forgotten(self):
        run = self._hello()
        claim = name()
        result = {"claim": claim, "outcome": "printed"}
        answer = self._call(
            "sync", {"run": run, "results": [result], "holding": [claim]}
        ).json()
        self.assertEqual((answer["accepted"], answer["revoked"]), ([claim], [claim]))

    def test_another_agents_claim_is_not_this_ones(self):
        _run, job = self._take()
        other = self.Agent.create({"name": "Other"})
        token = self.Agent._redeem(other._make_pairing_code())[1]
        run = name()
        self._call("hello", {"run": run}, token=token)
        result = {"claim": job.claim, "outcome": "printed"}
        self._call("sync", {"run": run, "results": [result]}, token=token)
        self.assertEqual(job.state, "sent")

    def test_sync_without_hello_is_refused(self):
        self._assert_error(self._call("sync", {"run": name()}), 409, "agent_taken")

    def test_without_a_good_token(self):
        for header in ("", "Bearer", "Bearer ", "Basic abc", "Bearer " + "0" * 40):
            response = self._call("hello", {"run": name()}, Authorization=header)
            self._assert_error(response, 401, "unauthorized")
            self.assertEqual(response.headers["WWW-Authenticate"], "Bearer")

    def test_revoked_agent_may_do_nothing(self):
        self.agent.action_revoke()
        for path in ("hello", "sync"):
            response = self._call(path, {"run": name()})
            self._assert_error(response, 401, "unauthorized")

    def test_archived_agent_may_do_nothing(self):
        self.agent.active = False
        self._assert_error(self._call("hello", {"run": name()}), 401, "unauthorized")

    def test_message_that_is_wrong(self):
        run = self._hello()
        claim = name()
        for path, body, field in (
            ("pair", {"code": 5}, "code"),
            ("hello", {}, "run"),
            ("hello", {"run": "x"}, "run"),
            ("hello", {"run": run, "previous": "x"}, "previous"),
            ("sync", {"run": run, "holding": [5]}, "holding"),
            ("sync", {"run": run, "results": {}}, "results"),
            ("sync", {"run": run, "results": ["x"]}, "results"),
            ("sync", {"run": run, "results": [{"claim": claim}]}, "results"),
            (
                "sync",
                {"run": run, "results": [{"claim": claim, "outcome": "unknown"}]},
                "results",
            ),
            ("sync", {"run": run, "printers": [{"id": "1", "room": 1}]}, "printers"),
            ("sync", {"run": run, "printers": [{"id": 1, "room": -1}]}, "printers"),
            ("sync", {"run": run, "printers": [{"id": 1, "room": True}]}, "printers"),
        ):
            with self.subTest(path=path, body=body):
                error = self._assert_error(
                    self._call(path, body), 400, "invalid_request"
                )
                self.assertEqual(error["details"], {"field": field})

    def test_body_that_is_not_json_or_too_large(self):
        self._assert_error(self._call("sync", b"{"), 400, "invalid_json")
        self._assert_error(self._call("sync", b"[1]"), 400, "invalid_request")
        self._assert_error(
            self._call("sync", b" " * (256 * 1024 + 1)), 413, "request_entity_too_large"
        )

    def test_words_of_a_program_are_cut_and_made_harmless(self):
        self._call("hello", {"run": name(), "host": "a\x00\nb" * 100})
        self.assertEqual(self.agent.host, ("ab" * 100)[:64])
        run = self.agent.run
        report = {"id": self.printer.id, "outcome": "not_sent", "reason": "silent"}
        self._call("sync", {"run": run, "printers": [report | {"detail": "x" * 999}]})
        self.assertEqual(len(self.printer.problem_detail), 200)

    def test_trouble_of_the_printer_comes_without_a_job(self):
        run = self._hello()
        report = {"id": self.printer.id, "outcome": "not_sent", "reason": "cover_open"}
        self._call("sync", {"run": run, "printers": [report]})
        self.assertEqual(self.printer.problem, "cover_open")

    def test_program_comes_as_one_file_with_all_it_needs(self):
        response = self.url_open("/ticket/print-agent.pyz")
        with zipfile.ZipFile(io.BytesIO(response.content)) as program:
            self.assertIn("__main__.py", program.namelist())
            sources = [program.read(path) for path in program.namelist()]
        self.assertFalse([text for text in sources if b"import odoo" in text])
        self.assertNotIn("Set-Cookie", response.headers)

    def test_installer_knows_this_server_and_nothing_secret(self):
        self.env["ir.config_parameter"].set_param(
            "web.base.url", "https://tickets.example.com"
        )
        script = self.url_open("/ticket/print-agent.sh").text
        self.assertIn("server='https://tickets.example.com'", script)
        self.assertNotIn("@SERVER@", script)

    def test_address_that_a_shell_could_run_makes_no_installer(self):
        self.env["ir.config_parameter"].set_param(
            "web.base.url", "https://x';touch /tmp/y;'"
        )
        response = self.url_open("/ticket/print-agent.sh")
        self.assertEqual(response.status_code, 404)

    def test_reasons_that_agents_send_fit_the_field(self):
        for reason in (*delivery.REASONS, "agent_library"):
            self.assertRegex(reason, r"^[a-z_]{1,32}$")
