from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import TicketError

from ..models.ticket_distributor_request import error_payload, error_status

ROOT = "/ticket/api/v1/distributor"


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
        try:
            return request.make_json_response(work(request.ticket_distributor))
        except TicketError as error:
            return self._refuse(error)

    def _write(self, work):
        """Do the work once, in one short transaction with its answer."""
        http = request.httprequest
        body = http.get_data()
        try:
            with request.env["ticket.hold"]._transaction() as Hold:
                Request = Hold.env["ticket.distributor.request"]
                distributor = request.ticket_distributor.with_env(Hold.env)
                status, payload = Request._answer_once(
                    distributor,
                    http.headers.get("Idempotency-Key", ""),
                    Request._digest(http.method, http.path, body),
                    lambda: work(distributor, body),
                )
        except TicketError as error:
            return self._refuse(error)
        return request.make_json_response(payload, status=status)

    def _refuse(self, error):
        status = error_status(error)
        headers = {"Retry-After": "1"} if status == 503 else None
        return request.make_json_response(error_payload(error), headers, status=status)
