from hashlib import sha256

from odoo.http import Controller, request, route


def availability_response(session_sudo, body, cache, drawn_on=None):
    """Answer with availability, or that it has not changed since the client asked.

    A client that still draws another revision of the map (``drawn_on``) would show the
    wrong seats: it is told so by 410, and asks for the offer again.
    """
    if drawn_on and drawn_on != str(session_sudo.seat_map_id.id):
        return request.make_response("", status=410)
    headers = [("Content-Type", "application/octet-stream"), ("Cache-Control", cache)]
    response = request.make_response(body, headers=headers)
    response.set_etag(sha256(body).hexdigest()[:16])
    return response.make_conditional(request.httprequest)


class TicketAvailability(Controller):
    @route(
        "/ticket/availability/<int:session_id>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def availability(self, session_id, **kwargs):
        """Two bits a seat (see ``ticket.session._availability``), for every channel.

        It tells which seats are free, never who has the others, so it is public for
        every session that is.
        """
        session_sudo = request.env["ticket.session"].sudo().browse(session_id).exists()
        if not session_sudo or session_sudo.state == "draft":
            raise request.not_found()
        return availability_response(
            session_sudo,
            session_sudo._availability(),
            "public, max-age=1",
            kwargs.get("map"),
        )
