from odoo.exceptions import UserError


class PlanChangedError(UserError):
    """Somebody else saved the map after this person had read it."""

    http_status = 409


class PlanNotReadyError(UserError):
    """The map has faults that would show on tickets, so it is not put in use."""
