from . import test_hold, test_inventory, test_issue
