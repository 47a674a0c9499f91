"""The hub's turnstile adapters, against simulated devices that speak the true bytes."""

import asyncio
import contextlib
import http.client
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.lane_devices import Broker, RelayBoard, SerialReader, Turnstile
from tests.helpers.pure import pure

adapters = pure("ticket_gate", "gate_hub.adapters")
reader = pure("ticket_gate", "gate_hub.adapters.reader")

GOOD, BAD = "4539148803436467", "4539148803436468"
PASSAGE_SECONDS = 0.6


class HubGate:
    """Stands for the hub: admits GOOD once, and writes down what it was asked."""

    def __init__(self):
        self.scans, self.passages, self.handlers = {}, [], {}
        self.lane_state = "normal"
        self.is_checked = True

    async def decide(
        self, device, code, direction="in", scan_id="", *, count=1, two_phase=False
    ):
        if not self.is_checked:
            raise adapters.NotChecked("storage_full", "The disk is full.")
        if scan_id in self.scans:
            return self.scans[scan_id]
        used = any(answer["result"] == "admit" for answer in self.scans.values())
        is_good = code == GOOD and not used
        answer = {
            "scan_id": scan_id,
            "device": device,
            "direction": direction,
            "result": "admit" if is_good else "refuse",
            "reason": "ok" if is_good else "already_used" if used else "malformed",
            "message": "Welcome" if is_good else "已入场",
        }
        if is_good and two_phase:
            answer |= {"passage": scan_id, "passage_seconds": PASSAGE_SECONDS}
        self.scans[scan_id] = answer
        return answer

    async def passage(self, device, ref, passed):
        self.passages.append((device, ref, passed))
        return {}

    def state(self, device):
        return self.lane_state

    def listen(self, device, handler):
        self.handlers[device] = handler

    @property
    def results(self):
        return [answer["result"] for answer in self.scans.values()]


def scenario(body):
    """Run an async test within seconds, whatever hangs."""

    def run():
        async def bounded():
            async with asyncio.timeout(20):
                await body()

        asyncio.run(bounded())

    run.__name__, run.__doc__ = body.__name__, body.__doc__
    return run


@contextlib.asynccontextmanager
async def at_work(settings, gate):
    adapter = adapters.open_adapter(settings, gate)
    await adapter.start()
    try:
        yield adapter
    finally:
        await adapter.close()


async def until(true, seconds=5):
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


def test_unknown_adapter_is_told():
    for kind in ("nothing", "../reader", ""):
        with pytest.raises(ValueError, match=r"adapter"):
            adapters.open_adapter({"kind": kind}, HubGate())


# --- a reader that posts, and opens on the answer ------------------------------


def reader_settings(protocol):
    lanes = {"7": {"device": 12}, "8": {"device": 13, "direction": "out"}}
    return {
        "kind": "reader",
        "protocol": protocol,
        "host": "127.0.0.1",
        "port": 0,
        "devices": lanes,
        "default": "7",
    }


