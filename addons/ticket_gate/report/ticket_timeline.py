import json

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.report.ticket_timeline import SOURCES


class TicketTimeline(models.Model):
    """The gates add who was let in, turned away or left, and where."""

    _inherit = "ticket.timeline"

    kind = fields.Selection(
        selection_add=[
            ("admitted", "Admitted"),
            ("left", "Left"),
            ("refused", "Refused at the Gate"),
        ]
    )

    def _sources(self):
        return [*super()._sources(), self._source_scans()]

    def _source_scans(self):
        reason = self.env["ticket.scan"]._fields["reason"]
        return SQL(
            """SELECT scan.id * %(sources)s + 9, scan.scanned_at,
                      CASE WHEN scan.result = 'refuse' THEN 'refused'
                           WHEN scan.direction = 'out' THEN 'left'
                           ELSE 'admitted' END,
                      ticket.session_id, ticket.place_id, ticket.id, line.order_id,
                      %(document)s, NULL::integer, gate.name || ' · ' || device.name,
                      ticket.channel,
                      CASE WHEN scan.result = 'refuse'
                           THEN %(reasons)s::jsonb ->> scan.reason
                           ELSE '× ' || scan.count END,
                      ticket.company_id
                 FROM ticket_scan scan
                 JOIN ticket_gate gate ON gate.id = scan.gate_id
                 JOIN ticket_gate_device device ON device.id = scan.device_id
                 JOIN ticket_ticket ticket ON ticket.id = scan.ticket_id
                      %(joins)s""",
            sources=SOURCES,
            reasons=json.dumps(dict(reason._description_selection(self.env))),
            document=self._coalesce(self._sale_documents()),
            joins=self._sale_joins(),
        )
