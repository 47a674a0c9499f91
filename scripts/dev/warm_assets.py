"""Run in `odoo shell`: build the pages' bundles now rather than at the first visit."""

env["ir.qweb"]._pregenerate_assets_bundles()  # noqa: F821  the shell's
