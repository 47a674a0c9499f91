from odoo import fields, models

from .ticket_approval import OPEN


class TicketApprovalMixin(models.AbstractModel):
    """An order that may need approval before anything is issued.

    A model says what there is to approve (``_approval_facts``, ``_approval_digest``,
    ``_approval_values``), keeps its places (``_approval_keep``) and goes on
    (``_approval_granted``) or ends (``_approval_rejected``).
    """

    _name = "ticket.approval.mixin"
    _description = "Needs Approval"

    ticket_approval_ids = fields.One2many(
        "ticket.approval",
        "res_id",
        string="Approvals",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
    )
    ticket_approval_state = fields.Selection(
        [("waiting", "To Approve"), ("approved", "Approved"), ("rejected", "Rejected")],
        string="Approval",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    ticket_approval_digest = fields.Char(readonly=True, copy=False)

    def _approval_facts(self):
        """:return: :class:`~odoo.addons.ticket_sale.tools.approval.OrderFacts`"""
        raise NotImplementedError  # orders and bookings each say theirs

    def _approval_digest(self):
        """:return: a text that changes when what was approved changes"""
        raise NotImplementedError  # orders and bookings each say theirs

    def _approval_values(self):
        """:return: what the approver reads: ``reference``, ``summary``, ``amount`` …"""
        raise NotImplementedError  # orders and bookings each say theirs

    def _approval_keep(self, hours):
        """Keep the places of this order so long. :return: until when"""
        raise NotImplementedError  # orders and bookings each say theirs

    def _approval_granted(self, approval):
        """Every step was approved: go on, as the one who asked."""
        self.ticket_approval_state = "approved"

    def _approval_rejected(self, approval):
        """A step was rejected: end the order and give its places back."""
        self.ticket_approval_state = "rejected"

    def _approval_rules(self):
        self.ensure_one()
        return self.env["ticket.approval.rule"]._matching(
            self.company_id, self._approval_facts, self._approval_channel()
        )

    def _approval_channel(self):
        """Hook: where this order comes from, if that is known without its facts."""
        return ""

    def _approval_missing(self):
        """Whether this order may not be paid, confirmed or issued yet."""
        self.ensure_one()
        if self.ticket_approval_state == "approved":
            if self.ticket_approval_digest == self._approval_digest():
                return False
        return bool(self._approval_rules())

    def _approval_is_asked(self):
        """Whether people are deciding about the order as it is now."""
        self.ensure_one()
        return (
            self.ticket_approval_state == "waiting"
            and self.ticket_approval_digest == self._approval_digest()
        )

    def _approval_request(self):
        """Ask those who decide, and keep the places for them.

        Asking again for the same does nothing; after a change the old question is
        withdrawn.
        """
        self.ensure_one()
        if self._approval_is_asked():
            return
        self._approval_withdraw()
        rules = self._approval_rules()
        digest = self._approval_digest()
        # the state is the system's to write: sellers and visitors only ask
        self.sudo().write(
            {"ticket_approval_state": "waiting", "ticket_approval_digest": digest}
        )
        values = self._approval_values() | {
            "company_id": self.company_id.id,
            "digest": digest,
            "keep_until": self._approval_keep(max(rules.mapped("keep_hours"))),
        }
        self.env["ticket.approval"]._ask(self, rules, values)

    def _approval_withdraw(self):
        """Nobody need decide about these orders any more."""
        waiting = self.filtered(lambda order: order.ticket_approval_state == "waiting")
        if waiting:
            self.env["ticket.approval"]._of_document(waiting, OPEN)._withdraw()
            waiting.sudo().ticket_approval_state = False
