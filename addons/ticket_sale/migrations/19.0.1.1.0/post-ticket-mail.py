from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file


def migrate(cr, version):
    """The mail with the tickets leads to the phone page; a mail that somebody has
    changed stays as it is.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    template = env.ref("ticket_sale.mail_template_tickets", raise_if_not_found=False)
    if template and template.write_uid.id == SUPERUSER_ID:
        convert_file(
            env,
            "ticket_sale",
            "data/mail_template_data.xml",
            {},
            mode="init",
            noupdate=True,
        )
