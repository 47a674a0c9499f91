from lxml import html

from odoo import api, models
from odoo.fields import Domain

HOME_URL = "/welcome"


class Website(models.Model):
    """A home page prepared for a venue, where nobody has made one."""

    _inherit = "website"

    def _bootstrap_homepage(self):
        result = super()._bootstrap_homepage()
        self._ticket_prepare_home()
        return result

    @api.model
    def _ticket_prepare_homes(self):
        """Give every website that has no home yet the prepared one."""
        self.search(Domain("homepage_url", "=", False))._ticket_prepare_home()

    def _ticket_prepare_home(self):
        """A home that somebody chose or built stays as it is."""
        home = self.env.ref("ticket_website.page_home", raise_if_not_found=False)
        if not home:
            return
        for website in self:
            if not website.homepage_url and website._ticket_home_is_blank():
                website.homepage_url = HOME_URL

    def _ticket_home_is_blank(self):
        """Whether the page of the address ``/`` is still the empty one of a new site."""
        pages = self.env["website.page"].search(
            Domain("url", "=", "/") & Domain("website_id", "in", (False, self.id))
        )
        return not any(_tells_something(page.view_id.arch_db) for page in pages)


def _tells_something(arch):
    wraps = html.fromstring(arch).xpath("//div[@id='wrap']")
    return any(len(wrap) or (wrap.text or "").strip() for wrap in wraps) or not wraps
