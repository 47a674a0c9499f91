from odoo import fields, models
from odoo.http import request
from odoo.tools.misc import hmac

from odoo.addons.ticket_venue.tools import timetable


class Website(models.Model):
    """Counting who comes to the shop, honestly and without knowing anybody."""

    _inherit = "website"

    def _ticket_count_visit(self, step, shows):
        """Count the visitor of this request, unless robots, staff or those who said no.

        :param shows: the ``ticket.show`` the step is about; none for the listing
        """
        if not self._ticket_counts_visitor():
            return
        tz = self.env["ticket.venue"].sudo().search([], limit=1).tz or "UTC"
        day = timetable.to_local(fields.Datetime.now(), tz).date()
        self.env["ticket.web.seen"].sudo()._record(
            self, day, self._ticket_visitor(day), step, shows, self._ticket_utm()
        )

    def _ticket_counts_visitor(self):
        """Not robots, not staff; not those who ask browsers to tell so, nor, where there
        is a cookie bar, those who have not agreed to more than necessary."""
        headers = request.httprequest.headers
        agent = headers.get("User-Agent", "")
        ir_http = self.env["ir.http"]
        return (
            agent != ""
            and not ir_http.is_a_bot()
            and not self.env.user._is_internal()
            and "1" not in (headers.get("DNT"), headers.get("Sec-GPC"))
            and ir_http._is_allowed_cookie("optional")
        )

    def _ticket_visitor(self, day):
        """Who it is, for one day: tomorrow the same person is somebody else."""
        user = self.env.user
        said = (
            (user.id,)
            if not user._is_public()
            else (
                request.httprequest.remote_addr,
                request.httprequest.headers.get("User-Agent"),
                request.httprequest.headers.get("Accept-Language"),
            )
        )
        message = repr((day.isoformat(), self.id, *said))
        return hmac(self.env(su=True), "ticket_website.visitor", message)[:32]

    def _ticket_utm(self):
        """The campaign, source and medium that led here, as far as they are known: an
        address of anybody's making creates none."""
        utm = {}
        for name, field, cookie in self.env["utm.mixin"].tracking_fields():
            value = request.params.get(name) or request.cookies.get(cookie)
            if value and isinstance(value, str):
                model = self.env[self.env["utm.mixin"]._fields[field].comodel_name]
                domain = [("name", "=", value[:200])]
                utm[field] = model.sudo().search(domain, limit=1).id or None
        return utm
