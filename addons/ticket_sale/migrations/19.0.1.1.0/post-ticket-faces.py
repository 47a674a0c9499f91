import json

from odoo.addons.ticket_sale.tools.face_format import VERSION, upgrade


def migrate(cr, version):
    """Ticket faces say their version now; what else they said stays as it is.

    Bare SQL: a face that is drawn today must not stop the upgrade because it is
    checked more strictly from now on.
    """
    cr.execute("SELECT id, template FROM ticket_face")
    for face, template in cr.fetchall():
        design = json.loads(template)
        if design.get("version") != VERSION:
            cr.execute(
                "UPDATE ticket_face SET template = %s WHERE id = %s",
                (json.dumps(upgrade(design), ensure_ascii=False, indent=1), face),
            )
