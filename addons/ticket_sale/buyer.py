"""Who buys, as purchase limits see it."""

from dataclasses import dataclass

from odoo import models

from .tools.identity import clean_phone

#: Fewer digits are no telephone of a person.
PHONE_DIGITS = 7


@dataclass(frozen=True)
class Buyer:
    """Who buys, as far as it is known; what is not known limits nothing."""

    channel: str
    partner: models.BaseModel | None = None  # counted is the commercial partner
    phone: str = ""
    identities: tuple[str, ...] = ()

    @classmethod
    def of(cls, hold_sudo, identities=()):
        """The buyer of a hold. Resellers buy for others: only what they tell of their
        customers counts."""
        partner = hold_sudo.partner_id
        if hold_sudo.channel == "distributor":
            partner = None
        return cls(
            hold_sudo.channel, partner or None, hold_sudo.buyer_phone or "", identities
        )

    @property
    def known(self) -> set[str]:
        known = {
            "partner": self.partner,
            "phone": self.phone,
            "identity": self.identities,
        }
        return {"order", *(name for name, value in known.items() if value)}

    def values(self, subject) -> tuple:
        """What the buyer is known by, as ``ticket.limit`` counts it."""
        if subject == "partner":
            return (self.partner.commercial_partner_id.id,) if self.partner else ()
        return {
            "order": (),
            "phone": (self.phone,) if self.phone else (),
            "identity": self.identities,
        }[subject]

    @property
    def tier(self):
        return (
            self.partner.commercial_partner_id.ticket_tier_id if self.partner else None
        )


def phone_key(phone):
    """A phone number as limits compare it; empty when it can be no person's."""
    digits = clean_phone(phone)
    return digits if len(digits) >= PHONE_DIGITS else ""
