from odoo import api, models
from odoo.tools.translate import code_translations

#: Whose texts the seat picker shows.
WORD_MODULES = ("ticket_venue", "ticket_website")


class IrHttp(models.AbstractModel):
    """The texts of the seat picker, which is drawn before Odoo's own scripts run."""

    _inherit = "ir.http"

    @api.model
    def _ticket_words(self, lang):
        """:return: {module: {text: translation}}"""
        return {
            module: {
                message["id"]: message["string"]
                for message in code_translations.get_web_translations(module, lang)[
                    "messages"
                ]
            }
            for module in WORD_MODULES
        }

    @api.model
    def _ticket_words_url(self):
        """Where a page finds them; nothing in English, which is written in the code."""
        lang = self.env.lang or "en_US"
        if lang.startswith("en"):
            return ""
        unique = self._get_web_translations_hash(list(WORD_MODULES), lang)
        return f"/ticket/web/words/{lang}/{unique[:16]}"
