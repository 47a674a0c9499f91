"""What can go wrong at a gate, by name."""

from odoo.exceptions import UserError


class EmergencyNotActive(UserError):
    """Somebody else has ended this alarm already."""


class PassageUnknown(LookupError):
    """No passage of this device has this reference."""


class PassageClosed(ValueError):
    """The passage was told to have ended otherwise."""


class SecondPersonNeeded(UserError):
    """An alarm is ended by two people; this one has had a say already."""
