from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .ticket_place import EXPIRED
from .ticket_type import CHANNELS

#: Written only along the allowed ways, never by hand.
GUARDED_FIELDS = {
    "state",
    "activated_by",
    "activated_at",
    "returned_by",
    "returned_at",
    "returned_count",
}


class TicketAllotment(models.Model):
    """Places of a session set aside for one channel, or for somebody, until a return
    time.

    The places are ``reserved`` and carry the allotment; past the return time they are
    free for everybody at once. What is released or refunded before goes back to it.
    """

    _name = "ticket.allotment"
    _description = "Allotment"
    _inherit = ["mail.thread"]
    _order = "session_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    session_id = fields.Many2one(
        "ticket.session",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("channel", "Sales channel"),
            ("house", "House"),
            ("press", "Press"),
            ("producer", "Producer"),
            ("sponsor", "Sponsor"),
            ("technical", "Technical"),
            ("waiting", "Waiting list"),
        ],
        string="Kept for",
        required=True,
        default="channel",
    )
    channel = fields.Selection(
        CHANNELS,
        compute="_compute_channel",
        store=True,
        readonly=False,
        help="Who sells from it. Empty: nobody, staff hand the places out by name.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    reason = fields.Char()
    return_at = fields.Datetime(
        string="Return",
        required=True,
        tracking=True,
        help="From then on everybody may buy what is left.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("returned", "Returned")],
        required=True,
        default="draft",
        readonly=True,
        tracking=True,
    )
    activated_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    activated_at = fields.Datetime(readonly=True)
    returned_by = fields.Many2one(
        "res.users",
        readonly=True,
        ondelete="set null",
        help="Empty when the clock returned it.",
    )
    returned_at = fields.Datetime(readonly=True)
    returned_count = fields.Integer(string="Places Returned", readonly=True)
    place_ids = fields.One2many("ticket.place", "allotment_id", string="Places")
    place_count = fields.Integer(compute="_compute_counts", string="Places now")
    left_count = fields.Integer(compute="_compute_counts", string="Left")
    sold_count = fields.Integer(compute="_compute_counts", string="Sold")

    _channel_has_one = models.Constraint(
        "CHECK(kind != 'channel' OR channel IS NOT NULL)",
        "Choose the channel that sells from this allotment.",
    )

    @api.depends("kind")
    def _compute_channel(self):
        for allotment in self:
            if allotment.kind != "channel":
                allotment.channel = False
            elif not allotment.channel:
                allotment.channel = "pos"

    def _compute_counts(self):
        Place = self.env["ticket.place"]
        of_these = Domain("allotment_id", "in", self.ids)
        everything = dict(Place._read_group(of_these, ["allotment_id"], ["__count"]))
        sold = of_these & Domain("state", "=", "sold")
        sold = dict(Place._read_group(sold, ["allotment_id"], ["__count"]))
        left = (
            of_these & Domain("state", "=", "reserved") & Domain("hold_id", "=", False)
        )
        left = dict(Place._read_group(left, ["allotment_id"], ["__count"]))
        for allotment in self:
            allotment.place_count = everything.get(allotment, 0)
            allotment.sold_count = sold.get(allotment, 0)
            allotment.left_count = left.get(allotment, 0)

    @api.constrains("return_at", "state")
    def _check_return(self):
        for allotment in self.filtered(lambda a: a.state != "returned"):
            if allotment.return_at > allotment.session_id.end:
                raise ValidationError(
                    self.env._(
                        "%(allotment)s must return its places before %(session)s ends.",
                        allotment=allotment.name,
                        session=allotment.session_id.display_name,
                    )
                )

    @api.model
    def _has_field_access(self, field, operation):
        """Nobody writes the state by hand, whatever the client sends."""
        if operation == "write" and field.name in GUARDED_FIELDS:
            return self.env.su
        return super()._has_field_access(field, operation)

    def write(self, vals):
        moved = "session_id" in vals and self.filtered(lambda a: a.state != "draft")
        if moved:
            raise UserError(
                self.env._(
                    "%(allotment)s has places already; its session cannot change.",
                    allotment=moved[0].name,
                )
            )
        result = super().write(vals)
        if "return_at" in vals:
            self.filtered(lambda a: a.state == "active")._keep_until_return()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda allotment: allotment.state != "draft"):
            raise UserError(
                self.env._("An allotment that had places stays in the records.")
            )

    # --- actions --------------------------------------------------------------

    def action_return(self):
        """Give what is left back to everybody, now."""
        self.check_access("write")
        self._return(by_clock=False)

    def action_view_places(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "ticket.place",
            "view_mode": "list",
            "domain": [("allotment_id", "=", self.id)],
        }

    # --- verbs ----------------------------------------------------------------

    def _set_aside(self, wanted, count):
        """Take places out of everybody's sale, in the current (short) transaction.

        Locked places that have a price may be allotted too: so house seats come back
        by themselves.

        :param SQL wanted: the statement that locks the places, see ``_lock_free``
        :param count: how many it must find
        :return: ids of the places; fewer than ``count`` means that nothing was done
        """
        self.ensure_one()
        self.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (%(wanted)s),
             changed AS (
             UPDATE ticket_place place
                SET state = 'reserved', allotment_id = %(allotment)s,
                    held_until = %(until)s, hold_id = NULL, type_id = NULL,
                    lock_reason = NULL
               FROM wanted
              WHERE place.id = wanted.id AND (SELECT count(*) FROM wanted) = %(count)s
          RETURNING place.id, place.session_id),
             logged AS (%(log)s)
      SELECT id FROM wanted""",
                wanted=wanted,
                allotment=self.id,
                until=self.return_at,
                count=count,
                log=self.env["ticket.place.log"]._insert(
                    "changed",
                    "allotted",
                    channel=SQL("%s", self.channel or None),
                    detail=SQL("%s", self.name),
                ),
            )
        )
        self.env["ticket.place"].invalidate_model()
        if len(rows) == count:
            self.sudo().write(
                {
                    "state": "active",
                    "activated_by": self.env.uid,
                    "activated_at": fields.Datetime.now(),
                }
            )
        return [row[0] for row in rows]

    def _return(self, *, by_clock):
        """Give what is left back, in the current transaction.

        Sold places stay on the allotment, for its statistics; what a buyer is holding
        is free for everybody when that buyer lets go.
        """
        active = self.filtered(lambda allotment: allotment.state == "active")
        for allotment in active.sudo():  # guarded: only this way
            allotment.write(
                {
                    "state": "returned",
                    "returned_by": False if by_clock else self.env.uid,
                    "returned_at": fields.Datetime.now(),
                }
            )
            allotment.flush_recordset()
            place_ids = self.env["ticket.place"]._give_back(
                SQL(
                    """place.allotment_id = %s AND place.state = 'reserved'
                       AND place.hold_id IS NULL""",
                    allotment.id,
                ),
                "returned",
                allotment.name,
            )
            allotment.returned_count = len(place_ids)
        self._loosen(active)

    def _loosen(self, allotments):
        """Places that buyers hold just now do not go back to these allotments."""
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place place SET allotment_id = NULL
                    WHERE place.id IN (
                          SELECT id FROM ticket_place
                           WHERE allotment_id = ANY(%s) AND hold_id IS NOT NULL
                             AND state IN ('held', 'reserved')
                        ORDER BY id FOR NO KEY UPDATE)
                RETURNING place.id""",
                allotments.ids,
            )
        )
        self.env["ticket.place"].invalidate_model(["allotment_id"])

    def _keep_until_return(self):
        """The places that nobody holds follow the return time."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place place SET held_until = wanted.return_at
                     FROM (SELECT place.id, allotment.return_at
                             FROM ticket_place place
                             JOIN ticket_allotment allotment
                               ON allotment.id = place.allotment_id
                            WHERE allotment.id = ANY(%s) AND place.hold_id IS NULL
                              AND place.state = 'reserved'
                         ORDER BY place.id FOR NO KEY UPDATE OF place) AS wanted
                    WHERE place.id = wanted.id
                RETURNING place.id""",
                self.ids,
            )
        )
        self.env["ticket.place"].invalidate_model(["held_until"])

    @api.model
    def _cron_return(self):
        """Tidy allotments and locks whose time is over; buyers never wait for it."""
        over = self.search(
            [("state", "=", "active"), ("return_at", "<=", fields.Datetime.now())],
            limit=200,
        )
        over.try_lock_for_update()._return(by_clock=True)
        opened = self.env["ticket.place"]._open_by_clock()
        self.env["ir.cron"]._commit_progress(len(over) + opened)

    # --- who may sell from it ---------------------------------------------------

    @api.model
    def _usable(self, session, channel, seller=None):
        """The query for the ids of allotments that this seller may sell from.

        :param seller: who sells, when the channel has several (a till, a distributor);
            an allotment itself when staff hand its places out
        """
        if isinstance(seller, type(self)):
            return SQL(
                """SELECT allotment.id FROM ticket_allotment allotment
                    WHERE allotment.session_id = %s AND allotment.state = 'active'
                      AND allotment.id = ANY(%s)""",
                session.id,
                seller.ids,
            )
        return SQL(
            """SELECT allotment.id FROM ticket_allotment allotment
                WHERE allotment.session_id = %(session)s
                  AND allotment.state = 'active' AND allotment.channel = %(channel)s
                  AND %(owner)s""",
            session=session.id,
            channel=channel,
            owner=self._owned_by(seller),
        )

    @api.model
    def _owned_by(self, seller):
        """The condition on ``allotment`` that a channel adds for its own sellers."""
        return SQL("true")

    @api.model
    def _count_usable(self, sessions, channel, seller=None):
        """How many places this seller has beside those that everybody may sell.

        :return: {session id: places}
        """
        self.env["ticket.place"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT place.session_id, count(*)
                         FROM ticket_allotment allotment
                         JOIN ticket_place place ON place.allotment_id = allotment.id
                        WHERE allotment.session_id = ANY(%(sessions)s)
                          AND allotment.state = 'active' AND %(owner)s
                          AND allotment.channel = %(channel)s
                          AND place.state = 'reserved' AND place.hold_id IS NULL
                          AND NOT %(expired)s
                     GROUP BY place.session_id""",
                    sessions=sessions.ids,
                    owner=self._owned_by(seller),
                    channel=channel,
                    expired=EXPIRED,
                )
            )
        )
