from odoo import api, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _ticket_by_card(self, code, company):
        """Hook: the member whose card says ``code``; none without cards.

        :param str code: what the reader read
        :param company: the ``res.company`` that gave the card out
        """
        return self.browse()

    @api.model
    def _ticket_cards(self):
        """Hook: all cards of members, for many at once; nothing without cards.

        :return: a query of ``partner_id``, ``company_id``, ``code`` as
            :meth:`_ticket_by_card` reads it, ``is_good``, and ``written``, the number of
            the transaction that wrote the card last
        """
        return SQL()
