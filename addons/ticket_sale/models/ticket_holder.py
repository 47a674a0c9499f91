import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL, config

from ..tools import identity, sealed

_logger = logging.getLogger(__name__)

IDENTITY_GROUP = "ticket_sale.group_ticket_identity"
SECRET = "ticket_sale.identity_secret"
DOCUMENTS = [
    ("cn_id", "Mainland ID Card"),
    ("hk_mo_permit", "Mainland Travel Permit for Hong Kong and Macau"),
    ("tw_permit", "Mainland Travel Permit for Taiwan"),
    ("hk_id", "Hong Kong ID Card"),
    ("mo_id", "Macau ID Card"),
    ("tw_id", "Taiwan ID Card"),
    ("passport", "Passport"),
]
ERASE_BATCH = 1000


class TicketHolder(models.Model):
    """The person a ticket is for: one person, one ticket a session.

    The number is kept as a keyed fingerprint, to find and to compare it, and sealed, for
    those who have the right to read it. Everybody else sees stars and four characters.
    Some time after the session everything personal is erased.
    """

    _name = "ticket.holder"
    _description = "Ticket Holder"
    _order = "id desc"
    _rec_name = "shown_name"
    _check_company_auto = True

    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    place_id = fields.Many2one(
        "ticket.place", required=True, readonly=True, ondelete="cascade", index=True
    )
    hold_id = fields.Many2one(
        "ticket.hold", readonly=True, ondelete="set null", index="btree_not_null"
    )
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="set null", index="btree_not_null"
    )
    state = fields.Selection(
        [
            ("held", "Not Paid Yet"),
            ("sold", "Has a Ticket"),
            ("void", "Ticket Taken Back"),
            ("erased", "Erased"),
        ],
        required=True,
        readonly=True,
        default="held",
    )
    name = fields.Char(readonly=True, groups=IDENTITY_GROUP)
    shown_name = fields.Char(string="Holder", readonly=True)
    document = fields.Selection(DOCUMENTS, required=True, readonly=True)
    last_four = fields.Char(readonly=True)
    number_hash = fields.Char(readonly=True, groups="base.group_system")
    number_sealed = fields.Char(readonly=True, groups="base.group_system")
    shown_number = fields.Char(
        string="ID Number",
        compute="_compute_shown_number",
        search="_search_shown_number",
        help="Search the whole number to find its tickets.",
    )
    seen_by_id = fields.Many2one(
        "res.users", string="Number Read By", readonly=True, ondelete="set null"
    )
    seen_at = fields.Datetime(string="Number Read At", readonly=True)

    _person_uniq = models.UniqueIndex(
        """(session_id, document, number_hash)
           WHERE state IN ('held', 'sold') AND number_hash IS NOT NULL""",
        "This person has a ticket of this session already.",
    )
    _place_uniq = models.UniqueIndex(
        "(place_id) WHERE state IN ('held', 'sold')", "This place has a holder already."
    )
    _number_idx = models.Index(
        "(number_hash) WHERE state IN ('held', 'sold') AND number_hash IS NOT NULL"
    )
    _session_idx = models.Index("(session_id, state)")

    @api.depends("last_four")
    def _compute_shown_number(self):
        for holder in self:
            holder.shown_number = identity.mask_number(holder.last_four)

    def _search_shown_number(self, operator, value):
        """Whoever has the whole number finds it; parts of it find nothing."""
        if operator in ("ilike", "="):
            value = [value]
        elif operator != "in":
            return NotImplemented
        hashes = [
            self._fingerprint(document, identity.normalize(text))
            for text in value
            if isinstance(text, str)
            for document in identity.DOCUMENTS
        ]
        matching = self.sudo()._search([("number_hash", "in", hashes)])
        return Domain("id", "in", matching)

    def action_reveal(self):
        """Show name and number once; who looked is kept.

        :raise AccessError: the user may not read ID numbers
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(IDENTITY_GROUP):
            raise AccessError(self.env._("You may not read ID numbers."))
        holder_sudo = self.sudo()  # checked: the user may read all of it
        holder_sudo.write(
            {"seen_by_id": self.env.uid, "seen_at": fields.Datetime.now()}
        )
        _logger.info("user %s read the number of holder %s", self.env.uid, self.id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": holder_sudo.name or self.env._("Erased"),
                "message": holder_sudo._number(),
                "sticky": True,
                "type": "info",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _number(self):
        """The whole number; only for callers that have checked the right."""
        if not self.number_sealed:
            return ""
        return sealed.unseal(self._secret(), self.number_sealed, self._name)

    # --- keys ------------------------------------------------------------------

    @api.model
    def _install_secret(self):
        """Make the secret before the first name is asked for."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        if not parameters_sudo.get_param(SECRET):
            parameters_sudo.set_param(SECRET, sealed.new_secret())

    @api.model
    def _secret(self):
        """The one of the server's configuration, which no copy of the database has;
        else the database's own."""
        return config.get("ticket_identity_secret") or self.env[
            "ir.config_parameter"
        ].sudo().get_param(SECRET)

    @api.model
    def _fingerprint(self, document, number):
        return sealed.fingerprint(self._secret(), f"{document} {number}")

    # --- forgetting --------------------------------------------------------------

    def _erase(self):
        """Forget who these persons were; that there was somebody stays."""
        self.sudo().ticket_id.write({"holder_name": False})
        self.sudo().write(
            {
                "state": "erased",
                "name": False,
                "shown_name": False,
                "last_four": False,
                "number_hash": False,
                "number_sealed": False,
            }
        )

    @api.model
    def _cron_forget(self):
        """Erase the persons of sessions that ended long enough ago, and those of sales
        that never happened."""
        self._forget_unsold()
        now = fields.Datetime.now()
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "session_id.end",
                "<",
                now - timedelta(days=company.ticket_identity_days),
            )
            # all of them, and there are few: pylint: disable=no-search-all
            for company in self.env["res.company"].search([])
        ) & Domain("state", "!=", "erased")
        holders = self.search(due, limit=ERASE_BATCH)
        holders._erase()
        left = self.search_count(due, limit=ERASE_BATCH + 1)
        self.env["ir.cron"]._commit_progress(len(holders), remaining=left)

    @api.model
    def _forget_unsold(self):
        """Names given for places that were not bought: gone a day later."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """DELETE FROM ticket_holder holder USING ticket_place place
                    WHERE place.id = holder.place_id AND holder.state = 'held'
                      AND holder.create_date < %s
                      AND (place.hold_id IS DISTINCT FROM holder.hold_id
                           OR place.state NOT IN ('held', 'reserved')
                           OR place.held_until < %s)
                RETURNING holder.id""",
                fields.Datetime.now() - timedelta(days=1),
                fields.Datetime.now() - timedelta(days=1),
            )
        )
        self.invalidate_model()
