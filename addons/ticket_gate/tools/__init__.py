"""What can be said about gates without Odoo."""
