from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.ticket_sale.models.ticket_venue_alarm import ALARMS

KINDS = tuple(kind for kind, _name in ALARMS)


class PosConfig(models.Model):
    """Where a till stands and for which venues it sells: an alarm shows where it is, and
    stops what is sold there only."""

    _inherit = "pos.config"

    ticket_venue_ids = fields.Many2many(
        "ticket.venue",
        "pos_config_ticket_venue_rel",
        string="Venues Sold Here",
        check_company=True,
        help="The till, its kiosks and its customer display sell and show sessions of "
        "these venues only. Empty: of all venues.",
    )
    ticket_house_id = fields.Many2one(
        "ticket.venue",
        string="Stands in",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="An emergency in this building fills the screens of the till. Emergencies "
        "elsewhere are told in one line. Empty: in any of the venues sold here, since "
        "nobody knows in which of them the till stands.",
    )

    def _ticket_house_domain(self):
        """Which sessions are sold here."""
        venues_sudo = self.sudo().ticket_venue_ids
        if not venues_sudo:
            return Domain.TRUE
        return Domain("venue_id", "in", venues_sudo.ids)

    def _ticket_session(self, session_id):
        session = super()._ticket_session(session_id)
        venues_sudo = self.sudo().ticket_venue_ids
        venue_sudo = session.sudo().venue_id
        if venues_sudo and venue_sudo not in venues_sudo:
            raise TicketError(
                self.env._(
                    "%(till)s does not sell tickets for %(venue)s. A manager can add "
                    "it to the venues sold here in the settings of the till.",
                    till=self.name,
                    venue=venue_sudo.name,
                )
            )
        return session

    def ticket_sessions(self):
        rows = super().ticket_sessions()
        stopped = self.env["ticket.venue"]._stopped_venues()
        if stopped:
            sessions_sudo = (
                self.env["ticket.session"].sudo().browse(row["id"] for row in rows)
            )
            for row, session_sudo in zip(rows, sessions_sudo, strict=True):
                row["stopped"] = session_sudo.venue_id.id in stopped
        return rows

    def ticket_secure(self, holds, items, *args, **kwargs):
        """As before; no money is asked for a venue that is in an emergency.

        :raise SaleStopped: there is one at a venue of the cart
        """
        self._ticket_check_cashier()
        if self.env["ticket.venue"]._stopped_venues():
            place_ids = [i for item in items for i in item["place_ids"]]
            places_sudo = self.env["ticket.place"].sudo().browse(place_ids).exists()
            places_sudo.session_id._check_not_stopped()
        return super().ticket_secure(holds, items, *args, **kwargs)

    # --- alarms -----------------------------------------------------------------

    @api.readonly
    def ticket_alarms(self):
        """What the till's screen shows of alarms; see :meth:`_ticket_alarms`."""
        self._ticket_check_cashier()
        return self._ticket_alarms()

    def _ticket_alarms(self, kinds=KINDS):
        """Return the alarms that concern this till, as ``ticket.venue._alarms_told``,
        with ``is_here``: whether the till may stand in that building."""
        self.ensure_one()
        venues = self.env["ticket.venue"]
        if not venues._alarms():  # nearly always, and then nothing is read
            return []
        till_sudo = self.sudo()
        sold, house = set(till_sudo.ticket_venue_ids.ids), till_sudo.ticket_house_id.id
        told = []
        for alarm in venues._alarms_told(self.company_id, kinds):
            is_sold = not sold or alarm["id"] in sold
            is_here = alarm["id"] == house if house else is_sold
            if is_here or (is_sold and alarm["kind"] == "emergency"):
                told.append(alarm | {"is_here": is_here})
        return told

    def _ticket_customer_alarms(self):
        """Return what the screens that customers look at show: ``alarms`` that fill the
        screen, and ``pauses``, venues elsewhere of which nothing is sold now."""
        told = self._ticket_alarms(("emergency",))
        venues = self.env["ticket.venue"]
        here = [alarm for alarm in told if alarm["is_here"]]
        away = [alarm for alarm in told if not alarm["is_here"]]
        return {
            "alarms": venues._alarms_for_customers(here),
            "pauses": venues._pauses_for_customers(away),
        }
