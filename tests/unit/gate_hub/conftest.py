import pytest

from tests.helpers import hub_house


@pytest.fixture
def house(tmp_path):
    """A venue whose hub was not started yet."""
    with hub_house.venue(tmp_path) as house:
        yield house
