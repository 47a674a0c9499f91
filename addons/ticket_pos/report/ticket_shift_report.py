from odoo import api, fields, models
from odoo.tools import SQL

#: Sources of rows; each row's id is that of its record times this, plus a number.
SOURCES = 5
#: Programs whose cards hold money.
STORED_VALUE = ("gift_card", "ewallet")


class TicketShiftReport(models.Model):
    """What happened at the tills, one row a line, payment, cash move and difference.

    Each measure is filled by one kind of row only: sums over all rows of a shift are its
    turnover, what was paid, what moved and what was missing. Everything that tells about
    shifts reads here, so that the slip, the page and the pivot agree.
    """

    _name = "ticket.shift.report"
    _description = "Shift Analysis"
    _auto = False
    _rec_name = "pos_session_id"
    _order = "date desc, id desc"
    _depends = {
        "account.bank.statement.line": [
            "amount",
            "pos_session_id",
            "ticket_cash_reason_id",
            "ticket_cash_user_id",
        ],
        "pos.config": ["journal_id"],
        "pos.order": [
            "amount_paid",
            "amount_total",
            "date_order",
            "session_id",
            "state",
            "user_id",
        ],
        "pos.order.line": [
            "price_subtotal",
            "price_subtotal_incl",
            "product_id",
            "qty",
            "refunded_orderline_id",
            "reward_id",
            "ticket_line_id",
            "ticket_rental",
            "ticket_session_id",
            "ticket_type_id",
        ],
        "pos.payment": ["amount", "payment_method_id", "pos_order_id"],
        "product.product": ["product_tmpl_id"],
        "product.template": ["service_tracking"],
        "ticket.shift.count": ["counted", "expected", "difference", "is_final"],
    }

    pos_session_id = fields.Many2one("pos.session", string="Shift", readonly=True)
    config_id = fields.Many2one("pos.config", string="Till", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Datetime(readonly=True)
    user_id = fields.Many2one("res.users", string="Cashier", readonly=True)
    order_id = fields.Many2one("pos.order", readonly=True)
    kind = fields.Selection(
        [
            ("ticket", "Tickets"),
            ("fee", "Refund fees"),
            ("membership", "Memberships"),
            ("value", "Top-ups and gift cards sold"),
            ("value_used", "Stored value used"),
            ("rental", "Rental"),
            ("deposit", "Rental deposits"),
            ("tip", "Tips"),
            ("goods", "Goods and others"),
            ("rounding", "Rounding"),
            ("payment", "Payments"),
            ("cash", "Cash in and out"),
            ("difference", "Differences at closing"),
        ],
        readonly=True,
    )
    is_refund = fields.Boolean(string="Refunded", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    type_id = fields.Many2one("ticket.type", string="Ticket Type", readonly=True)
    session_id = fields.Many2one("ticket.session", readonly=True)
    show_id = fields.Many2one("ticket.show", readonly=True)
    payment_method_id = fields.Many2one("pos.payment.method", readonly=True)
    reason_id = fields.Many2one("ticket.cash.reason", readonly=True)

    quantity = fields.Float(readonly=True)
    tickets = fields.Integer(readonly=True, help="Tickets sold less given back.")
    complimentaries = fields.Integer(
        readonly=True, help="Tickets for which nothing was paid."
    )
    sales = fields.Monetary(readonly=True, help="Sold, tax included.")
    refunds = fields.Monetary(readonly=True, help="Given back, tax included.")
    amount = fields.Monetary(
        string="Turnover", readonly=True, help="Sales less refunds, tax included."
    )
    untaxed = fields.Monetary(string="Untaxed Turnover", readonly=True)
    tax = fields.Monetary(string="Taxes", readonly=True)
    paid = fields.Monetary(string="Payments", readonly=True)
    moved = fields.Monetary(string="Cash In and Out", readonly=True)
    difference = fields.Monetary(
        readonly=True, help="Counted less expected, as it was posted."
    )

    @property
    def _table_query(self):
        rows = SQL(" UNION ALL ").join(
            SQL(
                "SELECT %s %s",
                SQL(", ").join(
                    SQL("%s AS %s", expression, SQL.identifier(name))
                    for name, expression in (self._nothing() | columns).items()
                ),
                source,
            )
            for columns, source in self._sources()
        )
        return SQL(
            """SELECT events.*, ps.config_id, c.company_id, ts.show_id,
                      COALESCE(j.currency_id, company.currency_id) AS currency_id
                 FROM (%s) events
                 JOIN pos_session ps ON ps.id = events.pos_session_id
                 JOIN pos_config c ON c.id = ps.config_id
                 JOIN res_company company ON company.id = c.company_id
            LEFT JOIN account_journal j ON j.id = c.journal_id
            LEFT JOIN ticket_session ts ON ts.id = events.session_id""",
            rows,
        )

    @api.model
    def _sources(self):
        """[({field: SQL}, FROM and WHERE), …]; what a source does not name is nothing."""
        return [
            self._source_lines(),
            self._source_rounding(),
            self._source_payments(),
            self._source_cash(),
            self._source_differences(),
        ]

    def _nothing(self):
        """The columns of a row, in order, with what they are if a source is silent."""
        none = SQL("NULL::int")
        zero = SQL("0::numeric")
        return {
            "id": none,
            "pos_session_id": none,
            "date": SQL("NULL::timestamp"),
            "user_id": none,
            "order_id": none,
            "kind": SQL("NULL"),
            "is_refund": SQL("FALSE"),
            "product_id": none,
            "type_id": none,
            "session_id": none,
            "payment_method_id": none,
            "reason_id": none,
            "quantity": zero,
            "tickets": SQL("0"),
            "complimentaries": SQL("0"),
            "sales": zero,
            "refunds": zero,
            "amount": zero,
            "untaxed": zero,
            "tax": zero,
            "paid": zero,
            "moved": zero,
            "difference": zero,
        }

    def _of_order(self):
        return {
            "pos_session_id": SQL("o.session_id"),
            "date": SQL("o.date_order"),
            "user_id": SQL("o.user_id"),
            "order_id": SQL("o.id"),
        }

    def _paid_orders(self):
        return SQL("o.state IN ('paid', 'done') AND o.session_id IS NOT NULL")

    def _source_lines(self):
        back = SQL("(l.qty < 0 OR l.refunded_orderline_id IS NOT NULL)")
        ticket = SQL("(pt.service_tracking = 'ticket' AND l.ticket_line_id IS NULL)")
        columns = self._of_order() | {
            "id": SQL("l.id * %s", SOURCES),
            "kind": self._kind(),
            "is_refund": back,
            "product_id": SQL("l.product_id"),
            "type_id": SQL(
                "COALESCE(l.ticket_type_id, r.ticket_type_id, d.ticket_type_id)"
            ),
            "session_id": SQL(
                "COALESCE(l.ticket_session_id, r.ticket_session_id, d.ticket_session_id)"
            ),
            "quantity": SQL("l.qty"),
            "tickets": SQL("CASE WHEN %s THEN l.qty ELSE 0 END::int", ticket),
            "complimentaries": SQL(
                "CASE WHEN %s AND l.price_subtotal_incl = 0 THEN l.qty ELSE 0 END::int",
                ticket,
            ),
            "sales": SQL("CASE WHEN %s THEN 0 ELSE l.price_subtotal_incl END", back),
            "refunds": SQL("CASE WHEN %s THEN l.price_subtotal_incl ELSE 0 END", back),
            "amount": SQL("l.price_subtotal_incl"),
            "untaxed": SQL("l.price_subtotal"),
            "tax": SQL("l.price_subtotal_incl - l.price_subtotal"),
        }
        source = SQL(
            """FROM pos_order_line l
               JOIN pos_order o ON o.id = l.order_id
               JOIN pos_session s ON s.id = o.session_id
               JOIN pos_config till ON till.id = s.config_id
               JOIN product_product pp ON pp.id = l.product_id
               JOIN product_template pt ON pt.id = pp.product_tmpl_id
          LEFT JOIN pos_order_line r ON r.id = l.refunded_orderline_id
          LEFT JOIN pos_order_line d ON d.id = l.ticket_line_id
          LEFT JOIN loyalty_reward reward ON reward.id = l.reward_id
          LEFT JOIN loyalty_program program ON program.id = reward.program_id
              WHERE %s""",
            self._paid_orders(),
        )
        return columns, source

    def _kind(self):
        cases = SQL(" ").join(
            SQL("WHEN %s THEN %s", condition, kind) for kind, condition in self._kinds()
        )
        return SQL("CASE %s ELSE 'goods' END", cases)

    @api.model
    def _kinds(self):
        """[(kind, SQL), …] of order line ``l`` with its product template ``pt``, the
        first that is true; extended where other things are sold."""
        products = self.env["loyalty.rule"]._fields["product_ids"]
        return [
            ("ticket", SQL("pt.service_tracking = 'ticket' OR d.id IS NOT NULL")),
            ("fee", SQL("pt.service_tracking = 'ticket_fee'")),
            ("membership", SQL("pt.service_tracking = 'ticket_membership'")),
            ("deposit", SQL("pt.service_tracking = 'ticket_deposit'")),
            ("rental", SQL("l.ticket_rental ->> 'act' IS NOT NULL")),
            ("value_used", SQL("program.program_type IN %s", STORED_VALUE)),
            (
                "value",
                SQL(
                    """EXISTS (SELECT 1 FROM %(relation)s rel
                                 JOIN loyalty_rule rule ON rule.id = rel.%(rule)s
                                 JOIN loyalty_program p ON p.id = rule.program_id
                                WHERE rel.%(product)s = l.product_id
                                  AND p.program_type IN %(stored)s)""",
                    relation=SQL.identifier(products.relation),
                    rule=SQL.identifier(products.column1),
                    product=SQL.identifier(products.column2),
                    stored=STORED_VALUE,
                ),
            ),
            (
                "tip",
                SQL("till.iface_tipproduct AND l.product_id = till.tip_product_id"),
            ),
        ]

    def _source_rounding(self):
        """What was paid more or less than the lines of an order cost."""
        gap = SQL("o.amount_paid - t.total")
        columns = self._of_order() | {
            "id": SQL("o.id * %s + 1", SOURCES),
            "kind": SQL("'rounding'"),
            "sales": gap,
            "amount": gap,
            "untaxed": gap,
        }
        source = SQL(
            """FROM pos_order o
               JOIN (SELECT order_id, SUM(price_subtotal_incl) AS total
                       FROM pos_order_line GROUP BY order_id) t ON t.order_id = o.id
              WHERE %s AND ROUND((o.amount_paid - t.total)::numeric, 6) <> 0""",
            self._paid_orders(),
        )
        return columns, source

    def _source_payments(self):
        columns = self._of_order() | {
            "id": SQL("p.id * %s + 2", SOURCES),
            "kind": SQL("'payment'"),
            "is_refund": SQL("p.amount < 0 AND NOT COALESCE(p.is_change, FALSE)"),
            "payment_method_id": SQL("p.payment_method_id"),
            "paid": SQL("p.amount"),
        }
        source = SQL(
            "FROM pos_payment p JOIN pos_order o ON o.id = p.pos_order_id WHERE %s",
            self._paid_orders(),
        )
        return columns, source

    def _source_cash(self):
        columns = {
            "id": SQL("b.id * %s + 3", SOURCES),
            "pos_session_id": SQL("b.pos_session_id"),
            "date": SQL("b.create_date"),
            "user_id": SQL("b.ticket_cash_user_id"),
            "kind": SQL("'cash'"),
            "reason_id": SQL("b.ticket_cash_reason_id"),
            "moved": SQL("b.amount"),
        }
        source = SQL(
            """FROM account_bank_statement_line b
              WHERE b.pos_session_id IS NOT NULL
                AND b.ticket_cash_user_id IS NOT NULL"""
        )
        return columns, source

    def _source_differences(self):
        columns = {
            "id": SQL("n.id * %s + 4", SOURCES),
            "pos_session_id": SQL("n.pos_session_id"),
            "date": SQL("n.create_date"),
            "user_id": SQL("n.user_id"),
            "kind": SQL("'difference'"),
            "payment_method_id": SQL("n.payment_method_id"),
            "reason_id": SQL("shift.ticket_difference_reason_id"),
            "difference": SQL("n.difference"),
        }
        source = SQL(
            """FROM ticket_shift_count n
               JOIN pos_session shift ON shift.id = n.pos_session_id
              WHERE n.is_final AND n.difference <> 0 AND shift.state = 'closed'"""
        )
        return columns, source
