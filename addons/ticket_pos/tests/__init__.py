from . import (
    test_accounting,
    test_desk,
    test_membership,
    test_print,
    test_refund,
    test_sale,
    test_security,
)
