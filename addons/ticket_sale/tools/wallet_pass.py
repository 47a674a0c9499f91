"""Passes for Apple Wallet: a signed archive that a phone trusts.

A pass is a ZIP file of ``pass.json``, pictures, translations (``<lang>.lproj``), a
manifest with the SHA-1 of each file, and a detached PKCS#7 signature of the manifest made
with the operator's own pass certificate. Apple's intermediate certificate travels in the
signature, because phones know only the root.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs7,
    pkcs12,
)
from cryptography.x509.oid import NameOID

MOST_BYTES = 100_000
#: Pictures a pass may carry, and their size in points.
PICTURES = {"icon": (29, 29), "logo": (160, 50), "thumbnail": (90, 90)}
_EPOCH = (1980, 1, 1, 0, 0, 0)


class WalletError(ValueError):
    """What is wrong with a certificate: ``code`` is one of :data:`PROBLEMS`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


PROBLEMS = (
    "certificate",  # cannot be read
    "key",  # cannot be read: damaged, or another password
    "no_key",
    "mismatch",  # the key is another certificate's
    "not_a_pass",  # a certificate for something else
    "intermediate",  # cannot be read
    "issuer",  # the intermediate did not issue the certificate
)


@dataclass(frozen=True, slots=True)
class Signer:
    """What passes are signed with, as PEM texts, and whose they are."""

    certificate: str
    key: str
    intermediate: str
    pass_type: str
    team: str
    valid_from: datetime
    valid_to: datetime


def read_signer(
    certificate: bytes, key: bytes | None, intermediate: bytes, password: str = ""
) -> Signer:
    """Understand the files that an operator uploads.

    :param certificate: PEM, DER or PKCS#12 (which brings its key along)
    :param key: PEM, unless the certificate brings it
    :param intermediate: Apple's, PEM or DER
    :raise WalletError: one of them is not what it should be
    """
    if any(len(part or b"") > MOST_BYTES for part in (certificate, key, intermediate)):
        raise WalletError("certificate")
    leaf, private = _read_certificate(certificate, password.encode() or None)
    if key:
        private = _read_key(key, password.encode() or None)
    if private is None:
        raise WalletError("no_key")
    issuer = _read_plain(intermediate)
    if issuer is None:
        raise WalletError("intermediate")
    if _public_bytes(private.public_key()) != _public_bytes(leaf.public_key()):
        raise WalletError("mismatch")
    pass_type, team = (
        _named(leaf, oid) for oid in (NameOID.USER_ID, NameOID.ORGANIZATIONAL_UNIT_NAME)
    )
    if not pass_type.startswith("pass.") or not team:
        raise WalletError("not_a_pass")
    try:
        leaf.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise WalletError("issuer") from error
    return Signer(
        certificate=leaf.public_bytes(Encoding.PEM).decode(),
        key=private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode(),
        intermediate=issuer.public_bytes(Encoding.PEM).decode(),
        pass_type=pass_type,
        team=team,
        valid_from=leaf.not_valid_before_utc,
        valid_to=leaf.not_valid_after_utc,
    )


def pack(
    content: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    texts: Mapping[str, Mapping[str, str]],
    signer: Signer,
) -> bytes:
    """Return the pass as a file.

    :param content: ``pass.json`` but for whose it is
    :param pictures: PNG files by name, such as ``icon@2x.png``
    :param texts: for each language what stands for a key, by Apple's name of it
    """
    whole = {
        "formatVersion": 1,
        "passTypeIdentifier": signer.pass_type,
        "teamIdentifier": signer.team,
        **content,
    }
    files = {"pass.json": json.dumps(whole, ensure_ascii=False).encode(), **pictures}
    for lang, words in texts.items():
        files[f"{lang}.lproj/pass.strings"] = strings_file(words)
    manifest = json.dumps(
        {
            # SHA-1 is what the format asks for; the signature below is over SHA-256
            name: hashlib.sha1(body, usedforsecurity=False).hexdigest()
            for name, body in files.items()
        }
    ).encode()
    files["manifest.json"] = manifest
    files["signature"] = _signature(manifest, signer)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), body)
    return buffer.getvalue()


def strings_file(words: Mapping[str, str]) -> bytes:
    r"""Return a ``.strings`` file: UTF-16, as every phone reads it.

    >>> strings_file({"a": 'say "hi"'}).decode("utf-16")
    '"a" = "say \\"hi\\"";\n'
    """
    lines = (f'"{_quoted(key)}" = "{_quoted(text)}";\n' for key, text in words.items())
    return "".join(lines).encode("utf-16")


def lang_folder(lang: str) -> str:
    """Return Apple's name of a language.

    >>> lang_folder("zh_CN"), lang_folder("zh_TW"), lang_folder("en_GB")
    ('zh-Hans', 'zh-Hant', 'en')
    """
    base, _sep, region = lang.partition("_")
    if base == "zh":
        return "zh-Hant" if region in {"TW", "HK", "MO"} else "zh-Hans"
    return base


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _signature(manifest: bytes, signer: Signer) -> bytes:
    leaf = x509.load_pem_x509_certificate(signer.certificate.encode())
    issuer = x509.load_pem_x509_certificate(signer.intermediate.encode())
    key = load_pem_private_key(signer.key.encode(), None)
    return (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(manifest)
        .add_signer(leaf, key, hashes.SHA256())
        .add_certificate(issuer)
        .sign(
            Encoding.DER,
            [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary],
        )
    )


def _read_certificate(content: bytes, password: bytes | None):
    """Return a certificate and the key beside it, if there is one."""
    if plain := _read_plain(content):
        return plain, None
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(content, password)
    except ValueError as error:
        raise WalletError("key" if password else "certificate") from error
    if certificate is None:
        raise WalletError("certificate")
    return certificate, key


def _read_plain(content: bytes) -> x509.Certificate | None:
    for load in (x509.load_pem_x509_certificate, x509.load_der_x509_certificate):
        try:
            return load(content)
        except ValueError:
            continue
    return None


def _read_key(content: bytes, password: bytes | None):
    try:
        key = load_pem_private_key(content, password)
    except TypeError:
        # a password was given, and the key has none; or the other way round
        return _read_key(content, None) if password else _refuse_key()
    except ValueError as error:
        raise WalletError("key") from error
    if not isinstance(key, RSAPrivateKey):
        raise WalletError("key")
    return key


def _refuse_key():
    raise WalletError("key")


def _named(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _public_bytes(key) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
