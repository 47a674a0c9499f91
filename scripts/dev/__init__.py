"""What the Makefile's targets do once `scripts/bootstrap.sh` has brought Odoo.

Only the standard library is used: `make stop` works whatever became of the rest.
"""
