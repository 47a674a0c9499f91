from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.controllers.availability import availability_response


class TillAvailability(Controller):
    @route(
        "/ticket/pos/<int:config_id>/availability/<int:session_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def availability(self, config_id, session_id, **kwargs):
        """The seats of a session as one till may sell them: its allotments are free."""
        till = request.env["pos.config"].browse(config_id).exists()
        if not till:
            raise request.not_found()
        return availability_response(
            till._ticket_session(session_id).sudo(),
            till._ticket_availability(session_id),
            "private, max-age=1",
            kwargs.get("map"),
        )
