import logging

from psycopg2 import OperationalError

from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from ..models.ticket_distributor_request import error_payload, error_status

_logger = logging.getLogger(__name__)

ROOT = "/ticket/api/v1/distributor"
INTERNAL_ERROR = {
    "error": {"code": "internal_error", "message": "Internal error", "details": {}}
}


def _get(path):
    return route(
        f"{ROOT}/{path}",
        type="http",
        auth="ticket_distributor",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )


def _post(path):
    return route(
        f"{ROOT}/{path}",
        type="http",
        auth="ticket_distributor",
        methods=["POST"],
        csrf=False,
        save_session=False,
        readonly=False,
    )


class DistributorApi(Controller):
    """The signed API, described by ``static/openapi/distributor.yaml``."""

    @_get("sessions")
    def sessions(self, **params):
        return self._read(lambda distributor: distributor._api_sessions(params))

    @_get("sessions/<session_id>/places")
    def places(self, session_id, **_params):
        return self._read(lambda distributor: distributor._api_places(session_id))

    @_get("wallet")
    def wallet(self, **_params):
        return self._read(lambda distributor: distributor._api_wallet())

    @_get("statement")
    def statement(self, **params):
        return self._read(lambda distributor: distributor._api_statement(params))

    @_get("orders/<order_id>")
    def get_order(self, order_id, **_params):
        return self._read(lambda distributor: distributor._api_get_order(order_id))

    @_get("orders/<order_id>/refund")
    def refund_preview(self, order_id, **_params):
        return self._read(lambda distributor: distributor._api_refund_preview(order_id))

    @_post("orders")
    def lock(self, **_params):
        return self._write(lambda distributor, body: (201, distributor._api_lock(body)))

    @_post("orders/<order_id>/confirm")
    def confirm(self, order_id, **_params):
        return self._write(
            lambda distributor, body: (200, distributor._api_confirm(order_id, body))
        )

    @_post("orders/<order_id>/cancel")
    def cancel(self, order_id, **_params):
        return self._write(
            lambda distributor, body: (200, distributor._api_cancel(order_id, body))
        )

    @_post("orders/<order_id>/refund")
    def refund(self, order_id, **_params):
        return self._write(
            lambda distributor, body: (200, distributor._api_refund(order_id, body))
        )

    def _read(self, work):
        return self._answer(lambda: (200, work(request.ticket_distributor)))

    def _write(self, work):
        """Do the work once, in one short transaction with its answer."""
        http = request.httprequest
        body = http.get_data()

        def once():
            with request.env["ticket.hold"]._transaction() as Hold:
                Request = Hold.env["ticket.distributor.request"]
                distributor = request.ticket_distributor.with_env(Hold.env)
                return Request._answer_once(
                    distributor,
                    http.headers.get("Idempotency-Key", ""),
                    Request._digest(http.method, http.path, body),
                    lambda: work(distributor, body),
                )

        return self._answer(once)

    def _answer(self, work):
        """Whatever happens, a program gets JSON of the one shape."""
        headers = None
        try:
            status, payload = work()
        except UserError as error:
            status, payload = error_status(error), error_payload(error)
            headers = {"Retry-After": "1"} if status == 503 else None
        except OperationalError:
            raise  # Odoo repeats the whole request
        except Exception:
            # A program cannot read Odoo's page of an error; people read the log.
            _logger.exception("Distributor API: %s", request.httprequest.path)
            status, payload = 500, INTERNAL_ERROR
        return request.make_json_response(payload, headers, status=status)
