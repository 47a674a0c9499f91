"""What axe-core says of the pages of the web shop: on the phone in Chinese, at a desk in
English. Pictures of them are kept."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.e2e.shopper import Shopper
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


def _swan_lake(house):
    """The show, and its last session on sale."""
    [found] = house.query(
        """SELECT show.id, session.id FROM ticket_show show
             JOIN ticket_session session ON session.show_id = show.id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
         ORDER BY session.start DESC LIMIT 1"""
    )
    return found


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("login", "paths"), [(None, PUBLIC), ("member", OWN)], ids=["guest", "member"]
)
def test_pages_have_no_serious_fault(house, phone, login, paths):
    show, session = _swan_lake(house)
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


CHINESE = re.compile("[\u4e00-\u9fff]")
SIDES = [(True, "zh_CN"), (False, "en_US")]
IDS = ["phone", "desk"]


def _seen(house, page, name, lang, within="main", but=None):
    """A picture of a page in the reader's language, with nothing serious wrong."""
    page.wait_for_load_state("networkidle")
    house.shoot(page, f"web-{name}-{lang}")
    assert faults(page, within, but) == []
    if lang == "zh_CN":
        assert CHINESE.search(page.locator(within).first.inner_text())


def test_who_asks_too_often_is_told_when_to_come_again(house):
    asked = {
        "X-Forwarded-For": "9.9.9.9",
        "X-Forwarded-Host": house.base_url.partition("//")[2],
    }

    def ask(_time):
        requests.get(f"{house.base_url}/shows?search=x", headers=asked, timeout=60)

    for phone, lang in SIDES:
        visitor = Shopper.come(house, phone=phone, lang=lang)
        visitor.page.context.set_extra_http_headers(asked)
        for _minute in range(4):  # it may have ended before there were enough
            reply = visitor.go("/shows?search=x")
            if reply.status == 429:
                break
            with ThreadPoolExecutor(8) as crowd:
                list(crowd.map(ask, range(61)))
        assert reply.status == 429
        assert int(reply.headers["retry-after"]) <= 60
        _seen(house, visitor.page, "too-often", lang, "#wrap")
        visitor.page.context.close()


#: What Cloudflare's script does for a page, as far as a visitor sees it.
def test_terms_that_must_be_ticked(house):
    admin = house.staff("admin")
    [[website]] = house.query("SELECT min(id) FROM website")
    admin.call("website", "write", [[website], {"ticket_terms_tick": True}])
    buyer = Shopper.come(house, phone=True, lang="zh_CN", name="Terms")
    buyer.take_best(_swan_lake(house)[1])
    buyer.check_out()
    buyer.page.locator(".o_ticket_terms_tick").wait_for()
    admin.call("website", "write", [[website], {"ticket_terms_tick": False}])
    _seen(house, buyer.page, "terms", "zh_CN", but="#o_payment_form")
    buyer.page.context.close()
