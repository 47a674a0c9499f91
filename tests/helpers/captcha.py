"""The companies that tell people from robots, played here: a server asks them by their own
names over TLS, through a proxy that leads nowhere else."""

import json
import secrets
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

#: Whom a server asks, and where: Google's reCAPTCHA, Cloudflare's Turnstile.
VERIFY = {
    "recaptcha": ("www.recaptcha.net", "/recaptcha/api/siteverify"),
    "turnstile": ("challenges.cloudflare.com", "/turnstile/v0/siteverify"),
}


class Captcha:
    """What the providers know: the tokens their pictures gave out, each good for once.

    ``asked`` is what servers wanted to know: (provider, form).
    """

    secret = "the house's secret"

    def __init__(self):
        self.asked = []
        self._open, self._used = {}, set()  # {token: action}, tokens

    def solve(self, action):
        """Somebody ticked the box: a token for what the page is about."""
        token = secrets.token_urlsafe(24)
        self._open[token] = action
        return token

    def verify(self, provider, form):
        """The answer to ``siteverify``; a token is used up by asking for it."""
        self.asked.append((provider, form))
        token = form.get("response")
        problem = (
            (not form.get("secret") and "missing-input-secret")
            or (form["secret"] != self.secret and "invalid-input-secret")
            or (not token and "missing-input-response")
        )
        if problem:
            return {"success": False, "error-codes": [problem]}
        action = self._open.pop(token, None)
        if not action:
            used = "timeout-or-duplicate" if token in self._used else None
            problem = used or "invalid-input-response"
            return {"success": False, "error-codes": [problem]}
        self._used.add(token)
        answer = {
            "success": True,
            "challenge_ts": datetime.now(UTC).isoformat(),
            "hostname": "localhost",
            "action": action,
            "error-codes": [],
        }
        return answer | ({"score": 0.9} if provider == "recaptcha" else {})


@contextmanager
def captcha_provider(folder):
    """Both providers, until the block ends.

    :param folder: for the certificate of the authority that vouches for them
    :return: the :class:`Captcha`; ``environment`` is what the asking server is started with
    """
    tls = _tls(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.captcha, server.tls = Captcha(), tls
    server.captcha.environment = {
        "HTTPS_PROXY": f"http://127.0.0.1:{server.server_port}",
        "NO_PROXY": "localhost,127.0.0.1",
        "REQUESTS_CA_BUNDLE": str(folder / "ca.pem"),
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.captcha
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider = None

    def do_CONNECT(self):
        """A way to one of the providers, which is right here; to nobody else."""
        host = self.path.partition(":")[0]
        known = {name: provider for provider, (name, _path) in VERIFY.items()}
        if host not in known:
            self.send_error(403)
            return
        self.provider = known[host]
        self.send_response(200)
        self.end_headers()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.close_connection = False  # also for who asked for the way as HTTP/1.0

    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        if not self.provider or self.path != VERIFY[self.provider][1]:
            self.send_error(404)
            return
        body = json.dumps(self.server.captcha.verify(self.provider, form)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def finish(self):
        super().finish()
        self.connection.close()  # TLS took the socket over from who would close it

    def log_message(self, *args):
        """Silent."""


def _tls(folder):
    """What the providers speak TLS with; who trusts ``ca.pem`` believes their names."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Test authority", root_key, "Test authority", root_key, ca=True)
    hosts = [host for host, _path in VERIFY.values()]
    leaf = _certificate(hosts[0], key, "Test authority", root_key, hosts=hosts)
    (folder / "ca.pem").write_bytes(root.public_bytes(Encoding.PEM))
    chain = folder / "provider.pem"
    chain.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + leaf.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context


def _certificate(name, key, issuer, issuer_key, *, ca=False, hosts=()):
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if hosts:
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
