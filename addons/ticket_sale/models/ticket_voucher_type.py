from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketVoucherType(models.Model):
    """What a kind of voucher is good for: which tickets, of which shows, until when, and
    who owes us for it."""

    _name = "ticket.voucher.type"
    _description = "Voucher Type"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Issued by",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="The platform or partner whose customers bring these booking coupons, and "
        "who pays for them. Empty: our own vouchers.",
    )
    ticket_type_ids = fields.Many2many(
        "ticket.type",
        string="Ticket Types",
        help="Empty: every ticket type.",
    )
    show_ids = fields.Many2many(
        "ticket.show",
        string="Shows",
        help="Empty: every show.",
    )
    worth = fields.Monetary(
        string="Worth at Most",
        help="A dearer ticket costs the customer the difference. 0: the whole ticket, "
        "whatever it costs.",
    )
    date_from = fields.Date(string="From", help="First day of use. Empty: at once.")
    date_to = fields.Date(string="Until", help="Last day of use. Empty: without end.")
    voucher_ids = fields.One2many("ticket.voucher", "type_id", string="Vouchers")
    open_count = fields.Integer(string="Not Used Yet", compute="_compute_counts")
    redeemed_count = fields.Integer(string="Redeemed", compute="_compute_counts")

    def _compute_counts(self):
        counts = dict.fromkeys(self.ids, (0, 0))
        groups = self.env["ticket.voucher"]._read_group(
            [("type_id", "in", self.ids)], ["type_id", "state"], ["__count"]
        )
        found = {(kind.id, state): count for kind, state, count in groups}
        for kind_id in counts:
            counts[kind_id] = (
                found.get((kind_id, "open"), 0),
                found.get((kind_id, "redeemed"), 0),
            )
        for kind in self:
            kind.open_count, kind.redeemed_count = counts.get(kind.id, (0, 0))

    @api.constrains("worth", "date_from", "date_to")
    def _check_values(self):
        for kind in self:
            if kind.worth < 0:
                raise ValidationError(
                    self.env._("A voucher is never worth less than 0.")
                )
            if kind.date_from and kind.date_to and kind.date_to < kind.date_from:
                raise ValidationError(
                    self.env._(
                        "“%(voucher)s” ends before it begins.", voucher=kind.name
                    )
                )

    def action_view_vouchers(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_voucher_action"
            ),
            "name": self.name,
            "domain": [("type_id", "=", self.id)],
            "context": {"default_type_id": self.id},
        }

    def _is_for(self, session, ticket_type):
        """Whether a ticket of this type and session can be had for such a voucher."""
        self.ensure_one()
        return (
            (not self.ticket_type_ids or ticket_type in self.ticket_type_ids)
            and (not self.show_ids or session.show_id in self.show_ids)
            and session.company_id == self.company_id
        )

    def _covers(self, price):
        """What of a ticket's price a voucher pays."""
        self.ensure_one()
        return min(price, self.worth) if self.worth else price
