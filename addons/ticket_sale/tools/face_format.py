"""The format of a face: its versions, and the file that carries one elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 2
LARGEST_FILE = 6_000_000  # bytes


class WrongVersion(ValueError):
    """The face was written by a program that knows more than this one."""


@dataclass(frozen=True, slots=True)
class FaceFile:
    """What a file says: ``usage`` and ``name`` are empty when it does not say them."""

    template: dict[str, Any]
    name: str = ""
    usage: str = ""


def upgrade(face: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``face`` in the current version; version 1 did not say its number.

    :raise WrongVersion: when it is of a version we do not know
    """
    version = face.get("version", 1)
    if version not in (1, VERSION) or isinstance(version, bool):
        raise WrongVersion(str(version))
    return {"version": VERSION} | dict(face) | {"version": VERSION}


def write_file(name: str, usage: str, template: Mapping[str, Any]) -> str:
    """Return the text of a file with one face."""
    content = {"name": name, "usage": usage, "template": template}
    return json.dumps(content, ensure_ascii=False, indent=1)


def read_file(content: bytes) -> FaceFile:
    """Read a file with one face; a bare template is one, too.

    What the template holds is not looked at: ``face_check`` does that.

    :raise ValueError: when it is no JSON, or no face
    """
    if len(content) > LARGEST_FILE:
        raise ValueError("the file is too large")
    try:
        found = json.loads(content)
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError("no JSON") from error
    if isinstance(found, dict) and isinstance(found.get("template"), dict):
        name, usage = found.get("name"), found.get("usage")
        return FaceFile(
            found["template"],
            name[:80] if isinstance(name, str) else "",
            usage if isinstance(usage, str) else "",
        )
    if isinstance(found, dict) and "elements" in found:
        return FaceFile(found)
    raise ValueError("no face")
