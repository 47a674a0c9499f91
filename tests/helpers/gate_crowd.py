"""People at 40 lanes: each with a ticket, some with a copy of another's, some with a
forgery, some with a season card that they lend to others; scanners that send again when
no answer comes.

What the lanes let in is written down here, by the lanes' own account: that is what the
server's books are compared with.
"""

import itertools
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import requests

SECONDS_A_PERSON = 2.0  # 30 people a minute
PATIENCE = 60.0  # of a lane that gets no answer
COPIES, FORGERIES, PASSES, RESENT = 0.12, 0.05, 0.1, 0.1


@dataclass
class Account:
    """What happened at the lanes."""

    # code, or the number of a pass: who let it in
    entered: dict[str, list] = field(default_factory=dict)
    shown: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)
    changed: list = field(default_factory=list)  # answers that were not the first one
    forged_in: list = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, code, lane, scan_id, answer, *, is_forged) -> None:
        with self.lock:
            self.shown[code] += 1
            self.reasons[answer["reason"]] += 1
            if answer["result"] == "admit":
                self.entered.setdefault(code, []).append((lane, scan_id))
                if is_forged:
                    self.forged_in.append(code)

    @property
    def doubles(self) -> int:
        """How many came in on a ticket that had let somebody in already."""
        return sum(len(ways) - 1 for ways in self.entered.values())


class HttpLane:
    """A turnstile that asks an address, again and again until it is answered."""

    def __init__(self, base_url: str, token: str, waits: list[float]):
        self._url = f"{base_url}/ticket/api/v1/gate/scan"
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {token}"
        self._waits = waits

    def scan(self, code: str, scan_id: str) -> dict:
        begun, body = time.monotonic(), {"code": code, "scan_id": scan_id}
        while True:
            try:
                reply = self._http.post(self._url, json=body, timeout=3)
                if reply.status_code == 200:
                    self._waits.append(time.monotonic() - begun)
                    return reply.json()
            except requests.RequestException:
                pass  # the hub is being started again
            if time.monotonic() - begun > PATIENCE:
                raise TimeoutError(f"no answer to {scan_id}")
            time.sleep(0.1)


class Crowd:
    """Everybody who comes, shared out over the lanes."""

    def __init__(self, told: dict, lanes: list, seed: int = 1):
        """:param told: what ``gate_prepare.py`` answered
        :param lanes: objects with ``scan(code, scan_id) -> answer``"""
        self._codes, self._passes = told["codes"], told["passes"]
        self._lanes, self._seed = lanes, seed
        self._next = itertools.count()
        self.account = Account()
        self.troubles: list[Exception] = []

    def come(self, seconds: float, pace: float = SECONDS_A_PERSON) -> Account:
        """Come for so long, then let the rest in; return what happened."""
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._at_lane, args=(number, lane, end, pace))
            for number, lane in enumerate(self._lanes)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.troubles:
            raise self.troubles[0]
        return self.account

    def _at_lane(self, number, lane, end, pace) -> None:
        rng = random.Random(self._seed * 1000 + number)
        try:
            time.sleep(rng.uniform(0, pace))
            for turn in itertools.count():
                if time.monotonic() > end:
                    return
                begun = time.monotonic()
                self._person(number, lane, rng, f"{self._seed}-{number}-{turn}")
                time.sleep(
                    max(0, pace * rng.uniform(0.8, 1.2) + begun - time.monotonic())
                )
        except (OSError, ValueError, KeyError) as error:  # raised when all have ended
            self.troubles.append(error)

    def _person(self, number, lane, rng, scan_id) -> None:
        kind, forged, known = rng.random(), False, None
        if kind < FORGERIES:
            code, forged = _forgery(rng.choice(self._codes), rng), True
        elif kind < FORGERIES + COPIES:
            code = rng.choice(self._codes[: self._seen() + 20])
        elif kind < FORGERIES + COPIES + PASSES:
            shown = rng.choice(self._passes)
            code, known = rng.choice(shown["ways"]), shown["number"]
        else:
            code = self._codes[next(self._next) % len(self._codes)]
        answer = lane.scan(code, scan_id)
        self.account.note(known or code, number, scan_id, answer, is_forged=forged)
        if rng.random() < RESENT:
            again = lane.scan(code, scan_id)
            if again["result"] != answer["result"]:
                self.account.changed.append((scan_id, answer, again))

    def _seen(self) -> int:
        with self.account.lock:
            return len(self.account.shown)


def _forgery(code: str, rng) -> str:
    """A good code with one character changed."""
    place = rng.randrange(6, len(code))
    other = rng.choice([one for one in "0123456789ABCDEF" if one != code[place]])
    return code[:place] + other + code[place + 1 :]
