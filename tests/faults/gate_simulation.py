"""40 lanes of a stadium through a bad network, with the hub and without.

With the hub each ticket lets in one person, and the server's books say just that.
Without it, lanes that decide alone let copies in: the control, which also shows that the
server finds every one of them.
"""

import contextlib
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tests.helpers import hub_house
from tests.helpers.cut_line import CutLine
from tests.helpers.gate_crowd import Account, Crowd, HttpLane
from tests.helpers.hub_process import HubProcess

API = "/ticket/api/v1/gate/"


@dataclass
class Outcome:
    account: Account
    cuts: list
    alone: int  # scans that the hub decided itself


def with_hub(base_url: str, told: dict, folder: Path, seconds: float) -> Outcome:
    """Let people in through the hub, over a line that is cut, and kill it once."""
    address = urlsplit(base_url)
    with (
        contextlib.closing(CutLine(address.hostname, address.port)) as line,
        contextlib.closing(
            HubProcess(folder, f"http://127.0.0.1:{line.port}", told["hub"])
        ) as hub,
    ):
        hub.start("--beat", "0.5")
        hub.wait_until(hub.is_linked, "the hub does not reach the server")
        hub.wait_until(lambda: _knows(hub, told), "the hub does not get the tickets")
        waits: list[float] = []
        lanes = [HttpLane(hub.url, one["token"], waits) for one in told["lanes"]]
        crowd, cuts = Crowd(told, lanes), []
        crowd.account.waits = waits
        trouble = threading.Thread(
            target=lambda: cuts.extend(line.cut_now_and_then(seconds * 0.95))
        )
        killer = threading.Timer(seconds * 0.5, _power_cut, [hub])
        trouble.start()
        killer.start()
        crowd.come(seconds)
        trouble.join()
        killer.join()
        hub.wait_until_told()
        return Outcome(crowd.account, cuts, _decided_alone(hub))


def _power_cut(hub: HubProcess) -> None:
    hub.kill()
    hub.start("--beat", "0.5")


def _knows(hub: HubProcess, told: dict) -> bool:
    tickets = _asked(hub, told, "package/tickets", session=told["session"])
    passes = _asked(hub, told, "package/passes")
    return tickets >= len(told["codes"]) and passes >= len(told["passes"])


def _asked(hub: HubProcess, told: dict, name: str, **params) -> int:
    """Return how many tickets or passes the hub tells a lane."""
    reply = requests.get(
        f"{hub.url}{API}{name}",
        params=params,
        headers={"Authorization": f"Bearer {told['lanes'][0]['token']}"},
        timeout=10,
    )
    return len(reply.json()["numbers"]) if reply.ok else 0


def _decided_alone(hub: HubProcess) -> int:
    address = f"file:{hub.home}/hub.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
        [(alone,)] = database.execute(
            "SELECT count(*) FROM scan WHERE verdict IS NOT NULL"
        )
    return alone


# --- the control: every lane for itself ----------------------------------------------


class LoneLane:
    """A lane with a package of its own and nobody to ask."""

    def __init__(self, package: dict, tickets: dict, told: dict):
        self._book = hub_house.book.Book(lambda rotation: None)
        self._book.learn(package)
        for number, facts in tickets.items():
            is_pass = "pass_type" in facts
            session = hub_house.tickets.NO_SESSION if is_pass else told["session"]
            self._book.recall(number, session, dict(facts))
        self._desk = hub_house.desk.Desk(self._book, hub_house.codes, lambda _n: None)
        self._clock = hub_house.clock.Clock()
        self._device, self._answers = told["device"], {}
        self._token, self.log = told["token"], []

    def scan(self, code: str, scan_id: str) -> dict:
        if scan_id in self._answers:
            return self._answers[scan_id]
        body = {"code": code, "scan_id": scan_id}
        request = hub_house.scanning.ScanRequest.parse(body, self._clock.moment())
        place = self._book.lanes[self._book.devices[self._device].gate]
        read = self._desk.read_code(code, place)
        verdict = self._desk.decide(place, "normal", request, read, "en_US")
        if verdict.admits:
            self._book.count(verdict.ticket, verdict.after)
        answer = self._answers[scan_id] = verdict.answer
        self.log.append(
            body
            | {
                "is_offline": True,
                "decided": answer["result"],
                "reason": answer["reason"],
                "scanned_at": request.scanned_at.isoformat() + "Z",
            }
        )
        return answer

    def upload(self, base_url: str) -> list[dict]:
        """Tell the server what was done; return its answers."""
        answers = []
        for first in range(0, len(self.log), 200):
            reply = requests.post(
                f"{base_url}{API}scans",
                json={"scans": self.log[first : first + 200]},
                headers={"Authorization": f"Bearer {self._token}"},
                timeout=120,
            )
            reply.raise_for_status()
            answers += reply.json()["scans"]
        return answers


def without_hub(base_url: str, told: dict, seconds: float, pace: float):
    """Let people in at lanes that cannot ask anybody; then tell the server.

    :return: (the lanes' account, the conflicts that the server told them)
    """
    key = {"Authorization": f"Bearer {told['hub']}"}
    package = requests.get(f"{base_url}{API}hub/package", headers=key, timeout=60)
    package.raise_for_status()
    tickets = {}
    for name, known in (
        (f"package/tickets?session={told['session']}", hub_house.columns.TICKETS),
        ("package/passes", hub_house.columns.PASSES),
    ):
        columns = requests.get(f"{base_url}{API}{name}", headers=key, timeout=60)
        tickets |= _tickets_of(columns.json(), known)
    lanes = [
        LoneLane(package.json(), tickets, one | {"session": told["session"]})
        for one in told["lanes"]
    ]
    account = Crowd(told, lanes, seed=2).come(seconds, pace)
    answers = [answer for lane in lanes for answer in lane.upload(base_url)]
    return account, [answer for answer in answers if answer.get("conflict")]


def _tickets_of(columns: dict, known: dict) -> dict:
    names = {name: one for name, one in known.items() if name in columns}
    rows = zip(*[columns[name] for name in names], strict=True)
    return {
        number: dict(zip(names.values(), row, strict=True))
        for number, row in zip(columns["numbers"], rows, strict=True)
    }
