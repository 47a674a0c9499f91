from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..models.website_block_draw import BLOCKS
from .shared_page import shared_page


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
