import itertools
from contextlib import ExitStack

import pytest

from .house import WORKERS, House


@pytest.fixture(scope="module", params=WORKERS)
def venue(request, demo_database):
    """A served copy of the demo with one kind of worker; each test runs for each kind."""
    from dev import cluster
    from dev.server import serving

    name, _told = demo_database
    database = f"test-faults-{request.param}"
    cluster.create(database, name)
    numbers = itertools.count(1)
    with ExitStack() as servers:

        def serve(database, *options):
            name = f"{database}-{next(numbers)}"
            return servers.enter_context(serving(database, *options, name=name))

        worker = WORKERS[request.param](serve, database)
        servers.callback(worker.close)
        yield House(worker, database)
    cluster.drop(database)


@pytest.fixture
def house(venue):
    """The venue with its worker alive and printers of the test's own."""
    venue.begin()
    yield venue
    venue.end()
