from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import TicketError

HOLDERS_PATH = "/shop/ticket-holders"
NEXT_PATH = "/shop/checkout?try_skip_step=true"
FIELDS = ("name", "document", "number")


class TicketHolders(Controller):
    """Between cart and address: who each ticket for a named person is for."""

    @route(
        HOLDERS_PATH,
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
    )
    def holders(self, **form):
        order_sudo = request.cart
        if not order_sudo._ticket_wants_names():
            return request.redirect("/shop/cart")
        errors, refusal = {}, None
        if request.httprequest.method == "POST":
            errors, refusal = self._save(order_sudo, form)
            if not refusal:
                return request.redirect(NEXT_PATH)
        response = request.render(
            "ticket_website.ticket_holders",
            {
                "website_sale_order": order_sudo,
                "groups": order_sudo._ticket_holder_forms(form, errors),
                "refusal": refusal,
            },
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _save(self, order_sudo, form):
        """Bind the persons of the form. They are committed apart, behind this request's
        snapshot: what is missing is found before, and asked again on the next page.

        :return: ({place id: {field: sentence}}, what is wrong as a whole)
        """
        entries = {}
        for _line, place in order_sudo._ticket_for_named():
            entry = {name: form.get(f"{name}-{place.id}", "") for name in FIELDS}
            if any(entry[name].strip() for name in ("name", "number")):
                entries[place.id] = entry
        errors = order_sudo._ticket_missing_names(entries)
        refusal = errors and request.env._("Please give a name and an ID number each.")
        try:
            order_sudo._ticket_write_names(entries)
        except TicketError as error:
            errors |= order_sudo._ticket_name_errors(error)
            refusal = str(error)
        return errors, refusal
