from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

#: Said by the person; nothing in the books needs it.
SAID = (
    "email",
    "phone",
    "website",
    "function",
    "comment",
    "company_name",
    "image_1920",
    "ref",
    "user_id",
)
#: Stands on invoices, and stays as long as these must be kept.
ON_INVOICES = ("street", "street2", "zip", "city", "state_id", "vat")
BATCH = 200


class ResPartner(models.Model):
    """Customers have themselves forgotten; the books stay whole."""

    _inherit = "res.partner"

    ticket_erased_on = fields.Date(
        string="Erased On",
        readonly=True,
        copy=False,
        help="The customer had the account deleted on this day.",
    )
    ticket_books_until = fields.Date(
        string="Kept for the Books Until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Name and address stand on invoices that must be kept; they are erased "
        "after this day.",
    )

    def _erase_obstacles(self):
        obstacles = super()._erase_obstacles()
        partner_sudo = self.sudo()
        if partner_sudo._website_next():
            obstacles.append(
                self.env._(
                    "You have tickets for coming shows. Use them or give them back first."
                )
            )
        if partner_sudo._website_to_pay():
            obstacles.append(
                self.env._("You have orders to pay. Pay or cancel them first.")
            )
        money_sudo = partner_sudo._website_cards().filtered(
            lambda card: (
                card.program_type in ("ewallet", "gift_card") and card.points > 0
            )
        )
        if money_sudo:
            obstacles.append(
                self.env._(
                    "There is money on your e-wallet or gift cards: %(amounts)s. Use it, "
                    "or ask us to pay it out.",
                    amounts=", ".join(money_sudo.mapped("points_display")),
                )
            )
        if partner_sudo._erase_open_documents():
            obstacles.append(
                self.env._("An invoice or a refund of yours is not settled yet.")
            )
        return obstacles

    def _erase_open_documents(self):
        return (
            self.env["account.move"]
            .sudo()
            .search_count(
                [
                    ("partner_id", "child_of", self.id),
                    ("state", "=", "posted"),
                    ("move_type", "in", ("out_invoice", "out_refund")),
                    ("payment_state", "in", ("not_paid", "partial")),
                    ("amount_residual", "!=", 0),
                ],
                limit=1,
            )
        )

    def _erase_person(self):
        """Forget this customer. Orders, tickets and invoices stay, without a person; name
        and address stay as long as invoices with them must be kept.

        The caller has checked who asks.

        :raise UserError: something has to be settled first
        """
        self.ensure_one()
        partner_sudo = self.sudo()
        if obstacles := partner_sudo._erase_obstacles():
            raise UserError("\n".join(obstacles))
        people_sudo = partner_sudo | partner_sudo.child_ids.filtered(
            lambda child: not child.user_ids
        )
        partner_sudo.user_ids._deactivate_portal_user()
        partner_sudo._erase_traces(people_sudo)
        until = partner_sudo._erase_books_until()
        for person_sudo in people_sudo:
            person_sudo._erase_values(keep_for_books=bool(until))
        people_sudo.write(
            {
                "active": False,
                "ticket_erased_on": fields.Date.context_today(self),
                "ticket_books_until": until,
            }
        )

    def _erase_books_until(self):
        """The last day on which the invoices of this customer must be kept."""
        [[last]] = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                [("partner_id", "child_of", self.id), ("state", "=", "posted")],
                [],
                ["date:max"],
            )
        )
        years = self.env.company.ticket_books_years
        until = last and last + relativedelta(years=years)
        return until if until and until > fields.Date.context_today(self) else False

    def _erase_values(self, keep_for_books):
        result = super()._erase_values(keep_for_books)
        names = SAID if keep_for_books else SAID + ON_INVOICES
        values = dict.fromkeys(names, False)
        values["category_id"] = [Command.clear()]
        if not keep_for_books:
            values["name"] = self.env._("Erased customer %(number)s", number=self.id)
        self.write(values)
        return result

    def _erase_traces(self, people_sudo):
        result = super()._erase_traces(people_sudo)
        mine = Domain("partner_id", "in", people_sudo.ids)
        env = people_sudo.with_context(active_test=False).env
        tickets_sudo = env["ticket.ticket"].search(mine)
        env["ticket.holder"].search([("ticket_id", "in", tickets_sudo.ids)])._erase()
        tickets_sudo.holder_name = False
        env["ticket.link"].search(mine).write(
            {"revoked_at": fields.Datetime.now(), "phone": False}
        )
        waiting_sudo = env["ticket.waiting"].search(mine)
        waiting_sudo.filtered(
            lambda entry: entry.state in ("waiting", "offered")
        )._leave()
        waiting_sudo.write(
            {"name": "-", "email": "-", "phone": False, "partner_id": False}
        )
        orders_sudo = env["sale.order"].search(mine)
        orders_sudo.filtered(lambda order: order.state == "draft")._action_cancel()
        # whoever has the link of an order has the person's page
        orders_sudo.write(
            {"access_token": False, "signed_by": False, "signature": False}
        )
        env["payment.token"].search(mine).active = False
        env["payment.transaction"].search(mine).write(
            dict.fromkeys(
                (
                    "partner_name",
                    "partner_email",
                    "partner_phone",
                    "partner_address",
                    "partner_zip",
                    "partner_city",
                ),
                False,
            )
        )
        env["loyalty.card"].search(mine).write({"active": False, "partner_id": False})
        env["ticket.favourite"].search(mine).unlink()
        env["website.visitor"].search(mine).unlink()
        return result

    @api.autovacuum
    def _gc_books(self):
        """Names that were kept for the books only, when nothing needs them any more."""
        due = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [("ticket_books_until", "<", fields.Date.context_today(self))],
                limit=BATCH,
            )
        )
        for person_sudo in due:
            person_sudo._erase_values(keep_for_books=False)
        due.ticket_books_until = False
