import time

from odoo import models, tools

#: The blocks there are, and what draws them.
BLOCKS = {
    "shows": "ticket_website.block_shows",
    "countdown": "ticket_website.block_countdown",
    "news": "ticket_website.block_news",
    "topics": "ticket_website.block_topics",
}
#: So many seconds a worker keeps what it drew for visitors who are not signed in.
KEPT_SECONDS = 30


class Website(models.Model):
    """Blocks of the page builder as they come with a page."""

    _inherit = "website"

    def _ticket_block(self, kind, wanted):
        """What a block shows now.

        :param str kind: whatever the page says
        :param dict wanted: what the editor chose
        :return: HTML, empty when there is nothing; None for a kind that there is not
        """
        self.ensure_one()
        if kind not in BLOCKS:
            return None
        if kind == "countdown" or not self.env.user._is_public():
            return self._ticket_draw_block(kind, wanted)
        return self._ticket_kept_block(
            kind, tuple(sorted(wanted.items())), time.time() // KEPT_SECONDS
        )

    @tools.ormcache(
        "self.id",
        "kind",
        "wanted",
        "moment",
        "self.env.context.get('lang')",
        cache="templates.cached_values",
    )
    def _ticket_kept_block(self, kind, wanted, moment):
        """The same for everybody who is nobody, for a moment."""
        return self._ticket_draw_block(kind, dict(wanted))

    def _ticket_draw_block(self, kind, wanted):
        values = getattr(self, f"_ticket_block_{kind}")(wanted)
        return str(self.env["ir.qweb"]._render(BLOCKS[kind], values)).strip()
