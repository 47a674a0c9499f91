from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """With what somebody signs in: told with the data, gone with the person."""

    _inherit = "res.partner"

    def _my_data_sections(self):
        sections = super()._my_data_sections()
        users_sudo, names = sections["account"]
        if "oauth_uid" in users_sudo._fields:
            names += " oauth_provider_id oauth_uid"
        sections["account"] = (users_sudo, names)
        if "auth_passkey_key_ids" in users_sudo._fields:
            keys_sudo = users_sudo.auth_passkey_key_ids
            sections["passkeys"] = (keys_sudo, "name create_date")
        return sections

    def _erase_traces(self, people_sudo):
        result = super()._erase_traces(people_sudo)
        users_sudo = people_sudo.with_context(active_test=False).user_ids
        addresses = {*people_sudo.mapped("email_normalized")}
        addresses |= {*users_sudo.mapped("ticket_phone")}
        people_sudo._my_data_of(
            "ticket.sign.code", Domain("address", "in", [*(addresses - {False})])
        ).unlink()
        users_sudo.ticket_phone = False
        if "auth_passkey_key_ids" in users_sudo._fields:
            users_sudo.auth_passkey_key_ids.unlink()
        if "oauth_uid" in users_sudo._fields:
            users_sudo.write(
                {
                    "oauth_provider_id": False,
                    "oauth_uid": False,
                    "oauth_access_token": False,
                }
            )
        return result
