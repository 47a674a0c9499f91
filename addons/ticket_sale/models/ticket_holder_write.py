from collections import Counter

from odoo import api, fields, models
from odoo.tools import SQL

from ..exceptions import HolderInvalid, HolderMissing, HolderTaken, HoldExpired
from ..tools import identity, sealed
from .ticket_place import EXPIRED


class TicketHolder(models.Model):
    """How persons come to places, follow them and leave them."""

    _inherit = "ticket.holder"

    @api.model
    def _write_holders(self, hold_sudo, holders, tickets=None):
        """Bind persons to places, in the current short transaction, all or none.

        :param hold_sudo: the hold whose places they are
        :param holders: {place id: {"name", "document", "number"}}
        :param tickets: {place id: ticket} of places that are sold already
        :raise HolderInvalid: a name or number cannot be; which ones in ``details``
        :raise HolderTaken: a person has a ticket of the session already
        :raise HoldExpired: a place is not the hold's any more
        """
        tickets = tickets or {}
        places_sudo = self.env["ticket.place"].sudo().browse(holders)
        if places_sudo.filtered(
            lambda place: (
                place.hold_id != hold_sudo or place.state in ("free", "locked")
            )
        ):
            raise HoldExpired(
                self.env._("The time to buy these places is over. Please choose again.")
            )
        rows = self._read_holders(places_sudo, holders)
        self._make_room(hold_sudo, rows)
        kept = self._insert_holders(hold_sudo, rows, tickets)
        if taken := places_sudo.filtered(lambda place: place.id not in kept):
            raise HolderTaken(
                self.env._(
                    "This person has a ticket of this session already, or is buying one "
                    "now: %(seats)s. One ID number, one ticket.",
                    seats=", ".join(taken.mapped("display_name")),
                ),
                places=taken.ids,
            )

    def _read_holders(self, places_sudo, holders):
        """Judge all entries, so that a form can show every mistake at once.

        :return: {place id: {name, identity, hash}}
        """
        today = fields.Date.context_today(self)
        rows, errors = {}, {}
        for place in places_sudo:
            wrong, row = {}, {}
            entry = holders[place.id]
            row["name"] = identity.clean_name(entry.get("name"))
            if not row["name"]:
                wrong["name"] = "empty"
            try:
                found = identity.read(
                    entry.get("document") or "", entry.get("number") or "", today
                )
            except identity.InvalidIdentity as error:
                wrong["document" if error.reason == "document" else "number"] = (
                    error.reason
                )
            else:
                row["identity"] = found
                row["hash"] = self._fingerprint(found.document, found.number)
                if found.birth and not self._fits_age(place, found.birth):
                    wrong["number"] = "age"
            rows[place.id] = row
            if wrong:
                errors[place.id] = wrong
        counts = Counter(row.get("hash") for row in rows.values())
        for place_id, row in rows.items():
            if row.get("hash") and counts[row["hash"]] > 1:
                errors.setdefault(place_id, {})["number"] = "twice"
        if errors:
            self._raise_invalid(places_sudo, errors)
        return rows

    def _fits_age(self, place, birth):
        kind = place.type_id
        age = identity.age_on(birth, place.session_id.start.date())
        return kind.age_from <= age and (not kind.age_to or age <= kind.age_to)

    def _raise_invalid(self, places_sudo, errors):
        words = self._reasons()
        told = [
            f"{place.display_name}: {words[reason]}"
            for place in places_sudo
            for reason in errors.get(place.id, {}).values()
        ]
        raise HolderInvalid(
            self.env._("Please check these entries. %(what)s", what=" ".join(told)),
            errors=errors,
        )

    @api.model
    def _reasons(self):
        """What people are told when an entry cannot be."""
        return {
            "document": self.env._("Choose the kind of document."),
            "empty": self.env._("Please fill this in."),
            "shape": self.env._("Such a number is on no document of this kind."),
            "region": self.env._("The first digits name no region."),
            "birth": self.env._("The number contains no possible date of birth."),
            "check": self.env._("A digit is wrong: the number does not add up."),
            "age": self.env._("This ticket is for another age."),
            "twice": self.env._("The same number is given twice."),
        }

    def _make_room(self, hold_sudo, rows):
        """Take away what these entries replace, and names given in sales that ran out
        or lost their places: nobody is kept from buying by them."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """DELETE FROM ticket_holder holder USING ticket_place place
                    WHERE place.id = holder.place_id AND holder.state = 'held'
                      AND holder.session_id = %(session)s
                      AND (holder.place_id = ANY(%(places)s)
                           OR (holder.number_hash = ANY(%(hashes)s)
                               AND (place.hold_id IS DISTINCT FROM holder.hold_id
                                    OR place.state NOT IN ('held', 'reserved', 'sold')
                                    OR (place.state != 'sold' AND %(expired)s))))
                RETURNING holder.id""",
                session=hold_sudo.session_id.id,
                places=list(rows),
                hashes=[row["hash"] for row in rows.values()],
                expired=EXPIRED,
            )
        )

    def _insert_holders(self, hold_sudo, rows, tickets):
        """:return: ids of the places that have their holder now"""
        secret = self._secret()
        session = hold_sudo.session_id
        values = SQL(", ").join(
            SQL(
                "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, "
                "now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')",
                session.id,
                session.company_id.id,
                place_id,
                hold_sudo.id,
                tickets[place_id].id if place_id in tickets else None,
                "sold" if place_id in tickets else "held",
                row["name"],
                identity.mask_name(row["name"]),
                row["identity"].document,
                row["identity"].last_four,
                row["hash"],
                sealed.seal(secret, row["identity"].number, self._name),
                self.env.uid,
                self.env.uid,
            )
            for place_id, row in sorted(rows.items())
        )
        kept = self.env.execute_query(
            SQL(
                """INSERT INTO ticket_holder
                          (session_id, company_id, place_id, hold_id, ticket_id, state,
                           name, shown_name, document, last_four, number_hash,
                           number_sealed, create_uid, write_uid, create_date,
                           write_date)
                   VALUES %s ON CONFLICT DO NOTHING RETURNING place_id""",
                values,
            )
        )
        self.invalidate_model()
        return {row[0] for row in kept}

    # --- with the ticket -----------------------------------------------------------

    @api.model
    def _named(self, hold_sudo, place_ids):
        """The ids of places that have a holder of this hold."""
        holders_sudo = self.sudo().search_fetch(
            [
                ("hold_id", "=", hold_sudo.id),
                ("place_id", "in", list(place_ids)),
                ("state", "in", ("held", "sold")),
            ],
            ["place_id"],
        )
        return set(holders_sudo.place_id.ids)

    @api.model
    def _check_named(self, hold_sudo, types):
        """:param types: {place id: ticket type}; the places are the hold's

        :raise HolderMissing: a ticket for a named person has no name
        """
        session = hold_sudo.session_id
        if hold_sudo.channel == "backoffice" and session._may_name_later():
            return
        wanted = [i for i, kind in types.items() if session._is_for_named(kind)]
        if not wanted:
            return
        missing = set(wanted) - self._named(hold_sudo, wanted)
        if missing:
            places = self.env["ticket.place"].sudo().browse(sorted(missing))
            raise HolderMissing(
                self.env._(
                    "Tickets of %(session)s are for named persons. Please give name and "
                    "ID number for: %(seats)s.",
                    session=session.display_name,
                    seats=", ".join(places.mapped("display_name")),
                ),
                places=places.ids,
                seats=places.mapped("display_name"),
            )

    @api.model
    def _sold(self, hold_sudo, tickets):
        """The places are tickets now: the persons have them."""
        of_place = {ticket.place_id: ticket for ticket in tickets.sudo()}
        holders_sudo = hold_sudo.holder_ids.filtered(
            lambda holder: holder.state == "held" and holder.place_id in of_place
        )
        for holder_sudo in holders_sudo:
            ticket = of_place[holder_sudo.place_id]
            holder_sudo.write({"state": "sold", "ticket_id": ticket.id})
            ticket.holder_name = holder_sudo.shown_name

    @api.model
    def _follow(self, moves):
        """Tickets were exchanged or moved: their persons have the new ones.

        :param moves: {old ticket: new ticket}, the new one issued already
        """
        holders_sudo = self.sudo().search(
            [
                ("ticket_id", "in", [ticket.id for ticket in moves]),
                ("state", "in", ("sold", "void")),
            ]
        )
        for holder_sudo in holders_sudo:
            ticket = moves[holder_sudo.ticket_id]
            holder_sudo.write(
                {
                    "session_id": ticket.session_id.id,
                    "place_id": ticket.place_id.id,
                    "hold_id": ticket.hold_id.id,
                    "ticket_id": ticket.id,
                    "state": "sold",
                }
            )
            ticket.sudo().holder_name = holder_sudo.shown_name
