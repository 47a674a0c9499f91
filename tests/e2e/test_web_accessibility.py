"""What axe-core says of the pages of the web shop: on the phone in Chinese, at a desk in
English. Pictures of them are kept."""

import pytest

from tests.helpers.axe import faults

PUBLIC = {
    "home": "/",
    "shows": "/shows",
    "calendar": "/shows/calendar",
    "show": "/show/{show}",
    "resale": "/session/{session}/resale",
    "packages": "/packages",
    "venues": "/venues",
    "topics": "/topics",
    "favourites": "/favourites",
    "help": "/help",
    "about": "/about",
    "sign-in": "/web/login/code",
}
OWN = {
    "my": "/my",
    "my-tickets": "/my/tickets",
    "my-cards": "/my/cards",
    "my-membership": "/my/membership",
    "my-resale": "/my/resale",
    "my-reviews": "/my/reviews",
    "my-data": "/my/data",
}


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
    language, screen = ("/zh_CN", "phone") if phone else ("", "desk")
    found = {}
    for name, path in paths.items():
        path = language + path.format(show=show, session=session)
        page.goto(house.base_url + path)
        page.locator("main h1, main h2").first.wait_for()
        page.wait_for_load_state("networkidle")
        house.shoot(page, f"web-{name}-{screen}")
        found[path] = faults(page, "main")
    page.context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
