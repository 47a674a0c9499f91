import base64
import json
from contextlib import contextmanager
from functools import partial

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.http import Controller, request, route
from odoo.tools.image import image_process

from odoo.addons.ticket_sale.api_error import ApiError
from odoo.addons.ticket_sale.controllers.availability import availability_response
from odoo.addons.ticket_sale.exceptions import Busy, TicketError

from ..tools import kiosk_messages

MAX_BODY = 16 * 1024
POSTER_SIZE = (360, 480)
PATH = "/ticket/api/v1/kiosk/"

# Each call writes, needs no session; the kiosk's own user acts.
kiosk_route = partial(
    route,
    type="http",
    auth="ticket_kiosk",
    methods=["POST"],
    csrf=False,
    readonly=False,
    save_session=False,
    max_content_length=MAX_BODY,
)


class TicketKioskApi(Controller):
    """What the page at ``/kiosk`` calls; ``kiosk_messages`` says in which shape."""

    @kiosk_route(PATH + "pair", auth="none")
    def pair(self, **_kwargs):
        """Make the caller the kiosk that a one-time code was shown for."""
        message = _parsed("pair")
        request.update_env(user=SUPERUSER_ID)  # nobody yet; the code decides
        if not request.env["ticket.throttle"]._allows(
            "kiosk pairing", request.httprequest.remote_addr, 20, 10
        ):
            raise ApiError(429, "too_many_tries", "Wait some minutes.")
        kiosk_sudo, token = request.env["ticket.kiosk"]._redeem(message["code"])
        if not token:
            raise ApiError(
                403,
                "pairing_refused",
                "This code is wrong, used or older than it may be.",
            )
        return request.make_json_response({"token": token, "name": kiosk_sudo.name})

    @kiosk_route(PATH + "status")
    def status(self, **_kwargs):
        """The screen is alive; how the kiosk is."""
        message = _parsed("status")
        kiosk = request.ticket_kiosk
        kiosk._ask_printer()
        kiosk._beat(kiosk.id, message["version"], message["screen"])
        return request.make_json_response(kiosk._told())

    @kiosk_route(PATH + "programme")
    def programme(self, **_kwargs):
        """The sessions that a customer can buy here."""
        _parsed("nothing")
        with _polite():
            return request.make_json_response(
                {"sessions": request.ticket_kiosk._programme()}
            )

    @kiosk_route(PATH + "poster")
    def poster(self, **_kwargs):
        """A show's picture, small; empty when it has none."""
        show_id = _parsed("poster")["show"]
        kiosk = request.ticket_kiosk
        show = request.env["ticket.show"].search([("id", "=", show_id)])
        picture = b""
        if show.poster and show.company_id in (kiosk.company_id, show.company_id[:0]):
            picture = image_process(
                base64.b64decode(show.poster), size=POSTER_SIZE, output_format="JPEG"
            )
        return request.make_response(picture, headers=[("Content-Type", "image/jpeg")])

    @kiosk_route(PATH + "offer")
    def offer(self, **_kwargs):
        """All that the seat screen needs beside geometry and availability."""
        session_id = _parsed("offer")["session"]
        with _polite():
            return request.make_json_response(request.ticket_kiosk._offer(session_id))

    @kiosk_route(PATH + "availability/<int:session_id>", methods=["GET"], readonly=True)
    def availability(self, session_id, **kwargs):
        till = request.ticket_kiosk._till()
        with _polite():
            return availability_response(
                till._ticket_session(session_id).sudo(),
                till._ticket_availability(session_id),
                "private, max-age=1",
                kwargs.get("map"),
            )

    @kiosk_route(PATH + "begin")
    def begin(self, **_kwargs):
        """A customer touched the screen."""
        _parsed("nothing")
        visit_sudo = request.env["ticket.kiosk.visit"]._begin(request.ticket_kiosk)
        return request.make_json_response({"visit": visit_sudo.key})

    @kiosk_route(PATH + "seats")
    def seats(self, **_kwargs):
        message = _parsed("seats")
        return _answer(
            message,
            lambda visit: visit._add(
                message["session"], message["type"], message["wanted"]
            ),
        )

    @kiosk_route(PATH + "types")
    def types(self, **_kwargs):
        message = _parsed("types")
        return _answer(message, lambda visit: visit._set_types(message["types"]))

    @kiosk_route(PATH + "remove")
    def remove(self, **_kwargs):
        message = _parsed("remove")
        return _answer(message, lambda visit: visit._remove(message["places"]))

    @kiosk_route(PATH + "cart")
    def cart(self, **_kwargs):
        """Somebody is still there: what is held is kept."""
        return _answer(_parsed("visit"), lambda visit: visit._stay())

    @kiosk_route(PATH + "voucher")
    def voucher(self, **_kwargs):
        message = _parsed("voucher")
        return _answer(message, lambda visit: visit._redeem_voucher(message["code"]))

    @kiosk_route(PATH + "voucher_back")
    def voucher_back(self, **_kwargs):
        """A voucher is not to be used here."""
        message = _parsed("voucher_back")
        return _answer(message, lambda visit: visit._return_voucher(message["voucher"]))

    @kiosk_route(PATH + "pay")
    def pay(self, **_kwargs):
        message = _parsed("pay")
        return _answer(message, lambda visit: visit._pay(message["method"]), done=True)

    @kiosk_route(PATH + "payment")
    def payment(self, **_kwargs):
        return _answer(_parsed("visit"), lambda visit: visit._payment(), done=True)

    @kiosk_route(PATH + "cancel")
    def cancel(self, **_kwargs):
        return _answer(
            _parsed("visit"), lambda visit: visit._cancel_payment(), done=True
        )

    @kiosk_route(PATH + "find")
    def find(self, **_kwargs):
        message = _parsed("find")
        return _answer(
            message,
            lambda visit: visit._find(
                message["code"], message["order"], message["phone"], message["identity"]
            ),
        )

    @kiosk_route(PATH + "print")
    def print(self, **_kwargs):
        message = _parsed("print")
        return _answer(
            message, lambda visit: visit._print_found(message["tickets"]), done=True
        )

    @kiosk_route(PATH + "leave")
    def leave(self, **_kwargs):
        """The customer has gone, or nobody has touched the screen for long."""
        message = _parsed("leave")
        visits = request.env["ticket.kiosk.visit"]
        with _polite():
            visit_sudo = visits._of(request.ticket_kiosk, message["visit"], done=True)
            if visit_sudo.state in ("open", "paying"):
                visit_sudo._end(message["reason"])
        return request.make_json_response({"state": visit_sudo.state})


