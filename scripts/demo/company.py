"""The house that runs the venues: its name, currency, books and languages."""

from .posters import logo


def load(env, settings):
    company = env.company
    company.write(
        {
            "name": "Riverside Performing Arts 江畔演艺",
            "country_id": env.ref("base.cn").id,
            "city": "Shanghai",
            "email": "boxoffice@venue.example",
            "phone": "+86 21 5550 1000",
            "street": "88 Riverside Avenue",
            "logo": logo(),
        }
    )
    lang = env["res.lang"]._activate_lang("zh_CN")
    env["base.language.install"].create({"lang_ids": lang.ids}).lang_install()
    env.ref("base.CNY").active = True
    env["account.chart.template"].try_loading(
        "generic_coa", company, install_demo=False
    )
    # The generic chart brings dollars; nothing is posted yet, so the venue's own may go in.
    company.currency_id = env.ref("base.CNY")
    company._ticket_setup_accounts()
    env["product.pricelist"].search([]).currency_id = company.currency_id
    env.ref("base.user_admin").write(
        {"tz": "Asia/Shanghai", "email": "admin@venue.example"}
    )
    env["ir.config_parameter"].set_param("web.base.url", settings["base_url"])
    env["ir.config_parameter"].set_param("sale.automatic_invoice", "True")
    # The demo's machine need not have wkhtmltopdf, which quotation PDFs are made with.
    env.ref("sale.mail_template_sale_confirmation").report_template_ids = False
    # Ticket prices include their tax: 6 % for cultural services.
    group = env["account.tax.group"].create(
        {"name": "VAT 6%", "company_id": company.id}
    )
    tax = env["account.tax"].create(
        {
            "name": "6%",
            "tax_group_id": group.id,
            "amount": 6,
            "type_tax_use": "sale",
            "price_include_override": "tax_included",
            "company_id": company.id,
        }
    )
    types = env["ticket.type"].search([])
    types.product_id.taxes_id = tax
    company.account_sale_tax_id = tax
