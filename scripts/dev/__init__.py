"""What the Makefile's targets do once `scripts/bootstrap.sh` has brought Odoo.

Only the standard library is used, so that `make stop` works whatever became of the rest.
"""
