from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.report.ticket_timeline import SOURCES


class TicketTimeline(models.Model):
    """The counter adds which till sold, and what was printed where."""

    _inherit = "ticket.timeline"

    kind = fields.Selection(
        selection_add=[
            ("printed", "Printed"),
            ("print_failed", "Print Failed"),
            ("handed_out", "Handed Out"),
        ]
    )

    def _sources(self):
        return [*super()._sources(), self._source_prints(), self._source_pickups()]

    def _sale_joins(self):
        return SQL(
            """%s
            LEFT JOIN pos_order_line ON pos_order_line.id = ticket.pos_order_line_id
            LEFT JOIN pos_order ON pos_order.id = pos_order_line.order_id
            LEFT JOIN pos_session ON pos_session.id = pos_order.session_id
            LEFT JOIN pos_config ON pos_config.id = pos_session.config_id""",
            super()._sale_joins(),
        )

    def _sale_documents(self):
        return [*super()._sale_documents(), SQL("pos_order.pos_reference")]

    def _sale_devices(self):
        return [*super()._sale_devices(), SQL("pos_config.name")]

    def _source_prints(self):
        return SQL(
            """SELECT job.id * %(sources)s + 8,
                      COALESCE(job.printed_at, job.sent_at, job.create_date),
                      CASE job.state WHEN 'failed' THEN 'print_failed'
                           ELSE 'printed' END,
                      ticket.session_id, ticket.place_id, ticket.id, line.order_id,
                      %(document)s, job.user_id, printer.name, ticket.channel,
                      concat_ws(' · ', '#' || job.copy_number, job.reason, job.problem),
                      ticket.company_id
                 FROM ticket_print_job job
                 JOIN ticket_printer printer ON printer.id = job.printer_id
                 JOIN ticket_ticket ticket ON ticket.id = job.ticket_id
                      %(joins)s
                WHERE job.state IN ('printed', 'spoiled', 'failed')""",
            sources=SOURCES,
            document=self._coalesce(self._sale_documents()),
            joins=self._sale_joins(),
        )

    def _source_pickups(self):
        return SQL(
            """SELECT ticket.id * %(sources)s + 10, pickup.at, 'handed_out',
                      ticket.session_id, ticket.place_id, ticket.id, line.order_id,
                      %(document)s, pickup.user_id, till.name, ticket.channel,
                      pickup.collector, ticket.company_id
                 FROM ticket_ticket ticket
                 JOIN ticket_pickup pickup ON pickup.id = ticket.pickup_id
            LEFT JOIN pos_config till ON till.id = pickup.config_id
                      %(joins)s""",
            sources=SOURCES,
            document=self._coalesce(self._sale_documents()),
            joins=self._sale_joins(),
        )
