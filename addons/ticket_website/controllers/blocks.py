from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from .shared_page import shared_page

#: The blocks there are, and what draws them.
BLOCKS = {
    "shows": "ticket_website.block_shows",
    "countdown": "ticket_website.block_countdown",
    "news": "ticket_website.block_news",
    "topics": "ticket_website.block_topics",
}


class TicketBlocks(Controller):
    @route(
        "/ticket/web/block/<string:kind>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def block(self, kind, **wanted):
        """What a block of the page builder shows now; empty when there is nothing."""
        if kind not in BLOCKS:
            raise NotFound
        values = getattr(request.website, f"_ticket_block_{kind}")(wanted)
        return shared_page(request.render(BLOCKS[kind], values))
