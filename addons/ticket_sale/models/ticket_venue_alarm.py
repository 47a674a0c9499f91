from dataclasses import dataclass
from datetime import datetime

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

#: What staff's browsers hear: that they shall ask.
MESSAGE = "TICKET_ALARM"
STAFF = "ticket_venue.group_ticket_user"
LANGUAGES = ("zh_CN", "en_US")
#: What customers read, in both languages whatever the screen speaks.
TO_CUSTOMERS = (
    _lt("Emergency"),
    _lt("Please leave the building calmly by the nearest exit. Do not use the lifts."),
)
#: What they read where another building of ours is concerned; nothing alarms them.
PAUSED = _lt("The ticket sale for %(venue)s is interrupted at the moment.")
ALARMS = [("emergency", "Emergency"), ("drill", "Drill")]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm at a venue, as plain values."""

    venue: int
    company: int
    kind: str
    since: datetime
    message: str


class TicketVenue(models.Model):
    """Whether a venue is in an emergency: nothing of it is sold then, and every screen
    says so. A drill is shown to staff and stops nothing."""

    _inherit = "ticket.venue"

    alarm = fields.Selection(ALARMS, readonly=True, copy=False)
    alarm_since = fields.Datetime(readonly=True, copy=False)
    alarm_message = fields.Char(readonly=True, copy=False)

    def _raise_alarm(self, kind, message=""):
        """Stop the sale of these venues, or say that there is a drill.

        Places that customers have in hand stay theirs: their time stands still.
        """
        self.write(
            {
                "alarm": kind,
                "alarm_since": fields.Datetime.now(),
                "alarm_message": message or False,
            }
        )
        if kind == "emergency":
            self.env["ticket.hold"]._stop_clock(self)
        self._alarm_changed()

    def _end_alarm(self):
        """Let the sale go on where it stopped."""
        for venue in self.filtered(lambda venue: venue.alarm == "emergency"):
            self.env["ticket.hold"]._start_clock(venue, venue.alarm_since)
        self.write({"alarm": False, "alarm_since": False, "alarm_message": False})
        self._alarm_changed()

    def _alarm_changed(self):
        """Tell the screens. Channels add their own; whoever asks later sees it as well.

        Staff of all companies hear that something changed, and are told by
        :meth:`get_alarms` what is theirs.
        """
        self.env["ticket.cached.mixin"]._forget()
        self.env.ref(STAFF).sudo()._bus_send(MESSAGE, {})  # whoever may raise an alarm

    @api.model
    @api.readonly
    def get_alarms(self):
        """Return the alarms of the user's companies."""
        if not self.env.user.has_group(STAFF):
            raise AccessError(self.env._("Only staff are told of alarms."))
        return self._alarms_told(self.env.companies)

    @api.model
    @tools.ormcache()
    def _alarms(self):
        """Return {venue id: :class:`Alarm`} of all venues, from memory: every hold asks.

        Odoo tells the other workers through its cache signals.
        """
        venues_sudo = self.sudo().with_context(active_test=False)
        return {
            venue.id: Alarm(
                venue=venue.id,
                company=venue.company_id.id,
                kind=venue.alarm,
                since=venue.alarm_since,
                message=venue.alarm_message or "",
            )
            for venue in venues_sudo.search([("alarm", "!=", False)])
        }

    @api.model
    def _stopped_venues(self):
        """Return the ids of venues whose sale is stopped."""
        return {
            alarm.venue
            for alarm in self._alarms().values()
            if alarm.kind == "emergency"
        }

    @api.model
    def _alarms_told(self, companies, kinds=("emergency", "drill")):
        """Return what a screen of ``companies`` shows of their alarms."""
        alarms = [
            alarm
            for alarm in self._alarms().values()
            if alarm.company in companies.ids and alarm.kind in kinds
        ]
        if not alarms:
            return []
        going_on = self.sudo().search_count(
            [
                ("company_id", "in", companies.ids),
                ("id", "not in", list(self._stopped_venues())),
            ],
            limit=1,
        )
        return [
            {
                "id": alarm.venue,
                "venue": self.sudo().browse(alarm.venue).name,
                "tz": self.sudo().browse(alarm.venue).tz,
                "kind": alarm.kind,
                "since": fields.Datetime.to_string(alarm.since),
                "message": alarm.message,
                "others": bool(going_on),  # are there venues that go on selling?
            }
            for alarm in sorted(alarms, key=lambda alarm: (alarm.since, alarm.venue))
        ]

    @api.model
    def _alarms_for_customers(self, alarms):
        """Return emergencies of :meth:`_alarms_told` as a screen that customers look at
        shows them, in all languages. A drill is not for customers."""
        return [
            {
                "id": alarm["id"],
                "venue": alarm["venue"],
                "since": alarm["since"],
                "words": [
                    {
                        "lang": lang.replace("_", "-"),
                        "title": TO_CUSTOMERS[0]._translate(lang),
                        "text": TO_CUSTOMERS[1]._translate(lang),
                    }
                    for lang in LANGUAGES
                ],
            }
            for alarm in alarms
        ]

    @api.model
    def _pauses_for_customers(self, alarms):
        """Return what customers elsewhere read of emergencies, in all languages."""
        return [
            {
                "id": alarm["id"],
                "words": [
                    {
                        "lang": lang.replace("_", "-"),
                        "text": PAUSED._translate(lang) % {"venue": alarm["venue"]},
                    }
                    for lang in LANGUAGES
                ],
            }
            for alarm in alarms
        ]
