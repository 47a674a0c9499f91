from . import (
    test_advance_sales,
    test_hold,
    test_inventory,
    test_issue,
    test_membership,
    test_refund,
)
