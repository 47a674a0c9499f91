"""A venue with printers and whoever prints on them, to be broken at will.

A *worker* is whoever sends the jobs. The server's are here; another kind is a class with
the same methods and an entry in ``WORKERS``.
"""

import os
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.helpers.clients import Client
from tests.helpers.virtual_printer import VirtualPrinter
from tests.race.test_last_seats import query

from .agent_worker import AgentWorker

CONFIRM_SECONDS = 2
PATIENCE = 40.0


class ServerWorker:
    """The threads of an Odoo server; ``options`` say what kind of server."""

    options: tuple[str, ...] = ("--workers=0",)

    def __init__(self, serve, database):
        self._serve, self._database = serve, database

    def start(self):
        """Begin to print; also after :meth:`kill`. Return the server to talk to."""
        self.server = self._serve(self._database, *self.options)
        return self.server

    @property
    def alive(self):
        try:
            stat = Path(f"/proc/{self.server.pid}/stat").read_text()
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] != "Z"

    def printer_values(self):
        """What a printer needs so that this worker prints on it."""
        return {}

    def kill(self):
        """Die at once, as in a power cut, with all there is of it."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self._wait_until_gone()

    def stop(self):
        """End in order; return when it has."""
        os.kill(self.server.pid, signal.SIGTERM)
        self._wait_until_gone()

    def close(self):
        """The tests are over; the server itself belongs to whoever served it."""

    def _wait_until_gone(self):
        deadline = time.monotonic() + PATIENCE
        while self.alive:
            assert time.monotonic() < deadline, "the server does not end"
            with suppress(ChildProcessError):
                os.waitpid(self.server.pid, os.WNOHANG)
            time.sleep(0.05)


class PreforkWorker(ServerWorker):
    """A production server: several processes, any of which may print."""

    options = ("--workers=2", "--max-cron-threads=1")


WORKERS = {"server": ServerWorker, "prefork": PreforkWorker, "agent": AgentWorker}


class House:
    """The records, asked for through the back office as a supervisor would."""

    def __init__(self, worker, database):
        self.worker, self.database = worker, database
        self.papers: list[VirtualPrinter] = []
        self.open(worker.start())

    def open(self, server):
        """Talk to this server from now on."""
        self.office = Client(server.base_url).login(self.database, "admin", "admin")

    def restart(self):
        """Start the worker again; the minute until the cron job looks is over."""
        self.open(self.worker.start())
        cron = ["ticket_pos", "ir_cron_print_queue"]
        [[cron]] = query(
            self.database,
            "SELECT res_id FROM ir_model_data WHERE module = %s AND name = %s",
            *cron,
        )
        self.office.run_job(cron)

    def begin(self):
        """Before a test: whoever died in the last one lives again."""
        if not self.worker.alive:
            self.restart()

    def end(self):
        """After a test: nothing of it is printed any more."""
        for paper in self.papers:
            paper.close()
        self.papers = []
        query(
            self.database,
            """UPDATE ticket_print_job SET state = 'cancelled'
                WHERE state IN ('waiting', 'failed')""",
        )

    # --- printers and tickets -------------------------------------------------

    def printer(self, paper=None, **values):
        """Return a printer's id; its paper is a virtual printer, a new one if none."""
        paper = paper or VirtualPrinter()
        self.papers.append(paper)
        return self.office.call(
            "ticket.printer",
            "create",
            [
                {
                    "name": f"Printer {len(self.papers)}",
                    "host": paper.host,
                    "port": paper.port,
                    "confirm_seconds": CONFIRM_SECONDS,
                    **self.worker.printer_values(),
                    **values,
                }
            ],
        )

    def tickets(self, count):
        """Sell so many tickets in the back office; return ``{ticket id: token}``."""
        [[session]] = query(
            self.database,
            """SELECT session.id FROM ticket_session session
                 JOIN ticket_venue venue ON venue.id = session.venue_id
                WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
             ORDER BY session.id LIMIT 1""",
        )
        query(self.database, "UPDATE ticket_approval_rule SET active = false")
        [[adult]] = query(
            self.database, "SELECT id FROM ticket_type WHERE code = 'adult'"
        )
        [customer] = self.office.call("res.partner", "create", [[{"name": "Group"}]])
        wizard = self.office.call(
            "ticket.bulk",
            "create",
            [
                {
                    "session_id": session,
                    "type_id": adult,
                    "partner_id": customer,
                    "count": count,
                }
            ],
        )
        self.office.call("ticket.bulk", "action_hold", [[wizard]])
        self.office.call("ticket.bulk", "action_issue", [[wizard]])
        sold = self.office.call(
            "ticket.ticket",
            "search_read",
            [[["partner_id", "=", customer]], ["token"]],
            order="id",
        )
        assert len(sold) == count
        return {ticket["id"]: ticket["token"] for ticket in sold}

    def print(self, tickets, printer):
        """Print in bulk; return the ids of the jobs, the first to be printed first."""
        context = {"active_model": "ticket.ticket", "active_ids": list(tickets)}
        wizard = self.office.call(
            "ticket.print", "create", [{"printer_id": printer}], context=context
        )
        batch = self.office.call("ticket.print", "action_print", [[wizard]])["res_id"]
        return self.office.call(
            "ticket.print.job", "search", [[["batch_id", "=", batch]]], order="id"
        )

    def decide(self, word, jobs):
        """A person's word: ``action_retry``, ``action_mark_printed``, …"""
        self.office.call("ticket.print.job", word, [jobs])

    # --- what became of it ----------------------------------------------------

    def states(self, jobs):
        """Return the state of each job; ``uncertain`` for a job that asks a person."""
        rows = query(
            self.database,
            """SELECT id, CASE WHEN is_uncertain THEN 'uncertain' ELSE state END
                 FROM ticket_print_job WHERE id = ANY(%s)""",
            jobs,
        )
        return [dict(rows)[job] for job in jobs]

    def wait(self, jobs, *states, seconds=PATIENCE):
        """Wait until the jobs are in these states, one a job or one for all.

        :raise AssertionError: they are not in time
        """
        wanted = list(states) if len(states) == len(jobs) else list(states) * len(jobs)
        deadline = time.monotonic() + seconds
        while (now := self.states(jobs)) != wanted:
            assert time.monotonic() < deadline, f"{now}, not {wanted}"
            time.sleep(0.05)

    def problem(self, job):
        [[problem]] = query(
            self.database, "SELECT problem FROM ticket_print_job WHERE id = %s", job
        )
        return problem

    def wait_for_problem(self, job, problem):
        """Wait until it is known why a job waits."""
        deadline = time.monotonic() + PATIENCE
        while (now := self.problem(job)) != problem:
            assert time.monotonic() < deadline, f"{now}, not {problem}"
            time.sleep(0.05)

    def on_paper(self):
        """Return how often each token can be read on the papers of all printers."""
        return Counter(
            code
            for paper in self.papers
            for ticket in paper.tickets
            for code in ticket.codes
        )

    def settle(self, seconds=4.0):
        """Leave time for what must not happen: longer than a worker's next try."""
        time.sleep(seconds)
