from odoo import api, models
from odoo.tools import SQL

from ..exceptions import HoldExpired
from ..kept import remember


class TicketHold(models.Model):
    """``choose``: who the held places are for, before anything is paid."""

    _inherit = "ticket.hold"

    @api.model
    def _choose(self, hold, types):
        """Write down the ticket types of held places; committed when it returns.

        Caps and limits that know the type are checked here, against what everybody
        else holds and has bought. Choosing the same again does nothing, so that a
        repeated request does no harm.

        :param hold: the ``ticket.hold``, found by its token
        :param types: {place id: ticket type id}; places of the hold only
        :raise HoldExpired: a place is not the hold's any more
        :raise TicketError: a rule refuses; nothing is chosen then
        """
        places_sudo = self.env["ticket.place"].sudo().browse(types)
        if all(place.type_id.id == types[place.id] for place in places_sudo):
            return
        with self._transaction(durable=False) as Hold:
            Hold._write_types(Hold.sudo().browse(hold.id), types)

    def _write_types(self, hold_sudo, types):
        """:meth:`_choose` in the current transaction."""
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (
             SELECT place.id, chosen.type_id
               FROM unnest(%(places)s, %(types)s) AS chosen (place_id, type_id)
               JOIN ticket_place place ON place.id = chosen.place_id
              WHERE place.hold_id = %(hold)s AND place.state IN ('held', 'reserved')
           ORDER BY place.id FOR NO KEY UPDATE OF place)
      UPDATE ticket_place place SET type_id = wanted.type_id
        FROM wanted, ticket_hold hold
       WHERE place.id = wanted.id AND hold.id = %(hold)s
   RETURNING place.id, place.session_id, place.zone_id, place.seat_id, place.type_id,
             hold.channel, hold.partner_id, hold.buyer_phone""",
                places=list(types),
                types=list(types.values()),
                hold=hold_sudo.id,
            )
        )
        self.env["ticket.place"].invalidate_model(["type_id"])
        if len(rows) < len(types):
            raise HoldExpired(
                self.env._("The time to buy these places is over. Please choose again.")
            )
        places_sudo = self.env["ticket.place"].sudo().browse(types)
        for place_id, session_id, zone_id, seat_id, type_id, *told in rows:
            remember(
                places_sudo.browse(place_id),
                session_id=session_id,
                zone_id=zone_id,
                seat_id=seat_id,
                type_id=type_id,
            )
            channel, partner_id, phone = told
            remember(
                hold_sudo,
                session_id=session_id,
                channel=channel,
                partner_id=partner_id,
                buyer_phone=phone,
            )
        self._check_chosen(hold_sudo, places_sudo)

    def _check_chosen(self, hold_sudo, places_sudo):
        """Hook: rules that know the ticket type of each place (``place.type_id``).

        :raise TicketError: refused, and nothing is chosen then
        """
