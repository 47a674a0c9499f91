from . import (
    product_product,
    product_template,
    sale_order,
    sale_order_line,
    ticket_hold,
    ticket_place,
    ticket_price_plan,
    ticket_quote,
    ticket_session,
    ticket_signing_key,
    ticket_ticket,
    ticket_type,
)
