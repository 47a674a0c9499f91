import base64
from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ..tools import wallet_pass

_lt = LazyTranslate(__name__)

PROBLEMS = {
    "certificate": _lt(
        "The certificate cannot be read. Upload the .cer file from Apple, or the .p12 "
        "file from your key chain with its password."
    ),
    "key": _lt("The private key cannot be opened. Check the file and its password."),
    "no_key": _lt("There is no private key. Upload it as a .pem file, or use a .p12."),
    "mismatch": _lt(
        "The private key does not belong to this certificate. Use the key that the "
        "certificate was requested with."
    ),
    "not_a_pass": _lt(
        "This certificate is not for passes. Apple gives one out under Certificates, "
        "Identifiers & Profiles, Pass Type IDs."
    ),
    "intermediate": _lt(
        "Apple's intermediate certificate cannot be read. Upload the WWDR certificate "
        "(.cer) from Apple's certificate page."
    ),
    "issuer": _lt(
        "The intermediate certificate did not issue yours. Upload the WWDR generation "
        "that is named in your certificate."
    ),
}
UPLOADS = ("certificate_file", "key_file", "intermediate_file", "password")


class TicketPassCertificate(models.Model):
    """What a company signs its wallet passes with. The newest valid one signs.

    What is uploaded is understood at once and refused with the reason; the files and
    their password are not kept.
    """

    _name = "ticket.pass.certificate"
    _description = "Wallet Pass Certificate"
    _order = "valid_to desc, id desc"
    _rec_name = "pass_type"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)
    pass_type = fields.Char(
        string="Pass Type Identifier",
        readonly=True,
        help="As Apple registered it, such as pass.com.example.tickets.",
    )
    team = fields.Char(string="Team Identifier", readonly=True)
    valid_from = fields.Datetime(readonly=True)
    valid_to = fields.Datetime(string="Valid until", readonly=True)
    is_valid = fields.Boolean(string="Valid Now", compute="_compute_is_valid")
    certificate = fields.Text(readonly=True, groups="base.group_system", copy=False)
    private_key = fields.Text(readonly=True, groups="base.group_system", copy=False)
    intermediate = fields.Text(readonly=True, groups="base.group_system", copy=False)

    certificate_file = fields.Binary(
        string="Certificate (.cer, .pem or .p12)",
        compute="_compute_uploads",
        inverse="_inverse_uploads",
    )
    key_file = fields.Binary(
        string="Private Key (.pem)",
        compute="_compute_uploads",
        inverse="_inverse_uploads",
        help="Not needed with a .p12 file, which brings its key.",
    )
    intermediate_file = fields.Binary(
        string="Apple's WWDR Certificate",
        compute="_compute_uploads",
        inverse="_inverse_uploads",
    )
    password = fields.Char(
        compute="_compute_uploads",
        inverse="_inverse_uploads",
        help="Of the .p12 file or of the key. It is not kept.",
    )

    @api.depends("valid_from", "valid_to")
    def _compute_is_valid(self):
        now = fields.Datetime.now()
        for certificate in self:
            certificate.is_valid = bool(
                certificate.valid_to
                and certificate.valid_from <= now <= certificate.valid_to
            )

    def _compute_uploads(self):
        for certificate in self:
            certificate.update(dict.fromkeys(UPLOADS, False))

    def _inverse_uploads(self):
        """Understand what was uploaded; the private key is kept for admins only."""
        for certificate in self:
            files = [base64.b64decode(certificate[name] or b"") for name in UPLOADS[:3]]
            if not any(files):
                continue
            try:
                signer = wallet_pass.read_signer(*files, certificate.password or "")
            except wallet_pass.WalletError as error:
                # the texts are marked for translation where PROBLEMS is written
                text = self.env._(PROBLEMS[error.code])  # pylint: disable=translation-not-lazy
                raise ValidationError(text) from error
            # who may write here may upload a key, and never reads one back
            certificate.sudo().write(
                {
                    "certificate": signer.certificate,
                    "private_key": signer.key,
                    "intermediate": signer.intermediate,
                    "pass_type": signer.pass_type,
                    "team": signer.team,
                    "valid_from": signer.valid_from.replace(tzinfo=None),
                    "valid_to": signer.valid_to.replace(tzinfo=None),
                }
            )

    @api.model_create_multi
    def create(self, vals_list):
        certificates = super().create(vals_list)
        for certificate in certificates:
            if not certificate.pass_type:
                text = self.env._(PROBLEMS["certificate"])  # pylint: disable=translation-not-lazy
                raise ValidationError(text)
        return certificates

    @api.model
    def _of(self, company):
        """Return the certificate (sudo) that signs for a company now, or an empty one."""
        now = fields.Datetime.now()
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("valid_from", "<=", now),
                ("valid_to", ">=", now),
            ],
            limit=1,
        )

    def _signer(self):
        self.ensure_one()
        own_sudo = self.sudo()  # the caller gets a signed pass, never the key
        return wallet_pass.Signer(
            certificate=own_sudo.certificate,
            key=own_sudo.private_key,
            intermediate=own_sudo.intermediate,
            pass_type=self.pass_type,
            team=self.team,
            valid_from=self.valid_from.replace(tzinfo=UTC),
            valid_to=self.valid_to.replace(tzinfo=UTC),
        )
