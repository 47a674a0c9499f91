"""Our addons as their manifests tell."""

import ast
import hashlib
from functools import cache
from pathlib import Path

from .settings import ADDONS, EXTRA_MODULES, Stop

NOT_CODE = {"__pycache__", "tests", "README.md"}


@cache
def manifests() -> dict[str, dict]:
    """Return the manifest of each installable addon, dependencies first."""
    found = {}
    for path in sorted(ADDONS.glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text())
        if manifest.get("installable", True):
            found[path.parent.name] = manifest
    if not found:
        raise Stop("addons/ holds no addon yet")
    ordered: dict[str, dict] = {}

    def place(name: str) -> None:
        if name in found and name not in ordered:
            for dependency in found[name].get("depends", []):
                place(dependency)
            ordered[name] = found[name]

    for name in found:
        place(name)
    return ordered


def names(only: str = "") -> list[str]:
    """Return all our addons, or the one asked for.

    :raise Stop: when there is no such addon
    """
    if only and only not in manifests():
        raise Stop(f"no addon {only}; there are: {', '.join(manifests())}")
    return [only] if only else list(manifests())


def core_modules() -> list[str]:
    """Return what Odoo itself must bring for all our addons."""
    wanted = {
        name
        for manifest in manifests().values()
        for name in manifest.get("depends", [])
    }
    return sorted((wanted | set(EXTRA_MODULES)) - set(manifests()))


def fingerprint(folder: Path) -> str:
    """Return a hash of everything in a folder that an update of the database reads."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not NOT_CODE.intersection(relative.parts):
            digest.update(f"{relative}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def fingerprints() -> dict[str, str]:
    return {name: fingerprint(ADDONS / name) for name in manifests()}


def combined_fingerprint(source: str) -> str:
    """Return a hash that changes with any of our addons or their source database."""
    return hashlib.sha256(f"{source} {fingerprints()}".encode()).hexdigest()[:12]
