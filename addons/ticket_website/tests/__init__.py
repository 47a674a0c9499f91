from . import (
    test_approval,
    test_cart,
    test_mail,
    test_membership,
    test_package,
    test_payment,
    test_picker,
    test_portal,
    test_price,
    test_shows,
    test_tour,
    test_waiting,
)
