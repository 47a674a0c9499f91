import json

from markupsafe import Markup

from odoo.http import Controller, request, route
from odoo.tools.translate import code_translations

from ..models.ticket_kiosk import LANGUAGES


class TicketKioskPage(Controller):
    """The kiosk's program: one page, a bundle of its own, nothing of the back office.

    Both languages come with the page, so that a customer who changes the language loses
    nothing. The page holds no secret: what it may do comes with its token.
    """

    @route(
        "/kiosk",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def kiosk(self, **_kwargs):
        return request.render(
            "ticket_pos.kiosk_page",
            {"settings": _script_json(_settings())},
            headers={"Cache-Control": "no-store", "X-Frame-Options": "SAMEORIGIN"},
        )


def _settings():
    return {
        "db": request.db,
        "languages": LANGUAGES,
        "terms": {lang: _terms(lang) for lang, _name in LANGUAGES},
    }


def _terms(lang):
    """The words of the kiosk and of the seat map."""
    return {
        addon: {
            word["id"]: word["string"]
            for word in code_translations.get_web_translations(addon, lang)["messages"]
        }
        for addon in ("ticket_venue", "ticket_pos")
    }


def _script_json(value):
    """Return ``value`` as JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))