def post(port, body):
    """As the QR head does: a form that calls itself HTML."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("POST", "/", body, {"Content-Type": "text/html"})
    with contextlib.closing(connection):
        return connection.getresponse().read().decode()


@scenario
async def test_reader_opens_on_code_0000():
    gate = HubGate()
    async with at_work(reader_settings("http"), gate) as adapter:
        body = f"vgdecoderesult={GOOD}&&devicenumber=7&&otherparams="
        first = await asyncio.to_thread(post, adapter.port, body)
        other = body.replace("devicenumber=7", "devicenumber=8")
        second = await asyncio.to_thread(post, adapter.port, other)
    assert first == "code=0000&&desc=ok"
    assert second == "code=0001&&desc=已入场"
    told = [(a["device"], a["direction"]) for a in gate.scans.values()]
    assert told == [(12, "in"), (13, "out")]


@scenario
async def test_reader_that_heard_nothing_and_sends_again_gets_the_same_answer():
    gate = HubGate()
    async with at_work(reader_settings("http"), gate) as adapter:
        for _time in range(3):
            said = await asyncio.to_thread(post, adapter.port, GOOD)
            assert said.startswith("code=0000")
    assert gate.results == ["admit"]


def test_same_code_later_is_another_scan():
    now = [100.0]
    repeats = reader.Repeats(lambda: now[0])
    first = repeats.number("7", GOOD)
    now[0] += reader.REPEAT_SECONDS
    assert repeats.number("7", GOOD) == first
    assert repeats.number("8", GOOD) != first
    now[0] += reader.REPEAT_SECONDS + 0.1
    assert repeats.number("7", GOOD) != first


@scenario
async def test_reader_stays_shut_when_nothing_could_be_checked():
    gate = HubGate()
    gate.is_checked = False
    async with at_work(reader_settings("http"), gate) as adapter:
        said = await asyncio.to_thread(post, adapter.port, GOOD)
    assert said.startswith("code=0001")


@scenario
async def test_reader_without_a_lane_stays_shut():
    settings = reader_settings("http") | {"default": ""}
    async with at_work(settings, gate := HubGate()) as adapter:
        body = f"vgdecoderesult={GOOD}&&devicenumber=99&&otherparams="
        assert "unknown" in await asyncio.to_thread(post, adapter.port, body)
    assert not gate.scans


@scenario
async def test_reader_by_bare_lines_over_tcp():
    gate = HubGate()
    async with at_work(reader_settings("tcp"), gate) as adapter:
        told, tell = await asyncio.open_connection("127.0.0.1", adapter.port)
        tell.write(f"vgdecoderesult={GOOD}&&devicenumber=7&&otherparams=\r\n".encode())
        assert await told.readline() == b"code=0000&&desc=ok\r\n"
        tell.write(BAD[:8].encode())  # a line may come in pieces
        await asyncio.sleep(0.05)
        tell.write(BAD[8:].encode() + b"\r")
        assert (await told.readline()).startswith(b"code=0001")
        tell.close()
    assert gate.results == ["admit", "refuse"]


@scenario
async def test_noise_without_end_is_let_go_and_others_are_served():
    gate = HubGate()
    for protocol in ("tcp", "http"):
        async with at_work(reader_settings(protocol), gate) as adapter:
            told, tell = await asyncio.open_connection("127.0.0.1", adapter.port)
            with contextlib.suppress(ConnectionError):
                for _chunk in range(40):
                    tell.write(b"\xff" * 1024)
                    await tell.drain()
            with contextlib.suppress(ConnectionError):
                assert await told.read() == b""
            tell.close()
            told, tell = await asyncio.open_connection("127.0.0.1", adapter.port)
            tell.write(b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nxyz")
            tell.write(b"\r\n")
            assert await told.readline()
            tell.close()
    assert "admit" not in gate.results


# --- a relay board on Modbus -----------------------------------------------------


@contextlib.asynccontextmanager
async def relay_lane(gate, framer="rtu", **board_settings):
    async with RelayBoard(framer) as board, SerialReader() as serial:
        settings = {
            "kind": "relay",
            "device": 12,
            "reader": {"host": "127.0.0.1", "port": serial.port},
            "board": {
                "host": "127.0.0.1",
                "port": board.port,
                "framer": framer,
                "open_ms": 100,
                **board_settings,
            },
        }
        async with at_work(settings, gate):
            yield board, serial


@pytest.mark.parametrize("framer", ["rtu", "socket"])
def test_relay_pulses_for_a_good_ticket_only(framer):
    async def body():
        gate = HubGate()
        async with relay_lane(gate, framer) as (board, serial):
            await serial.send(BAD.encode() + b"\r")
            await serial.send(GOOD.encode() + b"\r")
            await until(lambda: board.switched == [True, False])
            await until(lambda: gate.passages)
        assert gate.results == ["refuse", "admit"]
        assert [passed for _device, _ref, passed in gate.passages] == [1]

    scenario(body)()


@scenario
async def test_bytes_on_the_wire_are_those_of_the_standard():
    async with relay_lane(HubGate()) as (board, serial):
        await serial.send(GOOD.encode() + b"\r")
        await until(lambda: len(board.received) == 2)
    assert board.received[0] == bytes.fromhex("01050000FF008C3A")
    assert board.received[1] == bytes.fromhex("010500000000CDCA")


@scenario
async def test_people_are_counted_when_the_sensor_sees_them():
    gate = HubGate()
    async with relay_lane(gate, sensor=0) as (board, serial):
        await serial.send(GOOD.encode() + b"\r")
        await until(lambda: board.switched == [True])
        assert not gate.passages
        board.is_somebody_there = True
        await until(lambda: gate.passages)
        await until(lambda: board.switched == [True, False])
    assert [passed for _device, _ref, passed in gate.passages] == [1]


@scenario
async def test_nobody_walked_through_is_told_and_the_gate_shuts():
    gate = HubGate()
    async with relay_lane(gate, sensor=0) as (board, serial):
        await serial.send(GOOD.encode() + b"\r")
        await until(lambda: gate.passages)
        await until(lambda: board.switched == [True, False])
    assert [passed for _device, _ref, passed in gate.passages] == [0]


@pytest.mark.parametrize("sensor", [None, 0])
def test_gate_that_did_not_open_has_counted_nobody(sensor):
    async def body():
        gate = HubGate()
        async with relay_lane(gate, sensor=sensor) as (board, serial):
            board.is_refusing = True
            await serial.send(GOOD.encode() + b"\r")
            await until(lambda: gate.passages)
        assert [passed for _device, _ref, passed in gate.passages] == [0]

    scenario(body)()


@scenario
async def test_gate_is_held_open_in_an_emergency_and_shut_after_it():
    gate = HubGate()
    async with relay_lane(gate) as (board, _serial):
        gate.lane_state = "emergency"
        await until(lambda: board.switched == [True])
        gate.lane_state = "normal"
        await until(lambda: board.switched == [True, False])


@scenario
async def test_board_that_comes_back_is_used_again():
    gate = HubGate()
    async with relay_lane(gate) as (board, serial):
        board.hang_up()
        await serial.send(GOOD.encode() + b"\r")
        await until(lambda: True in board.switched)


@scenario
async def test_staff_open_the_lane_by_command():
    gate = HubGate()
    async with relay_lane(gate) as (board, _serial):
        assert await gate.handlers[12]({"id": 1, "command": "open"})
        assert board.switched == [True, False]


# --- MQTT ---------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def mqtt_lane(gate):
    async with Broker() as broker:
        settings = {
            "kind": "mqtt",
            "host": "127.0.0.1",
            "port": broker.port,
            "lanes": {"north-1": 12},
        }
        turnstile = Turnstile(broker.port, "gates/north-1")
        await turnstile.start()
        async with at_work(settings, gate):
            await until(lambda: turnstile.states)  # the hub is there
            yield turnstile
        await asyncio.sleep(0.2)  # its last words
        await turnstile.close()


@scenario
async def test_turnstile_asks_and_is_answered_by_mqtt():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        turnstile.say("up/scan", {"code": GOOD, "seq": 1, "dir": "in"})
        await until(lambda: len(turnstile.answers) == 1)
        turnstile.say("up/scan", {"code": GOOD, "seq": 2, "dir": "in"})
        await until(lambda: len(turnstile.answers) == 2)
    assert [(a["seq"], a["open"]) for a in turnstile.answers] == [(1, True), (2, False)]
    assert turnstile.answers[1]["message"] == "已入场"


@scenario
async def test_message_that_comes_twice_is_one_scan():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        for _time in range(2):
            turnstile.say("up/scan", {"code": GOOD, "seq": 1})
        await until(lambda: len(turnstile.answers) == 2)
    assert [answer["open"] for answer in turnstile.answers] == [True, True]
    assert gate.results == ["admit"]


@scenario
async def test_passage_is_told_by_mqtt():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        turnstile.say("up/scan", {"code": GOOD, "seq": 1, "two_phase": True})
        await until(lambda: turnstile.answers)
        ref = turnstile.answers[0]["ref"]
        turnstile.say("up/passage", {"ref": ref, "passed": 1})
        await until(lambda: gate.passages)
    assert gate.passages == [(12, ref, 1)]


@scenario
async def test_state_is_kept_for_turnstiles_that_come_later():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        gate.lane_state = "emergency"
        await until(lambda: turnstile.states[-1] == "emergency")
        late = Turnstile(turnstile.port, "gates/north-1")
        await late.start()
        await until(lambda: late.states)  # this broker gives what it keeps twice
        assert set(late.states) == {"emergency"}
        await late.close()


@scenario
async def test_command_reaches_the_turnstile():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        assert await gate.handlers[12]({"id": 5, "command": "open"})
        await until(lambda: turnstile.commands == ["open"])


@scenario
async def test_nonsense_from_a_turnstile_harms_nobody():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        for nonsense in (
            b"",
            b"[]",
            b"{",
            b"\xff\xfe",
            json.dumps({"seq": 1}).encode(),
        ):
            turnstile.publish("up/scan", nonsense)
        turnstile.say("up/scan", {"code": GOOD, "seq": 9})
        await until(lambda: turnstile.answers)
    assert turnstile.answers[0]["open"]


@scenario
async def test_hub_that_is_gone_is_known():
    gate = HubGate()
    async with mqtt_lane(gate) as turnstile:
        await until(lambda: turnstile.hub_alive)
        assert set(turnstile.hub_alive) == {"1"}
    assert turnstile.hub_alive[-1] == "0"
