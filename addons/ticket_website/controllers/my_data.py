from werkzeug.exceptions import NotFound

from odoo.exceptions import UserError
from odoo.http import content_disposition, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from .sign_code import read_digits

#: What the browser's session remembers of somebody who is leaving.
KEY = "ticket_erase"


def data_route(path, method):
    return route(
        f"/my/data{path}",
        type="http",
        auth="user",
        methods=[method],
        website=True,
        sitemap=False,
    )


class TicketMyData(CustomerPortal):
    """Take one's data along, or have oneself forgotten."""

    @data_route("", "GET")
    def my_data(self, **kwargs):
        return self._render()

    @data_route("/download", "POST")
    def my_data_download(self, **kwargs):
        """A zip of all that is kept about the visitor."""
        content = request.env.user.partner_id._my_data_file()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/zip"),
                ("Content-Disposition", content_disposition("my-data.zip")),
                ("Cache-Control", "private, no-store"),
            ],
        )

    @data_route("/erase/code", "POST")
    def erase_code(self, **kwargs):
        """Send a code, so that nobody deletes an account left open."""
        if not request.env.user.share:
            raise NotFound  # staff are not customers
        try:
            address = request.env.user._own_sign_address()
            request.env["ticket.sign.code"]._send(address)
        except UserError as error:
            return self._render(error=str(error))
        request.session[KEY] = {"address": address}
        return self._render(step="code", address=address)

    @data_route("/erase/check", "POST")
    def erase_check(self, code="", **kwargs):
        known = request.session.get(KEY)
        if not known:
            raise NotFound
        proof = request.env["ticket.sign.code"]._redeem(
            known["address"], read_digits(code)
        )
        if not proof:
            return self._render(
                step="code",
                address=known["address"],
                error=request.env._("This code is wrong or too old. Try again."),
            )
        request.session[KEY] = {**known, "proof": proof}
        return self._render(step="confirm")

    @data_route("/erase", "POST")
    def erase(self, **kwargs):
        """The last step: forget the visitor and sign them out."""
        known = request.session.pop(KEY, None) or {}
        if not known.get("proof"):
            raise NotFound
        codes = request.env["ticket.sign.code"]
        if not codes._use_proof(known["address"], known["proof"]):
            return self._render(
                error=request.env._("This code is wrong or too old. Try again.")
            )
        try:
            request.env.user.partner_id._erase_person()
        except UserError as error:
            return self._render(error=str(error))
        request.session.logout()
        return request.redirect("/web/goodbye")

    @route(
        "/web/goodbye",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def goodbye(self, **kwargs):
        return request.render("ticket_website.goodbye")

    # --- helpers ---

    def _render(self, step="", **values):
        partner_sudo = request.env.user.partner_id.sudo()
        response = request.render(
            "ticket_website.my_data",
            {
                **self._prepare_portal_layout_values(),
                "step": step,
                "obstacles": partner_sudo._erase_obstacles(),
                "may_leave": request.env.user.share,
                "page_name": "ticket_data",
                **values,
            },
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response
