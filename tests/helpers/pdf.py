"""Look at a PDF as a reader does: as pictures and as text."""

import pypdfium2
from PIL import Image


def images(content: bytes, dpi: float = 200) -> list[Image.Image]:
    """Return a picture of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def texts(content: bytes) -> list[str]:
    """Return what can be selected on each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
