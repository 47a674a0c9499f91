from . import (
    test_api,
    test_booking,
    test_concurrency,
    test_contract,
    test_ledger,
    test_multi_company,
    test_openapi,
    test_portal,
    test_security,
    test_timeline,
    test_tools,
    test_wallet,
)
