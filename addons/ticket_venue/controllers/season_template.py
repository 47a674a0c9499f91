from odoo.http import Controller, content_disposition, request, route

from ..tools.season_table import template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TicketSeasonTemplate(Controller):
    @route("/ticket/season/template.xlsx", type="http", auth="user", readonly=True)
    def template(self):
        """The table that the season import reads, to be filled in."""
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition("season.xlsx")),
        ]
        return request.make_response(template(), headers)
