"""What all languages share: commands, the paper in the printer, what comes out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

TEXT = b""
UNKNOWN = b"?"
WHITE, BLACK = 1, 0
FONT = (
    Path(__file__).resolve().parents[3]
    / "addons/ticket_sale/static/fonts/TicketSans-Regular.ttf"
)


class Command(NamedTuple):
    """``code`` is the command, :data:`TEXT` for text or :data:`UNKNOWN`."""

    code: bytes
    arguments: bytes = b""


#: Tells the commands that the printer took and has not carried out.
Waiting = Callable[[], Sequence[Command]]


@dataclass(frozen=True)
class Stock:
    """What is loaded: ``width`` dots across the head, ``length`` of one blank."""

    width: int
    dpi: int = 203
    length: int = 1000


@dataclass(frozen=True, eq=False)
class Ticket:
    """What came out between two cuts."""

    image: Image.Image
    text: str = ""
    at: float = field(default_factory=time.time)

    @property
    def codes(self) -> list[str]:
        """What a scanner reads on it."""
        import zxingcpp

        found = zxingcpp.read_barcodes(self.image.convert("L"))
        return [barcode.text for barcode in found]


@dataclass(frozen=True)
class Faults:
    """What is wrong with the printer; as built, nothing is."""

    paper: str = "ok"  # ok, low, out
    online: bool = True
    cover: bool = False  # open
    cutter: bool = False  # jammed
    mute: bool = False  # never answers anything
    quiet_when_stopped: bool = False  # as many firmwares are
    acknowledge: bool = True  # says that a job came out, in the way of its language
    bytes_per_second: int | None = None
    drop_after: int | None = None  # bytes taken of a connection, then it is reset
    paper_out_after: int | None = None  # bytes taken, then the paper is out

    @property
    def stopped(self) -> bool:
        return not self.online or self.cover or self.cutter or self.paper == "out"

    def mended(self) -> "Faults":
        """The same printer with nothing wrong; its nature stays."""
        return replace(Faults(), quiet_when_stopped=self.quiet_when_stopped)


class Label:
    """A blank of known size, on which things are put before it is printed."""

    def __init__(self, width: int, length: int):
        self.image = Image.new("1", (width, length), WHITE)
        self.words: list[str] = []

    def put(self, image: Image.Image, x: int, y: int) -> None:
        """Lay black dots over what is there; what lies beyond the blank is lost."""
        mask = image.convert("L").point(lambda value: 255 - value).convert("1")
        self.image.paste(BLACK, (x, y), mask)

    def replace(self, image: Image.Image, x: int, y: int) -> None:
        self.image.paste(image, (x, y))

    def box(self, x: int, y: int, wide: int, high: int, thick: int) -> None:
        ImageDraw.Draw(self.image).rectangle(
            (x, y, x + wide - 1, y + high - 1), outline=BLACK, width=max(1, thick)
        )

    def write(self, text: str, x: int, y: int, height: int) -> None:
        self.words.append(text)
        ImageDraw.Draw(self.image).text((x, y), text, fill=BLACK, font=_font(height))

    def ticket(self) -> Ticket:
        return Ticket(self.image.copy(), "\n".join(self.words))


def bits(width: int, height: int, content: bytes) -> Image.Image:
    """Return a picture of packed rows in which a bit that is set is black."""
    missing = (width + 7) // 8 * height - len(content)
    return Image.frombytes("1", (width, height), content + bytes(missing), "raw", "1;I")


@lru_cache(maxsize=32)
def _font(height: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, max(6, height))
