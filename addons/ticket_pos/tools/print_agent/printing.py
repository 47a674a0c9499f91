"""One thread for each printer: it alone talks to it."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .. import delivery
from .spool import Result, Spool, SpoolFull

_logger = logging.getLogger(__name__)

RETRY_SECONDS = 2  # a printer in trouble is asked so often
LOOK_SECONDS = 30  # and an idle one


@dataclass(frozen=True, slots=True)
class Condition:
    """What a printer was last heard to say."""

    outcome: str = "ready"
    reason: str = ""
    detail: str = ""
    paper_low: bool = False

    def told(self) -> dict:
        return {
            "outcome": self.outcome,
            "reason": self.reason,
            "detail": self.detail,
            "paper_low": self.paper_low,
        }


class PrinterThread:
    """Prints what the spool has for one printer, in order."""

    def __init__(self, spool: Spool, told: Mapping, changed: Callable[[], None]):
        self.id: int = told["id"]
        self._spool = spool
        self._told = dict(told)
        self._changed = changed
        self._condition: Condition | None = None
        self._news = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"printer {told['name']}", daemon=True
        )
        self._thread.start()

    @property
    def condition(self) -> Condition | None:
        """What the printer said, or nothing as long as it was not asked."""
        return self._condition

    @property
    def is_ready(self) -> bool:
        return self._condition is not None and self._condition.outcome == "ready"

    def tell(self, told: Mapping) -> None:
        """The server says how the printer is reached now."""
        if dict(told) != self._told:
            self._told = dict(told)
            self.wake()

    def wake(self) -> None:
        self._news.set()

    def close(self, seconds: float) -> None:
        """Finish the ticket that is being printed, and begin no other."""
        self._stop.set()
        self._news.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._work()
            except SpoolFull as error:
                self._say(Condition("not_sent", "agent_spool", str(error)))
            except Exception:
                # The next ticket may be printed: a dying thread would hide it.
                _logger.exception("printer %s", self._told["name"])
                self._say(Condition("not_sent", "agent_error"))
            self._news.wait(LOOK_SECONDS if self.is_ready else RETRY_SECONDS)
            self._news.clear()

    def _work(self) -> None:
        self._look()
        while self.is_ready and not self._stop.is_set():
            job = self._spool.begin(self.id)
            if job is None:
                return
            self._print(job)

    def _look(self) -> None:
        """Ask the printer how it is, unless a ticket is about to ask."""
        if self.is_ready and self._spool.has_work(self.id):
            return
        try:
            condition = delivery.inspect(self._told)
        except delivery.NotSent as error:
            self._say(Condition("not_sent", error.reason, error.detail))
        except ImportError as error:
            self._say(Condition("not_sent", "agent_library", str(error)))
        else:
            if condition.obstacles:
                self._say(Condition("not_sent", condition.obstacles[0]))
            else:
                self._say(Condition("ready", paper_low=condition.paper_low))

    def _print(self, job) -> None:
        try:
            done = delivery.send(self._told, job.payload, job.id)
        except delivery.Unknown as error:
            _logger.error(
                "%s: nobody knows whether it was printed: %s", job.name, error
            )
            self._spool.finish(Result(job.claim, "unknown", error.reason, error.detail))
            self._say(Condition("not_sent", error.reason, error.detail))
        except delivery.NotSent as error:
            self._spool.not_begun(job.claim, error.reason, error.detail)
            self._say(Condition("not_sent", error.reason, error.detail))
        except Exception as error:
            # Some of it may be on paper.
            self._spool.finish(Result(job.claim, "unknown", "interrupted", repr(error)))
            raise
        else:
            _logger.info("%s: printed", job.name)
            self._spool.finish(Result(job.claim, "printed", paper_low=done.paper_low))
            self._say(Condition("ready", paper_low=done.paper_low))
            self._changed()

    def _say(self, condition: Condition) -> None:
        if condition != self._condition:
            if condition.outcome != "ready":
                _logger.warning(
                    "printer %s: %s %s",
                    self._told["name"],
                    condition.reason,
                    condition.detail,
                )
            self._condition = condition
            self._changed()
