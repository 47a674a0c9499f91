"""An editor puts a block of shows on a page by dragging it, chooses what is in it, saves."""

import re

BUILDER = "/odoo/action-website.website_preview?path={path}&enable_editor=1"
FRAME = ".o_iframe_container iframe:last-of-type"


def _choose(page, label, option):
    """One of the options of the block that is selected."""
    page.locator(f"[data-label='{label}'] .dropdown-toggle").click()
    page.locator(
        ".o_popover .o-dropdown-item", has_text=re.compile(f"^{option}$")
    ).click()


def test_a_block_is_dragged_onto_a_page_and_stays(house):
    page = house.page(login="admin")
    # the editor of Odoo does not open while the fonts it can offer do not come
    page.route(
        "https://fonts.googleapis.com/**",
        lambda route: route.fulfill(body="", content_type="text/css"),
    )
    page.goto(house.base_url + BUILDER.format(path="%2Fhelp"))
    group = page.locator(
        "#snippet_groups .o_snippet[name='Shows'] .o_snippet_thumbnail_area"
    )
    group.wait_for(timeout=60_000)
    site = page.frame_locator(FRAME)
    site.locator("#wrap").wait_for()
    house.shoot(page, "builder-1-open")
    start = group.bounding_box()
    target = page.locator(FRAME).bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(target["x"] + 300, target["y"] + 250, steps=12)
    house.shoot(page, "builder-2-drag")
    page.mouse.move(target["x"] + 310, target["y"] + 260, steps=4)
    page.mouse.up()
    previews = page.frame_locator(".modal iframe")
    preview = previews.locator("[data-snippet-id='s_ticket_shows']")
    preview.wait_for()
    page.wait_for_timeout(1500)
    house.shoot(page, "builder-3-previews")
    preview.click()
    block = site.locator("#wrap .s_ticket_shows")
    block.get_by_text("Swan Lake").first.wait_for()
    block.click(position={"x": 10, "y": 10})
    house.shoot(page, "builder-4-placed")
    _choose(page, "Look", "Ranking")
    site.locator(".s_ticket_shows[data-layout=list]").wait_for()
    _choose(page, "How Many", "3")
    site.locator(".s_ticket_shows[data-limit='3']").wait_for()
    house.shoot(page, "builder-5-chosen")
    page.locator("button[data-action=save]").click()
    page.locator("button[data-action=save]").wait_for(state="detached")
    guest = house.page(phone=True)
    guest.goto(f"{house.base_url}/help")
    ranking = guest.locator(".s_ticket_shows[data-layout=list]")
    ranking.get_by_text("Swan Lake").first.wait_for()
    house.shoot(guest, "builder-6-guest")
    # until somebody translates what is new, the page in Chinese stays as it was
    guest.goto(f"{house.base_url}/zh_CN/help")
    guest.locator("h1", has_text="需要什么帮助").wait_for()
    guest.context.close()
    page.context.close()
