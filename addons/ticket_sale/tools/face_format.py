"""The file format of a face: its versions, and what each kind of element is made of."""

from collections.abc import Mapping
from typing import Any

VERSION = 2


class WrongVersion(ValueError):
    """The face was written by a program that knows more than this one."""


def upgrade(face: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``face`` in the current version; version 1 did not say its number.

    :raise WrongVersion: when it is of a version we do not know
    """
    version = face.get("version", 1)
    if version not in (1, VERSION) or isinstance(version, bool):
        raise WrongVersion(str(version))
    return {**face, "version": VERSION}
