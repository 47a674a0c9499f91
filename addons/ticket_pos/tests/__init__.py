from . import (
    test_accounting,
    test_allotment,
    test_bulk,
    test_desk,
    test_membership,
    test_print,
    test_print_queue,
    test_refund,
    test_sale,
    test_security,
    test_timeline,
    test_tour,
)
