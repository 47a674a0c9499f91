from . import controllers, models, report, wizard


def post_init_hook(env):
    """Companies with a chart of accounts get what ticket money needs; members' prices
    need pricelists. Mails leave after the sale, so that a mail that fails (or its PDF)
    never takes a paid order back."""
    env["res.company"].search([])._ticket_setup_accounts()
    env["res.config.settings"].create({"group_product_pricelist": True}).execute()
    env["ir.config_parameter"].set_param("sale.async_emails", "True")
