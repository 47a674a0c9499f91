"""Fixtures for tests that need a database or a running Odoo: tests/race, tests/e2e.

The `dev` package they use comes with scripts/run; start such a test alone with
`scripts/run pytest tests/race -k name`. Tests in tests/unit use none of this.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import hypothesis
import pytest

# a busy machine is slow, not wrong; what lands is judged by the same examples each time
hypothesis.settings.register_profile(
    "ours", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("ours")


@pytest.fixture(scope="session")
def installed_database() -> str:
    """Return a database with all our addons installed. Copy it, never write to it."""
    from dev.suite import installed_database

    return installed_database()


@pytest.fixture(scope="session")
def demo_database() -> tuple[str, dict]:
    """Return a database with the demo's data, and what demo.json says of it.

    Copy it, never write to it.
    """
    from dev.suite import demo_database

    return demo_database()


@pytest.fixture
def copy_database() -> Iterator[Callable[[str], str]]:
    """Return a function that copies a database for this test alone."""
    from dev import cluster

    copies: list[str] = []

    def copy(source: str) -> str:
        copies.append(f"test-copy-{_next()}")
        cluster.create(copies[-1], source)
        return copies[-1]

    yield copy
    for name in copies:
        cluster.drop(name)


@pytest.fixture
def serve() -> Iterator[Callable]:
    """Return a function that serves a database until the test ends.

    `serve(database, "--workers=2")` returns a `dev.server.Server` with its `base_url`.
    """
    from dev.server import serving

    with ExitStack() as servers:
        yield lambda database, *options: servers.enter_context(
            serving(database, *options, name=f"test-server-{_next()}")
        )


_numbers = itertools.count(1)


def _next() -> str:
    """A name of its own, also beside another pytest."""
    return f"{os.getpid()}-{next(_numbers)}"
