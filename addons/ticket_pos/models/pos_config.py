from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.ticket_sale.exceptions import (
    HoldExpired,
    HoldNotFound,
    PlacesUnavailable,
    TicketError,
)
from odoo.addons.ticket_sale.models.ticket_session import CALENDAR_STATES

SESSION_LIMIT = 200
#: Time slots are many: a till sells those of the next days.
SLOTS_AHEAD = timedelta(days=2)


class PosConfig(models.Model):
    """The counter's window on the place engine.

    The public ``ticket_*`` methods are what a till calls: each checks that the user is a
    cashier of a till that sells tickets, then uses the engine's verbs. Places, prices and
    times always come from the engine; what the till sends is only a wish.
    """

    _inherit = "pos.config"

    ticket_selling = fields.Boolean(
        string="Sell Tickets", help="Show the seat screen in this point of sale."
    )
    ticket_printer_id = fields.Many2one(
        "ticket.printer",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="Tickets sold here are printed on this printer after payment.",
    )

    # --- loading ------------------------------------------------------------

    @api.model
    def _load_pos_data_read(self, records, config):
        read_records = super()._load_pos_data_read(records, config)
        for record in read_records[:1]:
            record["_ticket_is_supervisor"] = self.env.user.has_group(
                "ticket_sale.group_ticket_supervisor"
            )
        return read_records

    def _get_special_products(self):
        """Ticket products are loaded, but not shown among the products to touch: a
        ticket is sold from the seat map."""
        products = super()._get_special_products()
        if self and not any(self.mapped("ticket_selling")):
            return products
        types_sudo = self.env["ticket.type"].sudo().search([("on_pos", "=", True)])
        return products | types_sudo.product_id.sudo(False)

    # --- what a till asks ---------------------------------------------------

    def ticket_sessions(self):
        """Sessions that can be sold from now on, the next one first."""
        self._ticket_check_cashier()
        now = fields.Datetime.now()
        sessions = self.env["ticket.session"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("inventory_open", "=", True)
            & Domain("state", "in", CALENDAR_STATES)
            & Domain("end", ">", now)
            & self._ticket_house_domain()
            & (
                Domain("slot_plan_id", "=", False)
                | Domain("start", "<", now + SLOTS_AHEAD)
            ),
            order="start, id",
            limit=SESSION_LIMIT,
        )
        phases = {session: session._sale_phase() for session in sessions}
        sessions = sessions.filtered(lambda session: phases[session] != "closed")
        places_sudo = self.env["ticket.place"].sudo()
        left = places_sudo._count_left(sessions, "zone_id")
        totals = dict(
            places_sudo._read_group(
                [("session_id", "in", sessions.ids)], ["session_id"], ["__count"]
            )
        )
        return [
            {
                "id": session.id,
                "show": session.show_id.name,
                "hall": session.hall_id.display_name,
                "start": session.start.isoformat(),
                "tz": session.tz or "UTC",
                "state": phases[session],
                "started": session.start <= now,
                "free": sum(
                    count for (sid, _zone), count in left.items() if sid == session.id
                ),
                "total": totals.get(session.sudo(), 0),
            }
            for session in sessions
        ]

    def ticket_offer(self, session_id, partner_id=False, pricelist_id=False):
        """Zones, types and prices of a session for this customer."""
        session = self._ticket_session(session_id)
        partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
        return session._offer("pos", partner, pricelist)

    def ticket_areas(self, session_id):
        """Standing areas of a session with how many places are left."""
        return self._ticket_session(session_id).sudo()._offer_areas()

    def ticket_hold(
        self,
        session_id,
        type_id,
        wanted,
        items=(),
        renew=(),
        partner_id=False,
        pricelist_id=False,
        codes=(),
    ):
        """Hold places and price the cart with them in it.

        :param wanted: ``{"seat_ids": […]}``, ``{"place_ids": […]}`` or ``{"best":
            {"count", "zone_id", "section_id"}}``
        :param items: what is in the cart already, as in :meth:`ticket_quote`
        :param codes: codes of strategies that the customer has told
        :param renew: ``[[token, place ids], …]`` of the cart that are to be prolonged
        :return: ``seats`` (new ones), ``renewed`` (tokens), ``seconds`` until they
            are free again, ``lines`` (the priced cart)
        """
        session = self._ticket_session(session_id)
        partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
        Hold = self.env["ticket.hold"]
        held = Hold._hold(
            session,
            "pos",
            partner=partner,
            reference=self.name,
            seller=self,
            types=self._ticket_types([type_id])[type_id],
            **_wanted_places(wanted),
        )
        new = {"type_id": type_id, "place_ids": [place.id for place in held.places]}
        try:
            lines = self._ticket_price([*items, new], partner, pricelist, codes)
        except TicketError:
            Hold._release(held.token, "no price")
            raise
        return {
            "seats": [
                {
                    "place_id": place.id,
                    "seat_id": place.seat_id,
                    "label": place.label,
                    "token": held.token,
                }
                for place in held.places
            ],
            "renewed": self._ticket_renew(renew),
            "seconds": self._ticket_seconds(held.expires_at),
            "lines": lines,
        }

    def ticket_quote(self, items, partner_id=False, pricelist_id=False, codes=()):
        """Price ``[{"type_id", "place_ids"}, …]`` for this customer."""
        self._ticket_check_cashier()
        partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
        return self._ticket_price(items, partner, pricelist, codes)

    def ticket_release(self, holds):
        """Give places back: ``[[token, place ids], …]``. Gone holds are no error."""
        self._ticket_check_cashier()
        for token, place_ids in holds:
            try:
                self._ticket_own_hold(token)
                self.env["ticket.hold"]._release_places(token, place_ids)
            except (HoldExpired, HoldNotFound):
                continue
        return True

    def ticket_secure(
        self, holds, items, partner_id=False, pricelist_id=False, codes=()
    ):
        """Before money is taken: prolong all holds, take back what ran out, price again.

        :return: ``lost`` (place ids that are somebody else's), ``tokens`` (new ones by
            place id), ``seconds``, ``lines``
        """
        self._ticket_check_cashier()
        partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
        lost, tokens, ends = [], {}, []
        for token, place_ids in holds:
            try:
                self._ticket_own_hold(token)
                ends.append(self._ticket_extend(token))
            except (HoldExpired, HoldNotFound):
                gone, again = self._ticket_hold_again(place_ids, partner)
                lost += gone
                for held in again:
                    ends.append(held.expires_at)
                    tokens.update({place.id: held.token for place in held.places})
        kept = [
            {**item, "place_ids": [i for i in item["place_ids"] if i not in lost]}
            for item in items
        ]
        kept = [item for item in kept if item["place_ids"]]
        lines = self._ticket_price(kept, partner, pricelist, codes)
        self._ticket_check_counts(kept)
        self._ticket_choose(kept)
        return {
            "lost": lost,
            "tokens": tokens,
            "seconds": self._ticket_seconds(min(ends)) if ends else 0,
            "lines": lines,
        }

    # --- helpers ------------------------------------------------------------

    def _ticket_choose(self, items):
        """Write the ticket types of a cart on its places, which asks caps and limits.

        The places may have been held again in this request, behind its snapshot:
        each hold is read in the short transaction that chooses.
        """
        types = {i: item["type_id"] for item in items for i in item["place_ids"]}
        with self.env["ticket.hold"]._transaction() as Hold:
            places_sudo = Hold.env["ticket.place"].sudo().browse(types)
            for hold_sudo, of_hold in places_sudo.grouped("hold_id").items():
                chosen = {p.id: types[p.id] for p in of_hold}
                if hold_sudo and any(p.type_id.id != chosen[p.id] for p in of_hold):
                    Hold._write_types(hold_sudo, chosen)

    def _ticket_check_cashier(self):
        """:raise AccessError: the user or this till may not sell tickets"""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(
                self.env._(
                    "Only cashiers sell tickets. Ask an administrator for the role "
                    "“Cashier” of Ticketing."
                )
            )
        if not self.ticket_selling:
            raise AccessError(
                self.env._(
                    "%(till)s does not sell tickets. Turn “Sell Tickets” on in its "
                    "settings.",
                    till=self.name,
                )
            )

    def _ticket_session(self, session_id):
        self._ticket_check_cashier()
        session = self.env["ticket.session"].browse(session_id).exists()
        if not session or session.company_id != self.company_id:
            raise TicketError(self.env._("This session does not exist any more."))
        session.check_access("read")
        return session

    def _ticket_buyer(self, partner_id, pricelist_id):
        """The customer and the pricelist that applies: a member's own, else the one
        chosen at the till, if this till has it.

        :return: (``res.partner``, ``product.pricelist``), each maybe empty
        """
        partner = self.env["res.partner"].browse(partner_id or ()).exists()
        pricelist = self.env["product.pricelist"].browse(pricelist_id or ()).exists()
        if (
            self.use_pricelist and pricelist not in self._get_available_pricelists()
        ) or not self.use_pricelist:
            pricelist = self.pricelist_id
        member = (
            partner.with_company(self.company_id).ticket_tier_id.sudo().pricelist_id
        )
        return partner, (member.sudo(False) or pricelist)

    def _ticket_own_hold(self, token):
        """The hold of a token, if it was made at a counter of this company.

        Website and distributor tokens are worth nothing here.

        :raise HoldNotFound, HoldExpired: as ``ticket.hold._find``
        """
        hold_sudo = self.env["ticket.hold"]._find(token)
        if hold_sudo.channel != "pos" or hold_sudo.company_id != self.company_id:
            raise HoldNotFound(self.env._("These places are not held any more."))
        return hold_sudo

    def _ticket_renew(self, holds):
        """Prolong holds; those that ran out are left to the check before payment."""
        renewed = []
        for token, _place_ids in holds:
            try:
                self._ticket_own_hold(token)
                self._ticket_extend(token)
                renewed.append(token)
            except (HoldExpired, HoldNotFound):
                continue
        return renewed

    def _ticket_hold_again(self, place_ids, partner):
        """Hold places whose hold has run out, as many as are still free.

        :return: (ids of places that are gone, list of ``HeldPlaces``)
        """
        places = self.env["ticket.place"].sudo().browse(place_ids).exists()
        lost = [i for i in place_ids if i not in places.ids]
        again = []
        for session, wanted in places.grouped("session_id").items():
            wanted_ids = set(wanted.ids)
            while wanted_ids:
                try:
                    held = self.env["ticket.hold"]._hold(
                        self._ticket_session(session.id),
                        "pos",
                        place_ids=sorted(wanted_ids),
                        partner=partner,
                        reference=self.name,
                        seller=self,
                    )
                except PlacesUnavailable as error:
                    gone = wanted_ids.intersection(error.details["places"])
                    lost += gone or wanted_ids
                    wanted_ids -= gone or wanted_ids
                else:
                    again.append(held)
                    break
        return lost, again


def _wanted_places(wanted):
    """Only what the engine's ``_hold`` may be asked for by a till."""
    best = wanted.get("best")
    if best:
        return {
            "best": {
                "count": int(best.get("count") or 0),
                "zone_id": best.get("zone_id") or None,
                "section_id": best.get("section_id") or None,
            }
        }
    return {
        "seat_ids": [int(i) for i in wanted.get("seat_ids") or ()],
        "place_ids": [int(i) for i in wanted.get("place_ids") or ()],
    }
