import io
import json
import zipfile

from odoo import fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """A copy of all that is kept about a customer, for the customer."""

    _inherit = "res.partner"

    def _my_data_sections(self):
        partner_sudo = self.sudo()
        mine = Domain("partner_id", "child_of", partner_sudo.id)
        sections = super()._my_data_sections() | {
            "person": (
                partner_sudo | partner_sudo.child_ids,
                (
                    "name email phone street street2 zip city state_id country_id vat lang "
                    "type category_id create_date"
                ),
            ),
            "account": (
                partner_sudo.user_ids,
                "login ticket_phone login_date tz create_date",
            ),
            "orders": (
                self._my_data_of("sale.order", mine),
                (
                    "name date_order state amount_untaxed amount_tax amount_total "
                    "currency_id partner_shipping_id client_order_ref"
                ),
            ),
            "order_lines": (
                self._my_data_of("sale.order.line", Domain(self._my_lines())),
                "order_id name product_uom_qty price_unit discount price_total",
            ),
            "payments": (
                self._my_data_of("payment.transaction", mine),
                (
                    "reference provider_id payment_method_id amount currency_id state "
                    "partner_name partner_email partner_phone partner_address partner_zip "
                    "partner_city create_date"
                ),
            ),
            "documents": (
                self._my_data_of("account.move", mine & Domain("state", "=", "posted")),
                "name move_type invoice_date amount_total currency_id payment_state",
            ),
        }
        sections |= self._my_data_ticket_sections(mine)
        return sections | self._my_data_said_sections(mine)

    def _my_data_ticket_sections(self, mine):
        tickets_sudo = self._my_data_of("ticket.ticket", mine)
        return {
            "tickets": (
                tickets_sudo,
                (
                    "number state show_id session_id seat_label type_id price currency_id "
                    "fee_amount holder_name channel issued_at first_admitted_at voided_at"
                ),
            ),
            "ticket_holders": (
                self._my_data_of(
                    "ticket.holder", Domain("ticket_id", "in", tickets_sudo.ids)
                ),
                "session_id shown_name document last_four state create_date",
            ),
            "exchanges": (
                self._my_data_of(
                    "ticket.exchange.request",
                    Domain("order_id.partner_id", "child_of", self.id),
                ),
                "order_id session_id state create_date",
            ),
            "deliveries": (
                self._my_data_of("ticket.delivery", mine),
                "order_id way partner_id state create_date",
            ),
            "shared_links": (
                self._my_data_of("ticket.link", mine),
                "order_id phone expires_at revoked_at create_date",
            ),
            "reservations": (
                self._my_data_of("ticket.reservation", mine),
                "name state deadline create_date",
            ),
            "waiting_lists": (
                self._my_data_of("ticket.waiting", mine),
                "session_id name email phone count state create_date",
            ),
            "memberships": (
                self._my_data_of("ticket.membership", mine),
                "number tier_id state start end",
            ),
            "cards": (
                self._my_data_of("loyalty.card", mine),
                "program_id code points expiration_date",
            ),
            "card_moves": (
                self._my_data_of(
                    "loyalty.history",
                    Domain("card_id.partner_id", "child_of", self.id),
                ),
                "card_id description issued used create_date",
            ),
        }

    def _my_data_said_sections(self, mine):
        """What the customer said, liked, and was told."""
        return {
            "favourites": (
                self._my_data_of("ticket.favourite", mine),
                "display_name create_date",
            ),
            "reviews": (
                self._my_data_of("rating.rating", mine),
                "ticket_show_id rating feedback ticket_state create_date",
            ),
            "messages_sent": (
                self._my_data_of("ticket.message.trace", mine),
                "kind session_id show_id sent_at opened_at clicked_at bought_at",
            ),
            "messages": (
                self._my_data_of("mail.message", Domain("author_id", "=", self.id)),
                "date subject body record_name",
            ),
            "messages_received": (  # their links open tickets: not into a file
                self._my_data_of(
                    "mail.message", Domain("notified_partner_ids", "in", self.ids)
                ),
                "date subject record_name",
            ),
        }

    def _my_data(self):
        """All sections as plain values.

        :return: {name of the section: [{name of the field: value}, …]}
        """
        return {
            name: [
                {field: _plain(record, field) for field in names.split()}
                for record in records
            ]
            for name, (records, names) in self._my_data_sections().items()
        }

    def _my_data_file(self):
        """A zip with one JSON file a section."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in self._my_data().items():
                text = json.dumps(rows, ensure_ascii=False, indent=2)
                archive.writestr(f"{name}.json", text)
        return content.getvalue()

    # --- helpers ---

    def _my_lines(self):
        return [
            ("order_id.partner_id", "child_of", self.id),
            ("display_type", "=", False),
        ]


def _plain(record, name):
    """A field's value as JSON knows it."""
    field, value = record._fields[name], record[name]
    if field.type == "many2one":
        return value.display_name or None
    if field.relational:
        return value.mapped("display_name")
    if field.type in ("date", "datetime"):
        return fields.Datetime.to_string(value) if value else None
    if field.type == "boolean":
        return value
    return value or (None if value is False else value)
