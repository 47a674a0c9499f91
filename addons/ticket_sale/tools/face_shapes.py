"""What a laid-out ticket is made of: a few kinds of shapes, in millimetres."""

from dataclasses import dataclass

from .qr import Matrix

INCH = 25.4
BLACK = "#000000"


@dataclass(frozen=True, slots=True)
class Run:
    """One line of text: ``x``, ``y`` is where its baseline begins, ``size`` the em."""

    x: float
    y: float
    size: float
    text: str
    length: float
    bold: bool = False
    color: str = BLACK
    rotate: int = 0
    family: str = "sans"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; its stroke lies inside it."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: float = 0.0
    color: str = BLACK
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """Dark modules in rows: each ``across`` millimetres wide and ``down`` high."""

    x: float
    y: float
    across: float
    down: float
    matrix: Matrix
    color: str = BLACK

    @property
    def w(self) -> float:
        return self.across * len(self.matrix[0])

    @property
    def h(self) -> float:
        return self.down * len(self.matrix)


@dataclass(frozen=True, slots=True)
class Marks:
    """Many equal squares; ``points`` are their upper left corners."""

    points: tuple[tuple[float, float], ...]
    side: float
    color: str = BLACK


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to be fitted into a box without distortion."""

    x: float
    y: float
    w: float
    h: float
    content: bytes
    rotate: int = 0


Shape = Run | Box | Code | Marks | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """What one element of the face became; ``element`` counts from 0.

    ``clipped`` tells that not all of its text found room.
    """

    element: int
    shapes: tuple[Shape, ...]
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a ticket, laid out; ``back`` is the other one."""

    w: float
    h: float
    parts: tuple[Part, ...]
    back: "Page | None" = None

    @property
    def shapes(self) -> tuple[Shape, ...]:
        return tuple(shape for part in self.parts for shape in part.shapes)

    @property
    def sides(self) -> tuple["Page", ...]:
        return (self, self.back) if self.back else (self,)
