"""A pass certificate as Apple would issue one, made here for tests."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _issue(common_name, key, *, issuer=None, ca=False, **names):
    oids = {"uid": NameOID.USER_ID, "team": NameOID.ORGANIZATIONAL_UNIT_NAME}
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, common_name)]
        + [x509.NameAttribute(oids[name], value) for name, value in names.items()]
    )
    above, above_key = issuer or (None, key)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(above_key, hashes.SHA256())
    )


def pass_files():
    """Return the files that an operator has, and some wrong ones, by name."""
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(3)]
    root = _issue("Root", keys[0], ca=True)
    leaf = _issue(
        "Pass", keys[1], issuer=(root, keys[0]), uid="pass.test.venue", team="TEAM"
    )
    other = _issue("Server", keys[2], issuer=(root, keys[0]))
    pem = PrivateFormat.PKCS8
    return {
        "intermediate": root.public_bytes(Encoding.DER),
        "root_pem": root.public_bytes(Encoding.PEM),
        "certificate": leaf.public_bytes(Encoding.DER),
        "key": keys[1].private_bytes(Encoding.PEM, pem, NoEncryption()),
        "locked_key": keys[1].private_bytes(
            Encoding.PEM, pem, BestAvailableEncryption(b"secret")
        ),
        "other": other.public_bytes(Encoding.PEM),
        "other_key": keys[2].private_bytes(Encoding.PEM, pem, NoEncryption()),
        "p12": pkcs12.serialize_key_and_certificates(
            b"pass", keys[1], leaf, None, BestAvailableEncryption(b"secret")
        ),
    }
