from odoo import models

from odoo.addons.ticket_sale.exceptions import (
    HolderInvalid,
    HolderTaken,
)


class SaleOrder(models.Model):
    """The persons of a cart's tickets, as the website's form shows and takes them."""

    _inherit = "sale.order"

    def _ticket_for_named(self):
        return self.sudo()._ticket_open_lines()._ticket_for_named()

    def _ticket_wants_names(self):
        return bool(self and self._ticket_for_named())

    def _ticket_holder_forms(self, form, errors):
        """What the form shows: one group a session, one entry a place.

        :param form: what the visitor has just sent
        :param errors: {place id: {field: sentence}}
        :return: list of (session, entries)
        """
        named = {
            holder.place_id.id: holder
            for holder in self.env["ticket.holder"]
            .sudo()
            .search(
                [
                    (
                        "hold_id",
                        "in",
                        self.sudo()._ticket_open_lines().ticket_hold_id.ids,
                    ),
                    ("state", "=", "held"),
                ]
            )
        }
        groups = {}
        for line, place in self._ticket_for_named():
            entry = {
                "id": place.id,
                "seat": place.display_name,
                "type": line.ticket_type_id.name,
                "holder": named.get(place.id),
                "errors": errors.get(place.id, {}),
            }
            for name in ("name", "document", "number"):
                entry[name] = form.get(f"{name}-{place.id}", "")
            groups.setdefault(line.ticket_session_id, []).append(entry)
        return list(groups.items())

    def _ticket_write_names(self, entries):
        """Bind persons to the places of this cart.

        :param entries: {place id: {"name", "document", "number"}}
        :raise TicketError: an entry is refused; those of other sessions may be kept
        """
        for hold_sudo, lines in (
            self.sudo()._ticket_open_lines().grouped("ticket_hold_id").items()
        ):
            mine = {
                place.id: entries[place.id]
                for _line, place in lines._ticket_for_named()
                if place.id in entries
            }
            if mine:
                self.env["ticket.hold"].sudo()._set_holders(hold_sudo, mine)

    def _ticket_missing_names(self, entries):
        """{place id: {field: sentence}} of places that have no person and get none."""
        empty = self.env["ticket.holder"]._reasons()["empty"]
        return {
            place.id: {"name": empty, "number": empty}
            for _line, place in self._ticket_unnamed()
            if place.id not in entries
        }

    def _ticket_name_errors(self, error):
        """{place id: {field: sentence}} of a refusal."""
        words = self.env["ticket.holder"]._reasons()
        if isinstance(error, HolderInvalid):
            return {
                place_id: {name: words[reason] for name, reason in wrong.items()}
                for place_id, wrong in error.details["errors"].items()
            }
        if isinstance(error, HolderTaken):
            taken = {"number": self.env._("This person has a ticket already.")}
            return dict.fromkeys(error.details["places"], taken)
        return {}
