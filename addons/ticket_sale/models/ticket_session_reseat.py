from odoo import models

from ..tools import reseat

#: Seats that only go to those who had one.
STEP_FREE = ("wheelchair", "companion")


class TicketSession(models.Model):
    """A whole session moves to another hall: who sits where."""

    _inherit = "ticket.session"

    def action_move_session(self):
        """Propose new seats for everybody, in another hall."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move Session"),
            "res_model": "ticket.session.move",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_session_id": self.id,
                "dialog_size": "extra-large",
            },
        }

    def _propose_reseat(self, target):
        """Propose a place in ``target`` for each valid ticket of this session.

        :return: ({ticket: (place, how)}, the tickets that found no place); ``how`` as in
            ``tools/reseat.py``
        """
        self.ensure_one()
        tickets_sudo = self.env["ticket.ticket"].sudo()
        tickets_sudo = tickets_sudo.search(
            [("session_id", "=", self.id), ("state", "=", "valid")], order="place_id"
        )
        places_sudo = self.env["ticket.place"].sudo()
        free_sudo = places_sudo.search(
            [
                ("session_id", "=", target.id),
                ("state", "=", "free"),
                ("zone_id", "!=", False),
            ],
            order="id",
        )
        zones = target.sudo()._zone_ranks(self)
        taken = self.sudo()._spots(
            tickets_sudo.place_id,
            zones,
            {ticket.place_id.id: ticket.hold_id.id for ticket in tickets_sudo},
        )
        free = target.sudo()._spots(free_sudo, zones, {})
        by_place = {ticket.place_id.id: ticket for ticket in tickets_sudo}
        found, lost = {}, tickets_sudo.browse()
        for kind, spots in taken.items():
            moves, missed = reseat.propose(spots, free.get(kind, []))
            for move in moves:
                found[by_place[move.old]] = (places_sudo.browse(move.new), move.how)
            lost += tickets_sudo.browse(by_place[place_id].id for place_id in missed)
        return found, lost

    def _zone_ranks(self, source):
        """{zone id: rank} of this session's and the source's zones, 0 for the best.

        Zones of the same code are the same; others go by their order in the plan.
        """
        ours = self.plan_id.zone_ids.sorted("sequence")
        by_code = {zone.code: rank for rank, zone in enumerate(ours)}
        ranks = {zone.id: rank for rank, zone in enumerate(ours)}
        for rank, zone in enumerate(source.sudo().plan_id.zone_ids.sorted("sequence")):
            ranks[zone.id] = by_code.get(zone.code, min(rank, len(ours) - 1))
        return ranks

    def _spots(self, places, zones, parties):
        """The places as ``tools/reseat.py`` sees them. Nobody who bought a seat is made
        to stand, and step-free places stay with those who need them.

        :return: {kind: [spots]}
        """
        seat_map = self.seat_map_id
        pitch = seat_map._seat_pitch()
        spots = {}
        places.seat_id.fetch(["x", "y", "row", "number", "kind_id", "section_id"])
        for place in places:
            seat = place.seat_id
            kind = "standing"
            if seat:
                kind = "step-free" if seat.kind_id.code in STEP_FREE else "seat"
            spots.setdefault(kind, []).append(
                reseat.Spot(
                    id=place.id,
                    key=(place.section_id.name, seat.row or "", seat.number or ""),
                    section=place.section_id.id,
                    row=(seat.row or "-") if seat else "",  # empty: standing
                    x=(seat.x - seat_map.focal_x) / pitch if seat else 0.0,
                    y=(seat.y - seat_map.focal_y) / pitch if seat else 0.0,
                    zone=zones.get(place.zone_id.id, 0),
                    party=parties.get(place.id, 0),
                )
            )
        return spots
