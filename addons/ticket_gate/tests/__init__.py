from . import (
    test_fare,
    test_gate_api,
    test_gate_page,
    test_gate_reasons,
    test_multi_company,
    test_openapi,
    test_pairing,
    test_rotating_code,
    test_scan,
    test_security,
    test_security_walk,
    test_timeline,
)
