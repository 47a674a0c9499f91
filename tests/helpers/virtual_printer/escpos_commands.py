"""Cut a stream of ESC/POS bytes into commands."""

from collections.abc import Callable

from .ticket import TEXT, UNKNOWN, Command

#: How many parameter bytes follow a command: a number, or a function of the bytes that
#: follow, which returns None while it cannot tell.
Length = int | Callable[[bytes], int | None]


def _counted(offset: int) -> Length:
    """A little-endian count after ``offset`` bytes, then so many bytes."""
    return lambda following: (
        None
        if len(following) < offset + 2
        else offset + 2 + int.from_bytes(following[offset : offset + 2], "little")
    )


def _long_counted(following: bytes) -> int | None:
    if len(following) < 4:
        return None
    return 4 + int.from_bytes(following[:4], "little")


def _raster(following: bytes) -> int | None:
    if len(following) < 5:
        return None
    stride = int.from_bytes(following[1:3], "little")
    return 5 + stride * int.from_bytes(following[3:5], "little")


def _columns(following: bytes) -> int | None:
    if len(following) < 3:
        return None
    height = 3 if following[0] in {32, 33} else 1
    return 3 + height * int.from_bytes(following[1:3], "little")


def _cut(following: bytes) -> int | None:
    if not following:
        return None
    return 2 if following[0] in {65, 66, 97, 98} else 1


def _barcode(following: bytes) -> int | None:
    if len(following) < 2:
        return None
    if following[0] > 6:
        return 2 + following[1]
    end = following.find(0, 1)
    return None if end < 0 else end + 1


LENGTHS: dict[bytes, Length] = {
    **dict.fromkeys((b"\n", b"\r", b"\t", b"\x0c", b"\x18"), 0),
    **dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1bL", b"\x1bS", b"\x1b\x0c"), 0),
    **dict.fromkeys((b"\x1c&", b"\x1c."), 0),
    **dict.fromkeys((b"\x1b!", b"\x1bE", b"\x1bG", b"\x1b-", b"\x1bM"), 1),
    **dict.fromkeys((b"\x1ba", b"\x1b{", b"\x1bt", b"\x1bR", b"\x1b "), 1),
    **dict.fromkeys((b"\x1bd", b"\x1bJ", b"\x1b3", b"\x1bV", b"\x1bT"), 1),
    **dict.fromkeys((b"\x1b=", b"\x1c!", b"\x1cC", b"\x1d!", b"\x1dB"), 1),
    **dict.fromkeys((b"\x1db", b"\x1dh", b"\x1dw", b"\x1dH", b"\x1df"), 1),
    **dict.fromkeys((b"\x1da", b"\x1dr", b"\x1dI", b"\x10\x04", b"\x10\x05"), 1),
    **dict.fromkeys((b"\x1b$", b"\x1b\\", b"\x1d$", b"\x1d\\", b"\x1bB"), 2),
    **dict.fromkeys((b"\x1dL", b"\x1dW", b"\x1dP", b"\x1bc"), 2),
    **dict.fromkeys((b"\x1bp", b"\x10\x14"), 3),
    b"\x1bW": 8,
    b"\x1d\x0c": 0,
    b"\x1dV": _cut,
    b"\x1b*": _columns,
    b"\x1dv0": _raster,
    b"\x1dk": _barcode,
    b"\x1d8L": _long_counted,
    b"\x1d(L": _counted(0),
    b"\x1d(k": _counted(0),
    b"\x1d(": _counted(1),
    b"\x1b(": _counted(1),
    b"\x1c(": _counted(1),
}
_LONGEST = max(map(len, LENGTHS))


class Parser:
    """Takes bytes as they come and gives whole commands."""

    def __init__(self):
        self._pending = bytearray()

    def feed(self, content: bytes) -> list[Command]:
        self._pending += content
        found, start = [], 0
        while start < len(self._pending):
            taken = self._next(start)
            if taken is None:
                break
            command, start = taken
            found.append(command)
        del self._pending[:start]
        return found

    def _next(self, start: int) -> tuple[Command, int] | None:
        pending = self._pending
        if pending[start] >= 0x20:
            end = start
            while end < len(pending) and pending[end] >= 0x20:
                end += 1
            return Command(TEXT, bytes(pending[start:end])), end
        head = bytes(pending[start : start + _LONGEST])
        if any(len(code) > len(head) and code.startswith(head) for code in LENGTHS):
            return None  # may still grow into a longer one
        code = next(
            (head[:n] for n in range(len(head), 0, -1) if head[:n] in LENGTHS), None
        )
        if code is None:
            return Command(UNKNOWN, head[:2]), start + 2
        begin = start + len(code)
        length = LENGTHS[code]
        if callable(length):
            # A raster may be large, but what tells its size stands at its beginning.
            length = length(bytes(pending[begin : begin + 4096]))
        if length is None or len(pending) < begin + length:
            return None
        return Command(code, bytes(pending[begin : begin + length])), begin + length
