from . import (
    ir_http,
    payment_transaction,
    product_pricelist,
    product_product,
    sale_order,
    sale_order_line,
    ticket_hold,
    ticket_session,
    ticket_show,
    ticket_ticket,
    ticket_venue,
    website,
)
