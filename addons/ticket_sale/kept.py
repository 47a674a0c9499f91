"""Settings that every sale reads and hardly anybody changes.

A sale over HTTP asks for the same company, taxes, product, session and prices as the one
before. Where a request says so (``ticket.kept._begin``), values that were read before come
from the worker's memory. They live in Odoo's own cache of the registry: whoever changes
one of these records drops it, and tells the other workers, which look before each request
begins. What a transaction has changed itself it reads from the database.

Places, holds, orders, payments and tickets are never among them.
"""

from datetime import date, datetime

from odoo.tools import SQL

#: Key of a cursor's cache: the memory this transaction may use.
KEPT = "ticket_sale.kept"

#: Key of a cursor's cache: what this transaction is for, such as ``cart``.
PURPOSE = "ticket_sale.purpose"

#: Columns and searches kept at most; then memory begins anew.
LEARNT = 20_000

#: Values that nobody can change in place.
PLAIN = frozenset({bool, int, float, str, date, datetime, tuple, type(None)})

#: Of these only some records: ticket products, the house's own partners and users.
OF_THE_HOUSE = frozenset(
    {"product.product", "product.template", "res.partner", "res.users"}
)

#: Customers, orders and places are read anew each time, but only what this step of a
#: sale asks for: some have sixty and more columns, of which it needs ten or twenty.
#: What is searched is read by the same query.
WIDE = frozenset(
    {
        "payment.transaction",
        "res.partner",
        "sale.order",
        "sale.order.line",
        "ticket.hold",
        "ticket.place",
    }
)

#: Counted by Odoo in SQL of its own.
NEVER = frozenset({("ir.sequence", "number_next")})

#: {(database, purpose, model): {field name: None}}: what was asked for in this process.
USED = {}

#: Searches whose answer depends on these models alone.
SEARCHED = frozenset(
    {
        "account.analytic.distribution.model",
        "ir.sequence",
        "loyalty.program",
        "product.pricelist",
        "quotation.document",
        "stock.warehouse",
        "ticket.approval.rule",
        "ticket.limit",
        "ticket.limit.tier",
        "ticket.membership.tier",
        "ticket.price",
        "ticket.price.change",
        "ticket.price.reached",
        "ticket.price.rule",
        "ticket.session.price",
    }
)

MODELS = (
    SEARCHED
    | OF_THE_HOUSE
    | {
        "account.account.tag",
        "account.fiscal.position",
        "account.payment.term",
        "account.tax",
        "account.tax.group",
        "account.tax.repartition.line",
        "crm.team",
        "delivery.carrier",
        "loyalty.reward",
        "loyalty.rule",
        "mail.template",
        "payment.method",
        "payment.provider",
        "product.pricelist.item",
        "product.template.attribute.value",
        "res.company",
        "res.country",
        "res.country.group",
        "res.currency",
        "res.partner.category",
        "stock.location",
        "ticket.price.plan",
        "ticket.price.rule.step",
        "ticket.seat.kind",
        "ticket.seat.map",
        "ticket.seat.section",
        "ticket.session",
        "ticket.show",
        "ticket.strategy",
        "ticket.type",
        "ticket.venue",
        "ticket.zone",
        "website",
    }
)


def may_be_learnt(field):
    """Whether whatever changes this field is seen: of records among these models."""
    if (field.model_name, field.name) in NEVER:
        return False
    if field.type == "one2many":
        of_the_house = field.model_name == "res.partner" and field.name == "user_ids"
        return of_the_house or field.comodel_name in MODELS - OF_THE_HOUSE
    return field.type != "many2many" or field.comodel_name in MODELS


def columns(alias, names):
    """These columns of a table, as SQL."""
    return SQL(", ").join(SQL.identifier(alias, name) for name in names)


def remember(record, **values):
    """Put into the cache of one record what a statement of ours has just written.

    :param values: as the cache has them: ids, not records; ``None`` where empty
    """
    for name, value in values.items():
        record._fields[name]._insert_cache(record, [value])
