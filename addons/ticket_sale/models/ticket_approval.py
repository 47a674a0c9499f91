from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain

from ..exceptions import ApprovalOutdated, Busy

OPEN = ("pending", "waiting")
ACTIVITY = "mail.mail_activity_data_todo"


class TicketApproval(models.Model):
    """One decision about one order: who asked, who may decide, what was decided.

    The rows of an order are decided one after the other; the next begins to wait when
    the one before is approved.
    """

    _name = "ticket.approval"
    _description = "Approval"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    name = fields.Char(string="Step", required=True, readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Order ID", model_field="res_model", required=True, readonly=True
    )
    reference = fields.Char(string="Order", readonly=True)
    summary = fields.Text(string="What", readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, ondelete="set null"
    )
    amount = fields.Monetary(readonly=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, readonly=True, ondelete="restrict"
    )
    channel = fields.Char(readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    rule_id = fields.Many2one(
        "ticket.approval.rule", required=True, readonly=True, ondelete="restrict"
    )
    step_id = fields.Many2one(
        "ticket.approval.step",
        string="Step of the Rule",
        readonly=True,
        ondelete="set null",
    )
    user_ids = fields.Many2many("res.users", string="Approvers", readonly=True)
    requested_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    requested_at = fields.Datetime(readonly=True, default=fields.Datetime.now)
    keep_until = fields.Datetime(string="Places Kept Until", readonly=True)
    state = fields.Selection(
        [
            ("pending", "Later"),
            ("waiting", "Waiting"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("cancelled", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="pending",
        index=True,
    )
    decided_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    remark = fields.Text(readonly=True)
    digest = fields.Char(
        readonly=True, help="What was to be approved, so that changes are noticed."
    )
    may_decide = fields.Boolean(
        compute="_compute_may_decide", search="_search_may_decide"
    )

    _document_idx = models.Index("(res_model, res_id)")
    _asked_once = models.UniqueIndex(
        "(res_model, res_id, step_id) WHERE state IN ('pending', 'waiting')",
        "This approval is asked for already.",
    )

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for approval in self:
            approval.display_name = f"{approval.reference} · {approval.name}"

    @api.depends_context("uid")
    @api.depends("state", "user_ids", "requested_by")
    def _compute_may_decide(self):
        for approval in self:
            approval.may_decide = (
                approval.state == "waiting"
                and self.env.user in approval.user_ids
                and self.env.user != approval.requested_by
            )

    def _search_may_decide(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = (
            Domain("state", "=", "waiting")
            & Domain("user_ids", "in", self.env.uid)
            & Domain("requested_by", "!=", self.env.uid)
        )
        return mine if True in value else ~mine

    # --- what people do -----------------------------------------------------

    def action_approve(self):
        """Say yes to all of these."""
        for approval in self:
            approval._decide("approved")

    def action_reject(self):
        """Ask why, then say no."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_approval_reject_action"
            ),
            "context": {"default_approval_ids": self.ids},
        }

    def action_open_document(self):
        self.ensure_one()
        return self._document().sudo(False)._get_records_action()

    def _decide(self, state, remark=None):
        """Decide one step; the last yes lets the order go on, a no ends it.

        :raise AccessError: not this user's decision
        :raise ApprovalOutdated: the order was changed since it was asked
        :raise Busy: somebody else is deciding now
        """
        self.ensure_one()
        self.check_access("read")
        approval_sudo = self.sudo()  # approvers decide, they do not edit
        approval_sudo._lock()
        approval_sudo._check_may_decide(self.env.user)
        document = approval_sudo._document()
        if document._approval_digest() != approval_sudo.digest:
            raise ApprovalOutdated(
                self.env._(
                    "%(order)s was changed after the approval was asked for. Have it "
                    "asked for again.",
                    order=approval_sudo.reference,
                )
            )
        approval_sudo.write(
            {
                "state": state,
                "decided_by": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "remark": remark,
            }
        )
        approval_sudo.activity_unlink([ACTIVITY])
        if state == "rejected":
            approval_sudo._of_document(document, OPEN)._withdraw()
            document._approval_rejected(approval_sudo)
        elif not approval_sudo._next():
            document._approval_granted(approval_sudo)

    def _check_may_decide(self, user):
        if self.state != "waiting":
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(approval)s is not waiting any more: %(state)s.",
                    approval=self.display_name,
                    state=states[self.state],
                )
            )
        if user == self.requested_by:
            raise AccessError(
                self.env._("Nobody approves their own order: ask a colleague.")
            )
        if user not in self.user_ids:
            raise AccessError(
                self.env._(
                    "%(approval)s is decided by %(people)s.",
                    approval=self.display_name,
                    people=", ".join(self.user_ids.mapped("name")),
                )
            )

    # --- the queue of an order ------------------------------------------------

    @api.model
    def _ask(self, document, rules, values):
        """Ask for every step of ``rules``; the first begins to wait."""
        steps = [step for rule in rules for step in rule.step_ids]
        approvals = self.sudo().create(
            [
                {
                    **values,
                    "name": step.name,
                    "res_model": document._name,
                    "res_id": document.id,
                    "rule_id": step.rule_id.id,
                    "step_id": step.id,
                    "user_ids": [fields.Command.set(step._approvers().ids)],
                    "requested_by": self.env.uid,
                }
                for step in steps
            ]
        )
        approvals[:1]._begin()
        return approvals

    def _begin(self):
        self.state = "waiting"
        for user in self.user_ids - self.requested_by:
            self.activity_schedule(
                ACTIVITY,
                summary=self.env._("Approve %(order)s", order=self.reference),
                note=self.summary,
                user_id=user.id,
            )

    def _next(self):
        """Let the next step of the same order wait; empty when there is none."""
        following = self._of_document(self._document(), ["pending"]).sorted("id")[:1]
        if following:
            following._begin()
        return following

    def _withdraw(self):
        """The order is gone or has changed: nobody need decide any more."""
        self.activity_unlink([ACTIVITY])
        self.write({"state": "cancelled"})
        self.flush_recordset(["state"])  # asking anew may follow: one open row a step

    @api.model
    def _of_document(self, document, states):
        return self.sudo().search(
            [
                ("res_model", "=", document._name),
                ("res_id", "in", document.ids),
                ("state", "in", states),
            ]
        )

    def _document(self):
        """The order, as the one who asked, with sudo: approvers need not be sellers."""
        self.ensure_one()
        document = self.env[self.res_model].with_user(self.requested_by)
        return document.with_company(self.company_id).sudo().browse(self.res_id)

    def _lock(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise Busy(
                self.env._("Somebody else is deciding this at the moment.")
            ) from error
        self.invalidate_recordset(["state"])
