from . import controllers, models, report, wizard


def post_init_hook(env):
    """Companies with a chart of accounts get what ticket money needs; members' prices
    need pricelists."""
    env["res.company"].search([])._ticket_setup_accounts()
    env["res.config.settings"].create({"group_product_pricelist": True}).execute()
