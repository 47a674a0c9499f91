"""The server's time, whatever happens to the clock of this computer."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

CLOSE_ENOUGH = 2.0  # the server tells whole seconds


class Clock:
    """Runs by the monotonic clock from where the server last set it.

    Between two starts of the program only the computer's own clock can tell how long it
    was off. It never goes back behind what was written down before: a computer whose
    battery is empty wakes up years ago.

    :param offset: how far the server's clock was ahead of this computer's
    :param latest: the last moment that was written down before this start
    """

    def __init__(
        self,
        offset: float = 0.0,
        latest: float = 0.0,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ):
        self._wall, self._monotonic = wall, monotonic
        believed = wall() + offset
        #: True when the computer's clock went back: the time is a guess then.
        self.is_doubtful = believed < latest
        self._set(max(believed, latest))

    def now(self) -> float:
        """Return the server's time as Unix seconds."""
        return self._base + self._monotonic() - self._since

    def moment(self) -> datetime:
        """Return it as UTC without zone, as the server keeps times."""
        return datetime.fromtimestamp(self.now(), UTC).replace(tzinfo=None)

    def offset(self) -> float:
        return self.now() - self._wall()

    def hear(self, server_time: float, trip: float) -> None:
        """The server told its time in an answer that took ``trip`` seconds."""
        told = server_time + trip / 2
        if self.is_doubtful or abs(told - self.now()) > CLOSE_ENOUGH:
            self._set(told)
        self.is_doubtful = False

    def _set(self, moment: float) -> None:
        self._base, self._since = moment, self._monotonic()
