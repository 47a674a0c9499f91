from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What is kept about a customer, and how it is forgotten: each addon says its part.

    ``ticket_website`` has the pages on which customers ask for either.
    """

    _inherit = "res.partner"

    def _my_data_sections(self):
        """What is kept, section by section; others add theirs.

        :return: {name of the section: (records with sudo, names of fields)}
        """
        self.ensure_one()
        mine = Domain("partner_id", "child_of", self.id)
        return {
            "requests": (
                self._my_data_of("ticket.approval", mine),
                "summary state create_date",
            ),
            "reserved_seats": (
                self._my_data_of("ticket.hold", mine),
                "session_id state buyer_phone create_date",
            ),
        }

    def _my_data_of(self, model, domain):
        """Records of this customer, archived ones too; the caller has checked who asks."""
        records_sudo = self.env[model].sudo().with_context(active_test=False)
        return records_sudo.search(domain, order="id")

    def _erase_obstacles(self):
        """What has to be settled first, in the customer's words; nothing when free."""
        self.ensure_one()
        return []

    def _erase_traces(self, people_sudo):
        """What hangs on the person in other places; others add theirs.

        :param people_sudo: the customer and the contacts of the customer
        """
        mine = Domain("partner_id", "in", people_sudo.ids)
        people_sudo._my_data_of("ticket.hold", mine).write({"buyer_phone": False})
        people_sudo._my_data_of("ticket.reservation", mine).write({"note": False})

    def _erase_values(self, keep_for_books):
        """The person's own particulars; others add theirs.

        :param keep_for_books: leave what invoices need
        """
        self.ensure_one()
