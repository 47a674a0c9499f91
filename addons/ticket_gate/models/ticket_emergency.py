from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..exceptions import EmergencyNotActive, SecondPersonNeeded

RAISERS = (
    "ticket_gate.group_ticket_gate",
    "ticket_sale.group_ticket_supervisor",
)
ENDERS = ("ticket_sale.group_ticket_supervisor",)
#: Whose visitors may be inside: sessions that start and end around now.
DOORS_BEFORE = timedelta(hours=4)
DOORS_AFTER = timedelta(hours=2)
LONGEST_MESSAGE = 200


class TicketEmergency(models.Model):
    """An emergency at a venue, or a drill of one: who raised it, when, what happened,
    and the second person who ended it. Never deleted."""

    _name = "ticket.emergency"
    _description = "Emergency"
    _order = "id desc"
    _rec_name = "venue_id"
    _check_company_auto = True

    venue_id = fields.Many2one(
        "ticket.venue", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="venue_id.company_id", store=True)
    kind = fields.Selection(
        [("emergency", "Emergency"), ("drill", "Drill")], required=True, readonly=True
    )
    state = fields.Selection(
        [("active", "Going On"), ("ended", "Ended")],
        required=True,
        readonly=True,
        default="active",
    )
    message = fields.Char(readonly=True, help="What staff are told beside the alarm.")
    started_at = fields.Datetime(
        string="Raised on", required=True, readonly=True, default=fields.Datetime.now
    )
    started_by_id = fields.Many2one(
        "res.users", string="Raised by", readonly=True, ondelete="restrict"
    )
    device_id = fields.Many2one(
        "ticket.gate.device",
        string="Raised by Device",
        readonly=True,
        ondelete="restrict",
        help="The fire panel, or whatever else raised the alarm by itself.",
    )
    end_asked_by_id = fields.Many2one(
        "res.users", string="End Asked for by", readonly=True, ondelete="restrict"
    )
    end_asked_at = fields.Datetime(string="End Asked for on", readonly=True)
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )
    ended_at = fields.Datetime(string="Ended on", readonly=True)
    minutes = fields.Integer(compute="_compute_minutes")
    inside_count = fields.Integer(
        string="Inside at the Alarm",
        readonly=True,
        help="People who had come in and not gone out, by the scans of all lanes.",
    )
    inside_by_zone = fields.Json(readonly=True)
    event_ids = fields.One2many(
        "ticket.emergency.event", "emergency_id", string="Log", readonly=True
    )

    _active_uniq = models.UniqueIndex(
        "(venue_id) WHERE state = 'active'", "There is an alarm at this venue already."
    )

    @api.depends("started_at", "ended_at")
    def _compute_minutes(self):
        for emergency in self:
            end = emergency.ended_at or fields.Datetime.now()
            emergency.minutes = (end - emergency.started_at).total_seconds() // 60

    # --- the button -------------------------------------------------------------

    @api.model
    def raise_alarm(self, venue_id, kind="emergency", message=""):
        """Raise the alarm at a venue; the same again changes nothing.

        :return: the id of the emergency
        :raise AccessError: neither of the gate nor a supervisor
        """
        self._check_role(RAISERS, self.env._("Only gate staff raise the alarm."))
        venue = self.env["ticket.venue"].search([("id", "=", venue_id)])
        if not venue:
            raise AccessError(self.env._("This venue is not one of yours."))
        kind = "drill" if kind == "drill" else "emergency"
        emergency_sudo = self.sudo()._raise(venue.sudo(), kind, str(message or ""))
        return emergency_sudo.id

    def action_end(self):
        """End the alarm, or ask for its end when a second person must agree.

        :return: whether it has ended
        :raise EmergencyNotActive: somebody else has ended it
        :raise SecondPersonNeeded: this user has asked for the end, or raised the alarm
        """
        self.ensure_one()
        self._check_role(ENDERS, self.env._("Only supervisors end an alarm."))
        self.check_access("read")
        self.lock_for_update()
        if self.state != "active":
            raise EmergencyNotActive(self.env._("This alarm has ended already."))
        first = self.started_by_id or self.end_asked_by_id
        if first and first != self.env.user:
            self.sudo()._end()
            return True
        if self.end_asked_by_id == self.env.user:
            raise SecondPersonNeeded(
                self.env._(
                    "You have asked for the end. A second supervisor must end the "
                    "alarm, signed in as themselves."
                )
            )
        self.sudo().write(
            {"end_asked_by_id": self.env.uid, "end_asked_at": fields.Datetime.now()}
        )
        self._log("end_asked")
        return False

    def add_note(self, text):
        """Write into the log what somebody has seen or done."""
        self.ensure_one()
        self._check_role(RAISERS, self.env._("Only gate staff write into the log."))
        self.check_access("read")
        text = str(text or "").strip()[:LONGEST_MESSAGE]
        if text:
            self._log("note", text)

    def _check_role(self, groups, message):
        if self.env.su:
            return
        if not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(message)

    # --- what happens -----------------------------------------------------------

    @api.model
    def _raise(self, venue, kind, message="", device=None):
        """Raise the alarm: lanes free, sale stopped, every screen told, all logged.

        A drill gives way to an emergency; the same again is only logged.
        """
        message = message.strip()[:LONGEST_MESSAGE]
        venue.lock_for_update()
        active = self.search([("venue_id", "=", venue.id), ("state", "=", "active")])
        if active.kind == kind or active.kind == "emergency":
            active._log("again", message, device)
            return active
        if active:
            active._log("overtaken", device=device)
            active._close()
        by_zone = self._inside_by_zone(venue)
        emergency = self.create(
            {
                "venue_id": venue.id,
                "kind": kind,
                "message": message,
                "started_by_id": False if device else self.env.uid,
                "device_id": device and device.id,
                "inside_count": sum(zone["inside"] for zone in by_zone),
                "inside_by_zone": by_zone,
            }
        )
        emergency._log("raised", message, device)
        emergency._open_lanes()
        venue._raise_alarm(kind, message)
        if kind == "emergency":
            emergency._log("sale_stopped")
        return emergency

    def _end(self):
        self._log("ended")
        self._close()

    def _close(self):
        """Bring everything back to where it was."""
        self.write(
            {
                "state": "ended",
                "ended_at": fields.Datetime.now(),
                "ended_by_id": self.env.uid,
            }
        )
        self.flush_recordset(["state"])  # before a worse alarm takes its place
        for emergency in self:
            emergency._close_lanes()
            emergency.venue_id._end_alarm()

    def _lanes(self):
        return self.env["ticket.gate"].search([("venue_id", "=", self.venue_id.id)])

    def _open_lanes(self):
        """Let everybody out: lanes stand free, or hear that this is a drill."""
        lanes = self._lanes()
        if self.kind == "emergency":
            lanes.write({"is_emergency": True})
            lanes._command("reload")
            self._log("lanes_opened", str(len(lanes)))
        else:
            lanes._tell_drill(self.message)

    def _close_lanes(self):
        """The lanes' own modes were never touched, so they just come back."""
        if self.kind == "emergency":
            lanes = self._lanes()
            lanes.write({"is_emergency": False})
            lanes._command("reload")

    def _log(self, kind, text="", device=None):
        self.env["ticket.emergency.event"].sudo().create(  # nobody writes it by hand
            [
                {
                    "emergency_id": emergency.id,
                    "kind": kind,
                    "text": text or False,
                    "user_id": False if device else self.env.uid,
                    "device_id": device and device.id,
                }
                for emergency in self
            ]
        )

    @api.model
    def _inside_by_zone(self, venue):
        """Return who is inside ``venue`` now, by hall and zone, most people first."""
        now = fields.Datetime.now()
        self.env["ticket.ticket"].flush_model(["admitted", "outside", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT session.hall_id, ticket.zone_id,
                       SUM(ticket.admitted - COALESCE(ticket.outside, 0))
                  FROM ticket_ticket ticket
                  JOIN ticket_session session ON session.id = ticket.session_id
                 WHERE session.venue_id = %(venue)s AND ticket.state = 'used'
                   AND session.start <= %(starts_before)s
                   AND session."end" >= %(ends_after)s
              GROUP BY session.hall_id, ticket.zone_id
                HAVING SUM(ticket.admitted - COALESCE(ticket.outside, 0)) > 0
              ORDER BY 3 DESC, session.hall_id, ticket.zone_id
                """,
                venue=venue.id,
                starts_before=now + DOORS_BEFORE,
                ends_after=now - DOORS_AFTER,
            )
        )
        halls = self.env["ticket.hall"].browse({hall for hall, _zone, _count in rows})
        zones = self.env["ticket.zone"].browse(
            {zone for _hall, zone, _count in rows if zone}
        )
        hall_names = {hall.id: hall.name for hall in halls}
        zone_names = {zone.id: zone.name for zone in zones}
        return [
            {
                "hall_id": hall,
                "zone_id": zone,
                "hall": hall_names[hall],
                "zone": zone_names.get(zone, ""),
                "inside": count,
            }
            for hall, zone, count in rows
        ]
