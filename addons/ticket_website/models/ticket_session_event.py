from odoo import models

from odoo.addons.website.tools import text_from_html

SCHEMA = "https://schema.org/"
#: What search engines call the state of an offer; what is not here is sold out.
AVAILABILITY = {
    "open": "InStock",
    "few": "LimitedAvailability",
    "external": "InStock",
    "presale": "PreSale",
    "soon": "PreOrder",
}


class TicketSession(models.Model):
    """A session as search engines read it (schema.org, and what Google asks of it)."""

    _inherit = "ticket.session"

    def _website_event_data(self, offer):
        """This session as a schema.org Event.

        Times carry the venue's offset: without it a search engine takes them for its
        own reader's.
        """
        show = self.show_id
        base = show.get_base_url()
        event = {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": show.name,
            "description": text_from_html(show.synopsis or "", True)
            or show.subtitle
            or show.name,
            "url": base + show.website_url,
            "startDate": self._website_iso(self.start),
            "endDate": self._website_iso(self.end),
            "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
            **self._website_event_status(),
            "image": [base + show._poster_url("1200x1200")] if show.poster else [],
            "location": self.venue_id._website_place(),
            "performer": [
                {"@type": "PerformingGroup", "name": member.name}
                for member in show.cast_ids
            ],
            "organizer": self._website_organizer(base),
            "offers": self._website_event_offer(offer, base),
        }
        return {key: value for key, value in event.items() if value}

    def _website_event_offer(self, offer, base):
        """What the cheapest ticket costs, or where it is sold; nothing without both."""
        show = self.show_id
        external = show.ticketing == "external"
        told = {
            "@type": "Offer",
            "url": show.external_url if external else base + self.website_url,
            "availability": SCHEMA + AVAILABILITY.get(offer.state, "SoldOut"),
        }
        if self.sale_start:
            told["validFrom"] = self._website_iso(self.sale_start)
        if offer.price is not None:
            return told | {"price": offer.price, "priceCurrency": offer.currency.name}
        return told if external else None

    def _website_organizer(self, base):
        presenter = self.show_id.presenter_id
        if presenter:
            return {"@type": "Organization", "name": presenter.name}
        return {"@type": "Organization", "name": self.company_id.name, "url": base}

    def _website_event_status(self):
        """Whether the session takes place as planned."""
        change_sudo = self.sudo().change_ids[:1]
        if self.state == "postponed":
            return {"eventStatus": f"{SCHEMA}EventPostponed"}
        if change_sudo.kind == "rescheduled":
            return {
                "eventStatus": f"{SCHEMA}EventRescheduled",
                "previousStartDate": self._website_iso(change_sudo.start_before),
            }
        return {"eventStatus": f"{SCHEMA}EventScheduled"}

    def _website_iso(self, moment):
        return self._website_local(moment).isoformat()
