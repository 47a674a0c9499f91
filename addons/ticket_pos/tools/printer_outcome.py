"""What may become of a print job, and how a printer may be."""

from dataclasses import dataclass

#: Every word that :class:`NotSent` and :class:`Condition` use.
REASONS = (
    "cover_open",
    "paper_end",
    "paper_jam",
    "ribbon_end",
    "cutter",
    "unrecoverable",
    "overheated",
    "paused",
    "busy",
    "offline",
    "rejected",
    "unreachable",
    "silent",
    "refused",
    "unconfirmed",
    "interrupted",
    "crashed",
)


class NotSent(Exception):
    """Nothing left us. ``reason`` is one of :data:`REASONS`; ``detail`` is for the
    technician, or a further reason."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


class Unknown(NotSent):
    """The job may have been printed, in part or in full."""


class Refused(OSError):
    """Whoever passes the job on took nothing of it."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The job came out, as far as the printer can say."""

    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a printer says of itself.

    :param obstacles: of :data:`REASONS`, the first explains the most
    :param answer: as it came, for the technician
    """

    obstacles: tuple[str, ...] = ()
    paper_low: bool = False
    answer: str = ""
