"""`make pictures`: the README's pictures, taken anew by the end-to-end test.

Reads `.local/shots`, writes `docs/pictures`: no wider than needed, few colours. The
sheets of ready-made faces are drawn here.
"""

from pathlib import Path

import face_pictures
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / ".local" / "shots"
PICTURES = ROOT / "docs" / "pictures"
# name: widest in pixels
SHOWN = {
    "shows": 1100,
    "seat-picker": 1100,
    "seat-picker-phone-zh": 390,
    "confirmation": 1100,
    "pos-seat-screen": 1100,
    "pos-receipt": 1100,
    "printed-ticket": 400,
    "gate": 390,
    "gate-admitted": 390,
    "gate-offline": 390,
    "gate-board": 1100,
    "gate-house": 1100,
    "till-emergency": 1100,
    "advance-proof": 1100,
    "today": 1100,
    "price-painting": 1100,
    "live-board": 1100,
    "order-timeline": 1100,
    "approvals": 1100,
    "seat-map-editor": 1100,
    "hall-plan": 1100,
    "face-designer": 1100,
    "phone-tickets": 390,
    "pos-printer-in-trouble": 1100,
    "pos-find": 1100,
    "pos-exchange": 1100,
    "till-member": 1100,
    "offline-till": 1100,
    "pos-shift-report": 1100,
    "kiosk-review": 620,
    "display-cart": 1024,
}
# pages of the web shop: (at a desk, on a phone), beside each other
PAIRS = {
    name: (f"{name}-desk", f"{name}-phone")
    for name in (
        "web-home",
        "web-shows",
        "web-calendar",
        "web-show",
        "web-resale",
        "web-my",
        "web-my-tickets",
    )
} | {
    "web-picker": ("seat-picker", "seat-picker-phone-zh"),
    "web-payment": (
        "shop-desk-guest-en-post-wire_transfer-2-payment",
        "shop-phone-guest-zh-eticket-demo-2-payment",
    ),
    "web-confirmation": (
        "confirmation",
        "shop-phone-guest-zh-eticket-demo-3-confirmation",
    ),
}
PAIR_HEIGHT = 560


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, widest in SHOWN.items():
        picture = _shot(name)
        if picture.width > widest:
            picture = _scaled(picture, round(picture.height * widest / picture.width))
        _save(picture, name)
    for name, shots in PAIRS.items():
        desk, phone = (_scaled(_shot(shot), PAIR_HEIGHT) for shot in shots)
        pair = Image.new("RGB", (desk.width + 12 + phone.width, PAIR_HEIGHT), "#d9dde3")
        pair.paste(desk, (0, 0))
        pair.paste(phone, (desk.width + 12, 0))
        _save(pair, name)
    face_pictures.save_all(PICTURES)


def _shot(name: str) -> Image.Image:
    return Image.open(SHOTS / f"{name}.png").convert("RGB")


def _scaled(picture: Image.Image, height: int) -> Image.Image:
    width = round(picture.width * height / picture.height)
    return picture.resize((width, height), Image.LANCZOS)


def _save(picture: Image.Image, name: str) -> None:
    picture.quantize(192).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
