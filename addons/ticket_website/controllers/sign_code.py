import time

from werkzeug.exceptions import NotFound
from werkzeug.urls import url_encode

from odoo.exceptions import AccessDenied, UserError
from odoo.http import request, route

from odoo.addons.web.controllers.home import Home

from .patience import check_patience, tell_when

#: What the browser's session remembers of somebody who is signing in.
KEY = "ticket_sign_code"
CODES_MOST, CODES_SECONDS = 20, 3600
#: Odoo's own mark of when whoever is signed in has shown who it is, and how long it counts.
SHOWN, SHOWN_SECONDS = "identity-check-last", 600


class TicketSignCode(Home):
    """Sign in or up with a code sent to one's phone or mailbox."""

    @route(
        "/web/login/code",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def sign_code(self, redirect="", again="", **kwargs):
        """:param again: whoever is signed in shows anew to own the phone"""
        return self._ask_address(self._own_phone() if again else "", redirect)

    @route(
        "/web/login/code",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
        captcha="ticket_code",
    )
    def sign_code_send(self, address="", redirect="", **kwargs):
        """Send a code. Nobody is told whether there is such an account."""
        codes = request.env["ticket.sign.code"]
        try:
            check_patience("sign_code", CODES_MOST, CODES_SECONDS)
            address = codes._clean_address(address, self._country())
            wanted = self._wanted_phone(address)
            own = request.env.user._own_sign_address
            proves = own(sure=True) if wanted else address
            codes._send(proves)
        except UserError as error:
            tell_when(error)
            return self._ask_address(address, redirect, str(error))
        request.session[KEY] = {
            "address": proves,
            "redirect": redirect,
            "wanted": wanted,
        }
        return self._ask_code()

    @route(
        "/web/login/code/check",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def sign_code_check(self, code="", **kwargs):
        """A right code signs in, ties the phone, or asks who the new customer is."""
        known = request.session.get(KEY)
        if not known:
            return request.redirect("/web/login/code")
        address = known["address"]
        proof = request.env["ticket.sign.code"]._redeem(address, read_digits(code))
        if not proof:
            return self._ask_code(self._too_old())
        request.session[KEY] = {**known, "proof": proof}
        return request.redirect("/web/login/code/done")

    @route(
        "/web/login/code/done",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def sign_code_done(self, **kwargs):
        """The address is proven: sign in, tie the phone, or ask who this is."""
        known = request.session.get(KEY) or {}
        if not known.get("proof"):
            return request.redirect("/web/login/code")
        if not request.env.user._is_public():
            return self._tie_phone()
        user_sudo = request.env["res.users"]._of_sign_address(known["address"])
        try:
            return self._sign_in(user_sudo) if user_sudo else self._ask_name()
        except AccessDenied:
            return self._ask_address(known["address"], error=self._too_old())

    @route(
        "/web/login/code/name",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def sign_code_name(self, name="", **kwargs):
        """Make the account of a new customer whose address is proven."""
        known = request.session.get(KEY) or {}
        if not known.get("proof"):
            raise NotFound
        name = name.strip()[:120]
        if not name:
            return self._ask_name(request.env._("Please tell us your name."))
        users = request.env["res.users"]
        try:
            with request.env.cr.savepoint():  # no account without the proof
                user_sudo = users._of_sign_address(known["address"])
                if not user_sudo:
                    user_sudo = users._sign_up_with_code(known["address"], name)
                return self._sign_in(user_sudo)
        except AccessDenied:
            return self._ask_address(known["address"], error=self._too_old())
        except UserError as error:
            return self._ask_name(str(error))

    # --- helpers ---

    def _sign_in(self, user_sudo):
        """:raise AccessDenied: the proof is too old"""
        known = request.session.pop(KEY)
        credential = {
            "type": "ticket_code",
            "login": user_sudo.login,
            "address": known["address"],
            "proof": known["proof"],
        }
        auth_info = request.session.authenticate(request.env, credential)
        # The code has just told who it is: whoever has no password is not asked for one.
        request.session[SHOWN] = time.time()
        return request.redirect(
            self._login_redirect(auth_info["uid"], known.get("redirect") or None)
        )

    def _wanted_phone(self, address):
        """The phone that whoever is signed in wants to sign in with, if they have to show
        first, at their old address, who they are: nobody ties a phone to an account
        that somebody left open.

        :raise UserError: this is no phone, or no customer's account
        """
        if request.env.user._is_public():
            return None
        if not request.env.user.share:
            raise UserError(request.env._("Staff sign in with their password."))
        if "@" in address:
            raise UserError(
                request.env._("Enter the phone number you want to sign in with.")
            )
        return None if self._is_shown() or address == self._own_phone() else address

    def _is_shown(self):
        return request.session.get(SHOWN, 0) > time.time() - SHOWN_SECONDS

    def _tie_phone(self):
        known = request.session.pop(KEY)
        codes = request.env["ticket.sign.code"]
        if not codes._use_proof(known["address"], known["proof"]):
            return request.redirect("/web/login/code")
        wanted = known.get("wanted")
        if wanted or known["address"] == self._own_phone():
            # as after signing in with it, Odoo asks for no password for a while
            request.session[SHOWN] = time.time()
            if wanted:
                return self._ask_address(wanted, is_shown=True)
            return request.redirect("/my/security")
        if not self._is_shown():
            return self._ask_address(known["address"])
        try:
            request.env.user._tie_phone(known["address"])
        except UserError as error:
            return self._ask_address(known["address"], error=str(error))
        return request.redirect("/my/security")

    def _own_phone(self):
        """The phone that whoever is signed in signs in with, if any."""
        user = request.env.user
        phone = user.sudo().ticket_phone
        is_own = phone and user._of_sign_address(phone) == user
        return phone if is_own else ""

    def _too_old(self):
        return request.env._("This code is wrong or too old. Try again, or ask anew.")

    def _ask_address(self, address="", redirect="", error=None, is_shown=False):
        query = f"?{url_encode({'redirect': redirect})}" if redirect else ""
        return self._render(
            "sign_code_address",
            address=address,
            redirect=redirect,
            login_url=f"/web/login{query}",
            is_own=bool(address) and address == self._own_phone(),
            is_shown=is_shown,
            error=error,
        )

    def _ask_code(self, error=None):
        known = request.session[KEY]
        return self._render(
            "sign_code_enter",
            address=known["address"],
            wanted=known.get("wanted"),
            error=error,
        )

    def _ask_name(self, error=None):
        return self._render("sign_code_name", error=error)

    def _render(self, template, **values):
        response = request.render(f"ticket_website.{template}", values)
        response.headers.update(
            {
                "Cache-Control": "no-store",
                "X-Frame-Options": "SAMEORIGIN",
                "Content-Security-Policy": "frame-ancestors 'self'",
            }
        )
        return response

    def _country(self):
        return request.website.company_id.country_id


def read_digits(text):
    """What people type with blanks and dashes."""
    return "".join(one for one in text[:20] if one in "0123456789")
