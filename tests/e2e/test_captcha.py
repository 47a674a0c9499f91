"""Who took seats very often shows to be no robot: the server asks Google's reCAPTCHA or
Cloudflare's Turnstile, as the house has set up, and believes nobody else."""

import pytest
import requests

from tests.e2e.conftest import opened_house
from tests.e2e.shopper import Shopper
from tests.helpers.axe import faults
from tests.helpers.captcha import captcha_provider

KEYS = {
    "recaptcha": ("recaptcha_public_key", "recaptcha_private_key"),
    "turnstile": ("cf.turnstile_site_key", "cf.turnstile_secret_key"),
}
FIELDS = {
    "recaptcha": "recaptcha_token_response",
    "turnstile": "turnstile_captcha",
}
#: What the provider's own page script does once somebody has ticked its box.
TURNSTILE = """window.turnstile = {
    render(place, { action, callback }) {
        const box = document.createElement("button");
        box.className = "btn btn-light";
        box.textContent = "✓";
        box.addEventListener("click", async () => callback(await solveCaptcha(action)));
        place.append(box);
    },
};"""
RECAPTCHA = """window.grecaptcha = {
    ready: (go) => go(),
    execute: (key, { action }) => solveCaptcha(action),
};"""


@pytest.fixture(scope="module")
def captcha(tmp_path_factory):
    with captcha_provider(tmp_path_factory.mktemp("captcha")) as captcha:
        yield captcha


@pytest.fixture(scope="module")
def house(demo_database, captcha):
    """A house whose server reaches the providers, and with them nobody else outside."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in captcha.environment.items():
            patch.setenv(name, value)
        with opened_house(demo_database) as house:
            admin = house.staff("admin")
            domain = [["name", "=", "website_cf_turnstile"]]
            found = admin.call("ir.module.module", "search", [domain])
            admin.call("ir.module.module", "button_immediate_install", [found])
            yield house


@pytest.fixture(params=list(KEYS))
def kind(request, house, captcha):
    """A provider that the house has set up, and no other."""
    values = {name: False for names in KEYS.values() for name in names}
    values |= dict(zip(KEYS[request.param], ("public", captcha.secret), strict=True))
    for name, value in values.items():
        house.staff("admin").call("ir.config_parameter", "set_param", [name, value])
    captcha.asked.clear()
    return request.param


def _limit(house, most):
    [[website]] = house.query("SELECT min(id) FROM website")
    values = {"ticket_holds_visitor": most}
    house.staff("admin").call("website", "write", [[website], values])


def _session(house):
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_show show ON show.id = session.show_id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
         ORDER BY session.start DESC LIMIT 1"""
    )
    return session


def _prove(house, kind, token, browser=None):
    """What the server answers whoever brings this token."""
    browser = browser or requests.Session()
    browser.get(house.base_url + "/shows", timeout=60)
    answer = browser.post(
        house.base_url + "/ticket/web/human",
        json={"params": {FIELDS[kind]: token}},
        timeout=60,
    )
    return answer.json()["result"]["human"]


def test_server_asks_the_provider_with_its_secret(house, captcha, kind):
    assert _prove(house, kind, captcha.solve("ticket_human"))
    [(provider, form)] = captcha.asked
    assert provider == kind
    assert set(form) == {"secret", "response", "remoteip"}
    assert (form["secret"], form["remoteip"]) == (captcha.secret, "127.0.0.1")


def test_made_up_token_proves_nothing(house, captcha, kind):
    assert not _prove(house, kind, "made up")
    assert not _prove(house, kind, "")
    assert not _prove(house, kind, None)
    assert [provider for provider, _form in captcha.asked] == [kind] * 3


def test_token_is_good_for_once(house, captcha, kind):
    token = captcha.solve("ticket_human")
    assert _prove(house, kind, token)
    assert not _prove(house, kind, token)


def test_house_with_a_wrong_secret_lets_nobody_pass(house, captcha, kind):
    house.staff("admin").call(
        "ir.config_parameter", "set_param", [KEYS[kind][1], "stolen"]
    )
    assert not _prove(house, kind, captcha.solve("ticket_human"))


def _answer(script):
    return lambda route: route.fulfill(body=script, content_type="text/javascript")


@pytest.mark.parametrize(
    ("phone", "lang"), [(True, "zh_CN"), (False, "en_US")], ids=["phone", "desk"]
)
def test_captcha_lets_people_go_on(house, captcha, kind, phone, lang):
    _limit(house, 60)
    visitor = Shopper.come(house, phone=phone, lang=lang)
    page = visitor.page
    page.expose_function("solveCaptcha", captcha.solve)
    page.route("**/turnstile/v0/api.js*", _answer(TURNSTILE))
    page.route("https://www.recaptcha.net/recaptcha/api.js*", _answer(RECAPTCHA))
    visitor.go(f"/session/{_session(house)}")
    page.locator(".o_ticket_best_take").wait_for()
    asked = {"params": {"session_id": _session(house), "seat_ids": []}}
    page.request.post(f"{house.base_url}/ticket/web/hold", data=asked)
    _limit(house, 1)
    page.locator(".o_ticket_best_take").click()
    if kind == "turnstile":
        page.locator("dialog.o_ticket_human[open]").wait_for()
        house.shoot(page, f"captcha-{lang}")
        assert faults(page, "dialog.o_ticket_human") == []
        page.locator("dialog.o_ticket_human .btn:text('✓')").click()
    page.locator(".o_ticket_clock").wait_for()
    assert [provider for provider, _form in captcha.asked] == [kind]
    _limit(house, 60)
    page.locator(".o_ticket_change").click()
    page.context.close()
