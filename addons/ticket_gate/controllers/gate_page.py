import json

from markupsafe import Markup

from odoo.http import Controller, request, route
from odoo.tools.translate import code_translations

from ..models.ticket_gate_device import LANGUAGES
from ..tools import wording

SPOKEN = tuple(code for code, _name in LANGUAGES)


class TicketGatePage(Controller):
    """The scanner app: one page, a bundle of its own, nothing of the back office."""

    @route("/gate", type="http", auth="public", methods=["GET"], sitemap=False)
    def gate(self, lang=None, **_kwargs):
        lang = lang if lang in SPOKEN else _browser_language()
        return request.render(
            "ticket_gate.gate_page",
            {
                "lang": lang,
                "settings": _script_json(_settings(lang)),
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

    @route("/gate/manifest.webmanifest", type="http", auth="public", methods=["GET"])
    def manifest(self):
        lang = _browser_language()
        icon = "/ticket_gate/static/description/icon.png"
        name = "检票" if lang == "zh_CN" else "Gate"
        manifest = {
            "name": name,
            "short_name": name,
            "start_url": "/gate",
            "scope": "/gate",
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#0b1220",
            "theme_color": "#0b1220",
            "icons": [{"src": icon, "sizes": "any", "type": "image/png"}],
        }
        return request.make_json_response(
            manifest, headers={"Content-Type": "application/manifest+json"}
        )


def _settings(lang):
    """What the app starts with; a stranger learns nothing from it."""
    user = request.env.user
    gates = []
    if user.has_group("ticket_gate.group_ticket_gate"):
        gates = [
            {"id": gate.id, "name": gate.name, "group": gate.group_id.name}
            for gate in request.env["ticket.gate"].search([])
        ]
    terms = code_translations.get_web_translations("ticket_gate", lang)["messages"]
    return {
        "db": request.db,
        "lang": lang,
        "languages": LANGUAGES,
        "gates": gates,
        "user": user.name if gates else None,
        "terms": {term["id"]: term["string"] for term in terms},
    }


def _script_json(value):
    """Return ``value`` as JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))


def _browser_language():
    accepted = [tag for tag, _quality in request.httprequest.accept_languages]
    return wording.preferred_language(accepted, SPOKEN, "en_US")
