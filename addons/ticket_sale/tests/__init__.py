from . import (
    test_advance_sales,
    test_face,
    test_hold,
    test_inventory,
    test_issue,
    test_membership,
    test_multi_company,
    test_place,
    test_refund,
    test_sale_report,
    test_security,
    test_signing_key,
)
