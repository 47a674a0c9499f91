"""The pictures of a wallet pass, in the three sizes that phones ask for."""

import io

from PIL import Image, ImageDraw

from .wallet_pass import PICTURES

MOST_PIXELS = 40_000_000
DARK = (20, 33, 61, 255)
LIGHT = (255, 255, 255, 255)


def pictures(logo: bytes | None, poster: bytes | None) -> dict[str, bytes]:
    """Return PNG files by name. A picture that cannot be read is left out; the icon,
    without which a phone takes no pass, is drawn when there is no logo.
    """
    sources = {"icon": _read(logo), "logo": _read(logo), "thumbnail": _read(poster)}
    files = {}
    for name, (width, height) in PICTURES.items():
        source = sources[name]
        if source is None and name != "icon":
            continue
        for scale, suffix in ((1, ""), (2, "@2x"), (3, "@3x")):
            size = width * scale, height * scale
            drawn = _fitted(source, size, name) if source else _drawn_icon(size)
            buffer = io.BytesIO()
            drawn.save(buffer, "PNG", optimize=True)
            files[f"{name}{suffix}.png"] = buffer.getvalue()
    return files


def _read(content: bytes | None) -> Image.Image | None:
    if not content:
        return None
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            return image.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _fitted(image: Image.Image, size: tuple[int, int], name: str) -> Image.Image:
    """The whole picture within ``size``; an icon keeps a square around it."""
    small = image.copy()
    small.thumbnail(size, Image.Resampling.LANCZOS)
    if name != "icon":
        return small
    square = Image.new("RGBA", size, LIGHT)
    corner = (size[0] - small.width) // 2, (size[1] - small.height) // 2
    square.alpha_composite(small, corner)
    return square


def _drawn_icon(size: tuple[int, int]) -> Image.Image:
    """A ticket with its notches."""
    width, height = size
    icon = Image.new("RGBA", size, DARK)
    draw = ImageDraw.Draw(icon)
    top, bottom = height * 0.28, height * 0.72
    draw.rectangle((width * 0.15, top, width * 0.85, bottom), fill=LIGHT)
    radius = height * 0.08
    for y in (top, bottom):
        draw.ellipse(
            (width * 0.6 - radius, y - radius, width * 0.6 + radius, y + radius),
            fill=DARK,
        )
    return icon
