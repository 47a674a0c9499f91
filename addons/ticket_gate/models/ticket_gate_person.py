from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

#: How long after the session a terminal may go on knowing somebody.
KEEP = timedelta(hours=24)
ERASE_BATCH = 1000


class TicketGatePerson(models.Model):
    """Somebody whom a face terminal knows, for one ticket, and the consent to it.

    The face stays in the terminal. We keep the terminal's own number of the person, to
    find the ticket by and to say whom to forget; when the terminal has forgotten, that
    number goes too. That there was a consent, and when it ended, stays.
    """

    _name = "ticket.gate.person"
    _description = "Person Known to a Face Terminal"
    _order = "id desc"
    _check_company_auto = True

    ticket_id = fields.Many2one(
        "ticket.ticket", required=True, readonly=True, ondelete="restrict", index=True
    )
    session_id = fields.Many2one(related="ticket_id.session_id")
    company_id = fields.Many2one(
        related="ticket_id.company_id", store=True, precompute=True
    )
    device_id = fields.Many2one(
        "ticket.gate.device",
        string="Terminal",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    match_ref = fields.Char(readonly=True, groups="base.group_system")
    match_key = fields.Char(readonly=True, groups="base.group_system")
    consent_text = fields.Text(
        required=True, readonly=True, help="What the person agreed to, word for word."
    )
    consent_at = fields.Datetime(required=True, readonly=True)
    state = fields.Selection(
        [("known", "Known"), ("erasing", "To Be Erased"), ("erased", "Erased")],
        required=True,
        readonly=True,
        default="known",
        index=True,
    )
    ended_by = fields.Selection(
        [("person", "Withdrawn"), ("time", "Session Over"), ("ticket", "Ticket Void")],
        readonly=True,
    )
    ended_at = fields.Datetime(readonly=True)
    erased_at = fields.Datetime(readonly=True)

    _known_uniq = models.UniqueIndex(
        "(match_key, ticket_id) WHERE state = 'known'",
        "The terminal knows this person for this ticket already.",
    )
    _ref_kept = models.Constraint(
        "CHECK((state = 'erased') = (match_ref IS NULL))",
        "What a terminal calls a person is kept until it has forgotten them.",
    )

    @api.depends("ticket_id")
    def _compute_display_name(self):
        for person in self:
            person.display_name = person.sudo().ticket_id.display_name

    def action_withdraw(self):
        """The person takes the consent back: from now on the face opens nothing, and
        the terminal is told to forget it."""
        self.check_access("write")
        self._end("person")

    @api.model
    def _enrol(self, device_id, ticket_sudo, match_ref, consent_text, consent_at):
        """Note that the terminal knows the holder of a ticket, with their consent.

        Asked again for the same person and ticket it is the same consent.

        :return: the person, with sudo
        """
        people_sudo = self.sudo()  # the terminal is no user
        key = self.env["ticket.gate.matcher.face"]._key(match_ref)
        found = people_sudo.search(
            [
                ("match_key", "=", key),
                ("ticket_id", "=", ticket_sudo.id),
                ("state", "=", "known"),
            ]
        )
        return found or people_sudo.create(
            {
                "ticket_id": ticket_sudo.id,
                "device_id": device_id,
                "match_ref": match_ref,
                "match_key": key,
                "consent_text": consent_text,
                "consent_at": consent_at,
            }
        )

    @api.model
    def _withdraw(self, device, match_ref):
        """End what one terminal's company knows of a person; return how many tickets."""
        people_sudo = self.sudo()  # the terminal is no user
        key = self.env["ticket.gate.matcher.face"]._key(match_ref)
        company = people_sudo.env["ticket.gate.device"].browse(device).company_id
        found = people_sudo.search(
            [
                ("match_key", "=", key),
                ("company_id", "=", company.id),
                ("state", "=", "known"),
            ]
        )
        found._end("person")
        return len(found)

    def _end(self, ended_by):
        known = self.filtered(lambda person: person.state == "known")
        known.sudo().write(
            {
                "state": "erasing",
                "ended_by": ended_by,
                "ended_at": fields.Datetime.now(),
            }
        )

    @api.model
    def _to_erase(self, device_id):
        """Return whom the terminal has to forget: [{"id", "match_id"}]."""
        people_sudo = self.sudo().search(  # the terminal is no user
            [("device_id", "=", device_id), ("state", "=", "erasing")],
            limit=ERASE_BATCH,
        )
        return [{"id": one.id, "match_id": one.match_ref} for one in people_sudo]

    @api.model
    def _note_erased(self, device_id, ids):
        """Forget, after the terminal has, what it called these persons."""
        people_sudo = self.sudo().search(
            [
                ("id", "in", ids),
                ("device_id", "=", device_id),
                ("state", "=", "erasing"),
            ]
        )
        people_sudo.write(
            {
                "state": "erased",
                "match_ref": False,
                "match_key": False,
                "erased_at": fields.Datetime.now(),
            }
        )
        return len(people_sudo)

    @api.model
    def _cron_forget(self):
        """End what is over, and what a revoked terminal can no longer confirm."""
        known = Domain("state", "=", "known")
        over = Domain("session_id.end", "<", fields.Datetime.now() - KEEP)
        void = Domain("ticket_id.state", "not in", ("valid", "used"))
        for why, due in (("time", over), ("ticket", void & ~over)):
            people = self.search(known & due, limit=ERASE_BATCH)
            people._end(why)
            left = self.search_count(known & due, limit=ERASE_BATCH)
            self.env["ir.cron"]._commit_progress(len(people), remaining=left)
