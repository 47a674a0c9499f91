"""Keep a text so that it can be compared and, by those with the key, read again.

Knows nothing of Odoo. One secret gives two keys that say nothing about each other: one
for the fingerprint, one for the encryption.
"""

import base64
import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECRET_BYTES = 32
_NONCE = 12


class Unreadable(ValueError):
    """Sealed with another secret, for another purpose, or damaged."""


def new_secret() -> str:
    return base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def fingerprint(secret: str, text: str) -> str:
    """A keyed hash: equal texts have equal ones, and nobody without the secret can try
    out all the numbers there are."""
    return hmac.new(_key(secret, b"fingerprint"), text.encode(), sha256).hexdigest()


def seal(secret: str, text: str, purpose: str, nonce: bytes | None = None) -> str:
    """Encrypt ``text`` (AES-256-GCM).

    :param purpose: bound to the sealed text; it opens for the same purpose only
    """
    nonce = nonce or os.urandom(_NONCE)
    cipher = AESGCM(_key(secret, b"seal"))
    sealed = cipher.encrypt(nonce, text.encode(), purpose.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(secret: str, sealed: str, purpose: str) -> str:
    """:raise Unreadable: not sealed by :func:`seal` with this secret and purpose"""
    try:
        raw = base64.b64decode(sealed, validate=True)
        cipher = AESGCM(_key(secret, b"seal"))
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable("cannot be opened") from error


def _key(secret, use):
    return hmac.new(base64.b64decode(secret), b"ticket " + use, sha256).digest()