def _answer(message, act, done=False):
    """Do something in the visit that the request names."""
    with _polite():
        visit_sudo = request.env["ticket.kiosk.visit"]._of(
            request.ticket_kiosk, message["visit"], done=done
        )
        if visit_sudo.state == "done":
            return request.make_json_response(visit_sudo._served())
        return request.make_json_response(act(visit_sudo))


def _parsed(name):
    """Return the message that the request carries, of the shape that ``name`` has."""
    try:
        body = json.loads(request.httprequest.get_data() or b"{}")
    except ValueError as error:
        raise ApiError(400, "invalid_json", "The body is not JSON.") from error
    try:
        return kiosk_messages.parse(name, body)
    except kiosk_messages.BadMessage as error:
        raise ApiError(
            400, "invalid_request", f"{error.field}: {error}.", field=error.field
        ) from error


@contextmanager
def _polite():
    """Turn refusals of our models into answers; the transaction is undone."""
    try:
        yield
    except Busy as error:
        raise ApiError(503, error.code, str(error)) from error
    except TicketError as error:
        raise ApiError(409, error.code, str(error), **_plain(error.details)) from error
    except UserError as error:
        raise ApiError(409, "refused", str(error)) from error


def _plain(details):
    """What of an error's details a program can read."""
    return json.loads(json.dumps(details, default=str))
