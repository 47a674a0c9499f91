from odoo import api, models


class TicketPlace(models.Model):
    _inherit = "ticket.place"

    @api.model
    def _record_renumbered(self, before):
        """Tickets of these places say the new name from now on, in the language of
        their customer; the place's history says both.

        :param before: {place: its name before}
        """
        if not before:
            return
        places = self.browse(place.id for place in before)
        tickets = self.env["ticket.ticket"].search(
            [("place_id", "in", places.ids), ("state", "in", ("valid", "used"))]
        )
        for lang, of_lang in tickets.grouped(lambda t: t.partner_id.lang).items():
            for ticket in of_lang:
                place = ticket.place_id.with_context(lang=lang or self.env.lang)
                ticket.seat_label = place.display_name
        self.env["ticket.place.log"]._record_moved(
            {place.id: f"{old} → {place.display_name}" for place, old in before.items()}
        )
