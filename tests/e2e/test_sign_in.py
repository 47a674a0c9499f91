"""The ways into the account: a code by SMS, another company's account, a passkey."""

import re
from contextlib import contextmanager

import pytest

from tests.helpers.axe import faults
from tests.helpers.outside import outside_world

PHONE = "+8613812345678"


@pytest.fixture(scope="module")
def outside(house):
    with outside_world() as world:
        settings = house.staff("admin")
        for key, value in {
            "sms.endpoint": world.address,
            "web.base.url": house.base_url,  # a passkey belongs to an address
        }.items():
            settings.call("ir.config_parameter", "set_param", [key, value])
        yield world


@pytest.fixture
def provider(house, outside):
    settings = house.staff("admin")
    [provider] = settings.call(
        "auth.oauth.provider",
        "create",
        [
            [
                {
                    "name": "House of Names",
                    "body": "Sign in with House of Names",
                    "client_id": "venue",
                    "auth_endpoint": f"{outside.address}/oauth/enter",
                    "validation_endpoint": f"{outside.address}/oauth/person",
                    "scope": "openid",
                    "enabled": True,
                }
            ]
        ],
    )
    outside.person["email"] = f"oda-{provider}@example.com"
    yield provider
    settings.call("auth.oauth.provider", "write", [[provider], {"enabled": False}])


def _code(text):
    return re.search(r"(?<!\d)\d{6}(?!\d)", text).group()


def _ask_code(house, page, address):
    """As somebody does who has not asked within the last minute."""
    house.query("DELETE FROM ticket_sign_code WHERE address = %s", address)
    page.fill("#sign_address", address)
    page.locator(".o_sign_code button[type=submit]").click()
    page.locator("#sign_code").wait_for()


def _enter(page, code):
    page.fill("#sign_code", code)
    page.locator(".o_sign_code button[type=submit]").click()


def _is_in(page):
    page.wait_for_url("**/my*")
    page.locator(".o_account_nav").first.wait_for(state="attached")


@contextmanager
def _way_in(house, **options):
    """A browser that nobody is signed in with, before the ways to sign in."""
    page = house.page(**options)
    language = "/zh_CN" if (options.get("lang") or "").startswith("zh") else ""
    page.goto(f"{house.base_url}{language}/web/login?redirect=/my")
    page.locator(".o_login_auth").wait_for()
    yield page
    page.context.close()


def test_a_phone_makes_an_account_and_opens_it_again(house, outside):
    with _way_in(house, phone=True, lang="zh-CN") as page:
        house.shoot(page, "sign-in-ways")
        assert faults(page, "main") == []
        page.locator("a[href*='/web/login/code']").first.click()
        house.shoot(page, "sign-in-address")
        _ask_code(house, page, PHONE)
        house.shoot(page, "sign-in-code")
        code = _code(outside.text_to(PHONE))
        _enter(page, "000000" if code != "000000" else "111111")
        page.locator("#sign_error").wait_for()
        house.shoot(page, "sign-in-code-wrong")
        _enter(page, code)
        page.locator("#sign_name").wait_for()
        house.shoot(page, "sign-in-name")
        assert faults(page, "main") == []
        page.fill("#sign_name", "黎明")
        page.locator(".o_sign_code button[type=submit]").click()
        _is_in(page)
        house.shoot(page, "sign-in-done")
    with _way_in(house) as page:
        page.locator("a[href*='/web/login/code']").first.click()
        house.shoot(page, "sign-in-address-desk")
        _ask_code(house, page, PHONE)
        house.shoot(page, "sign-in-code-desk")
        _enter(page, _code(outside.text_to(PHONE)))
        _is_in(page)
        assert page.get_by_text("黎明").count()
    assert house.query(
        """SELECT partner.name FROM res_users
             JOIN res_partner partner ON partner.id = partner_id
            WHERE ticket_phone = %s""",
        PHONE,
    ) == [("黎明",)]


def test_another_phone_is_tied_once_the_old_one_has_answered(house, outside):
    old, new = "+8613700000001", "+8613700000002"
    house.query("UPDATE res_users SET ticket_phone = %s WHERE login = 'member'", old)
    for screen, phone, lang in (("desk", False, None), ("phone", True, "zh-CN")):
        page = house.page(login="member", phone=phone, lang=lang)
        language = "/zh_CN" if lang else ""
        page.goto(f"{house.base_url}{language}/my/security")
        page.locator(".o_account_phone a[href$='/web/login/code']").click()
        house.query("DELETE FROM ticket_sign_code")
        _ask_code(house, page, new)
        house.shoot(page, f"sign-in-other-phone-{screen}-old")
        assert faults(page, "main") == []
        _enter(page, _code(outside.text_to(old)))
        page.locator(".alert-success").wait_for()
        assert page.input_value("#sign_address") == new
        house.shoot(page, f"sign-in-other-phone-{screen}-shown")
        assert faults(page, "main") == []
        _ask_code(house, page, new)
        _enter(page, _code(outside.text_to(new)))
        page.wait_for_url("**/my/security")
        assert page.locator(".o_account_phone", has_text=new).count()
        page.context.close()
        old, new = new, old
    house.query("UPDATE res_users SET ticket_phone = NULL WHERE login = 'member'")


def test_an_account_of_another_company_signs_in(house, outside, provider):
    for screen, phone, lang in (("desk", False, None), ("phone", True, "zh-CN")):
        with _way_in(house, phone=phone, lang=lang) as page:
            house.shoot(page, f"sign-in-oauth-{screen}")
            page.locator(f"a[href^='{outside.address}']").click()
            _is_in(page)
            house.shoot(page, f"sign-in-oauth-{screen}-done")
            assert page.get_by_text("Oda Auth").count()
    assert house.query(
        """SELECT login FROM res_users WHERE oauth_provider_id = %s""", provider
    ) == [(outside.person["email"],)]


def test_a_passkey_is_made_in_the_account_and_signs_in(house, outside):
    page = house.page(login="member")
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(f"{house.base_url}/my/security")
    house.shoot(page, "passkey-security")
    page.locator("#portal_passkey_add").click()
    page.locator(".modal:visible input[type=password]").fill("member")
    house.shoot(page, "passkey-who-are-you")
    page.locator(".modal:visible .btn-primary").click()
    page.get_by_text("Create Passkey").wait_for()
    page.locator(".modal:visible input").fill("My phone")
    house.shoot(page, "passkey-name")
    page.locator(".modal:visible .btn-primary").click()
    page.locator(".o_passkey_name", has_text="My phone").wait_for()
    house.shoot(page, "passkey-made")
    assert faults(page, "main") == []
    page.goto(f"{house.base_url}/web/session/logout?redirect=/web/login")
    page.goto(f"{house.base_url}/web/login?redirect=/my")
    page.locator(".passkey_login_link").click()
    _is_in(page)
    assert page.get_by_text("Max Reed").count()
    page.context.close()
