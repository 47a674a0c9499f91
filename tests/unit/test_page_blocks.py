"""Blocks in the text of a page are filled, and nothing else changes."""

from tests.helpers.pure import pure

fill_blocks = pure("ticket_website", "page_blocks").fill_blocks

PAGE = (
    '<p>s_ticket_block</p><section data-block="shows" class="s_ticket_block pt32" '
    'data-rule="hot" data-other="x"><div class="container"><h2>Hot</h2></div>\n'
    '<div class="o_ticket_block_content container"> </div></section><p>end</p>'
)


def told(kind, wanted):
    return f"{kind} {sorted(wanted.items())}"


def test_block_gets_what_it_asks_for():
    page = fill_blocks(PAGE, told)
    assert "data-drawn=\"1\">shows [('rule', 'hot')]</div></section><p>end</p>" in page
    assert page.startswith('<p>s_ticket_block</p><section data-block="shows" class')


def test_unknown_block_is_left_alone():
    assert fill_blocks(PAGE, lambda kind, wanted: None) == PAGE


def test_empty_block_is_marked():
    assert "s_ticket_block o_ticket_block_empty pt32" in fill_blocks(
        PAGE, lambda kind, wanted: ""
    )


def test_backslashes_of_a_name_stay():
    assert r"\1 \g<0>" in fill_blocks(PAGE, lambda kind, wanted: r"\1 \g<0>")


def test_every_block_of_a_page_is_filled():
    page = fill_blocks(PAGE * 3, told)
    assert page.count("data-drawn") == 3


def test_what_an_editor_wrote_is_read_as_it_was_meant():
    page = PAGE.replace("hot", "a&amp;b &quot;c&quot;")
    assert "[('rule', 'a&b \"c\"')]" in fill_blocks(page, told)
