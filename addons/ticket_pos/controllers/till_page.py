from odoo.tools import file_open

from odoo.addons.point_of_sale.controllers.main import PosController


class TillPage(PosController):
    """A till opens without the line on every address of it, not on its first one only."""

    def _get_pos_service_worker(self):
        # ours is asked first: the other one answers what ours leaves alone
        with file_open("ticket_pos/static/src/service_worker/till_pages.js") as script:
            return script.read() + super()._get_pos_service_worker()
