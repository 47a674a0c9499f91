"""The gate API is what its OpenAPI file says, for whatever a client may send."""

from pathlib import Path

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings

FILE = Path(__file__).parents[2] / "addons/ticket_gate/static/openapi/gate.yaml"
#: Who may ask is tested elsewhere; here every request comes from a paired device.
DESCRIPTION = {
    name: part
    for name, part in yaml.safe_load(FILE.read_text()).items()
    if name != "security"
}
#: They end what the others need, or are limited in number.
ONCE = ("/pair", "/emergency")
schema = schemathesis.openapi.from_dict(DESCRIPTION).exclude(path=ONCE)


@pytest.fixture(scope="module")
def lane(demo_database):
    """The address of a served demo, and the headers of its first device."""
    from dev import cluster
    from dev.server import serving

    source, told = demo_database
    database = "test-gate-openapi"
    cluster.create(database, source)
    with serving(
        database, "--workers=2", "--max-cron-threads=0", name=database
    ) as server:
        yield (
            f"{server.base_url}/ticket/api/v1/gate",
            {"Authorization": f"Bearer {told['gate']['token']}"},
        )
    cluster.drop(database)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_described(case, lane):
    address, headers = lane
    case.call_and_validate(base_url=address, headers=headers)
