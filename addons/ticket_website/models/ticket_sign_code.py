import re
import secrets
from datetime import timedelta

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL, consteq, email_normalize

from odoo.addons.ticket_sale.models.ticket_link import PHONE
from odoo.addons.ticket_sale.transaction import short_transaction

MINUTES = 10
TRIES = 5
#: A code is sent again after so many seconds, and so often in an hour.
PAUSE = 60
MOST_AN_HOUR = 5
DIGITS = 6
E164 = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)


class TicketSignCode(models.Model):
    """A code sent to a phone or a mailbox, which proves whose it is.

    Only a keyed hash of the code is kept. It is good once, for some minutes and tries.
    A right code is changed for a longer secret, with which its owner signs in, signs
    up, or ties the phone to an account in the next minutes.
    """

    _name = "ticket.sign.code"
    _description = "Sign-in Code"
    _order = "id desc"

    address = fields.Char(required=True, readonly=True, index=True)
    code_hash = fields.Char(readonly=True, groups="base.group_system")
    proof_hash = fields.Char(readonly=True, groups="base.group_system")
    tries_left = fields.Integer(required=True, readonly=True, default=TRIES)
    expires_at = fields.Datetime(required=True, readonly=True)

    @api.model
    def _clean_address(self, text, country=None):
        """A telephone number in its international form, or a mail address.

        :raise UserError: it is neither
        """
        text = (text or "").strip()[:120]
        is_mail = "@" in text
        address = email_normalize(text) if is_mail else self._clean_phone(text, country)
        if not address:
            raise UserError(
                self.env._("Please enter a telephone number or an e-mail address.")
            )
        return address

    @api.model
    def _clean_phone(self, text, country=None):
        """The number as ``+8613812345678``, however it was typed; False for none."""
        if not PHONE.fullmatch(text):
            return False
        country = country or self.env.company.country_id
        digits = re.sub(r"\D", "", text)
        if text.startswith("+"):
            number = f"+{digits}"
        elif digits.startswith("00"):
            number = f"+{digits[2:]}"
        else:
            number = f"+{country.phone_code or ''}{digits.lstrip('0')}"
        partners = self.env["res.partner"]
        try:
            # without the phonenumbers package, Odoo takes any text for a number
            phone = partners._phone_format(
                number=number, country=country, raise_exception=True
            )
        except UserError:
            return False
        return phone if E164.fullmatch(phone or "") else False

    @api.model
    def _send(self, address):
        """Send a new code; codes sent before are good no more.

        :param address: from :meth:`_clean_address`
        :raise UserError: a code was sent a moment ago or too often, or cannot be sent
        """
        codes_sudo = self.sudo()
        self._check_patience(address)
        code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        codes_sudo.search([("address", "=", address)]).write({"tries_left": 0})
        codes_sudo.create(
            {
                "address": address,
                "code_hash": self._hash(address, code),
                "expires_at": fields.Datetime.now() + timedelta(minutes=MINUTES),
            }
        )
        if "@" in address:
            self._send_mail(address, code)
        else:
            self._send_sms(address, code)

    @api.model
    def _redeem(self, address, code):
        """Change a right code for a secret that proves the same for some minutes.

        Every try is counted at once, also a wrong one whose request fails. The caller's
        transaction does not see the secret yet: use it in the next request.

        :return: the secret, or nothing for a wrong or old code
        """
        self.flush_model()
        with short_transaction(self.sudo().env) as env:
            rows = env.execute_query(
                SQL(
                    """UPDATE ticket_sign_code SET tries_left = tries_left - 1
                        WHERE address = %s AND tries_left > 0 AND code_hash IS NOT NULL
                          AND expires_at > %s
                    RETURNING id, code_hash""",
                    address,
                    fields.Datetime.now(),
                )
            )
            for row_id, code_hash in rows:
                if consteq(code_hash, self._hash(address, code or "")):
                    proof = secrets.token_urlsafe(24)
                    env.execute_query(
                        SQL(
                            """UPDATE ticket_sign_code
                                  SET code_hash = NULL, proof_hash = %s
                                WHERE id = %s RETURNING id""",
                            self._hash(address, proof),
                            row_id,
                        )
                    )
                    return proof
        return None

    @api.model
    def _use_proof(self, address, proof):
        """Whether this secret proves the address now; it does so once."""
        codes_sudo = self.sudo().search(
            [
                ("address", "=", address or ""),
                ("proof_hash", "!=", False),
                ("expires_at", ">", fields.Datetime.now()),
            ]
        )
        for code_sudo in codes_sudo:
            if consteq(code_sudo.proof_hash, self._hash(address, proof or "")):
                code_sudo.unlink()
                return True
        return False

    # --- helpers ---

    @api.model
    def _hash(self, address, secret):
        return tools.hmac(self.sudo().env, "ticket.sign.code", (address, secret))

    @api.model
    def _check_patience(self, address):
        now = fields.Datetime.now()
        sent_sudo = self.sudo().search(
            [
                ("address", "=", address),
                ("create_date", ">", now - timedelta(hours=1)),
            ]
        )
        if len(sent_sudo) >= MOST_AN_HOUR:
            raise UserError(
                self.env._("Too many codes were asked for. Try again in an hour.")
            )
        if sent_sudo and sent_sudo[0].create_date > now - timedelta(seconds=PAUSE):
            raise UserError(
                self.env._(
                    "A code was sent a moment ago. Wait a minute before you ask again."
                )
            )

    @api.model
    def _send_sms(self, number, code):
        """:raise UserError: the provider did not take it"""
        sms_sudo = (
            self.env["sms.sms"]
            .sudo()
            .create(
                {
                    "number": number,
                    "body": self.env._(
                        "%(house)s: your code is %(code)s. It is good for %(minutes)s "
                        "minutes. Give it to nobody.",
                        house=self.env.company.name,
                        code=code,
                        minutes=MINUTES,
                    ),
                }
            )
        )
        sms_sudo.send(unlink_failed=True, unlink_sent=True)
        if sms_sudo.state == "error":
            raise UserError(
                self.env._(
                    "The message could not be sent to %(number)s. Use your e-mail "
                    "address instead, or try again later.",
                    number=number,
                )
            )

    @api.model
    def _send_mail(self, address, code):
        company = self.env.company
        body = self.env["ir.qweb"]._render(
            "ticket_website.sign_code_mail",
            {"code": code, "minutes": MINUTES, "house": company.name},
        )
        mail_sudo = (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": self.env._(
                        "Your code for %(house)s", house=company.name
                    ),
                    "email_from": company.email_formatted,
                    "email_to": address,
                    "body_html": body,
                    "auto_delete": True,
                }
            )
        )
        mail_sudo.send()

    @api.autovacuum
    def _gc_codes(self):
        limit = fields.Datetime.now() - timedelta(hours=1)
        self.search([("create_date", "<", limit)], limit=10_000).unlink()
