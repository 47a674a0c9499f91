import gzip
import json

from werkzeug.http import parse_accept_header

from odoo.http import request

#: A hundred thousand tickets shrink to a fifth in a third of a second.
GZIP_LEVEL = 4
WORTH_GZIP = 10_000


def json_gzipped(content):
    """Answer with JSON, compressed when it is long and the client can read that."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Encoding"),
    ]
    accepted = parse_accept_header(request.httprequest.headers.get("Accept-Encoding"))
    if len(body) > WORTH_GZIP and accepted["gzip"] > 0:
        body = gzip.compress(body, GZIP_LEVEL)
        headers.append(("Content-Encoding", "gzip"))
    return request.make_response(body, headers)
