"""What axe-core says of the pages of the web shop, on the phone and at a desk."""

import pytest

from tests.helpers.axe import faults

PUBLIC = (
    "/",
    "/shows",
    "/shows/calendar",
    "/show/{show}",
    "/session/{session}/resale",
    "/packages",
    "/venues",
    "/topics",
    "/favourites",
    "/help",
    "/about",
    "/web/login/code",
)
OWN = (
    "/my",
    "/my/tickets",
    "/my/cards",
    "/my/membership",
    "/my/resale",
    "/my/reviews",
    "/my/data",
)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("login", "paths"), [(None, PUBLIC), ("member", OWN)], ids=["guest", "member"]
)
def test_pages_have_no_serious_fault(house, phone, login, paths):
    [[show, session]] = house.query(
        """SELECT show.id, session.id FROM ticket_show show
             JOIN ticket_session session ON session.show_id = show.id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
         ORDER BY session.start DESC LIMIT 1"""
    )
    page = house.page(phone=phone, login=login)
    found = {}
    for path in paths:
        page.goto(house.base_url + path.format(show=show, session=session))
        page.locator("main h1, main h2").first.wait_for()
        found[path] = faults(page, "main")
    page.context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
