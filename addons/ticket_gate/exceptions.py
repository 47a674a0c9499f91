"""What can go wrong at a gate, by name."""


class PassageUnknown(LookupError):
    """No passage of this device has this reference."""


class PassageClosed(ValueError):
    """The passage was told to have ended otherwise."""
