"""Send a job to a printer and know whether it was printed.

There are three outcomes, and they are never mixed up:

* :func:`deliver` returns: the printer confirmed that the job came out;
* :class:`NotSent`: nothing of the job left us, it may be tried again freely;
* :class:`Unknown`: some of it may be on paper, only a person can tell.

This module and those it imports need nothing but the standard library, and
python-escpos for USB and serial lines: the print agent runs them as they are.
"""

from collections.abc import Mapping
from functools import partial

from .printer_dialects import DIALECTS
from .printer_lines import (
    DeviceLine,
    FileLine,
    Line,
    NetworkLine,
    Patience,
    SpoolLine,
    connect,
)
from .printer_outcome import (
    REASONS,
    Condition,
    Delivered,
    NotSent,
    Refused,
    Unknown,
)

__all__ = [
    "REASONS",
    "Condition",
    "Delivered",
    "DeviceLine",
    "FileLine",
    "Line",
    "NetworkLine",
    "NotSent",
    "Patience",
    "SpoolLine",
    "Unknown",
    "check_ready",
    "connect",
    "deliver",
    "inspect",
    "send",
]


def send(connection: Mapping, payload: bytes, number: int) -> Delivered:
    """Deliver to the printer that ``connection`` describes, as :func:`deliver` does.

    :param connection: as for :func:`connect`, with ``language``, ``confirmation`` and
        ``seconds`` to wait for it
    """
    patience = Patience(confirm=connection["seconds"])
    return deliver(
        partial(connect, connection, patience),
        payload,
        number,
        language=connection["language"],
        confirmation=connection["confirmation"],
        patience=patience,
    )


def deliver(
    open_line,
    payload: bytes,
    number: int,
    *,
    language: str = "escpos",
    confirmation: str = "process_id",
    patience: Patience | None = None,
) -> Delivered:
    """Send ``payload`` and wait until the printer says that it is on paper.

    :param open_line: called without arguments, returns a :class:`Line` or raises
        ``OSError``; mostly ``partial(connect, connection, patience)``
    :param number: of the job; its last four digits are echoed by printers that can
    :param confirmation: ``process_id`` (the best that the language knows),
        ``status`` (weaker, for printers that lack it) or ``none`` (the printer never
        answers: sent counts as printed)
    :raise NotSent: nothing left us
    :raise Unknown: it left us and nobody knows what became of it
    """
    patience = patience or Patience()
    try:
        line = open_line()
    except OSError as error:
        raise NotSent("unreachable", str(error)) from error
    try:
        if confirmation == "none" or not line.answers:
            return _send_blindly(line, payload, patience)
        dialect = DIALECTS[language]
        paper_low = check_ready(line, patience, language=language)
        try:
            dialect.confirm(line, payload, number, confirmation, patience)
        except TimeoutError as error:
            raise Unknown("unconfirmed", _trouble(line, dialect, patience)) from error
        except OSError as error:
            raise Unknown("interrupted", str(error)) from error
        return Delivered(paper_low)
    finally:
        line.close()


def check_ready(line: Line, patience: Patience, *, language: str = "escpos") -> bool:
    """Ask the printer how it is and return whether its paper is low.

    :raise NotSent: it cannot print now
    """
    try:
        condition = DIALECTS[language].inspect(line, patience)
    except OSError as error:
        # Many firmwares fall silent while the cover is open.
        raise NotSent("silent", str(error)) from error
    if condition.obstacles:
        raise NotSent(condition.obstacles[0])
    return condition.paper_low


def inspect(connection: Mapping) -> Condition:
    """Return everything that the printer tells about itself, without printing.

    :param connection: as for :func:`send`
    :raise NotSent: it cannot be asked
    """
    patience = Patience(confirm=connection["seconds"])
    try:
        line = connect(connection, patience)
    except OSError as error:
        raise NotSent("unreachable", str(error)) from error
    try:
        if not line.answers or connection["confirmation"] == "none":
            return Condition()
        return DIALECTS[connection["language"]].inspect(line, patience)
    except OSError as error:
        raise NotSent("silent", str(error)) from error
    finally:
        line.close()


def _send_blindly(line: Line, payload: bytes, patience: Patience) -> Delivered:
    try:
        line.send(payload, patience.confirm)
    except Refused as error:
        raise NotSent("refused", str(error)) from error
    except OSError as error:
        raise Unknown("interrupted", str(error)) from error
    return Delivered()


def _trouble(line: Line, dialect, patience: Patience) -> str:
    """Return what the printer says is wrong, to help the person who is asked."""
    try:
        obstacles = dialect.inspect(line, patience).obstacles
    except OSError:
        return "silent"
    return obstacles[0] if obstacles else ""
