"""One after the other: two lanes that read one ticket at once."""

import asyncio
import contextlib


class Turns:
    """A lock for each name that somebody uses just now."""

    def __init__(self):
        self._locks: dict[str, list] = {}

    @contextlib.asynccontextmanager
    async def of(self, name: str):
        entry = self._locks.setdefault(name, [asyncio.Lock(), 0])
        entry[1] += 1
        try:
            async with entry[0]:
                yield
        finally:
            entry[1] -= 1
            if not entry[1]:
                del self._locks[name]
