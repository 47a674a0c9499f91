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


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, widest in SHOWN.items():
        picture = Image.open(SHOTS / f"{name}.png").convert("RGB")
        if picture.width > widest:
            height = round(picture.height * widest / picture.width)
            picture = picture.resize((widest, height), Image.LANCZOS)
        picture.quantize(192).save(PICTURES / f"{name}.png", optimize=True)
    face_pictures.save_all(PICTURES)


if __name__ == "__main__":
    main()
