from odoo import models

from ..tools.wallet_pass import lang_folder, pack
from ..tools.wallet_pictures import pictures
from .ticket_ticket_phone import KEPT_AFTER_END

BACKGROUND = "rgb(20, 33, 61)"
FOREGROUND = "rgb(255, 255, 255)"
LABEL = "rgb(185, 195, 214)"


class TicketTicket(models.Model):
    """Tickets in the wallet of a phone."""

    _inherit = "ticket.ticket"

    def _phone_passes(self):
        """Those of these tickets that can go into a phone's wallet."""
        certificates = self.env["ticket.pass.certificate"]
        signed = self.company_id.filtered(certificates._of)
        return self.filtered(
            lambda one: (
                one.company_id in signed
                and one.state == "valid"
                and one._static_code_allowed("wallet")
            )
        )

    def _wallet_pass(self):
        """Return this ticket as a signed Apple Wallet pass."""
        self.ensure_one()
        ticket_sudo = self.sudo()  # the caller has checked who asks
        certificate = self.env["ticket.pass.certificate"]._of(ticket_sudo.company_id)
        images = ticket_sudo._face_images(("logo", "poster"))
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        return pack(
            ticket_sudo._wallet_content(),
            pictures(images.get("logo"), images.get("poster")),
            {lang_folder(lang): ticket_sudo._wallet_texts(lang) for lang in langs},
            certificate._signer(),
        )

    def _wallet_content(self):
        """What the pass says; texts are keys that ``_wallet_texts`` knows."""
        session, company = self.session_id, self.company_id
        return {
            "serialNumber": self.number,
            "organizationName": company.name,
            "description": session.show_id.name,
            "groupingIdentifier": f"session-{session.id}",
            "relevantDate": _moment(self._face_local(session.start)),
            "expirationDate": _moment(self._face_local(session.end + KEPT_AFTER_END)),
            "voided": self.state not in ("valid", "used"),
            "backgroundColor": BACKGROUND,
            "foregroundColor": FOREGROUND,
            "labelColor": LABEL,
            "barcodes": [
                {
                    "format": "PKBarcodeFormatQR",
                    "message": self._token_for("wallet"),
                    "messageEncoding": "iso-8859-1",
                    "altText": self.display_name,
                }
            ],
            "eventTicket": self._wallet_fields(),
        }

    def _wallet_fields(self):
        seat = self.seat_id
        start = _moment(self._face_local(self.session_id.start))
        when = {
            "key": "when",
            "label": "label_when",
            "value": start,
            "dateStyle": "PKDateStyleMedium",
            "timeStyle": "PKDateStyleShort",
            "ignoresTimeZone": True,  # the hour on the ticket, wherever the phone is
        }
        places = ("section", "row", "seat") if seat else ("place",)
        back = ["type", "price", "admits", "order", "venue", "address", "number"]
        back += ["holder"] if self.holder_name else []
        return {
            "headerFields": [{**when, "key": "time", "dateStyle": "PKDateStyleNone"}],
            "primaryFields": [_said("show")],
            "secondaryFields": [when, _said("hall")],
            "auxiliaryFields": [_said(name) for name in places],
            "backFields": [*(_said(name) for name in back), _said("rule")],
        }

    def _wallet_texts(self, lang):
        """Return what stands for each key in ``lang``."""
        env = self.with_context(lang=lang).env
        values = self._face_values(lang, medium="wallet")[self.id]
        values["place"] = self.place_id.with_context(lang=lang).display_name
        values["number"] = values["number_spaced"]
        values["rule"] = env._("Each code lets one ticket in, once. Do not share it.")
        labels = {
            "show": "",
            "when": env._("When"),
            "hall": env._("Where"),
            "section": env._("Section"),
            "row": env._("Row"),
            "seat": env._("Seat"),
            "place": env._("Place"),
            "type": env._("Ticket"),
            "price": env._("Price"),
            "admits": env._("Admits"),
            "order": env._("Order"),
            "venue": env._("Venue"),
            "address": env._("Address"),
            "number": env._("Number"),
            "holder": env._("Holder"),
            "rule": env._("At the entrance"),
        }
        texts = {f"label_{name}": label for name, label in labels.items()}
        return texts | {f"value_{name}": values.get(name, "") for name in labels}


def _said(name):
    return {"key": name, "label": f"label_{name}", "value": f"value_{name}"}


def _moment(local):
    """A moment to the minute with its distance from UTC, as Apple wants it."""
    return local.isoformat(timespec="minutes")
