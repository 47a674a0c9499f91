"""Pages that a proxy may keep for everybody who has no cookies yet."""

import re
from hashlib import blake2b

from odoo.http import request

#: So many seconds a proxy may answer without asking; then it asks behind the scenes.
SHARED_SECONDS = 30
STALE_SECONDS = 60
#: Cookies that change nothing in a page; any other may make it somebody's own.
HARMLESS_COOKIES = {"frontend_lang", "tz"}
#: Words of a page that are new each time and say nothing.
_CSRF = re.compile(rb"""(csrf_token: "|name="csrf_token" value=")[^"]*""")


def shared_page(response):
    """A rendered page with headers that tell who may keep it, and for how long.

    For visitors without cookies or campaign it is the same for everybody: no
    cookie is set, and proxies keep it for a short time. Others must ask each time, and
    get an empty answer when nothing has changed. The token against forged requests is
    nobody's in a shared page; the page asks for one of its own (``page_visit.js``).

    :param response: what ``request.render`` gives
    """
    shared = is_shared()
    response.qcontext["shared_page"] = shared
    response.flatten()
    response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    response.headers["Cache-Control"] = _cache_control(shared)
    if shared:
        request.session.can_save = False
        request.future_response.headers.remove("Set-Cookie")
    response.set_etag(_etag(response.data), weak=True)
    return response.make_conditional(request.httprequest.environ)


def shared_answer(response):
    """A small answer that says the same to everybody of one language."""
    request.future_response.headers.remove("Set-Cookie")
    public = request.env.user._is_public()
    response.headers["Vary"] = "Accept-Language, Accept-Encoding"
    response.headers["Cache-Control"] = _cache_control(public)
    response.set_etag(_etag(response.data), weak=True)
    return response.make_conditional(request.httprequest.environ)


def is_shared():
    """Whether this page is the same for everybody."""
    told = {name for name, _field, _cookie in _tracking_fields()} | {"debug", "edit"}
    return (
        request.env.user._is_public()
        and HARMLESS_COOKIES.issuperset(request.httprequest.cookies)
        and request.httprequest.method in ("GET", "HEAD")
        and not told & set(request.httprequest.args)
    )


def _tracking_fields():
    return request.env["utm.mixin"].tracking_fields()


def _cache_control(shared):
    if not shared:
        return "private, no-cache"
    return (
        f"public, max-age=0, s-maxage={SHARED_SECONDS}, "
        f"stale-while-revalidate={STALE_SECONDS}"
    )


def _etag(body):
    return blake2b(_CSRF.sub(rb"\1", body), digest_size=16).hexdigest()
