from odoo import api, fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.tools import email_normalize


class ResUsers(models.Model):
    """Customers sign in with a code sent to their phone or mailbox."""

    _inherit = "res.users"

    ticket_phone = fields.Char(
        string="Sign-in Phone",
        copy=False,
        readonly=True,
        groups="base.group_erp_manager",
        help="Proven by a code. Its owner signs in with a code instead of a password.",
    )

    _ticket_phone_uniq = models.UniqueIndex(
        "(ticket_phone) WHERE ticket_phone IS NOT NULL",
        "Another account signs in with this phone.",
    )

    @api.model
    def _of_sign_address(self, address):
        """The customer who signs in with this phone or mail address, with sudo. Staff
        have their passwords."""
        users_sudo = self.sudo()
        if "@" in address:
            found_sudo = users_sudo.search(
                self._get_login_domain(address), order=self._get_login_order(), limit=1
            )
        else:
            found_sudo = users_sudo.search([("ticket_phone", "=", address)], limit=1)
        return found_sudo.filtered("share")

    @api.model
    def _sign_up_with_code(self, address, name):
        """Make the account of somebody whose address has been proven.

        Who has bought as a guest with this mail address finds those orders in it.

        :return: the user, with sudo
        :raise UserError: this website takes no new accounts
        """
        if self.sudo()._get_signup_invitation_scope() != "b2c":
            raise UserError(
                self.env._("New accounts are made by us. Please ask the box office.")
            )
        values = {"login": address, "name": name, "lang": self.env.lang}
        if "@" in address:
            values["email"] = address
            guest_sudo = self._guest_of_mail(address)
            if guest_sudo:
                values["partner_id"] = guest_sudo.id
        else:
            values |= {"phone": address, "ticket_phone": address}
        return self.sudo()._signup_create_user(values)

    @api.model
    def _guest_of_mail(self, address):
        """The latest customer who bought with this mail address and has no account."""
        partners_sudo = self.env["res.partner"].sudo()
        return partners_sudo.search(
            [
                ("email_normalized", "=", address),
                ("is_company", "=", False),
                ("parent_id", "=", False),
                ("user_ids", "=", False),
                ("sale_order_ids", "!=", False),
            ],
            order="id desc",
            limit=1,
        )

    def _own_sign_address(self, sure=False):
        """Where a code reaches the owner of this account: the proven phone, else the
        address that the account was made with, else that of the contact.

        :param sure: not that of the contact, as whoever finds the account open can
            change it: what is sent there opens nothing
        :raise UserError: there is none
        """
        self.ensure_one()
        user_sudo = self.sudo()
        if user_sudo.ticket_phone and self._of_sign_address(user_sudo.ticket_phone):
            return user_sudo.ticket_phone
        for address in (user_sudo.login, not sure and user_sudo.email):
            if email_normalize(address):
                return email_normalize(address)
        raise UserError(
            self.env._(
                "We have no phone number or e-mail address of yours to send a code to. "
                "Please ask the box office."
            )
        )

    def _tie_phone(self, address):
        """Sign in with this proven phone from now on.

        :raise UserError: another account does
        """
        self.ensure_one()
        if self.sudo().search_count(
            [("ticket_phone", "=", address), ("id", "!=", self.id)], limit=1
        ):
            raise UserError(
                self.env._(
                    "Another account signs in with %(phone)s. Sign in to that account "
                    "instead.",
                    phone=address,
                )
            )
        self.sudo().ticket_phone = address

    def _check_credentials(self, credential, env):
        if credential["type"] != "ticket_code":
            return super()._check_credentials(credential, env)
        user_sudo = self.env.user.sudo()
        address, proof = credential.get("address"), credential.get("proof")
        is_theirs = bool(address) and self._of_sign_address(address) == user_sudo
        if not is_theirs or not self.env["ticket.sign.code"]._use_proof(address, proof):
            raise AccessDenied
        return {"uid": user_sudo.id, "auth_method": "ticket_code", "mfa": "default"}
