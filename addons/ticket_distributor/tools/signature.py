"""Request signatures of the distributor API. Knows nothing of Odoo.

text      = method \\n path with query \\n timestamp \\n hex SHA-256 of the body
signature = hex HMAC-SHA256(secret, text)
"""

import hashlib
import hmac

TOLERANCE = 300
"""Seconds a timestamp may differ from the server's clock, either way."""


def sign(secret: str, method: str, path: str, timestamp: str, body: bytes) -> str:
    """Sign a request.

    :param path: what stands in the request line: path, and ``?query`` if there is one

    >>> sign("s", "GET", "/x", "0", b"")[:16]
    'de8d0b6c0a15591e'
    """
    digest = hashlib.sha256(body).hexdigest()
    text = "\n".join((method.upper(), path, timestamp, digest))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def matches(signature: str, expected: str) -> bool:
    """Compare in constant time; any text may come in, also non-ASCII."""
    return hmac.compare_digest(signature.lower().encode(), expected.encode())


def is_fresh(timestamp: str, now: float) -> bool:
    """Whether a timestamp (Unix seconds) lies within the tolerance.

    >>> is_fresh("1000", 1300.0), is_fresh("1000", 1301.0), is_fresh("soon", 0)
    (True, False, False)
    """
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(now - int(timestamp)) <= TOLERANCE
