from collections import Counter

from odoo import api, fields, models

from ..exceptions import NotFound, ReferenceUsed, TooManyTickets, TypeNotAllowed


class TicketBooking(models.Model):
    """``lock``: places held and their price reserved, or nothing at all.

    What can be refused or computed without places comes first, so that places and the
    wallet are locked as shortly as can be.
    """

    _inherit = "ticket.booking"

    @api.model
    def _lock(self, distributor, order):
        """Hold places, reserve their price and write the booking down.

        Runs in the short transaction of ``ticket.hold._transaction()``.

        :param order: ``tools.order_request.OrderRequest``
        :raise TicketError: nothing is held and nothing reserved then
        """
        distributor._check_contract()
        self._check_new(distributor, order)
        session = self._find_session(distributor, order.session)
        types = self._find_types(distributor, order)
        self._check_counts(session, order, types)
        areas = self._find_areas(session, order)
        zone = self._find_zone(session, order)
        prices = {
            key: distributor._net_price(session, *key)
            for key in self._wished(session, order, types, areas, zone)
        }
        taken = self._take(distributor, session, order, types, zone)
        self._check_buyer(order, taken)
        booking = self._write_down(distributor, session, order, taken, prices)
        distributor._wallet_reserve(booking)
        return booking

    def _check_new(self, distributor, order):
        if order.count > distributor.max_tickets:
            raise TooManyTickets(
                self.env._(
                    "A booking has %(most)s tickets at most.",
                    most=distributor.max_tickets,
                ),
                max_tickets=distributor.max_tickets,
            )
        twin = self.search(
            [
                ("distributor_id", "=", distributor.id),
                ("reference", "=", order.reference),
            ],
            limit=1,
        )
        if twin:
            raise ReferenceUsed(
                self.env._(
                    "Reference %(reference)s is used already.",
                    reference=order.reference,
                ),
                order=twin.id,
            )

    @api.model
    def _find_session(self, distributor, session_id):
        session = self.env["ticket.session"].search(
            distributor._session_domain() & fields.Domain("id", "=", session_id)
        )
        if not session:
            raise NotFound(
                self.env._("There is no session %(id)s.", id=session_id),
                session=session_id,
            )
        return session

    def _find_types(self, distributor, order):
        """{code: ticket type} of the wished types.

        :raise TypeNotAllowed: the contract sells no such type
        """
        allowed = {kind.code: kind for kind in distributor._allowed_types()}
        wishes = [*order.places, *order.areas, *([order.best] if order.best else [])]
        for wish in wishes:
            if wish.type not in allowed:
                raise TypeNotAllowed(
                    self.env._(
                        "Your contract has no ticket type %(code)s.", code=wish.type
                    ),
                    type=wish.type,
                    allowed=sorted(allowed),
                )
        return {wish.type: allowed[wish.type] for wish in wishes}

    def _check_counts(self, session, order, types):
        """:raise TypeCount: too few or too many tickets of a type"""
        counts = Counter(types[wish.type] for wish in order.places)
        for wish in [*order.areas, *([order.best] if order.best else [])]:
            counts[types[wish.type]] += wish.count
        self.env["ticket.type"]._check_order_counts(
            {(session, kind): count for kind, count in counts.items()}
        )

    def _find_areas(self, session, order):
        """{id: section} of the wished standing areas.

        :raise NotFound: the session's map has no such area
        """
        areas = {
            section.id: section
            for section in session.seat_map_id.section_ids
            if section.kind == "standing"
        }
        for wish in order.areas:
            if wish.area not in areas:
                raise NotFound(
                    self.env._("The session has no area %(id)s.", id=wish.area),
                    area=wish.area,
                )
        return areas

    def _find_zone(self, session, order):
        """The zone in which the best places are wished, if any."""
        code = order.best and order.best.zone
        zones = session.plan_id.zone_ids
        zone = zones.filtered(lambda zone: zone.code == code) if code else zones[:0]
        if code and not zone:
            raise NotFound(
                self.env._("The session has no zone %(code)s.", code=code), zone=code
            )
        return zone

    def _wished(self, session, order, types, areas, zone):
        """The (zone, ticket type) pairs known before any place is taken."""
        kinds = {wish.place: types[wish.type] for wish in order.places}
        places = self.env["ticket.place"].search_fetch(
            [("session_id", "=", session.id), ("id", "in", list(kinds))], ["zone_id"]
        )
        pairs = {(place.zone_id, kinds[place.id]) for place in places if place.zone_id}
        for wish in order.areas:
            area = areas[wish.area]
            zones = session.plan_id.zone_ids
            pairs |= {
                (zone, types[wish.type]) for zone in zones if area in zone.section_ids
            }
        if zone:
            pairs.add((zone, types[order.best.type]))
        return pairs

    def _take(self, distributor, session, order, types, zone):
        """Take all wished places, named ones first, areas in id order.

        :return: list of (``HeldPlaces``, ticket types in the order of its places)
        """
        Hold = self.env["ticket.hold"]
        common = {
            "minutes": distributor.hold_minutes,
            "partner": distributor.partner_id,
            "reference": order.reference,
            "seller": distributor,
        }
        taken = []
        if order.places:
            kinds = {wish.place: types[wish.type] for wish in order.places}
            held = Hold._take(
                session,
                "distributor",
                place_ids=[*kinds],
                types={place_id: kind.id for place_id, kind in kinds.items()},
                **common,
            )
            taken.append((held, [kinds[place.id] for place in held.places]))
        for wish in sorted(order.areas, key=lambda wish: wish.area):
            best = {"count": wish.count, "section_id": wish.area}
            kind = types[wish.type]
            held = Hold._take(session, "distributor", best=best, types=kind, **common)
            taken.append((held, [kind] * wish.count))
        if order.best:
            best = {"count": order.best.count, "zone_id": zone.id or None}
            kind = types[order.best.type]
            held = Hold._take(session, "distributor", best=best, types=kind, **common)
            taken.append((held, [kind] * order.best.count))
        return taken

    def _write_down(self, distributor, session, order, taken, prices):
        """Create the booking of places just taken."""
        Zone = self.env["ticket.zone"]
        lines = []
        for held, kinds in taken:
            for place, kind in zip(held.places, kinds, strict=True):
                key = (Zone.browse(place.zone_id), kind)
                if key not in prices:  # the best places may lie in any zone
                    prices[key] = distributor._net_price(session, *key)
                lines.append(
                    {
                        "hold_id": held.hold_id,
                        "place_id": place.id,
                        "zone_id": place.zone_id,
                        "type_id": kind.id,
                        **prices[key],
                    }
                )
        return self.create(
            {
                "reference": order.reference,
                "distributor_id": distributor.id,
                "company_id": distributor.company_id.id,
                "currency_id": distributor.currency_id.id,
                "session_id": session.id,
                "expires_at": min(held.expires_at for held, _kinds in taken),
                "line_ids": [fields.Command.create(line) for line in lines],
                "amount": sum(line["price"] for line in lines),
            }
        )
