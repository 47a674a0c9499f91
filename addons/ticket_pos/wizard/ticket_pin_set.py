from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.base.models.res_users import check_identity

SHORTEST, LONGEST = 6, 12
RUNS = ("01234567890123456789", "98765432109876543210")


class TicketPinSet(models.TransientModel):
    """Choose a PIN. It is hashed before it reaches the database, here too."""

    _name = "ticket.pin.set"
    _description = "Set a Supervisor's PIN"

    user_id = fields.Many2one(
        "res.users",
        string="Supervisor",
        required=True,
        default=lambda self: self.env.user,
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("ticket_sale.group_ticket_supervisor").ids,
            )
        ],
    )
    is_own = fields.Boolean(compute="_compute_is_own")
    pin = fields.Char(
        string="New PIN",
        compute="_compute_pin",
        inverse="_inverse_pin",
        help="6 to 12 digits. Nobody can read it again, only replace it.",
    )
    pin_again = fields.Char(
        string="Once More", compute="_compute_pin", inverse="_inverse_pin"
    )
    pin_hash = fields.Char(groups=fields.NO_ACCESS, prefetch=False)

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for wizard in self:
            wizard.is_own = wizard.user_id == self.env.user

    def _compute_pin(self):
        """What was typed is never shown again."""
        self.pin = False
        self.pin_again = False

    def _inverse_pin(self):
        crypt = self.env.user._crypt_context()
        for wizard in self:
            pin = wizard._check_pin(wizard.pin or "", wizard.pin_again or "")
            wizard.sudo().pin_hash = crypt.hash(pin)

    def _check_pin(self, pin, again):
        """:raise ValidationError: the PIN is easy to guess, or mistyped"""
        if not (pin.isascii() and pin.isdigit()) or not SHORTEST <= len(pin) <= LONGEST:
            raise ValidationError(
                self.env._(
                    "A PIN has %(shortest)s to %(longest)s digits.",
                    shortest=SHORTEST,
                    longest=LONGEST,
                )
            )
        if len(set(pin)) == 1 or any(pin in run for run in RUNS):
            raise ValidationError(
                self.env._(
                    "This PIN is easy to guess: do not take one digit only, nor digits "
                    "in a row."
                )
            )
        if pin != again:
            raise ValidationError(
                self.env._("The two PINs differ. Please type them once more.")
            )
        return pin

    @check_identity
    def action_set(self):
        """Keep the PIN, after the user's own password."""
        self._set()
        return {"type": "ir.actions.act_window_close"}

    def _set(self):
        """:raise AccessError: this user may not set a PIN for that one"""
        self.ensure_one()
        self._check_may_set()
        if not self.sudo().pin_hash:
            self._check_pin("", "")
        self.env["ticket.supervisor.pin"]._set_hash(self.user_id, self.sudo().pin_hash)
        self.sudo().unlink()

    def _check_may_set(self):
        user = self.user_id
        if not user.has_group("ticket_sale.group_ticket_supervisor"):
            raise AccessError(
                self.env._("Only people with the role “Supervisor” have a PIN.")
            )
        if user != self.env.user and (
            not self.env.user.has_group("ticket_sale.group_ticket_manager")
            or not user.sudo().company_ids & self.env.companies
        ):
            raise AccessError(
                self.env._("Sales managers set the PINs of others, in their companies.")
            )
