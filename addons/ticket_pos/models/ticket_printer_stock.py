from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

CASHIER_KINDS = {"refill", "spoiled", "count"}
TICKETS_MAX = 1_000_000


class TicketPrinter(models.Model):
    """The blank tickets in the printer.

    The counter is changed in the database alone, by difference, so that no two who
    print, load or count at the same time undo each other's work.
    """

    _inherit = "ticket.printer"

    stock_tracked = fields.Boolean(
        string="Count Blank Tickets",
        tracking=True,
        help="For preprinted stock, of which every ticket must be accounted for, and "
        "to be warned before a pack or roll ends.",
    )
    stock_count = fields.Integer(
        string="Blank Tickets Left", readonly=True, copy=False, default=0
    )
    stock_warning = fields.Integer(
        string="Warn Below",
        default=50,
        tracking=True,
        help="Cashiers are warned and the person in charge gets a task.",
    )
    stock_state = fields.Selection(
        [("off", "Not Counted"), ("good", "Enough"), ("low", "Low"), ("out", "None")],
        compute="_compute_stock_state",
        search="_search_stock_state",
        string="Stock Level",
    )
    stock_user_id = fields.Many2one(
        "res.users",
        string="In Charge of Stock",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets the task to bring tickets. Empty: a sales manager.",
    )
    stock_line_ids = fields.One2many("ticket.stock.line", "printer_id")

    _stock_warning_positive = models.Constraint(
        "CHECK(stock_warning >= 0)", "The number to warn at cannot be negative."
    )

    @api.depends("stock_tracked", "stock_count", "stock_warning")
    def _compute_stock_state(self):
        for printer in self:
            if not printer.stock_tracked:
                printer.stock_state = "off"
            elif printer.stock_count <= 0:
                printer.stock_state = "out"
            elif printer.stock_count < printer.stock_warning:
                printer.stock_state = "low"
            else:
                printer.stock_state = "good"

    def _search_stock_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        tracked = Domain("stock_tracked", "=", True)
        level = Domain("stock_count", "<=", 0)
        low = Domain.custom(
            to_sql=lambda _model, alias, _query: SQL(
                "%s < %s",
                SQL.identifier(alias, "stock_count"),
                SQL.identifier(alias, "stock_warning"),
            )
        )
        domains = {
            "off": ~tracked,
            "out": tracked & level,
            "low": tracked & ~level & low,
            "good": tracked & ~level & ~low,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    # --- what people do -----------------------------------------------------

    def action_load_stock(self):
        """Ask how many tickets were loaded, spoiled or counted."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_stock_load_action"
        )
        return action | {"context": {"default_printer_id": self.id}}

    def action_open_stock(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_stock_line_action"
        )
        return action | {
            "domain": [("printer_id", "=", self.id)],
            "context": {"default_printer_id": self.id},
        }

    def change_stock(self, kind, count, note=None):
        """Note that blank tickets were loaded, spoiled, counted, taken out or put back.

        :param kind: ``refill``, ``spoiled``, ``count`` (``count`` are left) or
            ``correction`` (supervisors; negative: taken out)
        :return: how many are left
        """
        self.ensure_one()
        self.check_access("read")
        self._check_stock_change(kind, count, note)
        printer_sudo = (
            self.sudo()
        )  # whoever may print may load, but not set up printers
        if not printer_sudo.stock_tracked:
            printer_sudo.stock_tracked = True
        if kind == "count":
            change = count - printer_sudo._locked_stock_count()
        else:
            change = -count if kind == "spoiled" else count
        printer_sudo._add_stock_line(kind, change, abs(count), note)
        return printer_sudo.stock_count

    def _check_stock_change(self, kind, count, note):
        user = self.env.user
        role = "cashier" if kind in CASHIER_KINDS else "supervisor"
        if not user.has_group(f"ticket_sale.group_ticket_{role}"):
            raise AccessError(self.env._("You may not change this stock of tickets."))
        least = {"count": 0, "correction": -TICKETS_MAX}.get(kind, 1)
        if not least <= count <= TICKETS_MAX or (kind == "correction" and not count):
            raise UserError(self.env._("How many tickets? Enter a number above zero."))
        if kind == "correction" and not note:
            raise UserError(
                self.env._("Say where the tickets went or where they came from.")
            )

    # --- what printing does -------------------------------------------------

    def _use_stock(self, count=1):
        """Count tickets that came out of the printer."""
        self.ensure_one()
        if not self.stock_tracked or not count:
            return
        printer_sudo = self.sudo()  # counted whoever made it print
        balance = printer_sudo._move_stock(-count)
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_stock_line AS line
                       (printer_id, company_id, date, kind, quantity, ticket_count,
                        balance, create_uid, create_date, write_uid, write_date)
                   VALUES (%(printer)s, %(company)s, %(today)s, 'printed', %(change)s,
                           %(count)s, %(balance)s, 1, now() AT TIME ZONE 'UTC',
                           1, now() AT TIME ZONE 'UTC')
                   ON CONFLICT (printer_id, date) WHERE kind = 'printed' DO UPDATE
                   SET quantity = line.quantity + excluded.quantity,
                       ticket_count = line.ticket_count + excluded.ticket_count,
                       balance = excluded.balance, write_date = excluded.write_date
                   RETURNING id""",
                printer=self.id,
                company=printer_sudo.company_id.id,
                today=fields.Date.context_today(printer_sudo),
                change=-count,
                count=count,
                balance=balance,
            )
        )
        self.env["ticket.stock.line"].invalidate_model()
        printer_sudo._warn_about_stock(balance + count, balance)

    def _spoil_stock(self, count=1, note=None, job=None, counted=False):
        """Note that tickets came out bad and were destroyed.

        :param counted: they were counted by :meth:`_use_stock` before
        """
        self.ensure_one()
        if self.stock_tracked:
            self.sudo()._add_stock_line(
                "spoiled", 0 if counted else -count, count, note, job
            )

    def _warnings(self):
        """Return what a cashier should know before the next ticket, in words."""
        self.ensure_one()
        warnings = []
        if self.stock_state == "out":
            warnings.append(
                self.env._(
                    "By the counter no blank tickets are left. Load tickets and enter "
                    "their number."
                )
            )
        elif self.stock_state == "low":
            warnings.append(
                self.env._("%(count)s blank tickets are left.", count=self.stock_count)
            )
        if self.paper_low:
            warnings.append(
                self.env._("The printer says that its paper is running low.")
            )
        return warnings

    def _till_values(self):
        values = super()._till_values()
        for printer, of_printer in zip(self, values, strict=True):
            of_printer["warnings"] = printer._warnings()
        return values

    # --- the counter --------------------------------------------------------

    def _locked_stock_count(self):
        return self._query_stock(
            SQL(
                "SELECT stock_count FROM ticket_printer WHERE id = %s FOR UPDATE",
                self.id,
            )
        )

    def _add_stock_line(self, kind, change, count, note=None, job=None):
        balance = self._move_stock(change)
        self.env["ticket.stock.line"].create(
            {
                "printer_id": self.id,
                "kind": kind,
                "quantity": change,
                "ticket_count": count,
                "balance": balance,
                "user_id": self.env.uid,
                "job_id": job and job.id,
                "note": note,
            }
        )
        self._warn_about_stock(balance - change, balance)

    def _move_stock(self, change):
        """Change the counter and return what is left."""
        self.flush_recordset(["stock_count"])
        balance = self._query_stock(
            SQL(
                """UPDATE ticket_printer
                      SET stock_count = COALESCE(stock_count, 0) + %s
                    WHERE id = %s
                RETURNING stock_count""",
                change,
                self.id,
            )
        )
        self.invalidate_recordset(["stock_count", "stock_state"])
        return balance

    def _query_stock(self, query):
        """Run a query that gives the counter. Two who change it at once are no error
        in the log: the request of one of them is repeated."""
        self.env.cr.execute(query, log_exceptions=False)
        (count,) = self.env.cr.fetchone()
        return count or 0

    def _warn_about_stock(self, before, after):
        """Tell the tills, and give somebody the task to bring tickets, once; take it
        back when they are loaded."""
        limit = max(self.stock_warning, 1)
        if (before < limit, before <= 0) != (after < limit, after <= 0):
            self._notify_tills()
        task = "ticket_pos.mail_activity_type_stock"
        if after < limit <= before:
            keeper = self._stock_keeper()
            # No mail: it would be sent by whoever happens to print.
            printer = self.with_context(
                mail_activity_quick_update=True, lang=keeper.lang
            )
            printer.activity_schedule(
                task,
                summary=printer.env._("Bring blank tickets"),
                note=printer.env._(
                    "%(count)s are left in %(printer)s.",
                    count=after,
                    printer=printer.display_name,
                ),
                user_id=keeper.id,
            )
        elif before < limit <= after:
            self.activity_feedback([task])

    def _stock_keeper(self):
        managers = self.env.ref("ticket_sale.group_ticket_manager").all_user_ids
        of_company = managers.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        return self.stock_user_id or of_company[:1] or self.env.user
