from odoo import models


class ResPartner(models.Model):
    """What a customer agreed to and may take back: each addon tells and ends its own.

    ``ticket_website`` shows it to the customer.
    """

    _inherit = "res.partner"

    def _my_consents(self):
        """What the customer agreed to, the newest first; others add theirs.

        :return: [{"key", "title", "about", "text", "given_at", "ended_at", "state"}];
            ``text`` is what was agreed to, word for word; ``state`` is ``given``,
            ``ending`` (taken back, and not erased everywhere yet) or ``ended``
        """
        self.ensure_one()
        return []

    def _withdraw_consent(self, key):
        """Take a consent back for the customer whose it is; others end theirs.

        :param key: as ``_my_consents`` told it; anything else is nobody's
        :return: whether this customer had given it
        """
        self.ensure_one()
        return False
