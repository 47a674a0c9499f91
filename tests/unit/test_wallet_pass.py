"""A pass is what a phone takes: every file told and the telling signed."""

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import timedelta

import pytest
from PIL import Image

from tests.helpers.pass_certificates import NOW, pass_files
from tests.helpers.pure import pure

wallet = pure("ticket_sale", "wallet_pass")
drawn = pure("ticket_sale", "wallet_pictures")


@pytest.fixture(scope="module")
def files():
    return pass_files()


def read(
    files,
    certificate="certificate",
    key="key",
    intermediate="intermediate",
    password="",
):
    return wallet.read_signer(
        files[certificate], key and files[key], files[intermediate], password
    )


def test_certificate_tells_whose_passes_it_signs(files):
    signer = read(files)
    assert (signer.pass_type, signer.team) == ("pass.test.venue", "TEAM")
    assert signer.valid_to == NOW + timedelta(days=3650)


def test_archive_with_password_brings_its_key(files):
    assert read(files, "p12", None, password="secret") == read(files)


def test_locked_key_opens_with_its_password(files):
    assert read(files, key="locked_key", password="secret") == read(files)
    assert read(files, key="key", password="needless") == read(files)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("certificate", {"certificate": "root_pem_cut"}),
        ("no_key", {"key": None}),
        ("key", {"key": "junk"}),
        ("key", {"key": "locked_key"}),
        ("key", {"key": "locked_key", "password": "wrong"}),
        ("key", {"certificate": "p12", "key": None, "password": "wrong"}),
        ("mismatch", {"key": "other_key"}),
        ("not_a_pass", {"certificate": "other", "key": "other_key"}),
        ("intermediate", {"intermediate": "junk"}),
        ("issuer", {"intermediate": "other"}),
        ("certificate", {"certificate": "huge"}),
    ],
)
def test_wrong_file_is_named(files, code, changes):
    broken = {
        **files,
        "junk": b"junk",
        "root_pem_cut": b"-----BEGIN",
        "huge": b"x" * 200_000,
    }
    with pytest.raises(wallet.WalletError) as caught:
        read(broken, **changes)
    assert caught.value.code == code
    assert code in wallet.PROBLEMS


@pytest.fixture(scope="module")
def archive(files):
    content = wallet.pack(
        {"serialNumber": "1", "description": "天鹅湖"},
        drawn.pictures(None, None),
        {"en": {"show": 'Swan "Lake"'}, "zh-Hans": {"show": "天鹅湖"}},
        read(files),
    )
    return zipfile.ZipFile(io.BytesIO(content))


def test_manifest_names_every_other_file(archive):
    manifest = json.loads(archive.read("manifest.json"))
    assert set(archive.namelist()) == {*manifest, "manifest.json", "signature"}
    for name, digest in manifest.items():
        assert hashlib.sha1(archive.read(name)).hexdigest() == digest


def test_pass_says_whose_it_is(archive):
    content = json.loads(archive.read("pass.json"))
    assert content["passTypeIdentifier"] == "pass.test.venue"
    assert content["teamIdentifier"] == "TEAM"
    assert content["formatVersion"] == 1


def test_texts_are_there_in_each_language(archive):
    assert (
        archive.read("zh-Hans.lproj/pass.strings").decode("utf-16")
        == '"show" = "天鹅湖";\n'
    )
    assert 'Swan \\"Lake\\"' in archive.read("en.lproj/pass.strings").decode("utf-16")


def verify(tmp_path, archive, files, manifest):
    (tmp_path / "signature").write_bytes(archive.read("signature"))
    (tmp_path / "manifest.json").write_bytes(manifest)
    (tmp_path / "root.pem").write_bytes(files["root_pem"])
    return subprocess.run(
        ["openssl", "smime", "-verify", "-inform", "DER", "-in", "signature",
         "-content", "manifest.json", "-CAfile", "root.pem", "-purpose", "any",
         "-binary", "-out", "told"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_signature_holds_for_openssl(tmp_path, archive, files):
    manifest = archive.read("manifest.json")
    answer = verify(tmp_path, archive, files, manifest)
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "told").read_bytes() == manifest


def test_changed_manifest_is_refused_by_openssl(tmp_path, archive, files):
    changed = archive.read("manifest.json").replace(b"pass.json", b"past.json")
    assert verify(tmp_path, archive, files, changed).returncode != 0


def test_intermediate_travels_in_the_signature(tmp_path, archive, files):
    (tmp_path / "signature").write_bytes(archive.read("signature"))
    told = subprocess.run(
        ["openssl", "pkcs7", "-inform", "DER", "-in", "signature", "-print_certs"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.count("BEGIN CERTIFICATE") == 2


def test_icon_is_there_without_a_logo():
    found = drawn.pictures(None, b"not a picture")
    assert set(found) == {"icon.png", "icon@2x.png", "icon@3x.png"}
    assert Image.open(io.BytesIO(found["icon@3x.png"])).size == (87, 87)


def test_pictures_keep_their_shape():
    buffer = io.BytesIO()
    Image.new("RGB", (400, 100), "red").save(buffer, "JPEG")
    found = drawn.pictures(buffer.getvalue(), buffer.getvalue())
    assert Image.open(io.BytesIO(found["logo@2x.png"])).size == (320, 80)
    assert Image.open(io.BytesIO(found["icon@2x.png"])).size == (58, 58)
    assert len(found) == 9
