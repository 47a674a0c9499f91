"""A ticket face from empty paper to the printed ticket."""

import zxingcpp

from tests.helpers.clients import Till

DOTS = round(120 / 25.4 * 203)  # of a page of 120 mm


def _open_designer(house, lang=None):
    page = house.page(login="manager", lang=lang)
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.ticket_face_action")
    page.locator("tr.o_data_row").first.wait_for()
    page.locator(".o_control_panel button", has_text="New Face").click()
    page.locator(".o_gallery_face").first.wait_for()
    return page


def _drag(page, start, by):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0] / 2, start[1] + by[1] / 2, steps=4)
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=4)
    page.mouse.up()


def _middle(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_face_designed_from_nothing_is_what_the_printer_prints(house):
    page = _open_designer(house)
    page.wait_for_timeout(500)
    house.shoot(page, "face-gallery")
    page.locator("[data-paper=roll80]").click()
    page.locator("[data-first=show]").click()
    page.locator("[data-next=place]").click()
    page.locator("[data-next=qr]").click()
    page.locator("[data-layer]").nth(2).wait_for()
    _drag(page, _middle(page, ".o_face_frame.o_selected rect"), (0, 90))
    page.locator(".o_face_stage").focus()
    page.keyboard.press("l")
    page.locator("[data-layer]").nth(3).wait_for()
    page.keyboard.press("Tab")
    page.locator(".o_bar_name").fill("Designed from nothing")
    page.locator(".o_bar_name").press("Enter")
    page.locator(".o_face_drawing [data-element='3'] *").first.wait_for(
        state="attached"
    )
    page.wait_for_timeout(600)
    house.shoot(page, "face-designer-first")
    page.locator("[data-act=save]").click()
    page.locator(".o_bar_saved[data-status=saved]", has_text="Saved").wait_for()
    [[face, template]] = house.query(
        """SELECT id, template::json FROM ticket_face
            WHERE name ->> 'en_US' = %s ORDER BY id DESC LIMIT 1""",
        "Designed from nothing",
    )
    kinds = [element["type"] for element in template["elements"]]
    assert kinds == ["text", "text", "qr", "line"]
    page.context.close()

    before = len(house.printer.tickets)
    till = Till(house.base_url).open(house.database)
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
         ORDER BY session.start LIMIT 1"""
    )
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    till.pay(till.hold(session, adult, {"best": {"count": 1}}))
    printed = house.printer.wait_for(before + 1)[-1].image
    house.shots.mkdir(parents=True, exist_ok=True)
    printed.save(house.shots / "printed-own-face.png")

    [[ticket]] = house.query("SELECT max(id) FROM ticket_ticket")
    [read] = house.staff("cashier").call("ticket.ticket", "read", [[ticket], ["token"]])
    codes = [code.text for code in zxingcpp.read_barcodes(printed.convert("L"))]
    assert codes == [read["token"]]
    assert abs(printed.height - DOTS) <= DOTS * 0.05
    house.seen["face"] = face


def test_a_ready_made_face_is_changed_seen_everywhere_and_undone(house):
    page = _open_designer(house)
    page.locator("[data-face=roll_80mm]").click()
    page.locator("[data-layer]").first.wait_for()
    page.locator(".o_face_drawing text", has_text="19:30").first.wait_for()
    count = page.locator("[data-layer]").count()
    page.locator("[data-layer] .o_layer_pick", has_text="Show").first.click()
    page.locator(".o_face_text textarea").first.fill("{show} – {price}")
    page.locator(".o_face_drawing text", has_text="380.00").first.wait_for()
    page.wait_for_timeout(500)
    house.shoot(page, "face-designer")
    for mode, picture in (
        ("thermal", ".o_preview_strip img"),
        ("pdf", ".o_preview_pages canvas"),
        ("phone", ".o_phone_screen svg"),
    ):
        page.locator(f"[data-mode={mode}]").click()
        page.locator(picture).first.wait_for()
        page.wait_for_timeout(300)
        house.shoot(page, f"face-preview-{mode}")
    page.locator("[data-mode=design]").click()
    page.locator(".o_face_stage").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.locator(".o_face_start").wait_for()
    page.keyboard.press("Control+z")
    page.locator("[data-layer]").nth(count - 1).wait_for()
    page.context.close()


def test_a_code_too_small_to_scan_is_not_saved(house):
    page = _open_designer(house)
    page.locator("[data-paper=roll80]").click()
    page.locator("[data-first=qr]").click()
    page.locator("[data-field=w] input").fill("8")
    page.locator("[data-field=h] input").fill("8")
    page.locator("[data-field=h] input").press("Tab")
    page.locator("[data-act=save]").click()
    finding = page.locator("[data-code=qr_small]")
    finding.wait_for()
    page.wait_for_timeout(300)
    house.shoot(page, "face-check")
    page.locator(".o_editor_side .o_editor_link").click()
    finding.click()
    page.locator(".o_face_frame.o_selected.o_error").wait_for()
    page.context.close()
