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
#: They end what the others need, or are limited in number: asked last, and less often.
ONCE = ["/pair", "/emergency"]
schema = schemathesis.openapi.from_dict(DESCRIPTION)
at_work = schema.exclude(path=ONCE)
at_last = schema.include(path=ONCE)
HOW = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(scope="module")
def lane(demo_database):
    """The address of a served demo, and the headers of its first device, which may raise
    the alarm."""
    from dev import cluster
    from dev.server import serving

    source, told = demo_database
    database = "test-gate-openapi"
    cluster.create(database, source)
    cluster.psql("UPDATE ticket_gate_device SET may_alarm = true", database)
    with serving(
        database, "--workers=2", "--max-cron-threads=0", name=database
    ) as server:
        yield (
            f"{server.base_url}/ticket/api/v1/gate",
            {"Authorization": f"Bearer {told['gate']['token']}"},
        )
    cluster.drop(database)


@at_work.parametrize()
@settings(max_examples=25, **HOW)
def test_every_answer_is_described(case, lane):
    address, headers = lane
    case.call_and_validate(base_url=address, headers=headers)


@at_last.parametrize()
@settings(max_examples=20, **HOW)
def test_every_answer_about_pairing_and_alarms_is_described(case, lane):
    address, headers = lane
    case.call_and_validate(base_url=address, headers=headers)
