import inspect
import re

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

EVIL = "<script>alert('walk')</script>"
INVENTED = 999_999_999
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
PARAMETER = re.compile(r"<(?:(?P<kind>[a-z_]+)(?:\([^)]*\))?:)?(?P<name>\w+)>")

#: What visitors get who have no business there. A guest may always be sent to sign in.
#: open: anybody may look, and nothing personal is there
#: hidden: not found, as if it did not exist
#: own: members find their own things, and nothing of others
#: staff: for users of the back office only
#: key: for programs with a key or token of their own
#: odoo: Odoo's own route that we extend; Odoo says what it answers
STATUSES = {
    "open": {200, 204, 301, 302, 303, 304, 400, 404, 429},
    "hidden": {404},
    "own": {200, 302, 303, 400, 404, 429},
    "staff": {400, 403, 404},
    "key": {400, 401, 403, 404, 409, 415, 422, 429},
    "odoo": {200, 301, 302, 303, 400, 403, 404, 415},
}
#: What a refusal in JSON-RPC may be called; anything else broke.
POLITE = ("odoo.", "werkzeug.exceptions.")


class SecurityWalk(HttpCase):
    """Walk every route of one addon as a guest and as a member who has nothing.

    Each addon's own test names its routes in ``table``; a route without a row fails, so
    that nobody adds one without saying who may use it.
    """

    __test__ = False
    addon = None
    #: {rule: what strangers get, a key of STATUSES}
    table = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        portal = cls.env.ref("base.group_portal")
        cls.stranger = cls.env["res.users"].create(
            {
                "name": "Nobody",
                "login": "walker",
                "password": "walker-has-nothing",
                "group_ids": [(6, 0, portal.ids)],
            }
        )

    # --- for the addon to say -------------------------------------------------------

    def _of_others(self):
        """{parameter of a route: what belongs to somebody else}"""
        return {}

    def _secrets(self):
        """What no stranger may read anywhere."""
        return []

    def _posted(self):
        """What is sent with every form, right in shape and wrong in substance."""
        return {}

    # --- the walk ----------------------------------------------------------------------

    def _rules(self):
        """The routes whose controllers this addon has written or extended."""
        home = f"odoo.addons.{self.addon}."
        routing_map = self.env["ir.http"].routing_map()
        return [
            rule
            for rule in routing_map.iter_rules()
            if rule.endpoint.__module__.startswith(home)
        ]

    def _walk_table(self):
        """Every route has a row, and every row a route."""
        rules = {rule.rule for rule in self._rules()}
        self.assertFalse(rules - set(self.table), "routes that no row judges")
        self.assertFalse(set(self.table) - rules, "rows of routes that are gone")

    def _walk_all(self):
        self.env.flush_all()
        for user in (None, "walker"):
            self.authenticate(user, user and "walker-has-nothing")
            for rule in self._rules():
                for values in (self._of_others(), {}):
                    self._walk_rule(rule, values, user)

    def _walk_wrong_methods(self):
        """A method that nobody offers is refused, and nothing breaks."""
        self.authenticate("walker", "walker-has-nothing")
        allowed, open_to_all = {}, set()
        for rule in self._rules():
            allowed[rule.rule] = allowed.get(rule.rule, set()) | (rule.methods or set())
            if not rule.methods:
                open_to_all.add(rule.rule)
        for path, methods in allowed.items():
            for method in sorted(set(METHODS) - methods):
                with self.subTest(route=path, method=method):
                    status = self._ask(method, self._address(path, {})).status_code
                    self.assertLess(status, 500)
                    if path not in open_to_all:
                        self.assertIn(status, {400, 404, 405, 415})

    def _walk_rule(self, rule, values, user):
        kind = self.table.get(rule.rule, "hidden")
        address = self._address(rule.rule, values)
        is_rpc = rule.endpoint.routing["type"] == "jsonrpc"
        for method in sorted((rule.methods or {"GET"}) & {"GET", "POST"}):
            with self.subTest(route=rule.rule, method=method, user=user or "guest"):
                if is_rpc:
                    self._judge_rpc(self._ask_rpc(address, rule.endpoint))
                    continue
                reply = self._ask(method, address)
                self._judge(reply, kind, user)

    def _judge(self, reply, kind, user):
        to_login = "/web/login" in reply.headers.get("Location", "")
        if user is None and to_login and kind in ("hidden", "own", "staff", "odoo"):
            return
        self.assertIn(reply.status_code, STATUSES[kind], reply.text[:300])
        as_page = "html" in reply.headers.get("Content-Type", "html")
        self._judge_text(reply.text, as_page)

    def _judge_rpc(self, reply):
        """A refusal is an answer; a crash is told by the name of its error."""
        if reply.status_code != 200:
            self.assertIn(reply.status_code, {400, 403, 404, 415})
            return
        error = reply.json().get("error")
        name = ((error or {}).get("data") or {}).get("name", "odoo.")
        self.assertTrue(name.startswith(POLITE), error)
        self._judge_text(reply.text, as_page=False)

    def _judge_text(self, text, as_page):
        """A browser runs no script of an answer that is no page."""
        if as_page:
            self.assertNotIn(EVIL, text)
        for secret in self._secrets():
            self.assertNotIn(secret, text)

    # --- asking --------------------------------------------------------------------------

    def _address(self, rule, values):
        """A route with its parameters filled: another's things, or invented ones."""

        def fill(match):
            numeric = match["kind"] == "int"
            invented = INVENTED if numeric else "zz-%3Cscript%3E"
            return str(values.get(match["name"], invented))

        return PARAMETER.sub(fill, rule)

    def _ask(self, method, address):
        data = None
        if method == "GET":
            junk = "%3Cscript%3Ealert('walk')%3C/script%3E"
            names = ("search", "access_token", "token", "day", "genre", "error")
            address += "?" + "&".join(f"{name}={junk}" for name in names)
        else:
            data = {"csrf_token": Request.csrf_token(self), "token": EVIL}
            data |= {"access_token": "x", **self._posted()}
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            return self.opener.request(
                method, self.base_url() + address, data=data, allow_redirects=False
            )

    def _ask_rpc(self, address, endpoint):
        """All parameters are there: Odoo itself refuses calls that lack some."""
        wanted = dict.fromkeys(inspect.signature(endpoint).parameters, EVIL)
        wanted.pop("kwargs", None)
        params = dict.fromkeys(("token", "access_token", "code"), EVIL)
        params = wanted | params | self._of_others() | self._posted()
        with mute_logger("odoo.http"):
            return self.opener.post(
                self.base_url() + address,
                json={"jsonrpc": "2.0", "method": "call", "params": params},
                allow_redirects=False,
            )
