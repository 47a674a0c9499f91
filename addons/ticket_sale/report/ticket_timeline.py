from odoo import fields, models
from odoo.tools import SQL

from ..models.ticket_type import CHANNELS

#: Ids of all sources must differ: each id is its row's, times this, plus the source's.
SOURCES = 16


class TicketTimeline(models.Model):
    """Everything that happened to an order, a place or a ticket, in one list.

    A view over what others write down: the places' own history, orders, payments and
    approvals. Channels add to ``_sources`` (prints, scans) and to ``_sale_joins`` (which
    till, which distributor).
    """

    _name = "ticket.timeline"
    _description = "Timeline"
    _auto = False
    _order = "at desc, id desc"
    _rec_name = "kind"

    at = fields.Datetime(string="When", readonly=True)
    kind = fields.Selection(
        [
            ("held", "Held"),
            ("reserved", "Reserved"),
            ("allotted", "Allotted"),
            ("returned", "Returned"),
            ("released", "Released"),
            ("expired", "Expired"),
            ("locked", "Locked"),
            ("opened", "Opened"),
            ("moved", "Moved"),
            ("sold", "Sold"),
            ("voided", "Taken Back"),
            ("ordered", "Order Created"),
            ("paid", "Paid"),
            ("paid_back", "Paid Back"),
            ("approval_asked", "Approval Asked"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
        ],
        string="What",
        readonly=True,
    )
    session_id = fields.Many2one("ticket.session", readonly=True)
    place_id = fields.Many2one("ticket.place", readonly=True)
    ticket_id = fields.Many2one("ticket.ticket", readonly=True)
    order_id = fields.Many2one("sale.order", string="Sales Order", readonly=True)
    document = fields.Char(
        string="Order", readonly=True, help="The order's number in its own channel."
    )
    user_id = fields.Many2one("res.users", string="By", readonly=True)
    device = fields.Char(
        readonly=True, help="The till, printer, gate or distributor that did it."
    )
    channel = fields.Selection(CHANNELS, readonly=True)
    detail = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return SQL(" UNION ALL ").join(self._sources())

    def _sources(self):
        """The statements of the timeline; each selects the same columns in this order:
        id, at, kind, session, place, ticket, order, document, user, device, channel,
        detail, company."""
        return [
            self._source_tickets(),
            self._source_places(),
            self._source_orders(),
            self._source_payments(),
            self._source_approvals(),
        ]

    # --- how a ticket was sold --------------------------------------------------

    def _sale_joins(self):
        """Joins from ``ticket`` to what sold it."""
        return SQL(
            """LEFT JOIN sale_order_line line ON line.id = ticket.sale_line_id
               LEFT JOIN sale_order ON sale_order.id = line.order_id"""
        )

    def _sale_documents(self):
        """The order's number, by channel; the first that is there is shown."""
        return [SQL("sale_order.name")]

    def _sale_devices(self):
        """What sold it, by channel; the first that is there is shown."""
        return [SQL("NULL::varchar")]

    def _coalesce(self, expressions):
        return SQL("COALESCE(%s)", SQL(", ").join(expressions))

    # --- sources ------------------------------------------------------------------

    def _source_tickets(self):
        """Sold, taken back, moved: what the history of places says of tickets."""
        return SQL(
            """SELECT log.id * %(sources)s AS id, log.at, log.action AS kind,
                      log.session_id, log.place_id, log.ticket_id, line.order_id,
                      %(document)s AS document, log.user_id, %(device)s AS device,
                      log.channel, log.detail, session.company_id
                 FROM ticket_place_log log
                 JOIN ticket_session session ON session.id = log.session_id
                 JOIN ticket_ticket ticket ON ticket.id = log.ticket_id
                      %(joins)s""",
            sources=SOURCES,
            document=self._coalesce(self._sale_documents()),
            device=self._coalesce(self._sale_devices()),
            joins=self._sale_joins(),
        )

    def _source_places(self):
        """What happened to places before they had a ticket; with the order that had
        them in a line, if there was one."""
        return SQL(
            """SELECT log.id * %(sources)s, log.at, log.action, log.session_id,
                      log.place_id, NULL::integer, line.order_id,
                      COALESCE(line.name, hold.reference), log.user_id, NULL::varchar,
                      log.channel, log.detail, session.company_id
                 FROM ticket_place_log log
                 JOIN ticket_session session ON session.id = log.session_id
            LEFT JOIN ticket_hold hold ON hold.id = log.hold_id
            LEFT JOIN (SELECT line.ticket_hold_id, rel.place_id, line.order_id,
                              sale_order.name
                         FROM sale_order_line line
                         JOIN sale_order_line_ticket_place_rel rel
                              ON rel.line_id = line.id
                         JOIN sale_order ON sale_order.id = line.order_id) AS line
                      ON line.ticket_hold_id = log.hold_id
                     AND line.place_id = log.place_id
                WHERE log.ticket_id IS NULL""",
            sources=SOURCES,
        )

    def _source_orders(self):
        return SQL(
            """SELECT sale_order.id * %(sources)s + 2, sale_order.create_date,
                      'ordered', NULL::integer, NULL::integer, NULL::integer,
                      sale_order.id, sale_order.name, sale_order.create_uid,
                      NULL::varchar, NULL::varchar, NULL::varchar,
                      sale_order.company_id
                 FROM sale_order
                WHERE EXISTS (SELECT FROM sale_order_line line
                               WHERE line.order_id = sale_order.id
                                 AND line.ticket_session_id IS NOT NULL)""",
            sources=SOURCES,
        )

    def _source_payments(self):
        return SQL(
            """SELECT payment.id * %(sources)s + 3, payment.last_state_change,
                      CASE WHEN payment.operation = 'refund' THEN 'paid_back'
                           ELSE 'paid' END,
                      NULL::integer, NULL::integer, NULL::integer, sale_order.id,
                      sale_order.name, NULL::integer, provider.code, NULL::varchar,
                      payment.reference || ' · ' || abs(payment.amount) || ' '
                      || currency.name,
                      sale_order.company_id
                 FROM sale_order_transaction_rel rel
                 JOIN payment_transaction payment ON payment.id = rel.transaction_id
                 JOIN payment_provider provider ON provider.id = payment.provider_id
                 JOIN res_currency currency ON currency.id = payment.currency_id
                 JOIN sale_order ON sale_order.id = rel.sale_order_id
                WHERE payment.state IN ('authorized', 'done')""",
            sources=SOURCES,
        )

    def _source_approvals(self):
        """Asked and decided: two lines of each approval."""
        return SQL(
            """SELECT approval.id * %(sources)s + event.source, event.at, event.kind,
                      NULL::integer, NULL::integer, NULL::integer, approval.res_id,
                      approval.reference, event.user_id, NULL::varchar, NULL::varchar,
                      concat_ws(': ', approval.name, event.remark),
                      approval.company_id
                 FROM ticket_approval approval
           CROSS JOIN LATERAL (VALUES
                      (4, approval.requested_at, 'approval_asked',
                       approval.requested_by, NULL),
                      (5, approval.decided_at, approval.state, approval.decided_by,
                       approval.remark)) AS event (source, at, kind, user_id, remark)
                WHERE approval.res_model = 'sale.order'
                  AND (event.source = 4 OR approval.decided_at IS NOT NULL)""",
            sources=SOURCES,
        )
