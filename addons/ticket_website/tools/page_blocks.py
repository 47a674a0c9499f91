"""Where the blocks of the page builder stand in the text of a page."""

import re
from html import unescape

#: What an editor may choose of a block; ``block_address.js`` knows the same.
CHOICES = ("rule", "topic", "show", "blog", "layout", "limit")

_BLOCK = re.compile(
    r"(?P<head><section\b[^>]*\bs_ticket_block\b[^>]*>)"
    r"(?P<between>(?:(?!</?section\b).)*?)"
    r"(?P<open><div\b[^>]*\bo_ticket_block_content\b[^>]*)>\s*(?P<close></div>)",
    re.DOTALL,
)
_CHOICE = re.compile(r"""\bdata-(\w+)=(?:"([^"]*)"|'([^']*)')""")


def fill_blocks(page, draw):
    """Put what the blocks stand for into the text of a page.

    >>> text = '<section class="s_ticket_block" data-block="news" data-limit="2">'
    >>> text += '<div class="o_ticket_block_content"></div></section>'
    >>> fill_blocks(text, lambda kind, wanted: f"{kind} {wanted}")[-58:]
    'data-drawn="1">news {\\'limit\\': \\'2\\'}</div></section>'

    :param str page: as it goes to the browser
    :param draw: ``(kind, {choice: value})`` -> what is in it, or None for an unknown kind
    """

    def fill(match):
        told = {
            name: unescape(double or single)
            for name, double, single in _CHOICE.findall(match["head"])
        }
        kind = told.get("block", "")
        content = draw(kind, {name: told[name] for name in CHOICES if told.get(name)})
        if content is None:
            return match[0]
        head = match["head"]
        if not content:
            head = head.replace("s_ticket_block", "s_ticket_block o_ticket_block_empty")
        opening = f'{match["open"]} data-drawn="1">'
        return f"{head}{match['between']}{opening}{content}{match['close']}"

    return _BLOCK.sub(fill, page)
