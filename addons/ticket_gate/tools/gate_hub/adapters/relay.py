"""A reader on a serial server, and a relay board that opens the gate.

The reader (RS485 or RS232 behind a TCP serial server) sends the code and CR. The board
speaks Modbus, framed as RTU over TCP behind a serial server or as Modbus TCP (Modbus
Application Protocol 1.1b3: coil 05, discrete inputs 02). Where the gate has a passage
sensor, people are counted when they walk through, not when they scan.

Settings in ``hub.json``::

    {"kind": "relay", "device": 12, "direction": "in",
     "reader": {"host": "10.0.0.21", "port": 4001},
     "board": {"host": "10.0.0.22", "port": 502, "framer": "rtu" | "socket",
               "unit": 1, "coil": 0, "open_ms": 700, "sensor": 0}}

``sensor`` is a discrete input that is on while somebody walks through; leave it away
when there is none. The ``pymodbus`` package does the frames.
"""

import asyncio
import logging

from pymodbus import FramerType, ModbusException
from pymodbus.client import AsyncModbusTcpClient

from . import NotChecked
from .reader import Repeats, TooLong, lines

_logger = logging.getLogger(__name__)

#: Between two looks at the lane's state and at the passage sensor, seconds.
LOOK = 0.5
SENSE = 0.05
#: Between two tries to reach a device that is away, seconds.
RETRY = 1.0
OPEN_STATES = ("free", "emergency")


class Board:
    """The relay that opens, and the sensor that sees somebody walk through."""

    def __init__(self, settings: dict):
        self._client = AsyncModbusTcpClient(
            settings["host"],
            port=int(settings.get("port", 502)),
            framer=FramerType(settings.get("framer", "rtu")),
            timeout=1,
            retries=1,
            reconnect_delay=0,
        )
        self._unit = int(settings.get("unit", 1))
        self._coil = int(settings.get("coil", 0))
        self._sensor = settings.get("sensor")
        self.open_seconds = int(settings.get("open_ms", 700)) / 1000
        self._turn = asyncio.Lock()

    @property
    def has_sensor(self) -> bool:
        return self._sensor is not None

    async def switch(self, is_on: bool) -> None:
        """:raise OSError: the board does not answer"""
        async with self._turn:
            await self._reach()
            await self._checked(
                self._client.write_coil(self._coil, is_on, device_id=self._unit)
            )

    async def sees(self) -> bool:
        """:raise OSError: the board does not answer"""
        async with self._turn:
            await self._reach()
            answer = await self._checked(
                self._client.read_discrete_inputs(
                    int(self._sensor), count=1, device_id=self._unit
                )
            )
            return answer.bits[0]

    async def _reach(self) -> None:
        if not self._client.connected and not await self._client.connect():
            raise OSError("the relay board is away")

    async def _checked(self, asked):
        try:
            answer = await asked
        except ModbusException as error:
            self._client.close()
            raise OSError(f"the relay board: {error}") from error
        if answer.isError():
            raise OSError(f"the relay board refuses: {answer}")
        return answer

    def close(self) -> None:
        self._client.close()


class Relay:
    def __init__(self, settings: dict, gate):
        self._gate = gate
        self._device = settings["device"]
        self._direction = settings.get("direction", "in")
        self._reader = settings["reader"]
        self._board = Board(settings["board"])
        self._repeats = Repeats()
        self._held_open = False
        self._tasks: list[asyncio.Task] = []

    async def start(self) -> None:
        self._gate.listen(self._device, self._obey)
        self._tasks = [
            asyncio.create_task(self._for_ever(work))
            for work in (self._read, self._follow_state)
        ]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._board.close()

    async def _for_ever(self, work) -> None:
        """Do ``work`` again whenever a device was away."""
        while True:
            try:
                await work()
            except (OSError, TooLong) as error:
                _logger.warning("lane device %s: %s", self._device, error)
            await asyncio.sleep(RETRY)

    # --- scans ---------------------------------------------------------------

    async def _read(self) -> None:
        reader, writer = await asyncio.open_connection(
            self._reader["host"], int(self._reader["port"])
        )
        try:
            async for line in lines(reader):
                await self._scan(line.strip())
        finally:
            writer.close()

    async def _scan(self, code: str) -> None:
        """Ask, open, and tell whether somebody went through.

        Without a sensor whoever the gate was opened for went through. When the board
        does not open it nobody did: the ticket is as good as before.
        """
        try:
            answer = await self._gate.decide(
                self._device,
                code,
                self._direction,
                self._repeats.number("", code),
                two_phase=True,
            )
        except NotChecked as error:
            _logger.warning("lane device %s: not checked: %s", self._device, error)
            return
        if answer["result"] != "admit":
            return
        try:
            passed = await self._let_through(answer.get("passage_seconds", 10))
        except OSError as error:
            _logger.warning("lane device %s: %s", self._device, error)
            passed = 0
        if ref := answer.get("passage"):
            await self._gate.passage(self._device, ref, passed)

    async def _pulse(self) -> None:
        """Open for a moment; a lane that is free stays open."""
        await self._board.switch(True)
        await asyncio.sleep(self._board.open_seconds)
        if not self._held_open:
            await self._board.switch(False)

    async def _let_through(self, seconds: float) -> int:
        """Open for one person; return how many walked through, 0 or 1."""
        if not self._board.has_sensor:
            await self._pulse()
            return 1
        await self._board.switch(True)
        try:
            async with asyncio.timeout(seconds):
                while not await self._board.sees():
                    await asyncio.sleep(SENSE)
                return 1
        except TimeoutError:
            return 0
        finally:
            if not self._held_open:
                await self._board.switch(False)

    # --- what the server wants ------------------------------------------------

    async def _obey(self, command: dict) -> bool:
        try:
            if command["command"] == "open":
                await self._pulse()
            else:
                await self._hold()
        except OSError as error:
            _logger.warning("lane device %s: %s", self._device, error)
            return False
        return True

    async def _follow_state(self) -> None:
        while True:
            await self._hold()
            await asyncio.sleep(LOOK)

    async def _hold(self) -> None:
        """Keep the gate open while the lane is free or there is an emergency."""
        is_free = self._gate.state(self._device) in OPEN_STATES
        if is_free != self._held_open:
            await self._board.switch(is_free)
            self._held_open = is_free


def open_adapter(settings: dict, gate) -> Relay:
    """See ``adapters.open_adapter``."""
    return Relay(settings, gate)
