from odoo import models

from ..tools.page_blocks import fill_blocks


class WebsitePage(models.Model):
    """Pages bring their blocks filled: robots, and people without JavaScript, read what
    is on. Editors get them empty, so that no page ever keeps what was on one day."""

    _inherit = "website.page"

    def _get_response(self, request):
        response = super()._get_response(request)
        if (
            response
            and response.mimetype == "text/html"
            and not self.env.user.has_group("website.group_website_restricted_editor")
        ):
            response.flatten()
            page = response.get_data(as_text=True)
            if "s_ticket_block" in page:
                response.set_data(fill_blocks(page, request.website._ticket_block))
        return response
