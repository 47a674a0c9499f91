"""The print agent as a worker of the fault matrix."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.clients import Client

PATIENCE = 40.0


class AgentWorker:
    """A program on a cashier's PC; the server itself is never killed here.

    A second one, beside the first, is a copy of that PC with everything on its disk.
    """

    def __init__(self, serve, database):
        self.server = serve(database, "--workers=0")
        self._folder = Path(tempfile.mkdtemp(prefix="print-agent-"))
        self._program = self._folder / "print-agent.pyz"
        self._running: list[subprocess.Popen] = []
        self._pair(Client(self.server.base_url).login(database, "admin", "admin"))

    def _pair(self, office):
        self._program.write_bytes(office.get("/ticket/print-agent.pyz").content)
        [self._agent] = office.call("ticket.print.agent", "create", [[{"name": "PC"}]])
        action = office.call("ticket.print.agent", "action_pair", [[self._agent]])
        code = action["context"]["default_code"]
        subprocess.run(
            [*self._command("home"), "pair", self.server.base_url, code], check=True
        )
        office.http.close()

    def start(self):
        """Begin to print; also after :meth:`kill`. Return the server to talk to."""
        home = "home"
        if self.alive:
            home = "copy"
            shutil.copytree(
                self._folder / "home", self._folder / home, dirs_exist_ok=True
            )
        with (self._folder / "log").open("ab") as log:
            self._running.append(
                subprocess.Popen([*self._command(home), "run"], stdout=log, stderr=log)
            )
        return self.server

    @property
    def alive(self):
        return any(program.poll() is None for program in self._running)

    def printer_values(self):
        """What a printer needs so that this worker prints on it."""
        return {"worker": "agent", "agent_id": self._agent}

    def kill(self):
        """Die at once, as when somebody pulls the plug of the PC."""
        program = self._running.pop()
        program.kill()
        program.wait(PATIENCE)

    def stop(self):
        """End in order; return when it has."""
        program = self._running.pop()
        program.terminate()
        program.wait(PATIENCE)

    def close(self):
        while self._running:
            self.kill()
        shutil.rmtree(self._folder)

    def _command(self, home):
        # Nothing but the standard library, as on a bare PC.
        return [
            sys.executable,
            "-I",
            "-S",
            self._program,
            "--home",
            self._folder / home,
        ]
