"""Turnstiles that talk by MQTT (3.1.1), each under a topic of its own.

::

    <root>/<name>/up/scan       {"code", "seq", "dir": "in" | "out", "two_phase"?}   QoS 1
    <root>/<name>/up/passage    {"ref", "passed"}
    <root>/<name>/up/alive      "1", and "0" as the turnstile's last will
    <root>/<name>/down/answer   {"seq", "result", "reason", "message", "ref"?, "open"}
    <root>/<name>/down/command  {"command": "open" | "lock" | "free" | "normal" | …}
    <root>/<name>/down/state    "closed" | "normal" | "free" | "emergency"   retained
    <root>/hub/alive            "1" retained, and "0" as the hub's last will

QoS 1 may bring a message twice: a scan is known by its ``seq``. Settings in
``hub.json``::

    {"kind": "mqtt", "host": "10.0.0.30", "port": 1883, "root": "gates",
     "username": "hub", "password_file": "/etc/gate-hub/mqtt", "ca_file": null,
     "lanes": {"<name>": 12}}

The ``paho-mqtt`` package does the protocol, in a thread of its own.
"""

import asyncio
import json
import logging
from pathlib import Path

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from . import NotChecked

_logger = logging.getLogger(__name__)

LONGEST = 8 * 1024
LOOK = 0.5
BAD = (ValueError, TypeError, KeyError, AttributeError)


class Mqtt:
    def __init__(self, settings: dict, gate):
        self._settings, self._gate = settings, gate
        self._root = settings.get("root", "gates")
        self._lanes: dict[str, int] = settings["lanes"]
        self._said: dict[str, str] = {}
        self._loop = None
        self._watch = None
        self._client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id=settings.get("client_id", "gate-hub")
        )
        self._client.on_connect = self._on_connect
        self._client.on_message = self._on_message
        self._client.will_set(f"{self._root}/hub/alive", "0", qos=1, retain=True)
        if settings.get("username"):
            secret = Path(settings["password_file"]).read_text().strip()
            self._client.username_pw_set(settings["username"], secret)
        if settings.get("ca_file"):
            self._client.tls_set(settings["ca_file"])

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        for name, device in self._lanes.items():
            self._gate.listen(device, self._obeying(name))
        self._client.reconnect_delay_set(1, 5)
        self._client.connect_async(
            self._settings["host"], int(self._settings.get("port", 1883)), keepalive=15
        )
        self._client.loop_start()
        self._watch = asyncio.create_task(self._follow_states())

    async def close(self) -> None:
        if self._watch:
            self._watch.cancel()
        if self._client.is_connected():
            told = self._client.publish(f"{self._root}/hub/alive", "0", 1, retain=True)
            await self._loop.run_in_executor(None, told.wait_for_publish, 2)
        self._client.disconnect()
        await self._loop.run_in_executor(None, self._client.loop_stop)

    # --- in paho's thread ------------------------------------------------------

    def _on_connect(self, client, _userdata, _flags, reason, _properties) -> None:
        if reason.is_failure:
            _logger.warning("the MQTT broker refuses: %s", reason)
            return
        client.subscribe([(f"{self._root}/{name}/up/#", 1) for name in self._lanes])
        client.publish(f"{self._root}/hub/alive", "1", qos=1, retain=True)
        self._said.clear()  # a broker that was started anew has forgotten the states

    def _on_message(self, _client, _userdata, message) -> None:
        _root, name, _up, kind = message.topic.rsplit("/", 3)
        if len(message.payload) > LONGEST or (message.retain and kind != "alive"):
            return  # noise, or a scan of yesterday
        work = {"scan": self._scan, "passage": self._passage, "alive": self._alive}
        if kind in work:
            asyncio.run_coroutine_threadsafe(
                self._do(work[kind], name, message.payload), self._loop
            )

    # --- in the hub's loop -----------------------------------------------------

    async def _do(self, work, name: str, payload: bytes) -> None:
        try:
            await work(name, payload)
        except BAD as error:
            _logger.warning("turnstile %s says what we cannot read: %s", name, error)

    async def _scan(self, name: str, payload: bytes) -> None:
        body = json.loads(payload)
        seq = str(body["seq"])
        try:
            answer = await self._gate.decide(
                self._lanes[name],
                body["code"],
                body.get("dir", "in"),
                f"{name}-{seq}",
                two_phase=body.get("two_phase") is True,
            )
        except NotChecked as error:
            answer = {"result": "refuse", "reason": error.code, "message": str(error)}
        told = {
            "seq": body["seq"],
            "open": answer["result"] == "admit",
            **{key: answer[key] for key in ("result", "reason", "message")},
        }
        if "passage" in answer:
            told["ref"] = answer["passage"]
        self._tell(name, "answer", told)

    async def _passage(self, name: str, payload: bytes) -> None:
        body = json.loads(payload)
        try:
            await self._gate.passage(self._lanes[name], body["ref"], body["passed"])
        except NotChecked as error:
            _logger.warning("turnstile %s: %s", name, error)

    async def _alive(self, name: str, payload: bytes) -> None:
        if payload == b"0":
            _logger.warning("turnstile %s is gone", name)

    def _obeying(self, name: str):
        async def obey(command: dict) -> bool:
            told = self._tell(name, "command", {"command": command["command"]})
            return await self._loop.run_in_executor(None, _arrived, told)

        return obey

    async def _follow_states(self) -> None:
        while True:
            if self._client.is_connected():
                for name, device in self._lanes.items():
                    state = self._gate.state(device)
                    if self._said.get(name) != state:
                        topic = f"{self._root}/{name}/down/state"
                        self._client.publish(topic, state, qos=1, retain=True)
                        self._said[name] = state
            await asyncio.sleep(LOOK)

    def _tell(self, name: str, kind: str, told: dict):
        text = json.dumps(told, ensure_ascii=False)
        return self._client.publish(f"{self._root}/{name}/down/{kind}", text, qos=1)


def _arrived(told) -> bool:
    """Whether the broker has the message; asked in a thread, it waits."""
    try:
        told.wait_for_publish(2)
    except (RuntimeError, ValueError):
        return False
    return told.is_published()


def open_adapter(settings: dict, gate) -> Mqtt:
    """See ``adapters.open_adapter``."""
    return Mqtt(settings, gate)
