"""The hub's own HTTP: what lanes send, and what strangers send."""

import asyncio
import gzip
import json

import pytest

from tests.helpers import hub_house
from tests.helpers.hub_house import LANES, code_of
from tests.helpers.pure import pure

web = pure("ticket_gate", "gate_hub.web")
API = "/ticket/api/v1/gate/"
TOKEN = hub_house.token_of(LANES[0])
ORIGIN = "https://tickets.example.com"


async def ask(port, method, path, body=None, token=TOKEN, raw=None, **headers):
    """Return (status, headers, JSON) of one request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    lines = [f"{method} {API}{path} HTTP/1.1", "Host: hub"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    lines += [f"Content-Length: {len(content)}", "", ""]
    writer.write(raw or "\r\n".join(lines).encode() + content)
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    told = dict(line.lower().split(": ", 1) for line in head[1:-2])
    content = await reader.readexactly(int(told["content-length"]))
    writer.close()
    if told.get("content-encoding") == "gzip":
        content = gzip.decompress(content)
    if content and "json" in told["content-type"]:
        content = json.loads(content)
    return int(head[0].split()[1]), told, content or None


def serve(house, story):
    async def whole():
        house.start()
        await house.hear()
        server = web.Web(house.hub, ORIGIN)
        port = await server.start("127.0.0.1", 0, None)
        try:
            return await story(port)
        finally:
            await server.close()

    return asyncio.run(whole())


def test_a_lane_scans_as_it_does_at_the_server(house):
    async def story(port):
        body = {"code": code_of(0), "scan_id": "1"}
        return await ask(port, "POST", "scan", body)

    status, _headers, answer = serve(house, story)
    assert (status, answer["result"]) == (200, "admit")
    assert answer["ticket"]["number"] == hub_house.number_of(0)


@pytest.mark.parametrize("token", ["", "wrong", "0" * 40])
def test_without_a_token_of_a_lane_there_is_nothing(house, token):
    async def story(port):
        return await ask(port, "GET", "package", token=token)

    status, headers, answer = serve(house, story)
    assert (status, answer["error"]["code"]) == (401, "unauthorized")
    assert headers["www-authenticate"] == "bearer"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "scan", b"{", 400, "invalid_json"),
        ("POST", "scan", b"[" * 100_000, 400, "invalid_json"),
        ("POST", "scan", b"[]", 400, "invalid_request"),
        ("POST", "scan", {"code": 1}, 400, "invalid_request"),
        ("POST", "scan", {"code": "x"}, 400, "invalid_request"),
        ("POST", "scans", {"scans": 1}, 400, "invalid_request"),
        ("POST", "scans", {"scans": [{}] * 501}, 400, "invalid_request"),
        ("POST", "passage", {"ref": "none", "passed": 1}, 404, "unknown_passage"),
        ("POST", "passage", {"ref": "none", "passed": True}, 400, "invalid_request"),
        ("GET", "package/tickets?session=x", None, 400, "invalid_request"),
        ("GET", "package/tickets?session=99", None, 404, "not_found"),
        ("GET", "scan", None, 405, "method_not_allowed"),
        ("GET", "nothing", None, 404, "not_found"),
    ],
)
def test_bad_requests_get_the_apis_errors(house, method, path, body, status, code):
    async def story(port):
        return await ask(port, method, path, body)

    got, _headers, answer = serve(house, story)
    assert (got, answer["error"]["code"]) == (status, code)
    assert answer["error"].keys() == {"code", "message", "details"}


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
    ],
)
def test_what_is_no_http_is_told_so(house, raw, status):
    async def story(port):
        return await ask(port, "", "", raw=raw)

    assert serve(house, story)[0] == status


def test_pages_of_the_server_may_ask_and_others_not(house):
    async def story(port):
        ours = await ask(port, "OPTIONS", "scan", Origin=ORIGIN)
        other = await ask(port, "OPTIONS", "scan", Origin="https://evil.example")
        return ours, other

    ours, other = serve(house, story)
    assert ours[1]["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-origin" not in other[1]


def test_a_lane_gets_the_tickets_and_then_what_changed(house):
    async def story(port):
        path = f"package/tickets?session={hub_house.SESSION}"
        _s, _h, first = await ask(port, "GET", path, Accept_Encoding="gzip")
        await house.scan(LANES[1], code_of(2), "1")
        since = f"{path}&since={first['cursor']}"
        return first, (await ask(port, "GET", since))[2]

    first, then = serve(house, story)
    assert (first["full"], len(first["numbers"])) == (True, 3)
    assert (then["full"], then["numbers"]) == (False, [hub_house.number_of(2)])
    assert then["admitted"] == [1]


def test_a_lanes_package_and_heartbeat_have_the_servers_shape(house):
    async def story(port):
        await house.scan(LANES[0], code_of(0), "1")
        _s, _h, package = await ask(port, "GET", "package", Accept_Language="zh")
        return package, (await ask(port, "POST", "heartbeat", {"done": [7]}))[2]

    package, beat = serve(house, story)
    assert package["used"] == {hub_house.number_of(0): [1, 0]}
    assert package["gate"]["state"] == "normal"
    assert package["rules"][0]["venue"] == hub_house.VENUE
    assert beat["counters"] == {"admitted": 1, "refused": 0}
    [session] = beat["sessions"]
    assert (session["sold"], session["admitted"], session["inside"]) == (3, 1, 1)


def test_commands_wait_until_the_lane_has_done_them(house):
    command = {"id": 5, "device": LANES[0], "command": "open"}

    async def story(port):
        house.server.commands = [command]
        await house.hear()
        _s, _h, first = await ask(port, "POST", "heartbeat")
        _s, _h, then = await ask(port, "POST", "heartbeat", {"done": [5]})
        await house.hear()
        return first, then

    first, then = serve(house, story)
    assert first["commands"] == [command]
    assert then["commands"] == []
    assert house.server.done == [5]


def test_an_adapter_hears_commands_and_how_its_lane_stands(house):
    heard = []

    async def obey(command):
        heard.append(command)
        return True

    async def story(_port):
        house.hub.listen(LANES[0], obey)
        house.server.commands = [{"id": 5, "device": LANES[0], "command": "open"}]
        await house.hear()
        await asyncio.sleep(0.01)
        await house.hear()

    serve(house, story)
    assert [one["command"] for one in heard] == ["open", "state"]
    assert heard[1]["state"] == "normal"
    assert house.server.done == [5]


def test_the_photo_on_a_pass_is_the_servers(house):
    async def story(port):
        path = f"pass/{hub_house.pass_number(0)}/photo"
        other = f"pass/{hub_house.pass_number(1)}/photo"
        found = [await ask(port, "GET", one) for one in (path, other)]
        stranger = await ask(port, "GET", path, token="x")
        house.server.cut = "before"
        return *found, stranger, await ask(port, "GET", path)

    found, *others = serve(house, story)
    assert (found[0], found[1]["content-type"], found[2]) == (200, "image/png", b"PNG")
    assert [status for status, _headers, _body in others] == [404, 401, 404]
