"""Addresses that pages link to."""

import re
from urllib.parse import urlsplit


def is_web_address(address: str) -> bool:
    """Whether a link with this address leads to a web page and does nothing else.

    >>> is_web_address("https://tickets.example.com/swan-lake?d=1")
    True
    >>> is_web_address("javascript:alert(1)")
    False
    """
    if re.search(r"[\s\x00-\x1f\x7f<>\"'\\]", address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a bracket or a port that is none
        return False
