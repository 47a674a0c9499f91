"""Codes that change every few seconds, so that a picture of one is soon worth nothing.

A *rotating code* is the ticket's static token, the number of a short step of time, and
a proof that whoever shows it knew the ticket's key in that step::

    T2 ‖ body of the static token ‖ base32(step u32 ‖ HMAC-SHA256(key, step)[:8])

166 characters of the same alphabet. The key is delivered to the buyer's phone once, so
the phone needs no network at the door; the gate derives it from the session's secret,
so the gate needs none either. Whoever can show the live picture of another's phone gets
past this; that a ticket admits once still decides.

JavaScript twins: ``ticket_sale/static/src/rotating_code`` shows codes, ``ticket_gate``
reads them; ``tests/vectors/rotating_code.json`` holds all to the same answers.
"""

import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from . import token as ticket_token

PREFIX = "T2"
STEP_SECONDS = 15
#: How many steps a phone's clock and a gate's may be apart, either way.
TOLERANCE = 2
SECRET_LENGTH = 32
KEY_LENGTH = 16

_STEP = struct.Struct(">I")
_MAC_LENGTH = 8
_TAIL_LENGTH = -(-(_STEP.size + _MAC_LENGTH) * 8 // 5)
CODE_LENGTH = ticket_token.TOKEN_LENGTH + _TAIL_LENGTH

OK = "ok"
STALE = "stale_code"
LIVE_NEEDED = "live_code_needed"
FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Code:
    """What was scanned: a signed token, and the proof of its moment if it has one."""

    claims: ticket_token.TicketClaims
    step: int | None = None
    mac: bytes = b""


@dataclass(frozen=True, slots=True)
class Rotation:
    """How a session's codes rotate.

    :param secrets: the current one first, then those it replaced: they admit nobody,
        they only tell an old code from a forged one
    :param fixed: media whose fixed tokens pass all the same
    """

    secrets: tuple[bytes, ...]
    fixed: frozenset[str] = frozenset()


def step_of(moment: float) -> int:
    """Return the number of the step that a Unix time lies in."""
    return int(moment // STEP_SECONDS)


def ticket_key(secret: bytes, ticket: int) -> bytes:
    """Return the key of one ticket, for the phone of its buyer."""
    return hmac.digest(secret, ticket.to_bytes(8, "big"), "sha256")[:KEY_LENGTH]


def code_at(token: str, key: bytes, step: int) -> str:
    """Return the rotating code of a static token in one step of time."""
    body = token[len(ticket_token.PREFIX) :]
    tail = _STEP.pack(step) + _mac(key, step)
    return PREFIX + body + ticket_token.to_crockford(tail)


def looks_like_code(text: str) -> bool:
    """Tell a static or rotating code from a typed number, without checking it."""
    return text.strip().upper().startswith((PREFIX, ticket_token.PREFIX))


def read(text: str, public_keys: Mapping[int, bytes]) -> Code:
    """Return what a static token or a rotating code says, its signature checked.

    Whether it is good at this moment is the question of :func:`judge`.

    :raise Malformed: when the text is neither
    :raise Forged: when the signature does not hold
    """
    text = text.strip().upper()
    if not text.startswith(PREFIX):
        return Code(ticket_token.verify(text, public_keys))
    if len(text) != CODE_LENGTH:
        raise ticket_token.Malformed("not a rotating code")
    tail = ticket_token.from_crockford(text[-_TAIL_LENGTH:])
    body = text[len(PREFIX) : -_TAIL_LENGTH]
    claims = ticket_token.verify(ticket_token.PREFIX + body, public_keys)
    return Code(claims, _STEP.unpack_from(tail)[0], tail[_STEP.size :])


def judge(code: Code, rotation: Rotation | None, now: float) -> str:
    """Tell whether a code whose signature holds is good at ``now``, a Unix time.

    :param rotation: ``None`` for a session whose codes do not rotate
    :return: ``ok``, ``stale_code``, ``live_code_needed`` or ``forged``
    """
    if rotation is None:
        return OK
    if code.step is None:
        return OK if code.claims.medium in rotation.fixed else LIVE_NEEDED
    for number, secret in enumerate(rotation.secrets):
        key = ticket_key(secret, code.claims.ticket)
        if hmac.compare_digest(_mac(key, code.step), code.mac):
            is_live = number == 0 and abs(code.step - step_of(now)) <= TOLERANCE
            return OK if is_live else STALE
    return FORGED


def _mac(key: bytes, step: int) -> bytes:
    return hmac.digest(key, _STEP.pack(step), "sha256")[:_MAC_LENGTH]
