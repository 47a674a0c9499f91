"""The program's heart: it asks for tickets and tells what became of them.

It asks when the server says that there is something, when a ticket came out, when a
printer changed its mind, and every 25 seconds in any case: that is its heartbeat.
"""

import contextlib
import logging
import platform
import socket
import threading
import time

from . import VERSION
from .printing import Condition, PrinterThread
from .spool import Spool, SpoolFull
from .uplink import Refused, Server, Unanswered, Unreached, Uplink, job_told
from .wakeup import Wakeup

_logger = logging.getLogger(__name__)

HEARTBEAT = 25
HEARTBEAT_WITHOUT_WAKEUP = 2
FULL_SECONDS = 10
SAY_AGAIN_SECONDS = 20  # that a printer is as it was
LONGEST_PAUSE = 10  # between tries while the server is away
AHEAD = 4  # tickets here for each printer, so that it never waits for the network
LAST_TICKET_SECONDS = 150  # longer than any printer is waited for


class Agent:
    """Runs until :meth:`stop` is called."""

    def __init__(self, server: Server, spool: Spool):
        self._spool = spool
        self._server = server
        self._uplink = Uplink(server)
        self._run, self._previous, self._elsewhere = spool.begin_run()
        self._full_until = 0.0  # the disk took nothing; then it is tried again
        self._greeted = False
        self._failures = 0
        self._printers: dict[int, PrinterThread] = {}
        self._said: dict[int, tuple[Condition, float]] = {}  # what the server knows
        self._wakeup: Wakeup | None = None
        self._news = threading.Event()
        self._stop = threading.Event()

    def stop(self, *_signal) -> None:
        self._stop.set()
        self._news.set()

    def run(self) -> None:
        """Work until told to stop; then finish what is being printed and say so."""
        while not self._stop.is_set():
            self._news.clear()
            self._turn()
            self._news.wait(self._pause())
        if self._wakeup:
            self._wakeup.close()
        for printer in self._printers.values():
            printer.close(LAST_TICKET_SECONDS)
        if self._greeted:
            self._turn(leaving=True)
        self._uplink.close()

    # --- one turn ------------------------------------------------------------

    def _turn(self, leaving: bool = False) -> None:
        given_back: list[str] = []
        try:
            if not self._greeted:
                self._hello()
            self._sync(leaving)
            # Only to a server that has just answered: what is given back and not heard
            # of is nobody's.
            if given_back := self._give_back(leaving):
                self._sync(leaving)
            if self._failures:
                _logger.info("the server answers again")
            self._failures = 0
        except Unreached as error:
            # Nobody heard that we gave them back: we print them ourselves if we can.
            with contextlib.suppress(SpoolFull):  # if not, the server hears it later
                self._spool.take_back(given_back)
            self._failed(error)
        except Unanswered as error:
            self._failed(error)
        except SpoolFull as error:
            self._full_until = time.monotonic() + FULL_SECONDS
            self._failed(error)
        except (KeyError, TypeError, ValueError) as error:
            self._failed(
                ValueError(f"the server's answer is not understood: {error!r}")
            )
        except Refused as error:
            self._greeted = self._greeted and error.code != "agent_taken"
            self._failed(error)

    def _pause(self) -> float:
        if self._failures:
            time.sleep(0.2)  # news of printers must not make it a busy loop
            return min(2 ** min(self._failures, 8) / 4, LONGEST_PAUSE)
        if self._wakeup and self._wakeup.connected:
            return HEARTBEAT
        return HEARTBEAT_WITHOUT_WAKEUP

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        self._said.clear()
        if self._failures in {1, 10} or self._failures % 100 == 0:
            _logger.warning("%s", error)

    def _hello(self) -> None:
        answer = self._uplink.post(
            "hello",
            {
                "run": self._run,
                "previous": self._previous,
                "elsewhere": self._elsewhere,
                "version": VERSION,
                "host": socket.gethostname(),
                "platform": platform.platform(terse=True),
            },
        )
        self._greeted = True
        _logger.info(
            "paired with %s as %s", self._server.url, answer["agent"].get("name")
        )
        self._tell_printers(answer["printers"])
        if self._wakeup is None:
            channel = answer["wake_channel"]
            self._wakeup = Wakeup(self._server, channel, self._hear)

    def _hear(self, word: dict) -> None:
        """The server has something for us, or wants to know how the printers are."""
        if word.get("look"):
            for printer in list(self._printers.values()):
                printer.wake()
        self._news.set()

    def _sync(self, leaving: bool) -> None:
        asked_at = time.time()
        results = self._spool.results()
        answer = self._uplink.post(
            "sync",
            {
                "run": self._run,
                "results": [result.told() for result in results],
                "holding": self._spool.holding(),
                "printers": [
                    self._told(printer, leaving) for printer in self._printers.values()
                ],
            },
        )
        until = asked_at + float(answer["lease_seconds"])
        self._spool.accepted(answer["accepted"])
        if answer["revoked"]:
            # We were away for too long, or a person decided: the server must hear that
            # these are on no paper.
            self._spool.drop(answer["revoked"], "agent_late")
            self._news.set()
        self._spool.prolong(until)
        if leaving:
            return
        self._tell_printers(answer["printers"])
        for told in answer["jobs"]:
            self._keep(told, until)
        for printer in self._printers.values():
            if self._spool.has_work(printer.id):
                printer.wake()

    def _keep(self, told: dict, until: float) -> None:
        try:
            self._spool.add(job_told(told), until)
        except (SpoolFull, ValueError) as error:
            _logger.error("a ticket cannot be kept: %s", error)
            self._spool.refuse(told["claim"], "agent_spool")
            self._full_until = time.monotonic() + FULL_SECONDS
            self._news.set()

    def _give_back(self, leaving: bool) -> list[str]:
        """Let the server decide about the tickets of printers in trouble: people see
        there that they wait, and may have them printed elsewhere."""
        claims: list[str] = []
        for printer in self._printers.values():
            condition = printer.condition
            if leaving:
                claims += self._spool.give_back(printer.id, "agent_stopped")
            elif condition and condition.outcome != "ready":
                claims += self._spool.give_back(
                    printer.id, condition.reason, condition.detail
                )
        return claims

    def _told(self, printer: PrinterThread, leaving: bool) -> dict:
        told = {"id": printer.id}
        if leaving:
            return told | Condition("not_sent", "agent_stopped").told()
        condition, now = printer.condition, time.monotonic()
        if now < self._full_until:
            condition = Condition("not_sent", "agent_spool")
        said, said_at = self._said.get(printer.id, (None, 0))
        if condition and (condition != said or now > said_at + SAY_AGAIN_SECONDS):
            self._said[printer.id] = condition, now
            told |= condition.told()
        if condition and condition.outcome == "ready":
            told["room"] = max(AHEAD - self._spool.count(printer.id), 0)
        return told

    def _tell_printers(self, told: list[dict]) -> None:
        """Have one thread for each printer that the server says is ours."""
        wanted = {printer["id"]: printer for printer in told}
        for printer_id in self._printers.keys() - wanted.keys():
            self._printers.pop(printer_id).close(0)
        for printer_id, printer in wanted.items():
            if printer_id in self._printers:
                self._printers[printer_id].tell(printer)
            else:
                self._printers[printer_id] = PrinterThread(
                    self._spool, printer, self._news.set
                )
