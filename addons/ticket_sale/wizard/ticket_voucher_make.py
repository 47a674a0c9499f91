from odoo import fields, models
from odoo.exceptions import UserError

MOST = 5000
SHOWN = 10


class TicketVoucherMake(models.TransientModel):
    """Make vouchers with new codes, or take over the codes that a platform has sold."""

    _name = "ticket.voucher.make"
    _description = "Make Vouchers"

    type_id = fields.Many2one("ticket.voucher.type", required=True)
    source = fields.Selection(
        [("new", "New codes"), ("list", "Codes of a platform")],
        required=True,
        default="new",
    )
    count = fields.Integer(string="How Many", default=10)
    codes = fields.Text(help="One code a line, as the platform sold them.")

    def action_make(self):
        self.ensure_one()
        vouchers = self.env["ticket.voucher"]
        codes = self._listed() if self.source == "list" else self._new()
        made = vouchers.create(
            [{"type_id": self.type_id.id, "code": code} for code in codes]
        )
        return {
            **self.type_id.action_view_vouchers(),
            "domain": [("id", "in", made.ids)],
        }

    def _new(self):
        if not 0 < self.count <= MOST:
            raise UserError(
                self.env._("Make between 1 and %(most)s vouchers at once.", most=MOST)
            )
        new_code = self.env["ticket.voucher"]._new_code
        return {new_code() for _ in range(self.count)}

    def _listed(self):
        """:raise UserError: a line is no code, or its code is there already"""
        lines = [line.strip() for line in (self.codes or "").splitlines()]
        lines = [line for line in lines if line]
        if not lines or len(lines) > MOST:
            raise UserError(
                self.env._("Paste between 1 and %(most)s codes, one a line.", most=MOST)
            )
        vouchers = self.env["ticket.voucher"]
        codes = {vouchers._clean_code(line): line for line in lines}
        if "" in codes:
            raise UserError(
                self.env._(
                    "“%(code)s” is no code: 6 to 40 letters and digits.",
                    code=codes[""][:60],
                )
            )
        known = vouchers.sudo().search(
            [
                ("code", "in", list(codes)),
                ("company_id", "=", self.type_id.company_id.id),
            ]
        )
        if known:
            raise UserError(
                self.env._(
                    "These codes are there already: %(codes)s",
                    codes=", ".join(known[:SHOWN].mapped("code")),
                )
            )
        return list(codes)
