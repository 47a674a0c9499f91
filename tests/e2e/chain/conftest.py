"""One served demo for the whole walk; every step goes on where the one before ended."""

import pytest

from tests.e2e.conftest import opened_house


@pytest.fixture(scope="package")
def house(demo_database):
    with opened_house(demo_database) as house:
        yield house
