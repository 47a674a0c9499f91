"""Turnstiles that speak a language of their own, told to the hub.

An adapter is a module here with ``open_adapter(settings, gate)``; ``hub.json`` names it::

    "adapters": [{"kind": "<module>", …}]

Each entry is given whole as ``settings``. An adapter translates bytes to the calls of
:class:`Gate`, and decides nothing. It runs in the hub's one asyncio loop: what blocks
belongs into an executor. Packages of its own are imported in its module only, so that
the hub starts without them.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Protocol

Handler = Callable[[dict], Awaitable[bool]]


class NotChecked(Exception):
    """Nothing was decided and nothing was counted: keep the lane shut, try again.

    ``code`` is the one of the gate API's errors, such as ``storage_full``.
    """

    def __init__(self, code: str, message: str, status: int = 503):
        super().__init__(message)
        self.code = code
        self.status = status


class Gate(Protocol):
    """What the hub does for an adapter. ``device`` is the number of the lane's device."""

    async def decide(
        self,
        device: int,
        code: str,
        direction: str = "in",
        scan_id: str = "",
        *,
        count: int = 1,
        two_phase: bool = False,
    ) -> dict:
        """Return the very answer of ``POST gate/scan``.

        A ``scan_id`` seen before gets the answer it got before. Without one, whatever
        comes is a new scan: give the reader's own number where it has one.

        :raise NotChecked: nobody may pass, nothing was counted
        """

    async def passage(self, device: int, ref: str, passed: int) -> dict:
        """Tell how many people went through on the answer's ``passage``; 0 is nobody.

        :raise NotChecked: the hub does not know this passage
        """

    def state(self, device: int) -> str:
        """Return what the lane is now: ``closed``, ``normal``, ``free``,
        ``emergency``."""

    def listen(self, device: int, handler: Handler) -> None:
        """Have ``handler`` called with each command: ``{"id", "command", …}``, where
        ``command`` is ``open``, ``lock``, ``free``, ``normal``, ``reload``,
        ``message``, or ``state`` with the lane's new ``state``. The server is told that
        it was done when the answer is true."""


class Adapter(Protocol):
    """A translator between a kind of turnstile and the hub."""

    async def start(self) -> None:
        """Listen or connect. A device that is away is no error: try again later."""

    async def close(self) -> None:
        """Let go of sockets and tasks."""


def open_adapter(settings: dict, gate: Gate) -> Adapter:
    """Return the adapter that ``settings`` names.

    :raise ValueError: there is none of this name
    """
    kind = str(settings.get("kind", ""))
    if not kind.isidentifier() or kind.startswith("_"):
        raise ValueError(f"{kind!r} is not an adapter")
    try:
        module = import_module(f".{kind}", __name__)
    except ModuleNotFoundError as error:
        raise ValueError(f"the adapter {kind!r} cannot be used: {error}") from error
    return module.open_adapter(settings, gate)
