"""Helpers that tests and the demo share; none of them imports Odoo."""
