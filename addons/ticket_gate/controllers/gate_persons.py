from odoo import fields
from odoo.http import Controller, request

from ..errors import GateApiError
from ..tools import scanning
from .gate_api import _body, _ids, gate_route

LONGEST_REF = 128
LONGEST_CONSENT = 4000


class TicketGatePersons(Controller):
    """Face terminals: who agreed to be known, and whom to forget."""

    @gate_route("/ticket/api/v1/gate/persons", methods=["POST"])
    def enrol(self, **_kwargs):
        """Note a person's consent to come in by their face on one ticket."""
        device, body = _terminal(), _body()
        ref = _text(body, "match_id", LONGEST_REF)
        consent = body.get("consent")
        if not isinstance(consent, dict):
            raise GateApiError(
                400, "consent_missing", "Ask the person, and send what they agreed to."
            )
        text = _text(consent, "text", LONGEST_CONSENT)
        ticket_sudo = _ticket(body, device)
        person_sudo = request.env["ticket.gate.person"]._enrol(
            device.id, ticket_sudo, ref, text, fields.Datetime.now()
        )
        return request.make_json_response(
            {
                "id": person_sudo.id,
                "ticket": ticket_sudo.number,
                "erase_after": scanning.iso(ticket_sudo.session_id.end),
            },
            status=201,
        )

    @gate_route("/ticket/api/v1/gate/persons/withdraw", methods=["POST"])
    def withdraw(self, **_kwargs):
        """The person does not want to be known any more."""
        device = _terminal()
        ref = _text(_body(), "match_id", LONGEST_REF)
        ended = request.env["ticket.gate.person"]._withdraw(device.id, ref)
        return request.make_json_response({"ended": ended})

    @gate_route("/ticket/api/v1/gate/persons/erase", methods=["GET"])
    def erase(self, **_kwargs):
        """Tell whom the terminal has to forget."""
        people = request.env["ticket.gate.person"]._to_erase(_terminal().id)
        return request.make_json_response(
            {"persons": people}, headers={"Cache-Control": "no-store"}
        )

    @gate_route("/ticket/api/v1/gate/persons/erased", methods=["POST"])
    def erased(self, **_kwargs):
        """Note that the terminal has forgotten them."""
        device = _terminal()
        ids = _ids(_body(), "ids")
        count = request.env["ticket.gate.person"]._note_erased(device.id, ids)
        return request.make_json_response({"erased": count})


def _terminal():
    device = request.ticket_device
    if not device.may_identify:
        raise GateApiError(
            403, "may_not_identify", "This device may not read persons. Allow it first."
        )
    return device


def _text(body, field, longest):
    text = body.get(field)
    if not isinstance(text, str) or not 0 < len(text.strip()) <= longest:
        raise GateApiError(
            400,
            "invalid_request",
            f"{field} must be text of at most {longest} characters.",
            field=field,
        )
    if "\0" in text:
        raise GateApiError(400, "invalid_request", f"{field} is no text.", field=field)
    return text.strip()


def _ticket(body, device):
    """Return the live ticket whose code was shown at the terminal, with sudo."""
    company_id = request.env["ticket.gate"]._settings(device.gate).company
    company = request.env["res.company"].browse(company_id)
    code = _text(body, "code", scanning.LONGEST_CODE)
    ticket_sudo, _said = request.env["ticket.ticket"]._find_by_code(code, company)
    if ticket_sudo.company_id != company or ticket_sudo.state not in ("valid", "used"):
        raise GateApiError(404, "not_found", "There is no good ticket with this code.")
    return ticket_sudo
