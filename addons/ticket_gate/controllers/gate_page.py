import hashlib
import json
from functools import cache

from markupsafe import Markup

from odoo.http import Controller, request, route
from odoo.tools import file_open
from odoo.tools.translate import code_translations

from ..models.ticket_gate_device import LANGUAGES
from ..tools import wording

SPOKEN = tuple(code for code, _name in LANGUAGES)
BUNDLE = "ticket_gate.assets_gate"
WORKER = "static/worker/gate_worker.js"
ICONS = "/ticket_gate/static/img/gate_"
#: What the app needs besides its bundle, to start without the network.
FILES = (
    "/ticket_gate/static/worker/qr_worker.js",
    "/ticket_gate/static/lib/zxing-wasm/zxing_reader.js",
    "/ticket_gate/static/lib/zxing-wasm/zxing_reader.wasm",
    f"{ICONS}192.png",
    f"{ICONS}512.png",
)


class TicketGatePage(Controller):
    """The scanner app: one page, a bundle of its own, nothing of the back office.

    The page is the same for everybody and in every language: devices keep it.
    """

    @route(
        "/gate",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def gate(self, **_kwargs):
        return request.make_response(
            _page(_browser_language()),
            headers=[
                ("Content-Type", "text/html; charset=utf-8"),
                ("Cache-Control", "no-store"),
            ],
        )

    @route(
        "/gate/worker.js",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def worker(self):
        """The service worker; its text changes with the version of the app."""
        with file_open(f"ticket_gate/{WORKER}") as script:
            content = f"self.gateBuild = {json.dumps(_build())};\n{script.read()}"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "text/javascript; charset=utf-8"),
                ("Service-Worker-Allowed", "/gate"),
                ("Cache-Control", "no-cache"),
            ],
        )

    @route(
        "/gate/lanes",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def lanes(self):
        """The lanes that whoever is signed in may make of this browser."""
        user = request.env.user
        gates = request.env["ticket.gate"]
        if user.has_group("ticket_gate.group_ticket_gate"):
            gates = gates.search([("active", "=", True)])
        return request.make_json_response(
            {
                "user": user.name if gates else None,
                "gates": [
                    {"id": gate.id, "name": gate.name, "group": gate.group_id.name}
                    for gate in gates
                ],
            },
            headers={"Cache-Control": "no-store"},
        )

    @route("/gate/pair", type="jsonrpc", auth="user")
    def pair(self, gate_id, lang=None):
        """Make a device of this browser; only gate staff may, at gates they see."""
        gate = request.env["ticket.gate"]
        if request.env.user.has_group("ticket_gate.group_ticket_gate"):
            gate = gate.search([("id", "=", gate_id)])
        if not gate:
            return {"error": request.env._("You may not scan at this gate.")}
        token = request.env["ticket.gate.device"]._pair_browser(
            gate, lang if lang in SPOKEN else _browser_language()
        )
        return {"token": token}

    @route(
        "/gate/manifest.webmanifest",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
    )
    def manifest(self):
        name = "检票" if _browser_language() == "zh_CN" else "Gate"
        manifest = {
            "id": "/gate",
            "name": name,
            "short_name": name,
            "start_url": "/gate",
            "scope": "/gate",
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#0b1220",
            "theme_color": "#0b1220",
            "icons": _icons(),
        }
        return request.make_json_response(
            manifest, headers={"Content-Type": "application/manifest+json"}
        )


def _icons():
    return [
        {"src": f"{ICONS}{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        | ({"purpose": purpose} if purpose else {})
        for size in (192, 512)
        for purpose in (None, "maskable")
    ]


def _page(lang):
    return request.env["ir.qweb"]._render(
        "ticket_gate.gate_page",
        {"lang": lang, "settings": _script_json(_settings())},
    )


def _build():
    """The files of the app, and a version that changes when any of them does."""
    links = request.env["ir.qweb"]._get_asset_links(BUNDLE, css=True, js=True)
    seen = hashlib.sha256(_page("en_US").encode())  # it names the bundle's files
    seen.update(_digest_of_files())
    return {"version": seen.hexdigest()[:16], "files": [*links, *FILES]}


@cache
def _digest_of_files():
    """One digest of ``FILES``; they change with a new server only."""
    seen = hashlib.sha256()
    for path in FILES:
        with file_open(path.lstrip("/"), "rb") as file:
            seen.update(file.read())
    return seen.digest()


def _settings():
    """What the app starts with; a stranger learns nothing from it."""
    return {
        "db": request.db,
        "languages": LANGUAGES,
        "terms": {lang: _terms(lang) for lang in SPOKEN},
    }


def _terms(lang):
    terms = code_translations.get_web_translations("ticket_gate", lang)["messages"]
    return {term["id"]: term["string"] for term in terms}


def _script_json(value):
    """Return ``value`` as JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))


def _browser_language():
    accepted = [tag for tag, _quality in request.httprequest.accept_languages]
    return wording.preferred_language(accepted, SPOKEN, "en_US")
