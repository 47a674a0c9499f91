"""A film for Chromium's fake camera: what a scanner sees of real printed tickets.

Chromium reads the file anew whenever a page opens the camera, so a test changes the
picture by writing the file again.
"""

import io
import os
import random
import signal
from pathlib import Path

from PIL import Image, ImageFilter

SIZE = (1280, 720)
FRAMES = 30  # Chromium plays MJPEG at 30 a second, and again from the start


def scene(ticket: Image.Image, seed: int = 1) -> Image.Image:
    """The ticket as a hand holds it out: small, askew, a little out of focus."""
    dice = random.Random(seed)
    held = ticket.convert("RGB")
    held.thumbnail((SIZE[0] * 0.8, SIZE[1] * 0.95))
    held = held.rotate(
        dice.uniform(-9, 9), expand=True, fillcolor=(96, 92, 88), resample=Image.BICUBIC
    )
    picture = Image.new("RGB", SIZE, (96, 92, 88))
    left = (SIZE[0] - held.width) // 2 + dice.randint(-40, 40)
    picture.paste(held, (left, (SIZE[1] - held.height) // 2))
    return picture.filter(ImageFilter.GaussianBlur(0.7))


def film(path: Path, picture: Image.Image) -> None:
    """Write one second of ``picture`` for ``--use-file-for-fake-video-capture``."""
    frame = io.BytesIO()
    picture.save(frame, "JPEG", quality=88)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(frame.getvalue() * FRAMES)
    fresh.replace(path)


def arguments(path: Path) -> list[str]:
    """How Chromium is told to see the film, and to ask nobody for leave."""
    return [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]


def kill_browser(profile: Path) -> None:
    """End the browser of a profile as an empty battery does."""
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except (NotADirectoryError, FileNotFoundError, PermissionError):
            continue
        is_ours = f"--user-data-dir={profile}".encode() in words
        if is_ours and not any(word.startswith(b"--type=") for word in words):
            os.kill(int(process.name), signal.SIGKILL)
