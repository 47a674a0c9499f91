"""Ticket numbers and signed ticket tokens.

A *number* is what people read and type: 16 digits, the last one a Luhn check digit. A
*token* is what the QR code carries: ``T1`` followed by Crockford base32 of 26 bytes of
claims and a 64-byte Ed25519 signature, 146 characters in all. Capitals and digits only:
they pass through keyboard-wedge scanners, input methods and URLs unharmed, and fit the
compact alphanumeric mode of a QR code.

Claims, big endian::

    version and key id   1   high nibble 1, low nibble the key id
    flags                1
    ticket               8   the ticket number
    session              4
    type                 3
    valid_from           4   Unix time
    valid_to             4   Unix time
    admits               1   people

The flags tell for which medium the token was made, see ``MEDIA``: a session whose codes
rotate lets fixed tokens pass only from the media it allows (``rotating_code``).

The signature proves that we issued the ticket, not that it is unused: who is let in is
the gate's decision.

>>> is_number("4539148803436467")
True
"""

import base64
import binascii
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

PREFIX = "T1"
VERSION = 1
KEY_IDS = range(16)
NUMBER_LENGTH = 16

#: What a token was made for, by the number in its flags. A phone can change its code.
MEDIA = ("phone", "paper", "pdf", "wallet", "partner")

_HEAD = struct.Struct(">BBQI3sIIB")
_SIGNATURE_LENGTH = 64
_BODY_LENGTH = (_HEAD.size + _SIGNATURE_LENGTH) * 8 // 5
TOKEN_LENGTH = len(PREFIX) + _BODY_LENGTH

_RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_RFC4648, _CROCKFORD)
_FROM_CROCKFORD = str.maketrans(_CROCKFORD, _RFC4648)
_CROCKFORD_SET = frozenset(_CROCKFORD)


class TokenError(ValueError):
    """The token cannot be trusted."""


class Malformed(TokenError):
    """The text is not a token: wrong prefix, length, alphabet or version."""


class Forged(TokenError):
    """The text is a token, but none of our keys signed it."""


class UnknownKey(Forged):
    """The token names a key that is not among those given."""


@dataclass(frozen=True, slots=True)
class TicketClaims:
    """What a token states about a ticket. Carries no personal data."""

    ticket: int
    session: int
    type: int
    valid_from: int
    valid_to: int
    admits: int
    flags: int = 0

    @property
    def medium(self) -> str | None:
        """What the token was made for; ``None`` for a medium of tomorrow."""
        number = self.flags & 0x07
        return MEDIA[number] if number < len(MEDIA) else None


def sign(claims: TicketClaims, key_id: int, private_key: bytes) -> str:
    """Return the signed token; the same claims and key always give the same token.

    :raise ValueError: when a claim does not fit its field or the key is not a key
    """
    head = _pack(claims, key_id)
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(head)
    return PREFIX + to_crockford(head + signature)


def verify(token: str, public_keys: Mapping[int, bytes]) -> TicketClaims:
    """Return the claims of a token that one of ``public_keys`` signed.

    Surrounding blanks and lower case are forgiven, because scanners add them.

    :raise Malformed: when the text is not a token
    :raise Forged: when the signature does not hold
    """
    head, signature = _split(token)
    claims, key_id = _unpack(head)
    if key_id not in public_keys:
        raise UnknownKey(f"no key {key_id}")
    try:
        _public_key(bytes(public_keys[key_id])).verify(signature, head)
    except InvalidSignature as error:
        raise Forged("signature does not hold") from error
    return claims


def to_crockford(blob: bytes) -> str:
    """Return bytes in the alphabet that scanners pass unharmed, without padding.

    >>> to_crockford(b"T1")
    'AGRG'
    """
    return base64.b32encode(blob).decode().rstrip("=").translate(_TO_CROCKFORD)


def from_crockford(text: str) -> bytes:
    """Return the bytes behind :func:`to_crockford`; each has one spelling only.

    :raise Malformed: when nothing was written so
    """
    if not _CROCKFORD_SET.issuperset(text):
        raise Malformed("characters outside the alphabet")
    padding = "=" * (-len(text) % 8)
    try:
        blob = base64.b32decode(text.translate(_FROM_CROCKFORD) + padding)
    except binascii.Error as error:
        raise Malformed("not base32") from error
    if to_crockford(blob) != text:
        raise Malformed("another spelling of a code")
    return blob


def new_key_pair(private_key: bytes) -> tuple[bytes, bytes]:
    """Return ``(private, public)`` for 32 random bytes."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    return private_key, key.public_key().public_bytes_raw()


def new_number(randbits: Callable[[int], int]) -> str:
    """Return a new ticket number: 15 random digits and a check digit.

    The first digit is never zero: spreadsheets drop leading zeros.

    :param randbits: a source such as ``secrets.randbits``
    """
    lowest = 10 ** (NUMBER_LENGTH - 2)
    span = 9 * lowest
    while (offset := randbits(50)) >= span:
        # 2 ** 50 is not a multiple of the span: rejecting keeps every number as likely
        pass
    body = str(lowest + offset)
    return body + check_digit(body)


def check_digit(digits: str) -> str:
    """Return the Luhn check digit to append to ``digits``.

    >>> check_digit("453914880343646")
    '7'
    """
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def is_number(text: str) -> bool:
    """Tell whether ``text`` has the form of a ticket number, check digit included."""
    return (
        len(text) == NUMBER_LENGTH
        and text.isascii()
        and text.isdigit()
        and check_digit(text[:-1]) == text[-1]
    )


def format_number(number: str) -> str:
    """Return the number in groups of four, as it is printed for people.

    >>> format_number("4539148803436467")
    '4539 1488 0343 6467'
    """
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def _pack(claims: TicketClaims, key_id: int) -> bytes:
    if key_id not in KEY_IDS:
        raise ValueError(f"key id {key_id} is not within 0..15")
    try:
        return _HEAD.pack(
            VERSION << 4 | key_id,
            claims.flags,
            claims.ticket,
            claims.session,
            claims.type.to_bytes(3, "big"),
            claims.valid_from,
            claims.valid_to,
            claims.admits,
        )
    except (struct.error, OverflowError) as error:
        raise ValueError(f"claims do not fit a token: {error}") from error


def _split(token: str) -> tuple[bytes, bytes]:
    text = token.strip().upper()
    if not text.startswith(PREFIX) or len(text) != TOKEN_LENGTH:
        raise Malformed("not a ticket token")
    blob = from_crockford(text[len(PREFIX) :])
    return blob[: _HEAD.size], blob[_HEAD.size :]


def _unpack(head: bytes) -> tuple[TicketClaims, int]:
    first, flags, ticket, session, type_bytes, start, end, admits = _HEAD.unpack(head)
    if first >> 4 != VERSION:
        raise Malformed("unknown token version")
    claims = TicketClaims(
        ticket=ticket,
        session=session,
        type=int.from_bytes(type_bytes, "big"),
        valid_from=start,
        valid_to=end,
        admits=admits,
        flags=flags,
    )
    return claims, first & 0x0F


@lru_cache(maxsize=64)
def _public_key(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)
