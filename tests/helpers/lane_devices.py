"""Simulated devices of a lane, speaking the bytes that real ones do."""

import asyncio
import json
import struct
from contextlib import suppress

import paho.mqtt.client as paho
from amqtt.broker import Broker as AmqttBroker
from paho.mqtt.enums import CallbackAPIVersion

WRITE_COIL, READ_INPUTS = 0x05, 0x02


def crc(data: bytes) -> bytes:
    """CRC-16/MODBUS, low byte first (Modbus over Serial Line 1.02, appendix B)."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return struct.pack("<H", value)


class RelayBoard:
    """A relay and a passage sensor on Modbus, framed as RTU over TCP or Modbus TCP."""

    def __init__(self, framer: str):
        self.framer = framer
        self.received: list[bytes] = []
        self.switched: list[bool] = []
        self.is_somebody_there = False
        self.is_refusing = False
        self._writers = []

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error):
        self._server.close()
        self.hang_up()
        await self._server.wait_closed()

    def hang_up(self):
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    async def _serve(self, reader, writer):
        self._writers.append(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await self._answer(reader, writer)

    async def _answer(self, reader, writer):
        if self.framer == "rtu":
            frame = await reader.readexactly(8)  # every request we know is so long
            assert crc(frame[:-2]) == frame[-2:], "a wrong checksum"
            said = self._do(frame[:-2])
            writer.write(said + crc(said))
        else:
            head = await reader.readexactly(6)
            number, protocol, size = struct.unpack(">HHH", head)
            assert protocol == 0, "no Modbus TCP"
            frame = await reader.readexactly(size)
            said = self._do(frame)
            writer.write(struct.pack(">HHH", number, 0, len(said)) + said)
            frame = head + frame
        if frame[-7 if self.framer == "rtu" else 7] == WRITE_COIL:
            self.received.append(frame)
        await writer.drain()

    def _do(self, request: bytes) -> bytes:
        unit, function, _address, value = struct.unpack(">BBHH", request)
        if self.is_refusing:
            return bytes([unit, function | 0x80, 0x04])  # server device failure
        if function == WRITE_COIL:
            self.switched.append(value == 0xFF00)
            return request
        assert function == READ_INPUTS
        seen, self.is_somebody_there = self.is_somebody_there, False
        return bytes([unit, function, 1, seen])


class SerialReader:
    """A reader behind a serial server: whoever connects gets what it reads."""

    async def __aenter__(self):
        self._connected = asyncio.Event()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error):
        self._server.close()
        if self._connected.is_set():
            self._writer.close()
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        self._writer = writer
        self._connected.set()
        await reader.read()

    async def send(self, data: bytes):
        await self._connected.wait()
        self._writer.write(data)
        await self._writer.drain()


class Broker:
    """An MQTT broker of its own for a test."""

    async def __aenter__(self):
        free = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
        self.port = free.sockets[0].getsockname()[1]
        free.close()
        await free.wait_closed()
        listener = {"type": "tcp", "bind": f"127.0.0.1:{self.port}"}
        plugins = {"amqtt.plugins.authentication.AnonymousAuthPlugin": {}}
        self._broker = AmqttBroker(
            {"listeners": {"default": listener}, "plugins": plugins}
        )
        await self._broker.start()
        return self

    async def __aexit__(self, *_error):
        await self._broker.shutdown()


class Turnstile:
    """A turnstile that talks by MQTT."""

    def __init__(self, port: int, topic: str):
        self.port, self.topic = port, topic
        self.answers, self.commands, self.states, self.hub_alive = [], [], [], []
        self._client = paho.Client(CallbackAPIVersion.VERSION2)
        self._client.on_message = self._on_message
        self._client.will_set(f"{topic}/up/alive", "0", qos=1)

    async def start(self):
        self._client.connect("127.0.0.1", self.port)
        root = self.topic.rpartition("/")[0]
        self._client.subscribe([(f"{self.topic}/down/#", 1), (f"{root}/hub/#", 1)])
        self._client.loop_start()

    async def close(self):
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)

    def say(self, kind: str, told: dict):
        self.publish(kind, json.dumps(told).encode())

    def publish(self, kind: str, payload: bytes):
        self._client.publish(f"{self.topic}/{kind}", payload, qos=1)

    def _on_message(self, _client, _userdata, message):
        kind = message.topic.rpartition("/")[2]
        if kind == "answer":
            self.answers.append(json.loads(message.payload))
        elif kind == "command":
            self.commands.append(json.loads(message.payload)["command"])
        elif kind == "state":
            self.states.append(message.payload.decode())
        elif kind == "alive":
            self.hub_alive.append(message.payload.decode())
